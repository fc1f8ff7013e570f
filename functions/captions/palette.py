"""Colours that stay legible: the brand's own where its contrast is enough, else a lighter one of the same hue."""

from typing import Final, NamedTuple

from functions.captions import style
from vidx.typography.contrast import contrast, lightened

_TELLS_APART: Final = 1.3
"""Least contrast between the words at rest and the lit one; WCAG has no figure for this. Yellow on white has 1.4."""


class Palette(NamedTuple):
    """RRGGBB of the words at rest and of the one being said."""

    rest: str
    lit: str


def palette(brand: str) -> Palette:
    """The colours for a brand colour `#RRGGBB`: a dark one is mixed with white, a nearly white one dims the rest."""
    lit = lightened(brand.removeprefix("#").upper(), style.INK)
    return Palette(style.WHITE if contrast(lit, style.WHITE) >= _TELLS_APART else style.DIMMED, lit)
