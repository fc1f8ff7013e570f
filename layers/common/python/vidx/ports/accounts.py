"""Ports of the deletion of accounts: its record, the user pool and its start."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from vidx.accounts import Closure, DeletedItems, Receipt


class Accounts(Protocol):
    """The accounts table: closed accounts, and the receipts of their deletion."""

    def close(self, closure: Closure) -> Closure:
        """Store the closure and its receipt, and return it. A closed account keeps its earlier closure."""
        ...

    def get(self, owner: str) -> Closure | None:
        """Return the account's closure; None if it is open, or has been deleted for more than a day."""
        ...

    def get_receipt(self, receipt_id: str) -> Receipt | None: ...

    def list_deleting(self) -> Sequence[str]:
        """Return the user ids of closed accounts that are not deleted yet. One that was just closed may be missing."""
        ...

    def begin_pass(self, owner: str, now: datetime, until: datetime) -> Closure | None:
        """Begin a pass; no other one begins before `until`. Return None if a pass runs, or if none is due."""
        ...

    def postpone(self, owner: str, until: datetime) -> None:
        """Let the next pass begin at `until`."""
        ...

    def add_deleted(self, receipt_id: str, items: DeletedItems) -> None:
        """Add the numbers to those of the receipt."""
        ...

    def complete(self, closure: Closure, now: datetime) -> None:
        """Complete the receipt, and let the closure expire after `CLOSURE_RETENTION`."""
        ...


class SignIns(Protocol):
    """The user pool. Raises `SignInsUnavailable`."""

    def delete(self, user_id: str) -> bool:
        """Delete the user and so the refresh tokens. Return whether there was one."""
        ...


class Deletions(Protocol):
    """Start the deletion of a closed account in the background."""

    def start(self, owner: str) -> None:
        """Invoke the function. Raises `ProviderUnavailable` if it cannot be reached."""
        ...
