"""Contrast of colours RRGGBB (WCAG 2.2)."""

from typing import Final

MIN_CONTRAST: Final = 4.5
"""Lowest contrast of text and its background (WCAG 2.2, 1.4.3)."""
_WHITE: Final = "FFFFFF"
_STEPS: Final = 50
_SRGB_KNEE: Final = 0.04045


def lighten_to_contrast(rgb: str, background: str) -> str:
    """Return the colour, mixed with as little white as gives it `MIN_CONTRAST` on a dark background; at worst white."""
    mixtures = (_mix_with_white(rgb, step / _STEPS) for step in range(_STEPS + 1))
    return next((colour for colour in mixtures if contrast_ratio(colour, background) >= MIN_CONTRAST), _WHITE)


def contrast_ratio(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1…21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _mix_with_white(rgb: str, white: float) -> str:
    return "".join(f"{round(channel + (255 - channel) * white):02X}" for channel in bytes.fromhex(rgb))


def _luminance(rgb: str) -> float:
    """Return the relative luminance, 0…1."""
    red, green, blue = (_linear(channel / 255) for channel in bytes.fromhex(rgb))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: float) -> float:
    """Return the linear light of an sRGB channel, both 0…1 (IEC 61966-2-1)."""
    return value / 12.92 if value <= _SRGB_KNEE else float(((value + 0.055) / 1.055) ** 2.4)
