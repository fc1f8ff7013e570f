"""The `karaoke` style: words stand still while the brand's colour sweeps through each as it is said."""

from collections.abc import Iterator

from pysubs2 import SSAEvent

from functions.captions import tags
from functions.captions.cues import Cue
from functions.captions.palette import Palette
from functions.captions.shadow import shadow
from vidx.lettering.legible import escaped_for_ass


def events(cue: Cue, colours: Palette) -> Iterator[SSAEvent]:
    """A shadow and a word for every word, both as long as the cue."""
    paint = tags.colour(colours.lit) + tags.colour(colours.rest, 2)
    for word, (starts_ms, ends_ms) in zip(cue.placed, cue.sung_ms, strict=True):
        yield shadow(cue, word)
        place = tags.at(word.x_px, word.y_px) + tags.size(cue.em_px) + tags.outline(cue.em_px)
        sweep = tags.swept(starts_ms, ends_ms)
        yield tags.event(cue, "Word", tags.TEXT_LAYER, place + paint + sweep, escaped_for_ass(word.text))
