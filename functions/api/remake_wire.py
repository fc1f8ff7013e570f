"""The request for another version of a video: every field of a first one, each free to be left out."""

from typing import TYPE_CHECKING, Annotated, Any, Final

from pydantic import Field, PlainValidator, WithJsonSchema, create_model
from pydantic.fields import FieldInfo

from functions.api.wire import LATE, MAX_CHARS_OF_KEY, Key
from vidx import options
from vidx.jobs.request import Listing, ScriptText, VideoChoices, Wire


def _photo(given: Any) -> str | int:
    if isinstance(given, str) and 1 <= len(given) <= MAX_CHARS_OF_KEY:
        return given
    if isinstance(given, int) and not isinstance(given, bool) and given >= 1:
        return given
    raise ValueError("must be the key of an upload, or the number of a photo of the earlier video, counted from 1")


PHOTO_SCHEMA: Final[dict[str, Any]] = {
    "anyOf": [{"type": "string", "maxLength": MAX_CHARS_OF_KEY}, {"type": "integer", "minimum": 1}]
}
Photo = Annotated[str | int, PlainValidator(_photo), WithJsonSchema(PHOTO_SCHEMA)]


def _may_be_left_out(field: FieldInfo) -> tuple[Any, Any]:
    """The field with the same limits, None when it is left out."""
    plain: Any = field.annotation
    limited: Any = Annotated[plain, *field.metadata] if field.metadata else plain
    return limited | None, Field(default=None, description=field.description)


class _Late(Wire):
    model_config = LATE


if TYPE_CHECKING:
    _Changes = Wire
else:  # made from the two models, so that a new detail or choice can be changed without being named here
    _FIELDS = Listing.model_fields | VideoChoices.model_fields
    _Changes = create_model("_Changes", __base__=_Late, **{name: _may_be_left_out(of) for name, of in _FIELDS.items()})


class RemakeBody(_Changes):
    """What is to be different in the new version; whatever is left out stays as it was."""

    photos: tuple[Photo, ...] | None = Field(
        default=None,
        min_length=1,
        max_length=options.MAX_PHOTOS,
        description=(
            "All photos of the new version in the order of showing: numbers of the earlier video's photos, counted "
            "from 1, and keys from `/api/uploads`."
        ),
    )
    logo_key: Key | None = Field(
        default=None, description="Key of another logo from `/api/uploads`; null leaves the earlier video's out."
    )
    script: ScriptText | None = Field(
        default=None, description="Your own script, spoken as it stands; null has one written instead of your earlier."
    )
    publish: bool = Field(
        default=False,
        description=(
            "Show the new version in the listing of the earlier one, from when it is ready; the address and the text "
            "stay. Without such a listing one is created."
        ),
    )

    def changed(self, part: type[Listing] | type[VideoChoices]) -> dict[str, Any]:
        """The given values of the fields that belong to `part`."""
        given = self.model_dump(exclude_none=True)
        return {name: value for name, value in given.items() if name in part.model_fields}
