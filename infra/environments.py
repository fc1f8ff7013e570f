"""Reads a deployment's choices: the file of its environment, and `-c name=value` on the command line."""

import difflib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import yaml
from pydantic import ValidationError
from pydantic.alias_generators import to_camel
from pydantic_core import ErrorDetails

from infra.settings import ROOT, Deployment

if TYPE_CHECKING:
    from constructs import Node

FOLDER: Final = ROOT / "infra/environments"
ENVIRONMENT: Final = "environment"
"""The context value that names the file: `-c environment=prod`; `cdk.json` names the default."""
COMMAND_LINE: Final = "-c"
CDKS_OWN: Final = frozenset({"cdk-migrate"})
"""Context values of the CDK without the mark of all others, a character out of `CDKS_MARKS`."""
CDKS_MARKS: Final = frozenset("@:/")


class SettingsError(ValueError):
    """The choices of a deployment cannot be used. The message has one line for each, with what would be right."""


class _UniqueKeys(yaml.SafeLoader):
    """YAML in which a name that occurs twice is an error; otherwise its last value would silently win."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        names = [key.value for key, _ in node.value]
        for name in names:
            if names.count(name) > 1:
                raise SettingsError(f"{name}: it is set twice{node.start_mark}")
        return super().construct_mapping(node, deep)


def deployment(node: "Node") -> Deployment:
    """Return the deployment that the app's context describes.

    Raises:
        SettingsError: there is no such environment, a name is unknown, a value is wrong, or a required one is missing.
    """
    context: Mapping[str, Any] = node.get_all_context()
    own = {name: value for name, value in context.items() if not CDKS_MARKS & set(name) and name not in CDKS_OWN}
    return load(str(own.pop(ENVIRONMENT, "")), own)


def load(environment: str, overrides: Mapping[str, Any], folder: Path = FOLDER) -> Deployment:
    """Return the choices of an environment's file, with those of the command line in their place.

    Args:
        environment: name of a file in `folder` without its suffix; empty: no file, the defaults.
        overrides: values of `-c name=value`. Their text is turned into the number or truth value of the setting.

    Raises:
        SettingsError: there is no such environment, a name is unknown, a value is wrong, a required one is missing, or
            the environment is protected and takes no values from the command line.
    """
    path = _file(environment, folder) if environment else None
    values = _read(path) if path else {}
    sources = dict.fromkeys(values, path.name if path else "") | dict.fromkeys(overrides, COMMAND_LINE)
    problems = [*_unknown(sources), *(_refused_overrides(path, values, overrides) if path else ())]
    if problems:
        raise SettingsError("\n".join(problems))
    try:
        return Deployment.model_validate({**values, **overrides})
    except ValidationError as error:
        lines = [_problem(each, sources, path) for each in error.errors(include_url=False)]
        raise SettingsError("\n".join(lines)) from error


def names(folder: Path = FOLDER) -> list[str]:
    """Return the names of the environments."""
    return sorted(path.stem for path in folder.glob("*.yaml"))


def _file(environment: str, folder: Path) -> Path:
    if environment not in names(folder):
        known = ", ".join(names(folder))
        raise SettingsError(
            f"{ENVIRONMENT}: there is no {environment!r}{_nearest(environment, names(folder))}: {known}"
        )
    return folder / f"{environment}.yaml"


def _read(path: Path) -> dict[str, Any]:
    try:
        values = yaml.load(path.read_text(encoding="utf-8"), Loader=_UniqueKeys)  # noqa: S506 - a SafeLoader
    except yaml.YAMLError as error:
        raise SettingsError(f"{path.name} is not YAML: {error}") from error
    if values is None:
        return {}
    if not isinstance(values, dict):
        raise SettingsError(f"{path.name} must hold lines such as `logRetentionDays: 30`")
    return {str(name): value for name, value in values.items()}


def _unknown(sources: Mapping[str, str]) -> Iterable[str]:
    known = [to_camel(name) for name in Deployment.model_fields]
    for name, source in sources.items():
        if name not in known:
            yield f"{name} ({source}): there is no such setting{_nearest(name, known)}"


def _nearest(name: str, known: list[str]) -> str:
    by_lower = {each.lower(): each for each in known}
    plain = name.lower().replace("_", "").replace("-", "")
    matches = difflib.get_close_matches(plain, by_lower, n=1, cutoff=0.6)
    return f"; did you mean {by_lower[matches[0]]}?" if matches else ""


def _refused_overrides(path: Path, values: Mapping[str, Any], overrides: Mapping[str, Any]) -> Iterable[str]:
    """A problem for each value of the command line that a protected environment would lose at the next deploy."""
    if values.get("protected", True):
        for name, value in overrides.items():
            yield (
                f"{name} (-c): {path.stem} takes its values from its file only, because the next deploy without "
                f"this option would revert it. Write `{name}: {value}` into {_shown(path)}"
            )


def _problem(error: ErrorDetails, sources: Mapping[str, str], path: Path | None) -> str:
    name = ".".join(str(part) for part in error["loc"])
    message = error["msg"].removeprefix("Value error, ")
    if not name:
        return f"{message} ({_shown(path)})" if path else message
    source = sources.get(str(error["loc"][0]), "")
    return f"{name} ({source}): {message}; it is {error['input']!r}"


def _shown(path: Path) -> str:
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)
