"""An upload function in memory, as far as taking files down goes."""

from dataclasses import dataclass, field

from vidx.errors import VidxError
from vidx.jobs.events import WithdrawInput, WithdrawResult
from vidx.ports import Withdrawals


@dataclass
class MemoryWithdrawals:
    """Keeps what it was asked; fails with `error` when there is one."""

    error: VidxError | None = None
    stems: list[str] = field(default_factory=list)

    def withdraw(self, request: WithdrawInput) -> WithdrawResult:
        if self.error:
            raise self.error
        self.stems.append(request.stem)
        return WithdrawResult(public_keys=(request.stem,))


def _conforms(withdrawals: MemoryWithdrawals) -> Withdrawals:
    """Never called: has the type checker hold the fake to its port."""
    return withdrawals
