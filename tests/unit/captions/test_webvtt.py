"""Captions as WebVTT."""

import io

import webvtt as webvtt_parser
from hypothesis import given

from functions.captions import webvtt
from functions.captions.layout.cues import lay_out_cues
from testing.captions import HOSTILE, VERTICAL, few_examples, timed_text, timed_words
from vidx.words import WordTimings


def test_file_is_valid_and_markup_in_a_text_is_escaped() -> None:
    text = webvtt.write_webvtt(lay_out_cues(timed_text(HOSTILE), VERTICAL))

    parsed = webvtt_parser.from_buffer(io.StringIO(text)).captions
    assert " ".join(caption.raw_text for caption in parsed).count("-->") == 0
    assert "&lt;b&gt;bold&lt;/b&gt;" in text
    assert text.count("-->") == len(parsed)


@few_examples
@given(timed_words())
def test_times_are_those_of_the_cues(words: WordTimings) -> None:
    cues = lay_out_cues(words, VERTICAL)

    parsed = webvtt_parser.from_buffer(io.StringIO(webvtt.write_webvtt(cues))).captions

    assert [(cue.start_in_seconds, cue.end_in_seconds) for cue in parsed] == [
        (int(cue.start_s + 1e-6), int(cue.end_s + 1e-6)) for cue in cues
    ]
