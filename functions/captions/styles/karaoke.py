"""The `karaoke` style: the brand colour sweeps through each word while it is spoken; no word moves."""

from collections.abc import Iterator

from pysubs2 import SSAEvent

from functions.captions import theme
from functions.captions.layout.cues import Cue
from functions.captions.layout.lines import PlacedWord
from functions.captions.styles import ass_tags as tags
from functions.captions.theme import Palette
from vidx.typography.ass import colour_tag
from vidx.typography.bidi import is_mostly_rtl
from vidx.typography.measure import width_em
from vidx.typography.safe_area import Box


def events(cue: Cue, colours: Palette) -> Iterator[SSAEvent]:
    """Return events for each word, shown as long as the cue: its shadow and its letters.

    A right-to-left word has a third one above them: a copy in the active colour, revealed from the right.
    """
    for word, (start_ms, end_ms) in zip(cue.placed_words, cue.spoken_ms, strict=True):
        yield tags.shadow_event(cue, word)
        place = tags.position(word.x_px, word.y_px) + tags.font_size(cue.em_px) + tags.outline(cue.em_px)
        text = tags.word_text(cue, word)
        if is_mostly_rtl(word.text):
            reveal = tags.reveal_from_right(_ink_box(word, cue.em_px), start_ms, max(end_ms, start_ms + 1))
            yield tags.event(cue, "Word", tags.TEXT_LAYER, place + colour_tag(colours.inactive), text)
            yield tags.event(cue, "Word", tags.SWEEP_LAYER, place + colour_tag(colours.active) + reveal, text)
        else:
            word_colours = colour_tag(colours.active) + colour_tag(colours.inactive, 2)
            sweep = tags.karaoke_sweep(start_ms, end_ms)
            yield tags.event(cue, "Word", tags.TEXT_LAYER, place + word_colours + sweep, text)


def _ink_box(word: PlacedWord, em_px: float) -> Box:
    """Return a box that contains the ink of the word."""
    half_px = (width_em(word.text) / 2 + theme.OUTLINE_WIDTH) * em_px
    return Box(word.x_px - half_px, word.y_px - em_px, word.x_px + half_px, word.y_px + em_px)
