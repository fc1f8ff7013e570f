"""Records, beside a resource, why a rule of cdk-nag or checkov does not hold for it; `make nag` checks the others."""

from typing import cast

from aws_cdk import Acknowledgment, CfnElement, CfnResource, Stack, Validations
from constructs import IConstruct


def acknowledge(scope: IConstruct, reason: str, *rules: str) -> None:
    """Accept findings of cdk-nag for a construct and everything in it.

    Args:
        reason: why the finding is right here, in one sentence.
        rules: ids as cdk-nag prints them, such as `AwsSolutions-IAM5[Resource::*]`.
    """
    acknowledgments = [Acknowledgment(id=f"{rule.partition('-')[0]}::{rule}", reason=reason) for rule in rules]
    Validations.of(scope).acknowledge(*acknowledgments)


def skip_checkov(construct: IConstruct, **reasons: str) -> None:
    """Accept findings of checkov for a construct's resource. checkov reads them from the resource's metadata.

    Args:
        reasons: why the finding is right here, by rule, such as `CKV_AWS_117="…"`.
    """
    resource = cast("CfnResource", construct.node.default_child)
    skipped = (resource.get_metadata("checkov") or {"skip": []})["skip"]
    added = [{"id": rule, "comment": reason} for rule, reason in reasons.items()]
    resource.add_metadata("checkov", {"skip": [*skipped, *added]})


def logical_id(construct: IConstruct) -> str:
    """Return the logical id of a construct's resource, as cdk-nag names it in a finding."""
    resource = cast("CfnElement", construct.node.default_child)
    return str(Stack.of(construct).resolve(resource.logical_id))  # get_logical_id() does not know replaced ids
