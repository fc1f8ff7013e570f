"""The first method: forced alignment of the script, and how far its answer is to be believed."""

from collections.abc import Sequence
from statistics import fmean
from typing import Final

from functions.captions.aligner import MODEL, Aligned, align
from functions.captions.pauses import fit_to_speech, speech
from functions.captions.sound import for_aligner
from functions.captions.timing import Span, Timing, words_of
from vidx.speech import Token
from vidx.wav import Pcm

PROVIDER: Final = "pocketsphinx"

_FIT: Final = (-50.0, -35.0)
"""Mean log likelihood of a frame that is worth nothing, and all: right texts measured −17…−35 over fifteen voices
(Scottish −38), texts half or wholly of another advert −25…−57 where they found a path at all."""
_COVERED: Final = (0.70, 0.93)
"""Share of the speech inside words, likewise: right texts 0.93…1, five words left out of 25 0.75…0.9, half 0.5."""
_SANE_WORD_S: Final = (0.03, 1.6)
_ONSET_S: Final = 0.002
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
    spoken = speech(voice)
    return Timing(fit_to_speech(spans, spoken), "alignment", confidence(aligned, spoken), PROVIDER, MODEL)


def confidence(aligned: Sequence[Aligned], spoken: Sequence[Span]) -> float:
    """The weakest of three signs: the sounds fit, the words last sanely long, and all speech has its words."""
    return min(_fit(aligned), _sane(aligned), _covered(aligned, spoken))


def _fit(aligned: Sequence[Aligned]) -> float:
    frames = sum(word.end_s - word.start_s for word in aligned)
    score = sum(word.score * (word.end_s - word.start_s) for word in aligned) / frames
    return _worth(score, *_FIT)


def _sane(aligned: Sequence[Aligned]) -> float:
    shortest_s, longest_s = _SANE_WORD_S
    return fmean(shortest_s <= word.end_s - word.start_s <= longest_s for word in aligned)


def _covered(aligned: Sequence[Aligned], spoken: Sequence[Span]) -> float:
    total_s = sum(span.seconds for span in spoken)
    inside_s = sum(
        max(0.0, min(word.end_s, span.end_s) - max(word.start_s, span.start_s)) for word in aligned for span in spoken
    )
    return _worth(inside_s / total_s if total_s else 0.0, *_COVERED)


def _worth(value: float, nothing: float, everything: float) -> float:
    return min(max((value - nothing) / (everything - nothing), 0.0), 1.0)
