"""Which words are shown together in a cue."""

import pytest

from functions.captions.layout.cues import lay_out_cues
from testing.captions import VERTICAL, timed_text
from vidx.words import TimedWord


def cue_texts(text: str, word_s: float = 0.35) -> list[str]:
    return [" ".join(line.text for line in cue.lines) for cue in lay_out_cues(timed_text(text, word_s), VERTICAL)]


def test_cues_end_at_the_ends_of_sentences() -> None:
    cues = cue_texts("Tired of cold coffee? Brew it fresh anywhere. Order today!")

    assert all(not any(mark in cue[:-1] for mark in "?.!") for cue in cues)


def test_no_cue_has_a_single_word_of_a_longer_sentence() -> None:
    cues = cue_texts("This chair is made by hand from solid oak and linen.")

    assert all(len(cue.split()) > 1 for cue in cues)


def test_article_stays_with_its_noun() -> None:
    assert not any(
        cue.split()[-1] in {"a", "the"} for cue in cue_texts("We built the chair from a tree that fell here.")
    )


def test_long_pause_ends_the_cue() -> None:
    early, late = timed_text("Stop here.").words, timed_text("Go on.").words
    moved = tuple(TimedWord(text=word.text, start_s=word.start_s + 5, end_s=word.end_s + 5) for word in late)
    first, second = lay_out_cues(
        timed_text("x").model_copy(update={"words": (*early, *moved), "voice_s": 7.0}), VERTICAL
    )

    assert first.end_s == pytest.approx(early[-1].end_s + 0.25)
    assert second.start_s == pytest.approx(5.0)


def test_number_stays_with_its_unit() -> None:
    assert any("45 mm" in cue for cue in cue_texts("A camera from 1959 with its 45 mm f/2.8 lens."))


def test_abbreviation_stays_with_the_next_word() -> None:
    assert cue_texts("Sold by Dr. Smith. Approx. 5 km away.") == ["Sold by Dr. Smith.", "Approx. 5 km away."]
    assert cue_texts("Tel. 030 12 34 today.") == ["Tel. 030", "12 34 today."]
