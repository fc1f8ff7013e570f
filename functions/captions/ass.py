"""Captions as ASS for libass: every word stands at its own place, pops and lights up while it is said.

Words are placed one by one (`\\pos`), so that the one that grows does not push its neighbours about. Under each lies
a blurred shadow of its own, since a blur on the word itself would soften its outline too.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pysubs2 import Alignment, Color, SSAEvent, SSAFile, SSAStyle

from functions.captions import style
from functions.captions.cues import Cue
from functions.captions.lines import Placed
from vidx.lettering.legible import escaped_for_ass
from vidx.lettering.measure import FONT, size_for, width_em
from vidx.options import Frame

_SHADOW_LAYER, _TEXT_LAYER = 0, 1


def render(cues: Sequence[Cue], frame: Frame) -> str:
    """An ASS file in the frame's own pixels."""
    file = SSAFile()
    file.info = {
        "ScriptType": "v4.00+",
        "PlayResX": str(frame.width_px),
        "PlayResY": str(frame.height_px),
        "WrapStyle": "2",
        "ScaledBorderAndShadow": "yes",
        "YCbCr Matrix": "TV.709",
    }
    file.styles = {"Word": _style(style.WHITE, style.INK), "Shadow": _style(style.SHADOW, style.SHADOW)}
    for cue in cues:
        file.events.extend(_events(cue))
    return file.to_string("ass", header_notice="")


def _events(cue: Cue) -> Iterator[SSAEvent]:
    """A shadow and a word for every word, both as long as the cue."""
    placed = [word for line in cue.lines for word in line.words]
    begins = [cue.start_s, *(min(max(word.start_s, cue.start_s), cue.end_s) for word in cue.words[1:]), cue.end_s]
    for word, (starts_s, ends_s) in zip(placed, pairwise(begins), strict=True):
        text = escaped_for_ass(word.text)
        lights_ms, dims_ms = (round((at_s - cue.start_s) * 1000) for at_s in (starts_s, ends_s))
        yield _event(cue, "Shadow", _SHADOW_LAYER, f"{{{_shadow(word, cue.em_px)}}}{text}")
        yield _event(
            cue,
            "Word",
            _TEXT_LAYER,
            f"{{{_at(word.x_px, word.y_px, cue.em_px)}{_life(word, lights_ms, dims_ms)}}}{text}",
        )


def _life(word: Placed, lights_ms: int, dims_ms: int) -> str:
    """The word's course: it comes in, pops as it is said, and rests again; times count from the cue's start."""
    peak_ms, settled_ms = lights_ms + style.POP_MS, lights_ms + style.POP_MS + style.SETTLE_MS
    growth = min(style.POP - 1, 2 * style.POP_GROWTH / width_em(word.text))
    entrance = "" if lights_ms == 0 else f"{_scale(style.ENTRANCE)}{_to(0, style.ENTRANCE_MS, _scale(1))}"
    light = _to(lights_ms, lights_ms + style.LIGHT_MS, _colour(style.HIGHLIGHT))
    pop = _to(lights_ms, peak_ms, _scale(1 + growth))
    settle = _to(peak_ms, settled_ms, _scale(1 + growth * style.SETTLED))
    rest = _to(dims_ms, dims_ms + style.SETTLE_MS, _colour(style.WHITE) + _scale(1))
    return entrance + light + pop + settle + rest


def _shadow(word: Placed, em_px: float) -> str:
    blur_px, drop_px = style.SHADOW_BLUR * em_px, style.SHADOW_DROP * em_px
    return f"{_at(word.x_px, word.y_px + drop_px, em_px)}\\alpha&H{style.SHADOW_ALPHA:02X}&\\blur{blur_px:.1f}"


def _at(x_px: float, y_px: float, em_px: float) -> str:
    return f"\\pos({x_px:.1f},{y_px:.1f})\\fs{size_for(em_px):.1f}\\bord{style.OUTLINE * em_px:.1f}"


def _to(start_ms: int, end_ms: int, change: str) -> str:
    return f"\\t({start_ms},{end_ms},{change})"


def _scale(factor: float) -> str:
    return f"\\fscx{factor * 100:.0f}\\fscy{factor * 100:.0f}"


def _colour(rgb: str) -> str:
    """ASS writes colours as blue, green, red."""
    return f"\\c&H{rgb[4:]}{rgb[2:4]}{rgb[:2]}&"


def _event(cue: Cue, style_name: str, layer: int, text: str) -> SSAEvent:
    return SSAEvent(
        start=round(cue.start_s * 1000), end=round(cue.end_s * 1000), style=style_name, layer=layer, text=text
    )


def _style(fill: str, edge: str) -> SSAStyle:
    return SSAStyle(
        fontname=FONT,
        primarycolor=_rgb(fill),
        outlinecolor=_rgb(edge),
        backcolor=_rgb(edge),
        shadow=0,
        alignment=Alignment.MIDDLE_CENTER,
        marginl=0,
        marginr=0,
        marginv=0,
    )


def _rgb(rgb: str) -> Color:
    return Color(*bytes.fromhex(rgb))
