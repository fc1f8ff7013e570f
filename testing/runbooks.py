"""The commands of the runbooks (docs/runbooks), and calls of AWS as the AWS CLI would make them."""

import json
import re
import shlex
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

import botocore.session
from botocore import xform_name
from botocore.model import ListShape, MapShape, OperationModel, ServiceModel, Shape, StructureShape

from local.paths import ROOT

FOLDER: Final = ROOT / "docs/runbooks"
OVERVIEWS: Final = frozenset({"README", "alarms"})
"""Pages that lead to others: the index, and the sections of all alarms, which a test of the alarms checks."""
PAGES: Final = sorted(path.stem for path in FOLDER.glob("*.md") if path.stem not in OVERVIEWS)
_COMMAND: Final = re.compile(r"^\s*\$ (.+)$", re.MULTILINE)
_PLACEHOLDER: Final = re.compile(r"\b[A-Z][A-Z_]*[A-Z]\b")
GLOBAL: Final = frozenset({"query", "region", "profile"})
"""Options of the AWS CLI itself, without their dashes."""


def commands(path: Path) -> list[str]:
    """Return the commands of the page's `console` blocks, in their order."""
    return _COMMAND.findall(path.read_text("utf-8"))


def page(name: str) -> Path:
    return FOLDER / f"{name}.md"


def filled(command: str, values: dict[str, str]) -> str:
    """Replace the words in capitals that stand for values."""
    return _PLACEHOLDER.sub(lambda match: values.get(match[0], match[0]), command)


class AwsCall(NamedTuple):
    """A call in boto3's terms."""

    service: str
    method: str
    parameters: dict[str, Any]


class BadCommand(Exception):
    """A command that the AWS CLI would refuse."""


@cache
def _service(name: str) -> ServiceModel:
    return botocore.session.get_session().get_service_model(name)


def aws_call(command: str) -> AwsCall:
    """Translate a command of the AWS CLI, without the parts that only shape its output.

    Raises:
        BadCommand: there is no such service, action or option, or a required option is missing.
    """
    _, service, action, *words = shlex.split(command)
    model = _service(service)
    names = {xform_name(name, "-"): name for name in model.operation_names}
    if action not in names:
        raise BadCommand(f"aws {service} has no action {action}")
    operation = model.operation_model(names[action])
    members = _members(operation)
    by_option = {xform_name(name, "-"): name for name in members}
    parameters: dict[str, Any] = {}
    for option, values in _options(words).items():
        if option in GLOBAL:
            continue
        if option not in by_option:
            raise BadCommand(f"aws {service} {action} has no option --{option}")
        name = by_option[option]
        parameters[name] = _value(members[name], values)
    missing = [name for name in _required(operation) if name not in parameters]
    if missing:
        raise BadCommand(f"aws {service} {action} needs {', '.join(missing)}")
    return AwsCall(service, xform_name(operation.name), parameters)


def _members(operation: OperationModel) -> dict[str, Shape]:
    shape = operation.input_shape
    return dict(shape.members) if isinstance(shape, StructureShape) else {}


def _required(operation: OperationModel) -> list[str]:
    shape = operation.input_shape
    return list(shape.required_members) if isinstance(shape, StructureShape) else []


def _options(words: list[str]) -> dict[str, list[str]]:
    """Return the values of each option, by its name without dashes."""
    options: dict[str, list[str]] = {}
    name = ""
    for word in words:
        if word.startswith("--"):
            name = word.removeprefix("--")
            options[name] = []
        elif name:
            options[name].append(word)
        else:
            raise BadCommand(f"{word} belongs to no option")
    return options


def _value(shape: Shape, words: list[str]) -> Any:
    """Return the value of an option: JSON, the AWS CLI's shorthand `Name=value,Name=value`, or a plain word."""
    if isinstance(shape, ListShape):
        return [_value(shape.member, [word]) for word in words]
    (word,) = words
    if isinstance(shape, StructureShape | MapShape):
        if word.startswith("{"):
            return json.loads(word)
        pairs = dict(part.split("=", 1) for part in word.split(","))
        members = shape.members if isinstance(shape, StructureShape) else {}
        unknown = [name for name in pairs if isinstance(shape, StructureShape) and name not in members]
        if unknown:
            raise BadCommand(f"{word} has no part {', '.join(unknown)}")
        return {name: _value(members[name], [part]) if name in members else part for name, part in pairs.items()}
    if shape.type_name == "boolean":
        return word == "true"
    return int(word) if shape.type_name in {"integer", "long"} else word
