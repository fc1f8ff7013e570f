"""The `karaoke` style: words stand still while the brand's colour sweeps through each as it is said."""

from collections.abc import Iterator

from pysubs2 import SSAEvent

from functions.captions import style, tags
from functions.captions.cues import Cue
from functions.captions.lines import Placed
from functions.captions.palette import Palette
from functions.captions.shadow import shadow
from vidx.typography.bidi import runs_right_to_left
from vidx.typography.measure import width_em
from vidx.typography.safe_area import Box


def events(cue: Cue, colours: Palette) -> Iterator[SSAEvent]:
    """A shadow and a word for every word, as long as the cue; one read from right to left has its lit copy above it."""
    for word, (starts_ms, ends_ms) in zip(cue.placed, cue.sung_ms, strict=True):
        yield shadow(cue, word)
        place = tags.at(word.x_px, word.y_px) + tags.size(cue.em_px) + tags.outline(cue.em_px)
        text = tags.word(cue, word)
        if runs_right_to_left(word.text):
            wipe = tags.wiped(_around(word, cue.em_px), starts_ms, max(ends_ms, starts_ms + 1))
            yield tags.event(cue, "Word", tags.TEXT_LAYER, place + tags.colour(colours.rest), text)
            yield tags.event(cue, "Word", tags.SWEPT_LAYER, place + tags.colour(colours.lit) + wipe, text)
        else:
            paint = tags.colour(colours.lit) + tags.colour(colours.rest, 2)
            sweep = tags.swept(starts_ms, ends_ms)
            yield tags.event(cue, "Word", tags.TEXT_LAYER, place + paint + sweep, text)


def _around(word: Placed, em_px: float) -> Box:
    """What the word's ink may reach."""
    half_px = (width_em(word.text) / 2 + style.OUTLINE) * em_px
    return Box(word.x_px - half_px, word.y_px - em_px, word.x_px + half_px, word.y_px + em_px)
