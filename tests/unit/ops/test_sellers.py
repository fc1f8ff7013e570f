"""Operators find sellers and erase accounts."""

from typing import Any

import boto3
import pytest
from botocore.stub import Stubber

from ops.sellers import User, erase, find_user, owner_of, receipt, seller_report
from tests.unit.ops.conftest import World
from vidx.accounts import DeletionStatus
from vidx.errors import NotFound

ANA = User(user_id="u1", email="ana@example.com", enabled=True)


@pytest.mark.parametrize(
    ("name", "filter_text"),
    [("ana@example.com", 'email = "ana@example.com"'), ("u1", 'sub = "u1"'), ('a"b@c', 'email = "a\\"b@c"')],
)
def test_a_user_is_found_by_address_or_id(name: str, filter_text: str) -> None:
    client = boto3.client("cognito-idp", "eu-west-1", aws_access_key_id="x", aws_secret_access_key="x")
    attributes: list[dict[str, Any]] = [{"Name": "sub", "Value": "u1"}, {"Name": "email", "Value": "ana@example.com"}]
    with Stubber(client) as stub:
        users = {"Users": [{"Attributes": attributes, "Enabled": True}]}
        stub.add_response("list_users", users, {"UserPoolId": "p", "Filter": filter_text, "Limit": 1})
        assert find_user(name, "p", client) == ANA
        stub.add_response("list_users", {"Users": []})
        assert find_user(name, "p", client) is None
    client.close()


def test_a_seller_has_their_newest_jobs_first(world: World) -> None:
    world.failed("a")
    world.job("b")
    world.job("other", owner="u2")

    report = seller_report("ana@example.com", ANA, world.ports)

    assert [(job.job_id, job.error_code) for job in report.jobs] == [("b", None), ("a", "StorageUnavailable")]
    assert (report.user_id, report.email, report.is_closed) == ("u1", "ana@example.com", False)


def test_jobs_of_a_deleted_sign_in_are_found_by_their_owner(world: World) -> None:
    world.job("a", owner="gone")

    assert owner_of("gone", None, world.ports) == "gone"


@pytest.mark.parametrize("name", ["nobody", "nobody@example.com"])
def test_somebody_without_sign_in_and_jobs_is_not_found(world: World, name: str) -> None:
    with pytest.raises(NotFound):
        owner_of(name, None, world.ports)


def test_an_account_is_erased_as_its_seller_could(world: World) -> None:
    first, again = erase("u1", world.ports), erase("u1", world.ports)

    assert first.status is DeletionStatus.DELETING
    assert again.receipt_id == first.receipt_id
    assert receipt(first.receipt_id, world.ports) == again
    assert seller_report("u1", ANA, world.ports).is_closed
