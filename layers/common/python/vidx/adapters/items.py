"""DynamoDB items and our models: the mapping between the two, and page cursors."""

import base64
import binascii
import json
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, TypeVar

from boto3.dynamodb.types import TypeDeserializer, TypeSerializer
from pydantic import BaseModel

from vidx.errors import InvalidDetails

if TYPE_CHECKING:
    from mypy_boto3_dynamodb.type_defs import AttributeValueTypeDef

Model = TypeVar("Model", bound=BaseModel)

_SERIALIZER: Final = TypeSerializer()
_DESERIALIZER: Final = TypeDeserializer()


def value(plain: Any) -> "AttributeValueTypeDef":
    """One attribute value; models become maps, floats DynamoDB numbers."""
    text = plain.model_dump_json(exclude_none=True) if isinstance(plain, BaseModel) else json.dumps(plain)
    encoded: AttributeValueTypeDef = _SERIALIZER.serialize(json.loads(text, parse_float=Decimal))
    return encoded


def to_item(model: BaseModel) -> "dict[str, AttributeValueTypeDef]":
    """The model as an item, a top-level attribute a field; fields that are None are left out."""
    return dict(value(model)["M"])


def from_item(item: Mapping[str, Any], form: type[Model]) -> Model:
    return form.model_validate({name: _DESERIALIZER.deserialize(held) for name, held in item.items()})


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
