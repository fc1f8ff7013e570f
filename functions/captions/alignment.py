"""The first method: forced alignment of the script, and how far its answer is to be believed."""

from collections.abc import Sequence
from statistics import fmean
from typing import Final

from functions.captions.aligner import MODEL, Aligned, align
from functions.captions.pauses import speech
from functions.captions.sound import for_aligner
from functions.captions.timing import Span, Timing, words_of
from vidx.spoken import Token
from vidx.wav import Pcm

LANGUAGES: Final = frozenset({"en"})
"""Languages that the shipped acoustic model knows."""
PROVIDER: Final = "pocketsphinx"

_GOOD_SCORE: Final = -38.0
_BAD_SCORE: Final = -52.0
"""Mean log likelihood of a frame: right texts measured −27…−38, texts with foreign sentences −41…−49 or no path."""
_SANE_WORD_S: Final = (0.03, 1.6)
_ONSET_S: Final = 0.006
"""Word starts come out this much early on average, part of a frame's 25 ms window (`benchmarks/alignment.py`)."""


def time_by_alignment(script: Sequence[Token], voice: Pcm) -> Timing | None:
    """Times of the tokens with a confidence of 0…1; None when the words and the voice have no path in common."""
    words = [word for token in script for word in words_of(token)]
    aligned = align(words, for_aligner(voice))
    if aligned is None:
        return None
    spans: list[Span] = []
    at = 0
    for token in script:
        own = aligned[at : at + len(words_of(token))]
        spans.append(Span(own[0].start_s + _ONSET_S, own[-1].end_s + _ONSET_S))
        at += len(words_of(token))
    sure = confidence(aligned, speech(voice))
    return Timing(tuple(spans), "alignment", sure, PROVIDER, MODEL)


def confidence(aligned: Sequence[Aligned], spoken: Sequence[Span]) -> float:
    """The weakest of three signs: the sounds fit, the words last sanely long, and all speech has its words."""
    return min(_fit(aligned), _sane(aligned), _covered(aligned, spoken))


def _fit(aligned: Sequence[Aligned]) -> float:
    frames = sum(word.end_s - word.start_s for word in aligned)
    score = sum(word.score * (word.end_s - word.start_s) for word in aligned) / frames
    return min(max((score - _BAD_SCORE) / (_GOOD_SCORE - _BAD_SCORE), 0.0), 1.0)


def _sane(aligned: Sequence[Aligned]) -> float:
    shortest_s, longest_s = _SANE_WORD_S
    return fmean(shortest_s <= word.end_s - word.start_s <= longest_s for word in aligned)


def _covered(aligned: Sequence[Aligned], spoken: Sequence[Span]) -> float:
    """Share of the speech that lies within words."""
    total_s = sum(span.seconds for span in spoken)
    inside_s = sum(
        max(0.0, min(word.end_s, span.end_s) - max(word.start_s, span.start_s)) for word in aligned for span in spoken
    )
    return inside_s / total_s if total_s else 0.0
