"""From whatever colours a camera recorded to BT.709 in limited range, which is what the film is made in."""

import re
from typing import Final, NamedTuple

from functions.photos.hdr import TRANSFERS as HDR

SDR: Final = "bt709"
MATRICES: Final = frozenset({"bt709", "bt470bg", "smpte170m", "smpte240m", "fcc", "bt2020nc", "bt2020c"})
PRIMARIES: Final = frozenset({
    "bt709", "bt470m", "bt470bg", "smpte170m", "smpte240m", "film", "bt2020", "smpte428", "smpte431", "smpte432",
})  # fmt: skip
RANGES: Final = {"tv": "limited", "pc": "full"}
HD_LINES: Final = 720
"""Untagged pictures from here on are BT.709, smaller ones BT.601."""
EVEN: Final = "crop=iw-mod(iw\\,2):ih-mod(ih\\,2):0:0:exact=1"
"""zscale refuses 4:2:0 and 4:2:2 pictures with an odd side, so their last column or row is cut off."""
TABLE: Final = "hdr.cube"
VIDEO: Final = re.compile(r"Video: .*?, \w+(?:\(((?:[^()]|\([^()]*\))*)\))?, (\d+)x(\d+)")
"""Colours in brackets (which may hold brackets, as in `top coded first (swapped)`), width and height."""


class Colours(NamedTuple):
    """How the pictures are encoded, by FFmpeg's names; each is one that `chain` may write into a filter."""

    range: str
    matrix: str
    primaries: str
    transfer: str


def colours_of(said: str) -> Colours:
    """What FFmpeg tells of the first video stream; what it does not know is taken as cameras mean it."""
    found = VIDEO.search(said)
    told = found[1] or "" if found else ""
    lines = min(int(found[2]), int(found[3])) if found else HD_LINES
    parts = told.split(", ")
    names = next((part.split("/") for part in parts if _is_colour(part)), ["unknown"])
    matrix, primaries, transfer = (names * 3)[:3]  # one name stands for all three
    usual = "bt709" if lines >= HD_LINES else "smpte170m"
    if transfer in HDR:
        usual = "bt2020"
    return Colours(
        range=next((RANGES[part] for part in parts if part in RANGES), "limited"),
        matrix=matrix if matrix in MATRICES else {"bt2020": "bt2020nc"}.get(usual, usual),
        primaries=primaries if primaries in PRIMARIES else usual,
        transfer=transfer if transfer in HDR else SDR,
    )


def _is_colour(part: str) -> bool:
    return "/" in part or part in MATRICES


def chain(colours: Colours, width: int, height: int) -> str:
    """Filters that bring frames of `colours` to `width`×`height` in BT.709, limited range, 8 bits.

    HDR is looked up in the file `TABLE`, see `functions.photos.hdr`; any other transfer stays as it was encoded.
    """
    source = f"rin={colours.range}:min={colours.matrix}:pin={colours.primaries}"
    size = f"{EVEN},zscale=w={width}:h={height}:f=spline36"
    tagged = "format=yuv420p,setsar=1"
    if colours.transfer in HDR:
        return (  # scaled before it is RGB, and of 16 bits, for which FFmpeg has SIMD code: half the work
            f"{size},zscale={source}:tin=bt709:m=gbr:r=full:p={colours.primaries}:t=bt709,format=gbrp16le,"
            f"lut3d=file={TABLE}:interp=tetrahedral,setparams=color_primaries=bt709,"
            f"zscale=min=gbr:rin=full:m=bt709:r=limited,{tagged}"
        )
    return f"{size}:{source}:tin=bt709:r=limited:m=bt709:p=bt709:t=bt709,{tagged}"
