"""The response of `/api/options`: choices, defaults and limits, so that clients need no copy of them."""

from datetime import date

from pydantic.alias_generators import to_camel

from functions.api.schemas.options import Auth, Limits, ModelWarning, Options
from vidx import options
from vidx.jobs.request import Listing, VideoChoices
from vidx.models import configured_models, shutting_down
from vidx.price import PATTERN
from vidx.settings import Settings


def api_options(settings: Settings, today: date) -> Options:
    fields = {**Listing.model_fields, **VideoChoices.model_fields}
    return Options(
        voices=list(options.VOICES),
        voice_previews={voice: f"{settings.api_public_url}/api/voices/{voice}/preview" for voice in options.VOICES},
        music=list(options.MUSIC),
        formats=list(options.FORMATS),
        caption_styles=list(options.CAPTION_STYLES),
        overlays=list(options.OVERLAYS),
        languages=list(options.LANGUAGES),
        durations=list(options.DURATIONS),
        categories=list(options.CATEGORIES),
        currencies=list(options.CURRENCIES),
        photo_types=list(options.PHOTO_TYPES),
        clip_types=list(options.CLIP_TYPES),
        defaults={to_camel(name): field.default for name, field in fields.items() if not field.is_required()},
        price_pattern=PATTERN,
        auth=Auth(
            user_pool_id=settings.user_pool_id,
            client_id=settings.user_pool_client_id,
            region=settings.aws_region,
            cognito_endpoint=settings.aws_endpoint_url or None,
        ),
        limits=_limits(),
        operator_contact=bool(settings.listing_contact),
        show_costs=settings.show_costs,
        warnings=[
            ModelWarning(model=model.model, stage=stage.value, shuts_down=model.shuts_down, days_left=model.days_left)
            for stage, models in configured_models(settings).items()
            for model in shutting_down(models, today)
        ],
    )


def _limits() -> Limits:
    return Limits(
        max_photos=options.MAX_PHOTOS,
        max_photo_bytes=options.MAX_PHOTO_BYTES,
        max_clip_bytes=options.MAX_CLIP_BYTES,
        min_clip_s=options.MIN_CLIP_S,
        max_clip_s=options.MAX_CLIP_S,
        min_photo_side_px=options.MIN_PHOTO_SIDE_PX,
        max_photo_pixels=options.MAX_PHOTO_PIXELS,
        max_logo_bytes=options.MAX_LOGO_BYTES,
        min_logo_side_px=options.MIN_LOGO_SIDE_PX,
        max_logo_pixels=options.MAX_LOGO_PIXELS,
        max_multipart_bytes=options.MAX_MULTIPART_BYTES,
        max_title_chars=options.MAX_TITLE_CHARS,
        max_description_chars=options.MAX_DESCRIPTION_CHARS,
        max_script_chars=options.MAX_SCRIPT_CHARS,
        max_link_chars=options.MAX_LINK_CHARS,
        max_price=options.MAX_PRICE,
    )
