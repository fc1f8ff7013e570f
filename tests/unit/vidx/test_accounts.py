"""A deletion is complete when nothing of the account can appear any more."""

from datetime import timedelta

from functions.api.uploads import URL_VALID_S
from infra.pipeline import SIZES
from tests.contract.synthesis import of_type
from vidx.accounts import CLOSURE_RETENTION, SETTLED_AFTER, make_receipt_id


def test_the_last_pass_comes_after_the_last_token_upload_and_stage() -> None:
    (client,) = of_type("AWS::Cognito::UserPoolClient", ("packaging", "image")).values()
    assert client["TokenValidityUnits"]["AccessToken"] == "minutes"
    token = timedelta(minutes=client["AccessTokenValidity"])

    assert token + timedelta(seconds=URL_VALID_S) < SETTLED_AFTER
    assert timedelta(seconds=max(size.timeout_s for size in SIZES.values())) < SETTLED_AFTER
    assert token < CLOSURE_RETENTION


def test_the_ids_of_receipts_are_long_and_random() -> None:
    assert len({make_receipt_id() for _ in range(100)}) == 100
    assert len(make_receipt_id()) == len("rc_") + 24
