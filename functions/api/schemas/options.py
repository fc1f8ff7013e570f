"""The response of `/api/options`."""

from datetime import date
from typing import Any

from pydantic import Field

from functions.api.schemas.common import ResponseModel


class Limits(ResponseModel):
    max_photos: int = Field(description="Photos and clips together.")
    max_photo_bytes: int
    max_clip_bytes: int
    min_clip_s: int
    max_clip_s: int
    min_photo_side_px: int
    max_photo_pixels: int
    max_logo_bytes: int
    min_logo_side_px: int
    max_logo_pixels: int
    max_multipart_bytes: int
    max_title_chars: int
    max_description_chars: int
    max_script_chars: int
    max_link_chars: int
    max_price: int


class Auth(ResponseModel):
    """The Cognito user pool to sign in to."""

    user_pool_id: str
    client_id: str
    region: str
    cognito_endpoint: str | None = Field(
        description="Where Cognito answers, when it is not the region's usual address."
    )


class ModelWarning(ResponseModel):
    """A model of this deployment that shuts down within 60 days or has shut down."""

    model: str
    stage: str
    shuts_down: date
    days_left: int = Field(description="Negative when it is gone already.")


class Options(ResponseModel):
    voices: list[str]
    voice_previews: dict[str, str] = Field(description="Where each voice can be heard; takes `?language=`.")
    music: list[str]
    formats: list[str]
    caption_styles: list[str]
    overlays: list[str]
    languages: list[str]
    durations: list[int]
    categories: list[str]
    currencies: list[str]
    photo_types: list[str]
    clip_types: list[str]
    defaults: dict[str, Any]
    price_pattern: str = Field(description="Regular expression of the texts that are accepted as a price.")
    limits: Limits
    auth: Auth
    operator_contact: bool = Field(
        description="Whether listings without a contact of their own show one of the operator."
    )
    show_costs: bool = Field(description="Whether pages are to show sellers what a video costs the operator.")
    warnings: list[ModelWarning]
