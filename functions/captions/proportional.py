"""The last method: spread the script over the detected speech, each word in proportion to its spoken letters."""

from collections.abc import Sequence
from itertools import accumulate
from typing import Final

from functions.captions.speech_detection import detect_speech
from functions.captions.timing import Span, Timing, spoken_letters
from vidx.speech import Token
from vidx.wav import Pcm

CONFIDENCE: Final = 0.3
"""The times are right on average, and wrong by a word in places."""
MODEL: Final = "letters"


def spread_by_letters(tokens: Sequence[Token], voice: Pcm) -> Timing:
    """Return times in proportion to spoken letters, without the voice's pauses; over all of a silent voice."""
    speech = detect_speech(voice) or (Span(0.0, voice.seconds),)
    total_s = sum(span.seconds for span in speech)
    letters = [spoken_letters(token) for token in tokens]
    ends = [count / sum(letters) * total_s for count in accumulate(letters)]
    starts = [0.0, *ends[:-1]]
    spans = tuple(
        Span(_voice_time_s(speech, start, after_pause=True), _voice_time_s(speech, end, after_pause=False))
        for start, end in zip(starts, ends, strict=True)
    )
    return Timing(spans, "proportional", CONFIDENCE, "proportional", MODEL)


def _voice_time_s(speech: Sequence[Span], speech_s: float, *, after_pause: bool) -> float:
    """Return the time in the voice after `speech_s` seconds of speech; at a pause, the side that `after_pause` says."""
    remaining_s = speech_s
    for span in speech:
        if remaining_s < span.seconds or (remaining_s == span.seconds and not after_pause):
            return span.start_s + remaining_s
        remaining_s -= span.seconds
    return speech[-1].end_s
