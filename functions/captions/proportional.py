"""The last resort: the script spread over the stretches of speech, each word by the letters it takes to say."""

from collections.abc import Sequence
from itertools import accumulate
from typing import Final

from functions.captions.pauses import speech
from functions.captions.timing import Span, Timing, spoken_letters
from vidx.speech import Token
from vidx.wav import Pcm

CONFIDENCE: Final = 0.3
"""Right on average, wrong by a word here and there: never presented as more."""
MODEL: Final = "letters"


def spread(tokens: Sequence[Token], voice: Pcm) -> Timing:
    """Times in proportion to spoken letters, the voice's pauses skipped; over all of it when it is silent."""
    spoken = speech(voice) or (Span(0.0, voice.seconds),)
    total_s = sum(span.seconds for span in spoken)
    letters = [spoken_letters(token) for token in tokens]
    ends = [done / sum(letters) * total_s for done in accumulate(letters)]
    starts = [0.0, *ends[:-1]]
    spans = tuple(
        Span(_at(spoken, start, after_pause=True), _at(spoken, end, after_pause=False))
        for start, end in zip(starts, ends, strict=True)
    )
    return Timing(spans, "proportional", CONFIDENCE, "proportional", MODEL)


def _at(spoken: Sequence[Span], speech_s: float, *, after_pause: bool) -> float:
    """Time in the voice at which `speech_s` seconds have been spoken; at a pause, either side of it."""
    left_s = speech_s
    for span in spoken:
        if left_s < span.seconds or (left_s == span.seconds and not after_pause):
            return span.start_s + left_s
        left_s -= span.seconds
    return spoken[-1].end_s
