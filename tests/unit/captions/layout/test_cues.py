"""Rules of the layout for any words: what is shown together, when and where."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from functions.captions.layout.canvas import Canvas
from functions.captions.layout.cues import lay_out_cues
from functions.captions.layout.grouping import MIN_CUE_S
from functions.captions.theme import STYLE_METRICS
from testing.captions import VERTICAL, few_examples, ink_box, timed_text, timed_words
from vidx.options import CAPTION_STYLES, FRAME_SIZES, CaptionStyle, FrameSize
from vidx.typography.drawable import drawable_text
from vidx.words import WordTimings

ROUNDING_S = 1e-6


@few_examples
@given(timed_words())
def test_cues_show_all_words_once_in_order_without_overlap(words: WordTimings) -> None:
    cues = lay_out_cues(words, VERTICAL)

    covered = [word.start_s for cue in cues for word in cue.pieces]
    assert covered == sorted(covered)
    assert all(before.end_s <= after.start_s + ROUNDING_S for before, after in pairwise(cues))
    placed = [word.text for cue in cues for line in cue.lines for word in line.words]
    assert placed == [word.text for cue in cues for word in cue.pieces]
    readable = [word for word in words.words if drawable_text(word.text)]
    assert len(placed) >= len(readable)


@few_examples
@given(timed_words())
def test_cues_and_gaps_are_long_enough(words: WordTimings) -> None:
    cues = lay_out_cues(words, VERTICAL)

    assert all(cue.end_s - cue.start_s >= MIN_CUE_S - ROUNDING_S for cue in cues)
    gaps_s = [after.start_s - before.end_s for before, after in pairwise(cues)]
    assert all(gap < ROUNDING_S or gap >= MIN_CUE_S - ROUNDING_S for gap in gaps_s)


@few_examples
@given(timed_words(), st.sampled_from(list(FRAME_SIZES.values())), st.sampled_from(CAPTION_STYLES))
def test_cue_has_one_to_four_words_on_at_most_two_lines_inside_the_safe_box(
    words: WordTimings, frame: FrameSize, caption_style: CaptionStyle
) -> None:
    canvas = Canvas(frame, STYLE_METRICS[caption_style])
    box = canvas.safe_box
    for cue in lay_out_cues(words, canvas):
        assert 1 <= len(cue.pieces) <= 4
        assert 1 <= len(cue.lines) <= 2
        left, top, right, bottom = ink_box(cue, canvas)
        assert box.left_px - 0.1 <= left
        assert right <= box.right_px + 0.1
        assert box.top_px <= top
        assert bottom <= box.bottom_px


def test_fast_speech_delays_the_next_cue() -> None:
    cues = lay_out_cues(timed_text("a b c d e f g h i j k l", word_s=0.02), VERTICAL)

    assert all(cue.end_s - cue.start_s >= MIN_CUE_S - ROUNDING_S for cue in cues)
