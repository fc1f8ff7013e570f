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

from vidx.errors import unknown_cursor
from vidx.stored import parse_row

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodb.type_defs import AttributeValueTypeDef

Model = TypeVar("Model", bound=BaseModel)
MAX_KEY_PART_CHARS: Final = 255
_SERIALIZER: Final = TypeSerializer()
_DESERIALIZER: Final = TypeDeserializer()


def value(plain: Any) -> "AttributeValueTypeDef":
    """Return an attribute value. Models become maps without fields that are None; floats become exact numbers."""
    json_value = json.loads(to_json(plain, exclude_none=True), parse_float=Decimal)  # boto3 refuses floats
    attribute: AttributeValueTypeDef = _SERIALIZER.serialize(json_value)
    return attribute


def plain_item(item: Mapping[str, Any]) -> dict[str, Any]:
    """Return an item as plain values. Numbers are Decimals, as boto3 parses them."""
    return {name: _DESERIALIZER.deserialize(attribute) for name, attribute in item.items()}


def to_item(model: BaseModel) -> "dict[str, AttributeValueTypeDef]":
    """Return the model as an item with one attribute for each field that is not None."""
    return {name: value(plain) for name, plain in json.loads(model.model_dump_json(exclude_none=True)).items()}


def from_item(item: Mapping[str, Any], form: type[Model]) -> Model:
    return parse_row(form, plain_item(item))


def ids_by_owner(client: "DynamoDBClient", table: str, index: str, owner: str, key: str) -> list[str]:
    """Return the values of `key` of all rows of the owner."""
    pages = client.get_paginator("query").paginate(
        TableName=table,
        IndexName=index,
        KeyConditionExpression="#owner = :owner",
        ExpressionAttributeNames={"#owner": "owner"},
        ExpressionAttributeValues={":owner": value(owner)},
        ProjectionExpression=key,
    )
    return [str(plain_item(item)[key]) for page in pages for item in page["Items"]]


def to_cursor(key: Mapping[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(key).encode()).decode()


def from_cursor(cursor: str, names: frozenset[str]) -> dict[str, str]:
    """Return the item key in a cursor of `to_cursor`.

    Raises:
        InvalidDetails: `cursor` has another form or other attributes than `names`.
    """
    try:
        key = json.loads(base64.b64decode(cursor.encode(), altchars=b"-_", validate=True))
    except (binascii.Error, ValueError, RecursionError) as error:
        raise unknown_cursor() from error
    if not isinstance(key, dict) or frozenset(key) != names or not all(_is_key_part(part) for part in key.values()):
        raise unknown_cursor()
    return key


def _is_key_part(part: object) -> bool:
    """Return whether DynamoDB accepts `part` in a key: a text that is not empty, not too long, and valid in UTF-8."""
    return isinstance(part, str) and 1 <= len(part) <= MAX_KEY_PART_CHARS and part.isprintable()
