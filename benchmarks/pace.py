"""Length of recorded scripts against the requested length, by language.

    python -m benchmarks.pace

Three voices of espeak-ng read scripts of 15 and 30 s about the listings of the tests. The scripts are the template
writer's, and those of the script stage with the stand-in's copywriter as its model. Prints, by language and writer,
the number of recordings, spoken words a minute, the smallest, mean and largest share of the target, and how many are
within 15 % of it; then the seconds of a letter and of a pause, fitted to the recordings (for
`vidx/speech/pace.py`), and the largest error of the estimate.
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
from vidx.ports.providers import Answer, Completion
from vidx.wav import Pcm

VOICES: Final[tuple[Voice, ...]] = ("alloy", "onyx", "nova")
LISTINGS: Final[dict[Language, tuple[Listing, ...]]] = {"en": ALL, **FOREIGN_LISTINGS}


class Copywriter:
    """Implements `LanguageModel` with the stand-in's copywriter."""

    def write(self, instructions: str, facts: str, form: type[Answer]) -> Completion[Answer]:
        answer = copywriter.answer(instructions, facts, form.model_json_schema())
        return Completion(form.model_validate(answer), "standin", "standin")


class Recording(NamedTuple):
    """A recorded script."""

    text: str
    language: Language
    spoken: str
    target_s: int
    actual_s: float


def scripts(listing: Listing, budget: Budget) -> dict[str, str]:
    """Return the text of each writer."""
    choices = VideoChoices(duration=15 if budget.target_s == DURATIONS[0] else 30)
    stage = generate_script(listing, choices, Copywriter(), retry_follows=False).text
    return {"template": template_writer.write(listing, budget).text, "stage": stage}


def record(language: Language, writer: str) -> Iterator[Recording]:
    for listing in LISTINGS[language]:
        for target_s in DURATIONS:
            text = scripts(listing, Budget(target_s, "alloy", language))[writer]
            spoken = speech.to_voice_text(text, language)
            for voice in VOICES:
                speech_file = record_speech(spoken, voice, language)
                sound = Pcm(speech_file.samples.astype("<i2").tobytes(), speech_file.rate_hz)
                yield Recording(text, language, spoken, target_s, assemble_voiceover([sound]).seconds)


def fit_row(recordings: list[Recording]) -> str:
    """Return the seconds of a letter and of a pause that fit best, and the largest error, as a row of the table."""
    pauses = [sum(map(recording.spoken.count, ".,;:!?…—–")) for recording in recordings]
    predictors = np.array(
        [[sum(map(str.isalpha, recording.spoken)), count] for recording, count in zip(recordings, pauses, strict=True)],
        float,
    )
    (letter_s, pause_s), *_ = np.linalg.lstsq(
        predictors, np.array([recording.actual_s for recording in recordings]), rcond=None
    )
    errors = [
        estimated_s(recording.text, recording.language, "alloy") / recording.actual_s - 1 for recording in recordings
    ]
    return f"{letter_s:8.4f} {pause_s:6.3f} {max(map(abs, errors)):6.1%}"


def main() -> None:
    print("language writer     n  wpm   least mean  most within  letter  pause   error")
    for language in LISTINGS:
        for writer in ("template", "stage"):
            recordings = list(record(language, writer))
            shares = [recording.actual_s / recording.target_s for recording in recordings]
            seconds = sum(recording.actual_s for recording in recordings)
            words = sum(len(recording.spoken.split()) for recording in recordings) / seconds * 60
            within = sum(abs(share - 1) <= TOLERANCE for share in shares)
            print(
                f"{language:8} {writer:9} {len(recordings):3d} {words:4.0f}    {min(shares):.2f} "
                f"{np.mean(shares):.2f}  {max(shares):.2f} {within:3d}/{len(recordings)} {fit_row(recordings)}",
                flush=True,
            )


if __name__ == "__main__":
    main()
