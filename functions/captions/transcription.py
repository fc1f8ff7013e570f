"""The second method: a recogniser's word times carried over to the script's own words."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from functions.captions.matching import likeness, pairs
from functions.captions.pauses import fit_to_speech, speech
from functions.captions.plausible import Match, Pace
from functions.captions.timing import Span, Timing, words_of
from vidx.options import Language
from vidx.ports import HeardWord, Transcript
from vidx.speech import NO_CONTEXT, Context, Token, tokens
from vidx.wav import Pcm

_MIN_SPOKEN_S: Final = 0.06
_SURE: Final = 0.75
"""Likeness from which a word counts as heard rightly (`colour`, `color`)."""


class _Heard(NamedTuple):
    """One spoken word; a number that the recogniser wrote in digits is several."""

    word: str
    span: Span


def carry_over(
    script: Sequence[Token], transcript: Transcript, voice: Pcm, language: Language, context: Context = NO_CONTEXT
) -> Timing:
    """Times for the script's tokens, from what was heard in the same voice.

    Numbers may be written in any way on either side (`2020`, `twenty twenty`), since spoken words are compared. A word
    misheard takes the time of what was heard in its place. A word not heard, or heard where the voice cannot have said
    it, shares the gap between its neighbours.
    """
    said = [word for token in script for word in words_of(token)]
    spoken = [_spoken(word, language, context) for word in transcript.words]
    heard = [part for parts in spoken for part in parts]
    pace = Pace((sum(len(part.word) for part in parts), sum(part.span.seconds for part in parts)) for parts in spoken)
    letters = [len(word) for word in said]
    matched = pairs(said, [part.word for part in heard], lambda one, two: pace.oddity(letters[one], heard[two].span))
    sure = [pair for pair in matched if likeness(said[pair[0]], heard[pair[1]].word) >= _SURE]
    kept = pace.believable(letters, [Match(one, heard[two].span) for one, two in sure], voice.seconds)
    times = _fill(letters, _known(letters, heard, [sure[at] for at in kept], pace), voice.seconds)
    alike = sum(likeness(said[one], heard[other].word) * len(said[one]) for one, other in matched)
    return Timing(
        spans=fit_to_speech(_per_token(script, times), speech(voice)),
        method="transcription",
        confidence=alike / max(sum(letters), 1),
        provider=transcript.provider,
        model=transcript.model,
    )


def _spoken(heard: HeardWord, language: Language, context: Context) -> list[_Heard]:
    words = [word for token in tokens(heard.text, language, context) for word in words_of(token)]
    return [
        _Heard(word, span)
        for word, span in zip(
            words, _share(Span(heard.start_s, heard.end_s), [len(word) for word in words]), strict=True
        )
    ]


def _known(
    letters: Sequence[int], heard: Sequence[_Heard], sure: Sequence[tuple[int, int]], pace: Pace
) -> dict[int, Span]:
    """Spans of the words that were heard, rightly or not.

    Between two words heard rightly, as many misheard as written take each other's time where they may have it. Others
    (`aeropress`, heard as `arrow press`) are left to share the gap: how many of them were not heard is not known.
    """
    known = {one: heard[two].span for one, two in sure}
    for (one, two), (next_one, next_two) in pairwise([(-1, -1), *sure, (len(letters), len(heard))]):
        between = heard[two + 1 : next_two]
        if len(between) == next_one - one - 1:
            spans = enumerate((part.span for part in between), one + 1)
            known.update((at, span) for at, span in spans if not pace.oddity(letters[at], span))
    return known


def _share(span: Span, letters: Sequence[int]) -> list[Span]:
    """Cut the span into one piece per word, by letters."""
    shared: list[Span] = []
    start_s = span.start_s
    for count in letters:
        end_s = start_s + span.seconds * count / sum(letters)
        shared.append(Span(start_s, end_s))
        start_s = end_s
    return shared


def _fill(letters: Sequence[int], known: dict[int, Span], voice_s: float) -> list[Span]:
    """Every word's span: the known ones, and between them the others, each run sharing the gap that it has."""
    times: list[Span] = []
    while len(times) < len(letters):
        first = len(times)
        if first in known:
            times.append(known[first])
            continue
        after = next((index for index in range(first, len(letters)) if index in known), len(letters))
        end_s = known[after].start_s if after in known else voice_s
        start_s = times[-1].end_s if times else 0.0
        missing_s = _MIN_SPOKEN_S * (after - first) - (end_s - start_s)
        if missing_s > 0 and times:
            before = times.pop()
            start_s -= min(missing_s, before.seconds / 2)
            times.append(Span(before.start_s, start_s))
        times.extend(_share(Span(start_s, max(end_s, start_s)), letters[first:after]))
    return times


def _per_token(script: Sequence[Token], times: Sequence[Span]) -> list[Span]:
    spans: list[Span] = []
    at = 0
    for token in script:
        own = times[at : at + len(words_of(token))]
        spans.append(Span(own[0].start_s, own[-1].end_s))
        at += len(words_of(token))
    return spans
