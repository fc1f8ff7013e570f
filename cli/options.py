"""What the service offers, as `/api/options` tells it: never a list of our own."""

from typing import Any, Final

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

from cli.errors import Fault

MIB: Final = 1024 * 1024
NONE: Final = "none"


class _Wire(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, extra="ignore", frozen=True)


class Limits(_Wire):
    """Bounds of what may be sent; the defaults serve until the service has told its own."""

    max_photos: int = 10
    max_photo_bytes: int = 80 * MIB
    max_clip_bytes: int = 100 * MIB
    max_logo_bytes: int = 5 * MIB
    max_title_chars: int | None = None
    max_description_chars: int | None = None
    max_script_chars: int | None = None
    max_link_chars: int | None = None
    max_price: float | None = None


class Options(_Wire):
    """Allowed values by the name of the detail or choice, without those the service does not list."""

    voices: tuple[str, ...] = ()
    music: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    caption_styles: tuple[str, ...] = ()
    overlays: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    durations: tuple[int, ...] = ()
    categories: tuple[str, ...] = ()
    currencies: tuple[str, ...] = ()
    price_pattern: str = ""
    operator_contact: bool = True
    """Whether listings without a contact show the operator's; an older service does not tell."""
    limits: Limits = Field(default_factory=Limits)
    auth: dict[str, Any] = Field(default_factory=dict)

    def allowed(self, name: str) -> tuple[str, ...]:
        """Values that `name` (`voice`, `category`…) may take; empty when anything goes."""
        lists: dict[str, tuple[object, ...]] = {
            "voice": self.voices,
            "music": self.music,
            "format": self.formats,
            "caption_style": self.caption_styles,
            "overlays": self.overlays,
            "language": self.languages,
            "duration": self.durations,
            "category": self.categories,
            "currency": self.currencies,
        }
        return tuple(str(value) for value in lists.get(name, ()))

    def fault_of_list(self, name: str, value: str) -> Fault | None:
        """What is wrong with the first wrong one of several values with commas between them; `none` stands for none."""
        if value.strip().lower() == NONE:
            return None
        faults = (self.fault(name, part.strip()) for part in value.split(","))
        return next((fault for fault in faults if fault), None)

    def fault(self, name: str, value: str) -> Fault | None:
        """What is wrong with a value, naming those that are right."""
        allowed = self.allowed(name)
        if not allowed or value in allowed:
            return None
        return Fault(f"{value!r} is not one of {', '.join(allowed)}", name)
