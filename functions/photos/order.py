"""The part of a job's request that this stage works on; the whole of it is `vidx.listing.JobRequest`.

Read without that model, whose checks of the seller's words would more than double this stage's cold start.
"""

from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from vidx import options


class Choices(Struct, frozen=True):
    """Of the choices for the video, those that its working copies follow from."""

    format: options.Format


class Order(Struct, frozen=True, kw_only=True, rename="camel"):
    """A job's photos and clips; see `JobRequest` for the fields."""

    job_id: str
    choices: Choices
    photo_keys: Annotated[tuple[str, ...], Meta(min_length=1, max_length=options.MAX_PHOTOS)]
    logo_key: str | None = None
    earlier: tuple[str, ...] = ()


def order_of(request: bytes) -> Order:
    """Of the document at `keys.job_request`.

    Raises:
        msgspec.ValidationError: it is not what the API writes; the message names the field.
    """
    return msgspec.json.decode(request, type=Order)
