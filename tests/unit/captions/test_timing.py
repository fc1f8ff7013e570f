"""Word times: without overlaps, inside the voice, in the script's own spelling."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from functions.captions.timing import Span, Timing, plain_words, remove_overlaps, speakable_tokens, to_words
from testing.captions import few_examples
from vidx.speech import Token

seconds = st.floats(-1, 20)


@few_examples
@given(st.lists(st.builds(Span, seconds, seconds), min_size=1, max_size=30), st.floats(0.5, 15))
def test_spans_are_put_in_order_without_overlaps_inside_the_voice(spans: list[Span], voice_s: float) -> None:
    ordered = remove_overlaps(spans, voice_s)

    assert len(ordered) == len(spans)
    assert ordered[0].start_s >= 0
    assert ordered[-1].end_s <= voice_s + 1e-6
    assert all(before.end_s <= after.start_s + 1e-9 for before, after in pairwise(ordered))
    assert all(span.seconds > 0 for span in ordered)


def test_ordered_spans_do_not_change() -> None:
    spans = (Span(0.1, 0.4), Span(0.5, 0.9))

    assert remove_overlaps(spans, 2.0) == spans


def test_words_keep_the_spelling_of_the_script() -> None:
    tokens = speakable_tokens("Café — only $49.99! 🔥", "en")
    timing = Timing(tuple(Span(at, at + 0.5) for at in range(len(tokens))), "proportional", 0.3, "p", "m")

    words = to_words(tokens, timing, 5.0)

    assert " ".join(word.text for word in words.words) == "Café — only $49.99! 🔥"


def test_plain_words_have_no_diacritics_and_no_capitals() -> None:
    assert plain_words(Token("CAFÉ", "CAFÉ")) == ("cafe",)
