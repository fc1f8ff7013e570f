"""DynamoDB attribute values and plain JSON values: the mapping between the two, and page cursors.

boto3 has a mapping of its own, but to import it is to import all of boto3 (see `vidx.adapters.aws`).
"""

import base64
import binascii
import json
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from pydantic_core import to_json

from vidx.errors import InvalidDetails

if TYPE_CHECKING:
    from mypy_boto3_dynamodb.type_defs import AttributeValueTypeDef


def value(given: Any) -> "AttributeValueTypeDef":
    """One attribute value; records become maps without those of their fields that are None, floats exact numbers."""
    encoded: AttributeValueTypeDef = _encoded(json.loads(to_json(given), parse_float=Decimal))
    return encoded


def _encoded(plain: Any) -> Any:
    match plain:
        case bool():
            return {"BOOL": plain}
        case str():
            return {"S": plain}
        case int() | Decimal():
            return {"N": str(plain)}
        case list():
            return {"L": [_encoded(each) for each in plain]}
        case dict():
            return {"M": {name: _encoded(each) for name, each in plain.items() if each is not None}}
        case _:
            return {"NULL": True}


def plain_of(held: Mapping[str, Any]) -> Any:
    """What an attribute value holds; whole numbers are ints, others Decimals.

    Raises:
        TypeError: it is of a type that we never write: binary, or a set.
    """
    ((kind, inner),) = held.items()
    match kind:
        case "S" | "BOOL":
            return inner
        case "N":
            return int(inner) if inner.lstrip("-").isdecimal() else Decimal(inner)
        case "L":
            return [plain_of(each) for each in inner]
        case "M":
            return plain_item(inner)
        case "NULL":
            return None
    raise TypeError(f"an attribute of type {kind} is none of ours")


def plain_item(item: Mapping[str, Any]) -> dict[str, Any]:
    """A whole item, or a map in one."""
    return {name: plain_of(held) for name, held in item.items()}


def to_cursor(key: Mapping[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(key).encode()).decode()


def from_cursor(cursor: str, names: frozenset[str]) -> dict[str, Any]:
    """The item key that `to_cursor` made the cursor of.

    Raises:
        InvalidDetails: the cursor is not one of ours.
    """
    try:
        key = json.loads(base64.urlsafe_b64decode(cursor.encode()))
    except (binascii.Error, ValueError) as error:
        raise InvalidDetails(
            "cursor is not one that this list gave out; leave it out to start again", field="cursor"
        ) from error
    if not isinstance(key, dict) or frozenset(key) != names:
        raise InvalidDetails("cursor is not one that this list gave out; leave it out to start again", field="cursor")
    return key
