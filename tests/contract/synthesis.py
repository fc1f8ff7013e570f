"""Templates of the app, synthesised once per set of context values."""

import json
from functools import cache
from typing import Any, Final

from aws_cdk import App
from aws_cdk.assertions import Template

from infra.environments import deployment
from infra.settings import EXAMPLES
from infra.stacks import Stacks

Context = tuple[tuple[str, str], ...]
CDKS_OWN: Final = "CustomCDKBucketDeployment"
REFERENCE: Final = "Fn::GetStackOutput"
"""A value of another stack."""


@cache
def templates(*context: tuple[str, str]) -> dict[str, dict[str, Any]]:
    """The templates by stack under `context`, pairs of name and value; as `cdk synth -c name=value` makes them."""
    values = dict(context)
    app = App(context={**({"environment": "local"} if values.get("packaging") == "zip" else EXAMPLES), **values})
    return templates_of(Stacks(app, deployment(app.node)))


def templates_of(stacks: Stacks) -> dict[str, dict[str, Any]]:
    return {name: dict(Template.from_stack(stack).to_json()) for name, stack in stacks.by_name.items()}


@cache
def resources(*context: tuple[str, str]) -> dict[str, Any]:
    """The resources of all stacks, as if they were in one."""
    return resources_of(templates(*context))


def resources_of(by_stack: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Return the resources of all stacks. A value of another stack is replaced by what that stack outputs."""
    by_name = {
        name: _without_references(resource, by_stack)
        for template in by_stack.values()
        for name, resource in template["Resources"].items()
    }
    copied: dict[str, Any] = json.loads(json.dumps(by_name))
    return copied


def _without_references(node: Any, by_stack: dict[str, dict[str, Any]]) -> Any:
    if isinstance(node, list):
        return [_without_references(each, by_stack) for each in node]
    if not isinstance(node, dict):
        return node
    if set(node) == {REFERENCE}:
        source = node[REFERENCE]
        value = by_stack[source["StackName"]]["Outputs"][source["OutputName"]]["Value"]
        return _without_references(value, by_stack)
    return {key: _without_references(value, by_stack) for key, value in node.items()}


def of_type(kind: str, *context: tuple[str, str]) -> dict[str, Any]:
    return {name: resource["Properties"] for name, resource in resources(*context).items() if resource["Type"] == kind}


def functions(*context: tuple[str, str]) -> dict[str, Any]:
    """Our own functions, without the one with which the CDK uploads the site."""
    resources_by_name = of_type("AWS::Lambda::Function", *context)
    return {name: resource for name, resource in resources_by_name.items() if not name.startswith(CDKS_OWN)}
