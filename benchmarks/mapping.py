"""How exact word times are when a recogniser's, in the manner of Whisper, are carried over to the script.

    python -m benchmarks.mapping [--worst N]

The stand-in's espeak-ng reads scripts in every language. The transcript has the words that it said at their times,
rounded to 20 ms as Whisper's are, figures written in figures, in small letters and without punctuation, at word error
rates of 0 and 10 % (seeded: half of them words replaced, a quarter left out, a quarter added). Prints for each language
and rate the words and, in ms, mean, median, 95th percentile and largest absolute error of the tokens' starts, the share
of tokens without a time of their own in espeak, and the least confidence. Limit: a mean of 40 ms at 10 %.
"""

import argparse
import random
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from benchmarks.alignment import ADS, true_starts_s
from benchmarks.report import Figure, publish
from functions.captions.timing import remove_overlaps, tokenize
from functions.captions.transcript_mapping import map_transcript
from functions.script import template_writer
from functions.script.pacing import Budget
from testing.espeak import SynthesizedSpeech, speak
from testing.foreign_listings import FOREIGN_LISTINGS
from vidx.options import LANGUAGES, Language
from vidx.ports import RecognizedWord, Transcript
from vidx.speech import Token

LIMIT_MS: Final = 40.0
RATES: Final = (0.0, 0.1)
ROUNDS: Final = 4
"""Times that each text is misheard, each time otherwise."""
VOICES: Final = {"en": "en-us", "es": "es", "fr": "fr", "de": "de", "pt": "pt-br", "it": "it"}
VARIANTS: Final = ("", "+f3", "+m5")
HOW: Final = (
    "Absolute error of the tokens' starts against espeak-ng's word events: three voices a language, Whisper's grid of "
    "20 ms, figures in figures, words replaced, left out and added by seed."
)
_GRID_S: Final = 0.02
_REPLACED, _ADDED = 0.5, 0.25
"""Shares of the errors; the rest are left out."""
_ADDED_S: Final = 0.12
_EDGES: Final = " \t.,;:!?…–—-¡¿\"'“”()"


@dataclass(frozen=True)
class Result:
    """Errors (ours − espeak's) in ms by word, and the confidence reported."""

    errors_ms: dict[str, float]
    untimed: int
    confidence: float


def texts(language: Language) -> Sequence[str]:
    if language == "en":
        return ADS
    written = [template_writer.write(each, Budget(30, "alloy", language)).text for each in FOREIGN_LISTINGS[language]]
    return [*written, *(each.description for each in FOREIGN_LISTINGS[language][:3])]


def clean(
    tokens: Sequence[Token], starts_s: Sequence[float | None], spoken: SynthesizedSpeech
) -> Iterator[RecognizedWord]:
    """Every token as a recogniser writes it: joined to the next where espeak ran both together."""
    timed = [(at, start) for at, start in enumerate(starts_s) if start is not None]
    for (at, start), (after, end) in zip(timed, [*timed[1:], (len(tokens), spoken.voice.seconds)], strict=True):
        words = [token.written_form.strip(_EDGES).lower() for token in tokens[at:after]]
        share = (end - start) / len(words)
        for place, word in enumerate(words):
            first, last = start + place * share, start + (place + 0.9) * share
            yield RecognizedWord(word, round(first / _GRID_S) * _GRID_S, round(last / _GRID_S) * _GRID_S)


def misheard(words: Sequence[RecognizedWord], rate: float, dice: random.Random) -> Iterator[RecognizedWord]:
    """The words with errors at `rate`."""
    for word in words:
        luck = dice.random() / rate if rate else 1.0
        if luck >= 1.0:
            yield word
        elif luck < _REPLACED:
            yield RecognizedWord(dice.choice(words).text, word.start_s, word.end_s)
        elif luck < _REPLACED + _ADDED:
            yield RecognizedWord(dice.choice(words).text, max(0.0, word.start_s - _ADDED_S), word.start_s)
            yield word


def measure(text: str, language: Language, voice: str, rate: float, seed: str) -> Result:
    tokens = tokenize(text, language)
    spoken = speak(" ".join(token.voice_text for token in tokens), voice)
    starts_s = true_starts_s(tokens, spoken)
    transcript_words = tuple(misheard(list(clean(tokens, starts_s, spoken)), rate, random.Random(seed)))
    timing = map_transcript(tokens, Transcript(transcript_words, "standin", "whisper-1"), spoken.voice, language)
    ours_s = [span.start_s for span in remove_overlaps(timing.spans, spoken.voice.seconds)]
    pairs = list(zip(tokens, ours_s, starts_s, strict=True))
    errors_ms = {
        f"{at} {token.written_form}": (ours - theirs) * 1000
        for at, (token, ours, theirs) in enumerate(pairs)
        if theirs is not None
    }
    return Result(errors_ms, sum(theirs is None for _, _, theirs in pairs), timing.confidence)


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
                f"{VOICES[language]}{variant} {number}.{again}": measure(
                    text, language, f"{VOICES[language]}{variant}", rate, f"{language} {number} {variant} {again}"
                )
                for number, text in enumerate(texts(language))
                for variant in VARIANTS
                for again in range(ROUNDS if rate else 1)
            }
            print(row(language, rate, list(results.values())), flush=True)
            errors = all_errors_ms(list(results.values()))
            limit_ms = LIMIT_MS if rate else None
            what, high_ms = f"{language}, {rate:.0%} of words wrong", statistics.quantiles(errors, n=20)[-1]
            figures.append(Figure(f"{what}: mean", statistics.fmean(errors), "ms", "≤", limit_ms, 1))
            figures.append(Figure(f"{what}: 95th percentile", high_ms, "ms", digits=1))
            figures.append(Figure(f"{what}: largest", max(errors), "ms", digits=0))
            worst = [(error, where, word) for where, each in results.items() for word, error in each.errors_ms.items()]
            for error, where, word in sorted(worst, key=lambda item: -abs(item[0]))[: arguments.worst]:
                print(f"{error:8.0f} ms  {where}: {word}")
    publish("mapping", "Word times of a recogniser carried over to the script", HOW, figures)


if __name__ == "__main__":
    main()
