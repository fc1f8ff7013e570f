"""The `pop` style: each word grows and takes the brand colour while it is spoken.

Each word has its own position (`\\pos`), so that a growing word does not move its neighbours.
"""

from collections.abc import Iterator

from pysubs2 import SSAEvent

from functions.captions import theme
from functions.captions.layout.cues import Cue
from functions.captions.layout.lines import PlacedWord
from functions.captions.styles import ass_tags as tags
from functions.captions.theme import Palette
from vidx.typography.ass import colour_tag
from vidx.typography.measure import width_em


def events(cue: Cue, colours: Palette) -> Iterator[SSAEvent]:
    """Return two events for each word, shown as long as the cue: its shadow and its letters."""
    for word, (start_ms, end_ms) in zip(cue.placed_words, cue.highlights_ms, strict=True):
        yield tags.shadow_event(cue, word)
        place = tags.position(word.x_px, word.y_px) + tags.font_size(cue.em_px) + tags.outline(cue.em_px)
        animation = _animation(word, start_ms, end_ms, colours)
        yield tags.event(cue, "Word", tags.TEXT_LAYER, place + animation, tags.word_text(cue, word))


def _animation(word: PlacedWord, start_ms: int, end_ms: int, colours: Palette) -> str:
    """Return the tags of the word's entrance, pop and rest. Times are from the cue's start."""
    peak_ms, settled_ms = start_ms + theme.POP_MS, start_ms + theme.POP_MS + theme.SETTLE_MS
    growth = min(theme.POP_SCALE - 1, 2 * theme.MAX_POP_GROWTH / width_em(word.text))
    entrance = (
        "" if start_ms == 0 else tags.scale(theme.ENTRANCE_SCALE) + tags.transform(0, theme.ENTRANCE_MS, tags.scale(1))
    )
    highlight = tags.transform(start_ms, start_ms + theme.HIGHLIGHT_MS, colour_tag(colours.active))
    pop = tags.transform(start_ms, peak_ms, tags.scale(1 + growth))
    settle = tags.transform(peak_ms, settled_ms, tags.scale(1 + growth * theme.SETTLED_SHARE))
    rest = tags.transform(end_ms, end_ms + theme.SETTLE_MS, colour_tag(colours.inactive) + tags.scale(1))
    return entrance + highlight + pop + settle + rest
