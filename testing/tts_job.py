"""A job that waits for the tts stage."""

from typing import Final

from functions.tts.providers import SpeechProvider
from testing.listings import CAR
from testing.store import MemoryStore
from vidx import keys
from vidx.jobs.events import StageInput
from vidx.jobs.request import VideoChoices, VideoRequest
from vidx.options import Voice
from vidx.ports.providers import TextToSpeech
from vidx.script import Script

EVENT: Final = StageInput(job_id="j1", attempt=1)
SCRIPT: Final = Script(
    hook="Meet the 2019 Mazda MX-5!",
    sentences=("Yours for $15,499.",),
    call_to_action="Call now 🔥",
    word_count=9,
    estimated_s=6.0,
    provider="openai",
    model="gpt-6-luna",
)


def store_with(voice: Voice = "alloy", script: Script = SCRIPT) -> MemoryStore:
    """Return a store with the job's request and script."""
    request = VideoRequest(
        job_id="j1", owner="mia", listing=CAR, choices=VideoChoices(voice=voice), photo_keys=("uploads/mia/1",)
    )
    return MemoryStore(
        {
            keys.job_request("j1"): request.model_dump_json(by_alias=True).encode(),
            keys.script("j1"): script.model_dump_json().encode(),
        }
    )


def only_provider(speech: TextToSpeech) -> list[SpeechProvider]:
    """Return a chain of one provider."""
    return [SpeechProvider("speech", lambda: speech, max_chars=4_096)]


def ignore(_share: float) -> None:
    """Ignore the progress of a stage."""
