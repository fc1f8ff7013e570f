"""The `pop` style: every word stands at its own place, pops and lights up while it is said.

Words are placed one by one (`\\pos`), so that the one that grows does not push its neighbours about.
"""

from collections.abc import Iterator

from pysubs2 import SSAEvent

from functions.captions import style, tags
from functions.captions.cues import Cue
from functions.captions.lines import Placed
from functions.captions.palette import Palette
from functions.captions.shadow import shadow
from vidx.typography.measure import width_em


def events(cue: Cue, colours: Palette) -> Iterator[SSAEvent]:
    """A shadow and a word for every word, both as long as the cue."""
    for word, (lights_ms, dims_ms) in zip(cue.placed, cue.said_ms, strict=True):
        yield shadow(cue, word)
        place = tags.at(word.x_px, word.y_px) + tags.size(cue.em_px) + tags.outline(cue.em_px)
        life = _life(word, lights_ms, dims_ms, colours)
        yield tags.event(cue, "Word", tags.TEXT_LAYER, place + life, tags.word(cue, word))


def _life(word: Placed, lights_ms: int, dims_ms: int, colours: Palette) -> str:
    """The word's course: it comes in, pops as it is said, and rests again; times count from the cue's start."""
    peak_ms, settled_ms = lights_ms + style.POP_MS, lights_ms + style.POP_MS + style.SETTLE_MS
    growth = min(style.POP - 1, 2 * style.POP_GROWTH / width_em(word.text))
    entrance = "" if lights_ms == 0 else tags.scale(style.ENTRANCE) + tags.to(0, style.ENTRANCE_MS, tags.scale(1))
    light = tags.to(lights_ms, lights_ms + style.LIGHT_MS, tags.colour(colours.lit))
    pop = tags.to(lights_ms, peak_ms, tags.scale(1 + growth))
    settle = tags.to(peak_ms, settled_ms, tags.scale(1 + growth * style.SETTLED))
    rest = tags.to(dims_ms, dims_ms + style.SETTLE_MS, tags.colour(colours.rest) + tags.scale(1))
    return entrance + light + pop + settle + rest
