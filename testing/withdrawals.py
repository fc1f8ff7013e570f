"""An upload function in memory that deletes published files."""

from dataclasses import dataclass, field

from vidx.errors import VidxError
from vidx.jobs.events import WithdrawInput, WithdrawResult
from vidx.ports.invocations import Withdrawals


@dataclass
class MemoryWithdrawals:
    """Records its requests. Fails with `error` if there is one."""

    error: VidxError | None = None
    stems: list[str] = field(default_factory=list)

    def withdraw(self, request: WithdrawInput) -> WithdrawResult:
        if self.error:
            raise self.error
        self.stems.append(request.stem)
        return WithdrawResult(public_keys=(request.stem,))


def _conforms(withdrawals: MemoryWithdrawals) -> Withdrawals:
    """Let the type checker compare the fake with its port. Never called."""
    return withdrawals
