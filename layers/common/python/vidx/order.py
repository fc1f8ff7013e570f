"""A job's request as photos and render read it; the API writes it as `vidx.listing.JobRequest`, which tells its fields.

Read without that model, whose checks of the seller's words take half as long to import as all that a light function
needs. They have been made when the request was written; here only the form is checked.
"""

from decimal import Decimal
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from vidx import options
from vidx.categories import Category


class Product(Struct, frozen=True, kw_only=True, rename="camel"):
    """What a film shows of the listing."""

    title: str
    price: Decimal
    currency: str
    category: Category
    language: options.Language


class Look(Struct, frozen=True, kw_only=True, rename="camel"):
    """The choices that a film's sound and picture follow from."""

    music: options.Music
    format: options.Format
    brand_colour: str
    overlays: tuple[options.Overlay, ...]
    link: str | None = None


class Order(Struct, frozen=True, kw_only=True, rename="camel"):
    """A film wanted; fields of the request that concern other stages alone are left out."""

    job_id: str
    listing: Product
    choices: Look
    photo_keys: Annotated[tuple[str, ...], Meta(min_length=1, max_length=options.MAX_PHOTOS)]
    logo_key: str | None = None
    ad_url: str | None = None
    earlier: tuple[str, ...] = ()

    @property
    def link(self) -> str | None:
        """The address that the end card shows, as text and QR code."""
        return self.choices.link or self.ad_url

    @property
    def seed(self) -> str:
        """What the film's motion follows from: the same for all versions of a video, so that they move alike."""
        return self.earlier[-1] if self.earlier else self.job_id


def order_of(request: bytes) -> Order:
    """Of the document at `keys.job_request`.

    Raises:
        msgspec.ValidationError: it is not what the API writes; the message names the field.
    """
    return msgspec.json.decode(request, type=Order)
