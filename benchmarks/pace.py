"""How near the recordings of scripts come to the length asked for, by language.

    python -m benchmarks.pace

Scripts of the template writer, and of the script stage with the stand-in's copywriter for a model, about the listings
of the tests, 15 and 30 s long, are read by three voices of espeak-ng at the stand-in's rate. Prints, by language and
writer, recordings, spoken words a minute, least, mean and largest share of the target, and how many lie within 15 %
of it; then what letters and pauses take, fitted to the same recordings (seconds, for `functions/script/pacing.py`), and
the estimate's largest error.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

import numpy as np

from functions.script import template_writer
from functions.script.pacing import TOLERANCE, Budget, estimated_s
from functions.script.writer import generate_script
from functions.tts.audio import assemble_voiceover
from local.openai_standin import copywriter
from local.openai_standin.speech import record_speech
from testing.foreign_listings import FOREIGN_LISTINGS
from testing.listings import ALL
from vidx import speech
from vidx.jobs.request import Listing, VideoChoices
from vidx.options import DURATIONS, Language, Voice
from vidx.ports import Answer, Completion
from vidx.wav import Pcm

VOICES: Final[tuple[Voice, ...]] = ("alloy", "onyx", "nova")
LISTINGS: Final[dict[Language, tuple[Listing, ...]]] = {"en": ALL, **FOREIGN_LISTINGS}


class Copywriter:
    """Implements `LanguageModel` with the stand-in's own."""

    def write(self, instructions: str, facts: str, form: type[Answer]) -> Completion[Answer]:
        answer = copywriter.answer(instructions, facts, form.model_json_schema())
        return Completion(form.model_validate(answer), "standin", "standin")


class Recorded(NamedTuple):
    """A script as it was read."""

    text: str
    language: Language
    spoken: str
    target_s: int
    actual_s: float


def scripts(listing: Listing, budget: Budget) -> dict[str, str]:
    """Text by writer."""
    choices = VideoChoices(duration=15 if budget.target_s == DURATIONS[0] else 30)
    stage = generate_script(listing, choices, Copywriter(), retry_follows=False).text
    return {"template": template_writer.write(listing, budget).text, "stage": stage}


def recorded(language: Language, writer: str) -> Iterator[Recorded]:
    for listing in LISTINGS[language]:
        for target_s in DURATIONS:
            text = scripts(listing, Budget(target_s, "alloy", language))[writer]
            spoken = speech.to_voice_text(text, language)
            for voice in VOICES:
                recording = record_speech(spoken, voice, language)
                sound = Pcm(recording.samples.astype("<i2").tobytes(), recording.rate_hz)
                yield Recorded(text, language, spoken, target_s, assemble_voiceover([sound], spoken).seconds)


def fitted(of: list[Recorded]) -> str:
    """Seconds of a letter and of a pause that fit the recordings best."""
    marks = [sum(map(each.spoken.count, ".,;:!?…—–")) for each in of]
    predictors = np.array(
        [[sum(map(str.isalpha, each.spoken)), count] for each, count in zip(of, marks, strict=True)], float
    )
    (letter_s, pause_s), *_ = np.linalg.lstsq(predictors, np.array([each.actual_s for each in of]), rcond=None)
    off = max(abs(estimated_s(each.text, each.language, "alloy") / each.actual_s - 1) for each in of)
    return f"{letter_s:8.4f} {pause_s:6.3f} {off:6.1%}"


def main() -> None:
    print("language writer     n  wpm   least mean  most within  letter  pause   error")
    for language in LISTINGS:
        for writer in ("template", "stage"):
            of = list(recorded(language, writer))
            shares = [each.actual_s / each.target_s for each in of]
            words = sum(len(each.spoken.split()) for each in of) / sum(each.actual_s for each in of) * 60
            within = sum(abs(share - 1) <= TOLERANCE for share in shares)
            print(
                f"{language:8} {writer:9} {len(of):3d} {words:4.0f}    {min(shares):.2f} {np.mean(shares):.2f}  "
                f"{max(shares):.2f} {within:3d}/{len(of)} {fitted(of)}",
                flush=True,
            )


if __name__ == "__main__":
    main()
