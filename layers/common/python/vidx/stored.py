"""Reading of stored rows and objects, which this release, an earlier or a later one may have written.

Requests refuse unknown fields, so that a misspelt name is noticed. Stored data ignores them: after a rollback, an
earlier release reads what a later one wrote. `docs/operations.md` says what else upgrades promise.
"""

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import BaseModel

Model = TypeVar("Model", bound=BaseModel)


def parse_object(form: type[Model], body: bytes | str) -> Model:
    """Parse a stored JSON object. Unknown fields of all its parts are ignored.

    Raises:
        pydantic.ValidationError: a field is missing or has another form.
    """
    return form.model_validate_json(body, extra="ignore")


def parse_row(form: type[Model], row: Mapping[str, Any]) -> Model:
    """Parse the plain values of a row. Unknown fields of all its parts are ignored.

    Raises:
        pydantic.ValidationError: a field is missing or has another form.
    """
    return form.model_validate(row, extra="ignore")
