"""DynamoDB items and pydantic models of whole rows: the mapping between the two."""

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel

from vidx.adapters.dynamodb.items import plain_item, value

if TYPE_CHECKING:
    from mypy_boto3_dynamodb.type_defs import AttributeValueTypeDef

Model = TypeVar("Model", bound=BaseModel)


def to_item(model: BaseModel) -> "dict[str, AttributeValueTypeDef]":
    """The model as an item, a top-level attribute a field; fields that are None are left out."""
    return {name: value(plain) for name, plain in json.loads(model.model_dump_json(exclude_none=True)).items()}


def from_item(item: Mapping[str, Any], form: type[Model]) -> Model:
    return form.model_validate(plain_item(item))
