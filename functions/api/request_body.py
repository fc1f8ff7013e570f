"""Reads a request's body: UTF-8 text, then strict JSON (RFC 8259), before any model sees it."""

import base64
import binascii
import json
import re
from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from math import inf
from typing import Any, Final, NoReturn

from vidx.errors import InvalidDetails

JSON: Final = "application/json"
FORM: Final = "multipart/form-data"
FORM_ROUTE: Final = ("POST", "/api/video/generate")
"""The one route that also takes a form."""
LIST_ROUTE: Final = ("POST", "/api/uploads")
"""The one route of which the body is a list."""
MAX_DEPTH: Final = 16
"""Levels of lists and objects; ours have three."""
MAX_NUMBER_CHARS: Final = 40
MAX_EXPONENT: Final = 30
"""Powers of ten of a number. Without a limit, `1e999999999` as a whole number would fill the memory."""
BYTE_ORDER_MARK: Final = "\ufeff"
_SURROGATE: Final = re.compile("[\ud800-\udfff]")


class UnsupportedMediaType(Exception):
    """The body is neither JSON nor a form for the route that takes one."""


def media_type_of(event: Mapping[str, Any]) -> str:
    """Return the request's media type in lower case, without parameters; empty when it names none."""
    headers = {name.lower(): value for name, value in (event.get("headers") or {}).items()}
    return str(headers.get("content-type") or "").partition(";")[0].strip().lower()


def is_form(event: Mapping[str, Any]) -> bool:
    """Return whether the request is a form for the route that takes one."""
    return media_type_of(event) == FORM and _route_of(event) == FORM_ROUTE


def with_json_text(event: dict[str, Any]) -> dict[str, Any]:
    """Return the event with its body as text, for the JSON reader.

    Raises:
        UnsupportedMediaType: there is a body, or a media type that asks for another reader.
        InvalidDetails: the body is not UTF-8, or a list though the route takes an object.
    """
    media_type = media_type_of(event)
    if media_type not in {"", JSON} and (event.get("body") or media_type == FORM):
        raise UnsupportedMediaType
    body = event.get("body") or ""
    try:
        text = base64.b64decode(body).decode() if event.get("isBase64Encoded") else body.encode().decode()
    except (UnicodeError, binascii.Error) as error:
        raise _invalid("it is not UTF-8 text") from error
    headers = {name.lower(): value for name, value in (event.get("headers") or {}).items()}
    if media_type == JSON:
        headers["content-type"] = JSON  # Powertools compares without regard to RFC 9110, section 8.3.1
    text = text.removeprefix(BYTE_ORDER_MARK)
    if text.lstrip().startswith("[") and _route_of(event) != LIST_ROUTE:  # Powertools would take the first item
        raise InvalidDetails("body must be a JSON object", field="body")
    return {**event, "headers": headers, "body": text or None, "isBase64Encoded": False}


def _route_of(event: Mapping[str, Any]) -> tuple[str, str]:
    return event["requestContext"]["http"]["method"].upper(), event.get("rawPath", "")


def parse_json(text: str) -> Any:
    """Return the value that `text` writes. Numbers with a fraction or an exponent are exact Decimals.

    A number too large or too small for any field comes back as infinity, so that the field's own check refuses it by
    name.

    Raises:
        InvalidDetails: it is not JSON, names a member twice, is nested too deeply, or contains half a character.
    """
    try:
        value = json.loads(
            text,
            parse_int=_integer,
            parse_float=_number,
            parse_constant=_no_number,
            object_pairs_hook=_object,
        )
    except json.JSONDecodeError as error:
        raise _invalid(error.msg) from error
    except RecursionError as error:
        raise _invalid(f"it is nested deeper than {MAX_DEPTH} levels") from error
    _check(value)
    return float(value) if isinstance(value, Decimal) else value  # pydantic reads a Decimal as an object without fields


def _integer(text: str) -> int | Decimal | float:
    if len(text) > MAX_NUMBER_CHARS:
        return inf
    return Decimal(text) if text == "-0" else int(text)


def _number(text: str) -> Decimal | int | float:
    if len(text) > MAX_NUMBER_CHARS:
        return inf
    number = Decimal(text)
    if abs(number.adjusted()) > MAX_EXPONENT:
        return inf
    is_whole = number == number.to_integral_value() and not number.is_signed()
    return int(number) if is_whole else number  # 15.0 is an integer in JSON Schema


def _no_number(name: str) -> NoReturn:
    raise _invalid(f"{name} is not a JSON number")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        twice = Counter(name for name, _ in pairs).most_common(1)[0][0]
        raise _invalid(f"{twice[:MAX_NUMBER_CHARS]!a} is in it twice")
    return members


def _check(value: Any) -> None:
    """Check depth and characters without recursion. JSON can write half of a surrogate pair, UTF-8 cannot."""
    level, depth = [value], 0
    while level:
        if depth > MAX_DEPTH:
            raise _invalid(f"it is nested deeper than {MAX_DEPTH} levels")
        below: list[Any] = []
        for item in level:
            if isinstance(item, dict):
                below += [*item.keys(), *item.values()]
            elif isinstance(item, list):
                below += item
            elif isinstance(item, str) and _SURROGATE.search(item):
                raise _invalid("it has half of a surrogate pair")
        level, depth = below, depth + 1


def _invalid(reason: str) -> InvalidDetails:
    return InvalidDetails(f"the body is not valid JSON: {reason}", field="body")
