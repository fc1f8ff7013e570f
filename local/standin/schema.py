"""The rules of strict structured output; https://developers.openai.com/api/docs/guides/structured-outputs"""

from collections.abc import Iterator
from typing import Any, Final

from local.standin import errors

Schema = dict[str, Any]
_UNSUPPORTED: Final = frozenset({"allOf", "not", "dependentRequired", "dependentSchemas", "if", "then", "else"})


def check_strict(schema: object, name: str, param: str) -> Schema:
    """The schema itself, when it keeps to the rules.

    Raises:
        ApiError: 400 with the first rule that it breaks.
    """
    if not isinstance(schema, dict) or schema.get("type") != "object":
        raise _invalid(name, param, (), "schema must be a JSON Schema of 'type: \"object\"'")
    for path, problem in _problems(schema, ()):
        raise _invalid(name, param, path, problem)
    return schema


def _problems(schema: Schema, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    for keyword in sorted(_UNSUPPORTED & schema.keys()):
        yield path, f"'{keyword}' is not permitted."
    if schema.get("type") == "object":
        properties = schema.get("properties", {})
        if schema.get("additionalProperties") is not False:
            yield path, "'additionalProperties' is required to be supplied and to be false."
        missing = sorted(set(properties) - set(schema.get("required", [])))
        if missing:
            yield path, f"'required' is required to be supplied and to include every key. Missing '{missing[0]}'."
        for key, value in properties.items():
            yield from _problems(value, (*path, "properties", key))
    if isinstance(schema.get("items"), dict):
        yield from _problems(schema["items"], (*path, "items"))
    for key, value in schema.get("$defs", {}).items():
        yield from _problems(value, (*path, "$defs", key))


def _invalid(name: str, param: str, path: tuple[str, ...], problem: str) -> errors.ApiError:
    return errors.bad_request(f"Invalid schema for response_format '{name}': In context={path}, {problem}", param)
