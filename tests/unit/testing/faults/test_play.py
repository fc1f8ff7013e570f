"""Which outcomes of a fault are good."""

import pytest

from testing.faults.play import CANCELED, COMPLETE, ERROR, PAID_ONCE, REFUSED, Outcome, Row, deviations

FAILING = Row("R2", "down", status=(ERROR,), codes=("StorageUnavailable",))
SAFE = "We couldn't make your video. Your photos and text are safe. Try again."


def outcome(status: str = ERROR, code: str = "StorageUnavailable", **changes: object) -> Outcome:
    values: dict[str, object] = {"message": SAFE, "paid": {"voice": 1}, "retry": COMPLETE, **changes}
    return Outcome("R2", "down", status, code=code, **values)  # type: ignore[arg-type]  # fields of any type


def test_the_right_end_is_good() -> None:
    assert deviations(FAILING, outcome()) == []


@pytest.mark.parametrize(
    ("wrong", "deviation"),
    [
        (outcome(status=""), "ended as nothing, not error"),
        (outcome(code="StageFailed"), "code StageFailed, not StorageUnavailable"),
        (outcome(paid={"voice": 2}), f"paid {{'voice': 2}}, at most {PAID_ONCE} is right"),
        (outcome(paid={"captions": 1}), f"paid {{'captions': 1}}, at most {PAID_ONCE} is right"),
        (outcome(retry="error StageBusy"), "a retry ended as error StageBusy, not complete"),
        (outcome(message=""), "the seller reads ''"),
        (outcome(message="ClientError('SlowDown')"), "the seller reads \"ClientError('SlowDown')\""),
    ],
)
def test_any_other_end_is_not(wrong: Outcome, deviation: str) -> None:
    assert deviations(FAILING, wrong) == [deviation]


def test_a_canceled_job_has_no_message_and_is_retried() -> None:
    row = Row("Seller", "cancels", status=(CANCELED,))

    assert deviations(row, outcome(CANCELED, "", message="")) == []
    assert deviations(row, outcome(CANCELED, "", message="", retry="")) == ["a retry ended as nothing, not complete"]


def test_a_refused_request_has_the_code_of_the_problem() -> None:
    row = Row("R2", "down", status=(REFUSED,), codes=("StorageUnavailable",))

    assert deviations(row, outcome(REFUSED, "503 StorageUnavailable")) == []
    assert deviations(row, outcome(REFUSED, "503")) == ["code 503, not StorageUnavailable"]
