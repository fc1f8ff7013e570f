"""Validation errors in plain words: the field, the reason and the remedy."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from difflib import get_close_matches
from typing import Any, Final

from functions.api.wire import FieldError

Phrase = Callable[[str, Any, Mapping[str, Any]], str]

SHOWN_CHARS: Final = 40
PLACES: Final = frozenset({"body", "query", "path", "header"})
INSTEAD_OF: Final = {"photos": "photoKeys", "photo": "photoKeys", "images": "photoKeys", "files": "photoKeys"}
"""Names that callers give a field whose own name is unlike them."""
LIKENESS: Final = 0.8
"""Share of common letters from which on an unknown field is a misspelled one."""
NAMES: Final = {"photoKeys": "photos"}
"""Fields that are shown under another name, which is the one that `UnusablePhoto` uses too."""


def _number(value: Any) -> str:
    return f"{value:,}" if isinstance(value, int | float | Decimal) else str(value)


def _shown(value: Any) -> str:
    text = str(value)
    return f"'{text}'" if len(text) <= SHOWN_CHARS else f"'{text[:SHOWN_CHARS]}…'"


def _choice(field: str, given: Any, about: Mapping[str, Any]) -> str:
    expected = str(about.get("expected", "")).replace("'", "")
    return f"{field} must be {expected}; {_shown(given)} is not known"


def _too_long(field: str, given: Any, about: Mapping[str, Any]) -> str:
    return f"{field} may have at most {_number(about['max_length'])} characters; this one has {_number(len(given))}"


def _too_few(field: str, given: Any, about: Mapping[str, Any]) -> str:
    return f"{field}: at least {about['min_length']} needed, not {len(given)}"


def _too_many(field: str, given: Any, about: Mapping[str, Any]) -> str:
    return f"{field}: at most {about['max_length']} allowed, not {about.get('actual_length') or len(given)}"


def _missing(field: str, name: str, wrong: Mapping[str, str]) -> str:
    if name == "photoKeys":
        return "photoKeys is missing. Upload the photos first (POST /api/uploads) and send their keys"
    if name in wrong:
        return f"{field} is missing; the request has {_shown(wrong[name])} in its place, which is not a field"
    return f"{field} is missing; add it"


EMPTY: Final = {
    "title": "add a title",
    "description": "add a short description",
    "script": "add a script, or leave it out to have one written",
}
"""What to say of a text without any character."""
PHRASES: Final[dict[str, Phrase]] = {
    "string_too_short": lambda field, _, __: EMPTY.get(field, f"{field} is empty; fill it in"),
    "string_too_long": _too_long,
    "string_type": lambda field, given, _: f"{field} must be text, not {_shown(given)}",
    "greater_than_equal": lambda field, _, about: f"{field} must be {_number(about['ge'])} or more",
    "less_than_equal": lambda field, _, about: f"{field} may be at most {_number(about['le'])}",
    "decimal_max_places": lambda field, _, about: f"{field} may have at most {about['decimal_places']} decimal places",
    "literal_error": _choice,
    "enum": _choice,
    "too_short": _too_few,
    "too_long": _too_many,
    "extra_forbidden": lambda field, _, __: f"{field} is not a field of this request; leave it out",
    "value_error": lambda field, _, about: f"{field} {about.get('error', 'is not valid')}",
    "json_invalid": lambda _, __, about: f"the body is not valid JSON: {about.get('error', 'it cannot be read')}",
}
KINDS: Final[tuple[tuple[str, str], ...]] = (
    ("decimal", "must be a number such as 19.99"),
    ("finite_number", "must be a number such as 19.99"),
    ("int", "must be a whole number"),
    ("bool", "must be true or false"),
    ("list", "must be a list"),
    ("tuple", "must be a list"),
    ("model", "must be a JSON object"),
    ("dict", "must be a JSON object"),
)
"""How the types of the remaining pydantic errors start, and what they ask for."""


def field_errors(found: Sequence[Mapping[str, Any]]) -> list[FieldError]:
    """One plain sentence per mistake, in the order of the pydantic errors.

    A field under a wrong name is one mistake, though it leaves two errors: one field missing, another unknown.
    """
    missing = {str(error["loc"][-1]) for error in found if error["type"] == "missing"}
    unknown = {str(error["loc"][-1]) for error in found if error["type"] == "extra_forbidden"}
    right = {name: near for name in unknown if (near := _right_name(name, missing))}
    wrong = {near: name for name, near in right.items()}
    told = [error for error in found if error["type"] != "extra_forbidden" or str(error["loc"][-1]) not in right]
    return [_field_error(error, wrong) for error in told]


def _right_name(name: str, missing: set[str]) -> str | None:
    if INSTEAD_OF.get(name) in missing:
        return INSTEAD_OF[name]
    return next(iter(get_close_matches(name, missing, n=1, cutoff=LIKENESS)), None)


def _field_error(error: Mapping[str, Any], wrong: Mapping[str, str]) -> FieldError:
    field = "body" if error["type"] == "json_invalid" else path_of(error["loc"])
    given, about = error.get("input"), error.get("ctx") or {}
    if error["type"] == "missing":
        return FieldError(field=field, message=_missing(field, str(error["loc"][-1]), wrong))
    phrase = PHRASES.get(error["type"])
    if phrase:
        return FieldError(field=field, message=phrase(field, given, about))
    asked = next((words for start, words in KINDS if error["type"].startswith(start)), str(error.get("msg")))
    return FieldError(field=field, message=f"{field} {asked}")


def path_of(location: Sequence[str | int]) -> str:
    """`("body", "photoKeys", 2)` as `photos[2]`; the whole body as `body`."""
    path = ""
    for part in location[1:] if location and location[0] in PLACES else location:
        if isinstance(part, int):
            path = f"{path or 'photos'}[{part}]"
        else:
            name = NAMES.get(part, part)
            path = f"{path}.{name}" if path else name
    return path or "body"
