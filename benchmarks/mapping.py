"""Accuracy of word times that are mapped from a transcript, as Whisper writes it, to the script.

    python -m benchmarks.mapping [--worst N]

The stand-in's espeak-ng reads scripts in every language. The transcript has its words at their times, rounded to 20 ms
as Whisper does, with figures in digits, in lower case and without punctuation. Its word error rate is 0 or 10 %
(seeded: half of the errors are substitutions, a quarter deletions, a quarter insertions). Prints for each language and
rate the number of words and, in ms, mean, median, 95th percentile and largest absolute error of the tokens' starts, the
share of tokens without a time of their own in espeak, and the lowest confidence. Limit: a mean of 40 ms at 10 %.
"""

import argparse
import random
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from benchmarks.alignment import ADS, true_starts_s
from benchmarks.report import Figure, write_results
from functions.captions.timing import remove_overlaps, speakable_tokens
from functions.captions.transcript_mapping import map_transcript
from functions.script import template_writer
from functions.script.pacing import Budget
from testing.espeak import SynthesizedSpeech, speak
from testing.foreign_listings import FOREIGN_LISTINGS
from vidx.options import LANGUAGES, Language
from vidx.ports.providers import RecognizedWord, Transcript
from vidx.speech import Token

LIMIT_MS: Final = 40.0
RATES: Final = (0.0, 0.1)
ROUNDS: Final = 4
"""Number of transcripts with different errors for each text."""
VOICES: Final = {"en": "en-us", "es": "es", "fr": "fr", "de": "de", "pt": "pt-br", "it": "it"}
VARIANTS: Final = ("", "+f3", "+m5")
METHOD: Final = (
    "Absolute error of the tokens' starts against espeak-ng's word events: three voices a language, times rounded to "
    "20 ms as Whisper's, figures in digits, seeded substitutions, deletions and insertions."
)
_GRID_S: Final = 0.02
_SUBSTITUTIONS, _INSERTIONS = 0.5, 0.25
"""Shares of the errors; the others are deletions."""
_INSERTION_S: Final = 0.12
"""Length of an inserted word."""
_EDGES: Final = " \t.,;:!?…–—-¡¿\"'“”()"


@dataclass(frozen=True)
class Result:
    """Errors (measured − espeak's start) in ms by word, the number of words without a time, and the confidence."""

    errors_ms: dict[str, float]
    untimed: int
    confidence: float


def texts(language: Language) -> Sequence[str]:
    if language == "en":
        return ADS
    scripts = [
        template_writer.write(listing, Budget(30, "alloy", language)).text for listing in FOREIGN_LISTINGS[language]
    ]
    return [*scripts, *(listing.description for listing in FOREIGN_LISTINGS[language][:3])]


def clean(
    tokens: Sequence[Token], starts_s: Sequence[float | None], speech: SynthesizedSpeech
) -> Iterator[RecognizedWord]:
    """Yield every token as a recogniser writes it; tokens that espeak joins share their time."""
    timed = [(index, start) for index, start in enumerate(starts_s) if start is not None]
    for (index, start), (after, end) in zip(timed, [*timed[1:], (len(tokens), speech.voice.seconds)], strict=True):
        words = [token.written_form.strip(_EDGES).lower() for token in tokens[index:after]]
        share = (end - start) / len(words)
        for place, word in enumerate(words):
            first, last = start + place * share, start + (place + 0.9) * share
            yield RecognizedWord(word, round(first / _GRID_S) * _GRID_S, round(last / _GRID_S) * _GRID_S)


def add_errors(words: Sequence[RecognizedWord], rate: float, dice: random.Random) -> Iterator[RecognizedWord]:
    """Yield the words with errors at `rate`."""
    for word in words:
        draw = dice.random() / rate if rate else 1.0
        if draw >= 1.0:
            yield word
        elif draw < _SUBSTITUTIONS:
            yield RecognizedWord(dice.choice(words).text, word.start_s, word.end_s)
        elif draw < _SUBSTITUTIONS + _INSERTIONS:
            yield RecognizedWord(dice.choice(words).text, max(0.0, word.start_s - _INSERTION_S), word.start_s)
            yield word


def measure(text: str, language: Language, voice: str, rate: float, seed: str) -> Result:
    tokens = speakable_tokens(text, language)
    speech = speak(" ".join(token.voice_text for token in tokens), voice)
    starts_s = true_starts_s(tokens, speech)
    transcript_words = tuple(add_errors(list(clean(tokens, starts_s, speech)), rate, random.Random(seed)))
    timing = map_transcript(tokens, Transcript(transcript_words, "standin", "whisper-1"), speech.voice, language)
    mapped_s = [span.start_s for span in remove_overlaps(timing.spans, speech.voice.seconds)]
    pairs = list(zip(tokens, mapped_s, starts_s, strict=True))
    errors_ms = {
        f"{index} {token.written_form}": (start_s - true_s) * 1000
        for index, (token, start_s, true_s) in enumerate(pairs)
        if true_s is not None
    }
    return Result(errors_ms, sum(true_s is None for _, _, true_s in pairs), timing.confidence)


def all_errors_ms(results: Sequence[Result]) -> list[float]:
    return [abs(error) for result in results for error in result.errors_ms.values()]


def row(language: Language, rate: float, results: Sequence[Result]) -> str:
    errors = all_errors_ms(results)
    untimed = sum(result.untimed for result in results) / (len(errors) + sum(result.untimed for result in results))
    return (
        f"{language:8} {rate:5.0%} {len(errors):6d} {statistics.fmean(errors):6.1f} {statistics.median(errors):6.1f} "
        f"{statistics.quantiles(errors, n=20)[-1]:6.1f} {max(errors):6.0f} {untimed:7.1%} "
        f"{min(result.confidence for result in results):6.2f}"
    )


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--worst", type=int, default=0, help="list this many of the worst words of each row")
    arguments = options.parse_args()
    print("language error  words   mean median    p95    max untimed  conf≥")
    figures: list[Figure] = []
    for language in LANGUAGES:
        for rate in RATES:
            results = {
                f"{VOICES[language]}{variant} {number}.{repetition}": measure(
                    text, language, f"{VOICES[language]}{variant}", rate, f"{language} {number} {variant} {repetition}"
                )
                for number, text in enumerate(texts(language))
                for variant in VARIANTS
                for repetition in range(ROUNDS if rate else 1)
            }
            print(row(language, rate, list(results.values())), flush=True)
            errors = all_errors_ms(list(results.values()))
            limit_ms = LIMIT_MS if rate else None
            name, high_ms = f"{language}, {rate:.0%} of words wrong", statistics.quantiles(errors, n=20)[-1]
            figures.append(Figure(f"{name}: mean", statistics.fmean(errors), "ms", "≤", limit_ms, 1))
            figures.append(Figure(f"{name}: 95th percentile", high_ms, "ms", digits=1))
            figures.append(Figure(f"{name}: largest", max(errors), "ms", digits=0))
            worst = [
                (error, source, word) for source, result in results.items() for word, error in result.errors_ms.items()
            ]
            for error, source, word in sorted(worst, key=lambda item: -abs(item[0]))[: arguments.worst]:
                print(f"{error:8.0f} ms  {source}: {word}")
    write_results("mapping", "Word times mapped from a transcript to the script", METHOD, figures)


if __name__ == "__main__":
    main()
