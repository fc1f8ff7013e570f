"""Conversion between pydantic models and DynamoDB items, and between page cursors and item keys."""

import base64
import binascii
import json
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, TypeVar

from boto3.dynamodb.types import TypeDeserializer, TypeSerializer
from pydantic import BaseModel
from pydantic_core import to_json

from vidx.errors import InvalidDetails

if TYPE_CHECKING:
    from mypy_boto3_dynamodb.type_defs import AttributeValueTypeDef

Model = TypeVar("Model", bound=BaseModel)
_SERIALIZER: Final = TypeSerializer()
_DESERIALIZER: Final = TypeDeserializer()


def value(plain: Any) -> "AttributeValueTypeDef":
    """One attribute value; models become maps without those of their fields that are None, floats exact numbers."""
    json_value = json.loads(to_json(plain, exclude_none=True), parse_float=Decimal)  # boto3 refuses floats
    attribute: AttributeValueTypeDef = _SERIALIZER.serialize(json_value)
    return attribute


def plain_item(item: Mapping[str, Any]) -> dict[str, Any]:
    """A whole item with its plain values; all numbers are Decimals, as boto3 reads them."""
    return {name: _DESERIALIZER.deserialize(attribute) for name, attribute in item.items()}


def to_item(model: BaseModel) -> "dict[str, AttributeValueTypeDef]":
    """The model as an item, a top-level attribute a field; fields that are None are left out."""
    return {name: value(plain) for name, plain in json.loads(model.model_dump_json(exclude_none=True)).items()}


def from_item(item: Mapping[str, Any], form: type[Model]) -> Model:
    return form.model_validate(plain_item(item))


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
