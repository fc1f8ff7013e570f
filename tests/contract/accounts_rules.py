"""Rules of the port `Accounts`. They run on the fake and on DynamoDB."""

from datetime import timedelta

from testing.clock import FixedClock
from vidx.accounts import Closure, DeletedItems, DeletionStatus, make_receipt_id
from vidx.ports.accounts import Accounts

LONG = timedelta(minutes=15)


def closure_of(owner: str, clock: FixedClock) -> Closure:
    return Closure(owner=owner, receipt_id=make_receipt_id(), closed_at=clock.now())


class AccountsRules:
    """Subclasses provide the fixtures `accounts`, `clock` and `owner`, a seller whose account is open."""

    def test_an_account_is_closed_once(self, accounts: Accounts, clock: FixedClock, owner: str) -> None:
        assert accounts.get(owner) is None
        first = accounts.close(closure_of(owner, clock))
        clock.pass_by(60)
        assert accounts.close(closure_of(owner, clock)) == first == accounts.get(owner)
        assert accounts.get(f"{owner}-other") is None

    def test_a_closed_account_has_a_receipt_without_its_owner(
        self, accounts: Accounts, clock: FixedClock, owner: str
    ) -> None:
        closure = accounts.close(closure_of(owner, clock))
        receipt = accounts.get_receipt(closure.receipt_id)
        assert receipt is not None
        assert (receipt.status, receipt.requested_at, receipt.completed_at) == ("deleting", clock.now(), None)
        assert owner not in receipt.model_dump_json()
        assert accounts.get_receipt(make_receipt_id()) is None
        assert accounts.get_receipt(owner) is None

    def test_one_pass_at_a_time(self, accounts: Accounts, clock: FixedClock, owner: str) -> None:
        closure = accounts.close(closure_of(owner, clock))
        assert owner in accounts.list_deleting()
        assert accounts.begin_pass(owner, clock.now(), clock.now() + LONG) == closure
        assert accounts.begin_pass(owner, clock.now(), clock.now() + LONG) is None
        clock.pass_by(LONG.total_seconds())
        assert accounts.begin_pass(owner, clock.now(), clock.now() + LONG) == closure

    def test_a_pass_can_be_postponed(self, accounts: Accounts, clock: FixedClock, owner: str) -> None:
        accounts.close(closure_of(owner, clock))
        accounts.postpone(owner, clock.now() + timedelta(seconds=10))
        assert accounts.begin_pass(owner, clock.now(), clock.now() + LONG) is None
        clock.pass_by(10)
        assert accounts.begin_pass(owner, clock.now(), clock.now() + LONG) is not None

    def test_an_open_account_has_no_pass(self, accounts: Accounts, clock: FixedClock, owner: str) -> None:
        assert accounts.begin_pass(owner, clock.now(), clock.now() + LONG) is None

    def test_what_is_deleted_adds_up(self, accounts: Accounts, clock: FixedClock, owner: str) -> None:
        closure = accounts.close(closure_of(owner, clock))
        for _ in range(2):
            accounts.add_deleted(closure.receipt_id, DeletedItems(videos=1, files=20))
        receipt = accounts.get_receipt(closure.receipt_id)
        assert receipt is not None
        assert (receipt.videos, receipt.files, receipt.listings) == (2, 40, 0)

    def test_a_deleted_account_stays_closed_and_needs_no_pass(
        self, accounts: Accounts, clock: FixedClock, owner: str
    ) -> None:
        closure = accounts.close(closure_of(owner, clock))
        accounts.complete(closure, clock.now())
        receipt = accounts.get_receipt(closure.receipt_id)
        assert receipt is not None
        assert (receipt.status, receipt.completed_at) == (DeletionStatus.DELETED, clock.now())
        assert accounts.get(owner) is not None
        assert accounts.begin_pass(owner, clock.now(), clock.now() + LONG) is None
        assert owner not in accounts.list_deleting()
