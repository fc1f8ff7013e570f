"""The comparison with the last release names every difference, and refuses to lose data."""

from typing import Any

import pytest

from infra.template_diff import Change, changes

TABLE = {"Type": "AWS::DynamoDB::Table", "Properties": {"KeySchema": [{"AttributeName": "id"}], "Tags": []}}
ROLE = {"Type": "AWS::IAM::Role", "Properties": {"Path": "/"}}


def with_properties(resource: dict[str, Any], **properties: Any) -> dict[str, Any]:
    return {**resource, "Properties": {**resource["Properties"], **properties}}


@pytest.mark.parametrize(
    ("old", "new", "what", "loss"),
    [
        ({}, {"A": ROLE}, "new", ""),
        ({"A": ROLE}, {}, "gone", ""),
        ({"A": ROLE}, {"A": with_properties(ROLE, Path="/x")}, "changed", ""),
        ({"A": TABLE}, {"A": with_properties(TABLE, Tags=["x"])}, "changed", ""),
        ({"A": TABLE}, {}, "gone", "its data would be deleted or left behind"),
        ({"A": TABLE}, {"A": ROLE}, "changed", "its data would be deleted or left behind"),
        (
            {"A": TABLE},
            {"A": with_properties(TABLE, KeySchema=[])},
            "changed",
            "it would be replaced by an empty one: KeySchema",
        ),
    ],
)
def test_a_difference_is_named_with_what_it_loses(
    old: dict[str, Any], new: dict[str, Any], what: str, loss: str
) -> None:
    kind = (new or old)["A"]["Type"]

    assert list(changes({"VidxData": old}, {"VidxData": new})) == [Change("VidxData", "A", kind, what, loss)]


def test_a_table_that_moves_to_another_stack_is_lost() -> None:
    found = list(changes({"Vidx": {"A": TABLE}}, {"VidxData": {"A": TABLE}}))

    assert [(change.stack, change.what, bool(change.loss)) for change in found] == [
        ("Vidx", "gone", True),
        ("VidxData", "new", False),
    ]


def test_equal_templates_have_no_difference() -> None:
    assert list(changes({"VidxData": {"A": TABLE}}, {"VidxData": {"A": TABLE}})) == []
