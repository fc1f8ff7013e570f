"""The second method: map a recogniser's word times to the words of the script.

A misrecognized word may resemble another word of the script. The speaking rate tells whether the words before and
after a match can be spoken in the time that it leaves them. The bounds were found with `python -m benchmarks.mapping`:
its worst errors at 10 % of wrong words are figures that the transcript lacks, or has in place of another word.
"""

from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise
from math import log
from statistics import median
from typing import Final, NamedTuple

from functions.captions.completeness import LastHeard, breaks_off
from functions.captions.speech_detection import detect_speech, snap_to_speech
from functions.captions.timing import Span, Timing, plain_words
from functions.captions.word_matching import match_words, similarity
from vidx.options import Language
from vidx.ports.providers import RecognizedWord, Transcript
from vidx.speech import NO_CONTEXT, Context, Token, tokenize
from vidx.wav import Pcm

_MIN_SPOKEN_S: Final = 0.06
_MIN_SIMILARITY: Final = 0.75
"""Similarity from which a word counts as recognized correctly (`colour`, `color`)."""

_DEFAULT_LETTER_S: Final = 0.065
"""Seconds per letter, used when the transcript has no word."""
_MIN_DURATION_RATIO: Final = 0.35
_MAX_DURATION_RATIO: Final = 2.5
"""Bounds of a word's duration relative to the expected one; they allow for short words and slowly spoken figures."""
_TOLERANCE_S: Final = 0.1
_HALF_STEP_S: Final = 0.01
"""Half of the step of a recogniser's times."""
_MAX_PAUSE_S: Final = 2.0
"""Longest pause between two consecutive words of the script."""
_FREE_LOG_RATIO: Final = 0.7
_MAX_PENALTY: Final = 0.5


class _HypothesisWord(NamedTuple):
    """One spoken word of the transcript. A number that the recogniser wrote in digits becomes several."""

    word: str
    span: Span


class _Match(NamedTuple):
    """The index of a word of the script, and the span of the transcript's word that corresponds to it."""

    word: int
    span: Span


class _SpeakingRate:
    """How fast the voice speaks: the median of the seconds per letter of the transcript's words."""

    def __init__(self, durations: Iterable[tuple[int, float]]) -> None:
        """Take the number of letters and the seconds of each word of the transcript."""
        rates = [seconds / letters for letters, seconds in durations if letters and seconds > 0]
        self.letter_s = median(rates) if rates else _DEFAULT_LETTER_S

    def penalty(self, letters: int, span: Span) -> float:
        """Return a penalty (0…0.5) for that many letters in the span: 0 for half to twice the expected time."""
        log_ratio = abs(log((span.seconds + _TOLERANCE_S) / (letters * self.letter_s + _TOLERANCE_S)))
        return min(_MAX_PENALTY, max(0.0, log_ratio - _FREE_LOG_RATIO))

    def plausible_matches(self, letters: Sequence[int], matches: Sequence[_Match], end_s: float) -> list[int]:
        """Return the indices of matches that can all be true: no word has too little time, or too much before the next.

        Of several such selections, the one with the most letters is returned, by dynamic programming (as genome
        aligners chain seeds).

        Args:
            letters: number of letters of each word of the script.
            matches: in the order of their words.
            end_s: end of the voice.
        """
        letters_before = [0, *accumulate(letters)]
        best: list[tuple[int, int]] = []
        for index, (word, span) in enumerate(matches):
            possible = span.seconds + _HALF_STEP_S >= self._min_duration_s(letters[word])
            possible &= span.start_s + _TOLERANCE_S >= self._min_duration_s(letters_before[word])
            possible &= end_s - span.start_s + _TOLERANCE_S >= self._min_duration_s(
                letters_before[-1] - letters_before[word]
            )
            predecessors = [
                (best[other][0], other)
                for other, (other_word, other_span) in enumerate(matches[:index])
                if possible
                and self._fits(letters_before[word] - letters_before[other_word], span.start_s - other_span.start_s)
            ]
            weight, previous = max(predecessors, default=(0, -1))
            best.append((weight + letters[word] if possible else 0, previous))
        return _heaviest_chain(best)

    def _min_duration_s(self, letters: int) -> float:
        return _MIN_DURATION_RATIO * letters * self.letter_s

    def _fits(self, letters: int, seconds: float) -> bool:
        max_s = _MAX_DURATION_RATIO * letters * self.letter_s + _MAX_PAUSE_S
        return self._min_duration_s(letters) - _TOLERANCE_S <= seconds <= max_s


def _heaviest_chain(best: Sequence[tuple[int, int]]) -> list[int]:
    """Return the indices that lead to the greatest weight; `best` has the weight and the predecessor of each."""
    weight, index = max(((weight, index) for index, (weight, _) in enumerate(best)), default=(0, -1))
    chain: list[int] = []
    while weight and index >= 0:
        chain.append(index)
        index = best[index][1]
    return chain[::-1]


def map_transcript(
    script: Sequence[Token], transcript: Transcript, voice: Pcm, language: Language, context: Context = NO_CONTEXT
) -> Timing:
    """Return times of the script's tokens, from a transcript of the same voice.

    Numbers may be written in any form on either side (`2020`, `twenty twenty`), since spoken words are compared. A
    misrecognized word takes the time of the word in its place. A word that the transcript lacks, or that the voice
    cannot have said at that time, shares the gap between its neighbours.
    """
    reference = [word for token in script for word in plain_words(token)]
    parts_by_word = [_spoken_words(word, language, context) for word in transcript.words]
    hypothesis = [part for parts in parts_by_word for part in parts]
    rate = _SpeakingRate(
        (sum(len(part.word) for part in parts), sum(part.span.seconds for part in parts)) for parts in parts_by_word
    )
    letters = [len(word) for word in reference]
    pairs = match_words(
        reference,
        [part.word for part in hypothesis],
        lambda word, other: rate.penalty(letters[word], hypothesis[other].span),
    )
    similarities = [similarity(reference[word], hypothesis[other].word) for word, other in pairs]
    similar = [pair for pair, share in zip(pairs, similarities, strict=True) if share >= _MIN_SIMILARITY]
    plausible = rate.plausible_matches(
        letters, [_Match(word, hypothesis[other].span) for word, other in similar], voice.seconds
    )
    known = _known_spans(letters, hypothesis, [similar[index] for index in plausible], rate)
    spans = _fill_gaps(letters, known, voice.seconds)
    matched_letters = sum(share * letters[word] for share, (word, _) in zip(similarities, pairs, strict=True))
    last_heard = LastHeard(similar[-1][0], hypothesis[similar[-1][1]].span.end_s) if similar else None
    return Timing(
        spans=snap_to_speech(_spans_of_tokens(script, spans), detect_speech(voice)),
        method="transcription",
        confidence=matched_letters / max(sum(letters), 1),
        provider=transcript.provider,
        model=transcript.model,
        is_complete=not breaks_off(letters, last_heard, rate.letter_s, voice.seconds),
    )


def _spoken_words(recognized: RecognizedWord, language: Language, context: Context) -> list[_HypothesisWord]:
    words = [word for token in tokenize(recognized.text, language, context) for word in plain_words(token)]
    spans = _divide(Span(recognized.start_s, recognized.end_s), [len(word) for word in words])
    return [_HypothesisWord(word, span) for word, span in zip(words, spans, strict=True)]


def _known_spans(
    letters: Sequence[int],
    hypothesis: Sequence[_HypothesisWord],
    matches: Sequence[tuple[int, int]],
    rate: _SpeakingRate,
) -> dict[int, Span]:
    """Return the spans of the words that the transcript has, recognized correctly or not.

    Where script and transcript have equally many words between two correct matches, the script's words take the
    transcript's times, if the speaking rate allows. Other words (`aeropress`, recognized as `arrow press`) share the
    gap: how many of them the transcript lacks is unknown.
    """
    known = {word: hypothesis[other].span for word, other in matches}
    ends = [(-1, -1), *matches, (len(letters), len(hypothesis))]
    for (word, other), (next_word, next_other) in pairwise(ends):
        between = hypothesis[other + 1 : next_other]
        if len(between) == next_word - word - 1:
            spans = enumerate((part.span for part in between), word + 1)
            known.update((index, span) for index, span in spans if not rate.penalty(letters[index], span))
    return known


def _divide(span: Span, letters: Sequence[int]) -> list[Span]:
    """Divide the span among words, in proportion to their letters."""
    parts: list[Span] = []
    start_s = span.start_s
    for count in letters:
        end_s = start_s + span.seconds * count / sum(letters)
        parts.append(Span(start_s, end_s))
        start_s = end_s
    return parts


def _fill_gaps(letters: Sequence[int], known: dict[int, Span], voice_s: float) -> list[Span]:
    """Return the span of every word: the known ones, and between them each run of others divides its gap."""
    spans: list[Span] = []
    while len(spans) < len(letters):
        first = len(spans)
        if first in known:
            spans.append(known[first])
            continue
        after = next((index for index in range(first, len(letters)) if index in known), len(letters))
        end_s = known[after].start_s if after in known else voice_s
        start_s = spans[-1].end_s if spans else 0.0
        missing_s = _MIN_SPOKEN_S * (after - first) - (end_s - start_s)
        if missing_s > 0 and spans:
            before = spans.pop()
            start_s -= min(missing_s, before.seconds / 2)
            spans.append(Span(before.start_s, start_s))
        spans.extend(_divide(Span(start_s, max(end_s, start_s)), letters[first:after]))
    return spans


def _spans_of_tokens(script: Sequence[Token], word_spans: Sequence[Span]) -> list[Span]:
    spans: list[Span] = []
    first = 0
    for token in script:
        end = first + len(plain_words(token))
        spans.append(Span(word_spans[first].start_s, word_spans[end - 1].end_s))
        first = end
    return spans
