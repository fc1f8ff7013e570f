"""A job of the script stage, and the script that it wrote."""

from testing.listings import CAR
from testing.store import MemoryStore
from vidx import keys
from vidx.jobs.events import StageInput
from vidx.jobs.request import VideoChoices, VideoRequest
from vidx.script import Script

EVENT = StageInput(job_id="j1", attempt=1)


def store_with(script: str | None = None, choices: VideoChoices | None = None) -> MemoryStore:
    request = VideoRequest(
        job_id="j1", owner="mia", listing=CAR, choices=choices or VideoChoices(), photo_keys=("k",), script=script
    )
    return MemoryStore({keys.job_request("j1"): request.model_dump_json(by_alias=True).encode()})


def script_in(store: MemoryStore) -> Script:
    return Script.model_validate_json(store.get(keys.script("j1")))


def ignore(_fraction: float) -> None: ...
