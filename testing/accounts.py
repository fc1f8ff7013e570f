"""The accounts table, the user pool and the account function in memory."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from vidx.accounts import Closure, DeletedItems, DeletionStatus, Receipt
from vidx.errors import VidxError
from vidx.ports.accounts import Accounts, Deletions, SignIns


@dataclass
class MemoryAccounts:
    """Follows the same rules as `DynamoAccounts`."""

    closures: dict[str, Closure] = field(default_factory=dict)
    receipts: dict[str, Receipt] = field(default_factory=dict)
    next_passes: dict[str, datetime] = field(default_factory=dict)
    """Time of the next pass of each account that is not deleted yet, by user id."""

    def close(self, closure: Closure) -> Closure:
        if closure.owner not in self.closures:
            self.closures[closure.owner] = closure
            self.receipts[closure.receipt_id] = Receipt(receipt_id=closure.receipt_id, requested_at=closure.closed_at)
            self.next_passes[closure.owner] = closure.closed_at
        return self.closures[closure.owner]

    def get(self, owner: str) -> Closure | None:
        return self.closures.get(owner)

    def get_receipt(self, receipt_id: str) -> Receipt | None:
        return self.receipts.get(receipt_id)

    def list_deleting(self) -> Sequence[str]:
        return list(self.next_passes)

    def begin_pass(self, owner: str, now: datetime, until: datetime) -> Closure | None:
        if owner not in self.next_passes or self.next_passes[owner] > now:
            return None
        self.next_passes[owner] = until
        return self.closures[owner]

    def postpone(self, owner: str, until: datetime) -> None:
        self.next_passes[owner] = until

    def add_deleted(self, receipt_id: str, items: DeletedItems) -> None:
        receipt = self.receipts[receipt_id]
        sums = {name: getattr(receipt, name) + count for name, count in items.model_dump().items()}
        self.receipts[receipt_id] = receipt.model_copy(update=sums)

    def complete(self, closure: Closure, now: datetime) -> None:
        done = {"status": DeletionStatus.DELETED, "completed_at": now}
        self.receipts[closure.receipt_id] = self.receipts[closure.receipt_id].model_copy(update=done)
        del self.next_passes[closure.owner]


@dataclass
class MemorySignIns:
    """A user pool as a set of user ids. Fails with `error` if there is one."""

    users: set[str] = field(default_factory=set)
    error: VidxError | None = None

    def delete(self, user_id: str) -> bool:
        if self.error:
            raise self.error
        known = user_id in self.users
        self.users.discard(user_id)
        return known


@dataclass
class MemoryDeletions:
    """Records the deletions to start. Fails with `error` if there is one."""

    error: VidxError | None = None
    started: list[str] = field(default_factory=list)

    def start(self, owner: str) -> None:
        if self.error:
            raise self.error
        self.started.append(owner)


def _conforms(
    accounts: MemoryAccounts, sign_ins: MemorySignIns, deletions: MemoryDeletions
) -> tuple[Accounts, SignIns, Deletions]:
    """Let the type checker compare the fakes with their ports. Never called."""
    return accounts, sign_ins, deletions
