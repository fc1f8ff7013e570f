"""Colours RRGGBB that can be told apart, after WCAG 2.2."""

from typing import Final

MIN_CONTRAST: Final = 4.5
"""Of letters against what is behind them: WCAG 2.2, 1.4.3."""
_WHITE: Final = "FFFFFF"
_STEPS: Final = 50
_SRGB_KNEE: Final = 0.04045


def lightened(rgb: str, ground: str) -> str:
    """The colour itself, or the least mixture of it with white that can be read on a dark ground; white at worst."""
    mixed = (_mixed(rgb, share / _STEPS) for share in range(_STEPS + 1))
    return next((colour for colour in mixed if contrast(colour, ground) >= MIN_CONTRAST), _WHITE)


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours RRGGBB, 1…21 (WCAG 2.2)."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _mixed(rgb: str, white: float) -> str:
    return "".join(f"{round(channel + (255 - channel) * white):02X}" for channel in bytes.fromhex(rgb))


def _luminance(rgb: str) -> float:
    """Relative luminance, 0…1 (WCAG 2.2)."""
    red, green, blue = (_linear(channel / 255) for channel in bytes.fromhex(rgb))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(share: float) -> float:
    """The light of a channel's value, both 0…1 (sRGB, IEC 61966-2-1)."""
    return share / 12.92 if share <= _SRGB_KNEE else float(((share + 0.055) / 1.055) ** 2.4)
