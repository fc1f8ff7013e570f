"""Parts of an ASS file that captions and overlays share. libass draws both in one pass."""

from typing import Final

from vidx.options import FrameSize
from vidx.typography import fonts
from vidx.typography.emoji import encode_sequences
from vidx.typography.safe_area import Box

AUTO_ENCODING: Final = -1
"""Encoding of an ASS style with which libass takes the direction of a line from its first letter or mark."""
LATIN_ENCODING: Final = 1
"""The usual encoding: every line runs from left to right."""
_WORD_JOINER: Final = "\u2060"
_BEZIER_HANDLE: Final = 0.5523
"""Length of the handles of a cubic Bézier curve for a quarter circle, as a share of the radius."""

_Point = tuple[float, float]


def script_info(frame: FrameSize, language: str | None = None) -> dict[str, str]:
    """Return the `[Script Info]` section of a file whose coordinates are the frame's pixels.

    Args:
        language: what `unspaced_scripts.ass_language` returns for the texts of the file.
    """
    info = {
        "ScriptType": "v4.00+",
        "PlayResX": str(frame.width_px),
        "PlayResY": str(frame.height_px),
        "WrapStyle": "2",
        "ScaledBorderAndShadow": "yes",
        "YCbCr Matrix": "TV.709",
    }
    return info | {"Language": language} if language else info


def colour_tag(rgb: str, number: int = 1) -> str:
    """Return the override tag of colour `number` (1: letters, 2: letters before a sweep). ASS has blue first."""
    return f"\\{number}c&H{rgb[4:]}{rgb[2:4]}{rgb[:2]}&"


def escape_ass(text: str) -> str:
    """Return event text with which libass draws every character of `text`, each in the font that has it.

    The style has to use the Latin font. `\\{` and `\\}` are libass's escapes. A word joiner after a backslash keeps it
    from forming a line break (`\\N`) or an escape with the next character.
    """
    return "".join(
        _escape_run(run) if family == fonts.LATIN else f"{{\\fn{family}}}{_escape_run(run)}{{\\fn}}"
        for family, run in fonts.font_runs(encode_sequences(text))
    )


def _escape_run(text: str) -> str:
    return text.replace("\\", f"\\{_WORD_JOINER}").replace("{", "\\{").replace("}", "\\}")


def rounded_rectangle(box: Box, radius_px: float) -> str:
    """Return an ASS drawing of a rectangle with round corners, clockwise from its upper left corner."""
    left, top, right, bottom = box
    corners: list[tuple[_Point, _Point, _Point]] = [
        ((left, top + radius_px), (left, top), (left + radius_px, top)),
        ((right - radius_px, top), (right, top), (right, top + radius_px)),
        ((right, bottom - radius_px), (right, bottom), (right - radius_px, bottom)),
        ((left + radius_px, bottom), (left, bottom), (left, bottom - radius_px)),
    ]
    curves = (
        f"l {_point(start)} b {_point(start, corner)} {_point(end, corner)} {_point(end)}"
        for start, corner, end in corners
    )
    return f"m {_point(corners[0][0])} {' '.join(curves)}"


def _point(point: _Point, corner: _Point | None = None) -> str:
    """Return the point, or with a corner the Bézier handle from the point towards it."""
    x, y = point
    if corner:
        x, y = x + _BEZIER_HANDLE * (corner[0] - x), y + _BEZIER_HANDLE * (corner[1] - y)
    return f"{x:.1f} {y:.1f}"
