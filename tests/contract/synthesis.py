"""Templates of the app, synthesised once per set of context values."""

import json
from functools import cache
from typing import Any, Final

from aws_cdk import App
from aws_cdk.assertions import Template

from infra.environments import deployment
from infra.settings import EXAMPLES
from infra.stack import Vidx

Context = tuple[tuple[str, str], ...]
CDKS_OWN: Final = "CustomCDKBucketDeployment"


@cache
def template(*context: tuple[str, str]) -> Template:
    """The template under `context`, pairs of name and value; as `cdk synth -c name=value` makes it."""
    values = dict(context)
    app = App(context={**({"environment": "local"} if values.get("packaging") == "zip" else EXAMPLES), **values})
    return Template.from_stack(Vidx(app, deployment(app.node)))


@cache
def resources(*context: tuple[str, str]) -> dict[str, Any]:
    resources_by_name: dict[str, Any] = json.loads(json.dumps(template(*context).to_json()))["Resources"]
    return resources_by_name


def of_type(kind: str, *context: tuple[str, str]) -> dict[str, Any]:
    return {name: resource["Properties"] for name, resource in resources(*context).items() if resource["Type"] == kind}


def functions(*context: tuple[str, str]) -> dict[str, Any]:
    """Our own functions, without the one with which the CDK uploads the site."""
    resources_by_name = of_type("AWS::Lambda::Function", *context)
    return {name: resource for name, resource in resources_by_name.items() if not name.startswith(CDKS_OWN)}
