"""Colours that stay legible: the brand's own where its contrast is enough, else a lighter one of the same hue."""

from typing import Final, NamedTuple

from functions.captions import style

MIN_CONTRAST: Final = 4.5
"""Of letters against their outline or box: WCAG 2.2, 1.4.3."""
_TELLS_APART: Final = 1.3
"""Least contrast between the words at rest and the lit one; WCAG has no figure for this. Yellow on white has 1.4."""
_STEPS: Final = 50
_SRGB_KNEE: Final = 0.04045


class Palette(NamedTuple):
    """RRGGBB of the words at rest and of the one being said."""

    rest: str
    lit: str


def palette(brand: str) -> Palette:
    """The colours for a brand colour `#RRGGBB`: a dark one is mixed with white, a nearly white one dims the rest."""
    lit = _lightened(brand.removeprefix("#").upper())
    return Palette(style.WHITE if contrast(lit, style.WHITE) >= _TELLS_APART else style.DIMMED, lit)


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours RRGGBB, 1…21 (WCAG 2.2)."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _lightened(rgb: str) -> str:
    mixed = (_mixed(rgb, share / _STEPS) for share in range(_STEPS + 1))
    return next((colour for colour in mixed if contrast(colour, style.INK) >= MIN_CONTRAST), style.WHITE)


def _mixed(rgb: str, white: float) -> str:
    return "".join(f"{round(channel + (255 - channel) * white):02X}" for channel in bytes.fromhex(rgb))


def _luminance(rgb: str) -> float:
    """Relative luminance, 0…1 (WCAG 2.2)."""
    red, green, blue = (_linear(channel / 255) for channel in bytes.fromhex(rgb))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(share: float) -> float:
    """The light of a channel's value, both 0…1 (sRGB, IEC 61966-2-1)."""
    return share / 12.92 if share <= _SRGB_KNEE else float(((share + 0.055) / 1.055) ** 2.4)
