"""Accuracy of the captions' word times: forced alignment against espeak-ng's word events.

    python -m benchmarks.alignment [--voices N] [--texts N] [--worst N]

Prints one row per voice and rate over all texts, and the totals: mean and 95th percentile of the absolute error of
word starts in ms (targets: 20 and 80), confidence, and CPU seconds per second of voice.
"""

import argparse
import re
import statistics
import time
from collections.abc import Sequence
from typing import Final, NamedTuple

from benchmarks.report import Figure, write_results
from functions.captions.alignment import align
from functions.captions.method_chain import MIN_CONFIDENCE
from functions.captions.timing import remove_overlaps, speakable_tokens
from testing.espeak import SynthesizedSpeech, speak
from vidx.speech import Token

ADS = (
    "Tired of cold coffee? Meet the AeroPress Go, a travel press that brews in 90 seconds. Only $39.95, with 350 "
    "filters included! Order yours today.",
    "2019 Mazda MX-5, one owner, 42,500 km, full service history. Soft top, heated seats and Apple CarPlay. Asking "
    "€18,900. Call now for a test drive!",
    "This solid oak chair was made by hand in 1968. Fresh linen, no scratches, 45 cm seat height. Yours for $180. "
    "Come and see it this weekend.",
    "Game all night with an RTX 4090, 64 GB of RAM and a 2 TB drive. Benchmarked, cleaned and boxed. $2,499.99 takes "
    "it home. Message me today!",
    "Your kitchen deserves a KitchenAid. 4.8 litres, 10 speeds, and a dough hook that never gives up. Now 25% off. "
    "Shop before Sunday!",
    "Bright two-bedroom flat, 74 m², five minutes from the station. New windows, oak floors, and a balcony facing "
    "south. £1,350 a month. Book a viewing.",
    "Run faster, recover better. These Nike Pegasus 40 shoes weigh 281 grams and were worn twice. Size 10. Just $65. "
    "Grab them now!",
    "Sleep like never before. Memory foam, cooling cover, 10-year guarantee, and free delivery on orders over $500. "
    "Try it for 100 nights!",
    "Meet Bella, the softest weighted blanket you will ever own. 7 kg, machine washable, in 3 colours. From $79. "
    "Cuddle up tonight.",
    "Sony WH-1000XM5 headphones, 30 hours of battery, noise cancelling that silences the subway. $279.50, like new. "
    "Hear the difference.",
    "Grow your own basil, mint and thyme. This smart herb garden waters itself for 21 days. Only £49.99 with free "
    "pods. Plant one today!",
    "A vintage Rolex Submariner from 1985, serviced in Geneva, with box and papers. $12,750, or best offer. Serious "
    "buyers only, please.",
    "Weatherproof, ultra-lightweight and built to last. The Thule Crossover backpack holds 32 litres and a 15-inch "
    "laptop. $149. Pack and go!",
    "Kids love it: 1,250 LEGO bricks, 4 minifigures, 1 flying dragon. Complete, clean, boxed. $89 while it lasts.",
    "Charge everything. The Anker PowerCore gives 26,800 mAh, 3 USB-C ports and 65 W. Was $129, now $84.95. "
    "Don't miss out!",
    "Fresh eyes for your house: interior painting from $2.50 per square foot, done in 48 hours, guaranteed. Ask for "
    "your free quote.",
    "Ride the city. A VanMoof S5 e-bike, 150 km range, turbo boost, and a lock that knows you. €1,999. Try it this "
    "Saturday at 3 pm.",
    "Crispy fries, zero guilt. The Philips Airfryer XXL cooks 1.4 kg with 90% less fat. Only $199.00. Dinner in "
    "fifteen minutes!",
    "Golden retriever puppies, born on March 3rd, vaccinated, dewormed and ready for a loving home. $950 each. Call "
    "555-0142.",
    "Handwoven alpaca scarf from Peru. Naturally dyed, itch free, 180 by 35 centimetres. $42. Wrap yourself in warmth.",
)
VOICES = (
    ("en-us", 140), ("en-us", 165), ("en-us", 190), ("en-us+f3", 150), ("en-us+f3", 175), ("en-us+m3", 165),
    ("en-us+f2", 160), ("en-us+m7", 180), ("en", 150), ("en", 175), ("en+f4", 165), ("en+m1", 185),
    ("en-gb-x-rp", 165), ("en-gb-scotland", 160), ("en-us+f1", 200),
)  # fmt: skip


METHOD: Final = (
    f"{len(ADS)} ads with figures, brands and prices in {len(VOICES)} voices and rates of espeak-ng, whose word events "
    "are the reference; absolute error of word starts."
)


class Score(NamedTuple):
    """The score of one text in one voice; errors (measured − espeak's start) in ms, None without an alignment."""

    errors_ms: dict[str, float] | None
    confidence: float
    cpu_s: float
    voice_s: float


def measure(text: str, voice: str, words_per_minute: int) -> Score:
    tokens = speakable_tokens(text, "en")
    speech = speak(" ".join(token.voice_text for token in tokens), voice, words_per_minute)
    started_s = time.process_time()
    timing = align(tokens, speech.voice)
    cpu_s = time.process_time() - started_s
    if timing is None:
        return Score(None, 0.0, cpu_s, speech.voice.seconds)
    starts_s = [span.start_s for span in remove_overlaps(timing.spans, speech.voice.seconds)]
    errors_ms = {
        f"{index} {token.written_form}": (start_s - true_s) * 1000
        for index, (token, start_s, true_s) in enumerate(
            zip(tokens, starts_s, true_starts_s(tokens, speech), strict=True)
        )
        if true_s is not None
    }
    return Score(errors_ms, timing.confidence, cpu_s, speech.voice.seconds)


def true_starts_s(tokens: Sequence[Token], speech: SynthesizedSpeech) -> list[float | None]:
    """Return espeak's time of each token's first letter; None where espeak joins the word to the one before."""
    starts_s: list[float | None] = []
    offset = 0
    for token in tokens:
        first = re.search(r"\w", token.voice_text)
        starts_s.append(speech.starts_s.get(offset + first.start()) if first else None)
        offset += len(token.voice_text) + 1
    return starts_s


def row(name: str, scores: Sequence[Score]) -> str:
    errors = [abs(error) for score in scores for error in (score.errors_ms or {}).values()]
    signed = [error for score in scores for error in (score.errors_ms or {}).values()]
    aligned = [score for score in scores if score.errors_ms is not None]
    cpu = sum(score.cpu_s for score in scores) / sum(score.voice_s for score in scores)
    return (
        f"{name:20} {len(errors):5d} {statistics.fmean(errors):6.1f} {statistics.median(errors):6.1f} "
        f"{statistics.quantiles(errors, n=20)[-1]:6.1f} {max(errors):6.0f} {statistics.fmean(signed):6.1f} "
        f"{min(score.confidence for score in aligned):6.2f} {len(scores) - len(aligned):5d} "
        f"{sum(score.confidence < MIN_CONFIDENCE for score in aligned):5d} {cpu:6.3f}"
    )


def summary(name: str, scores: Sequence[Score]) -> list[Figure]:
    errors = [abs(error) for score in scores for error in (score.errors_ms or {}).values()]
    return [
        Figure(f"{name}: mean", statistics.fmean(errors), "ms", "≤", 20, 1),
        Figure(f"{name}: 95th percentile", statistics.quantiles(errors, n=20)[-1], "ms", "≤", 80, 1),
    ]


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--voices", type=int, default=len(VOICES))
    options.add_argument("--texts", type=int, default=len(ADS))
    options.add_argument("--worst", type=int, default=0, help="list this many of the worst words")
    arguments = options.parse_args()
    figures: list[Figure] = []
    print(f"{'voice, words/min':20} words   mean median    p95    max   bias  conf≥ none   low  cpu/s")
    all_scores: list[Score] = []
    worst: list[tuple[float, str]] = []
    for voice, rate in VOICES[: arguments.voices]:
        scores = [measure(text, voice, rate) for text in ADS[: arguments.texts]]
        print(row(f"{voice} {rate}", scores), flush=True)
        figures += summary(f"{voice}, {rate} words a minute", scores)
        all_scores += scores
        for number, score in enumerate(scores):
            worst += [(error, f"{voice} {rate} ad {number}: {word}") for word, error in (score.errors_ms or {}).items()]
    print(row("all", all_scores))
    figures += summary("all", all_scores)
    write_results("alignment", "Word times by forced alignment", METHOD, figures)
    for error, source in sorted(worst, key=lambda item: -abs(item[0]))[: arguments.worst]:
        print(f"{error:8.0f} ms  {source}")


if __name__ == "__main__":
    main()
