"""Findings are acknowledged under the names that cdk-nag prints."""

from typing import cast

from aws_cdk import App, CfnResource, Stack
from aws_cdk.assertions import Template
from aws_cdk.aws_sqs import Queue

from infra.acknowledge import logical_id


def test_the_logical_id_is_the_one_in_the_template() -> None:
    stack = Stack(App(), "S")
    generated, replaced = Queue(stack, "Generated"), Queue(stack, "Replaced")
    cast("CfnResource", replaced.node.default_child).override_logical_id("Deliveries")

    ids = {logical_id(generated), logical_id(replaced)}

    assert ids == set(Template.from_stack(stack).to_json()["Resources"])
    assert "Deliveries" in ids
