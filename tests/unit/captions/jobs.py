"""A job as the earlier stages leave it to the captions stage."""

from decimal import Decimal

from testing.espeak import speak
from testing.store import MemoryStore
from vidx import keys
from vidx.jobs.events import StageInput
from vidx.jobs.request import Listing, VideoChoices, VideoRequest
from vidx.script import Script
from vidx.speech import say
from vidx.wav import write

STEP = StageInput(job_id="j1", attempt=1)
SENTENCE = "This oak chair costs only $49.99 today!"


def job_with_voice(text: str = SENTENCE, spoken: str | None = None, form: str = "") -> MemoryStore:
    """A store with request, script and a voice that says the script (or `spoken` instead).

    `form` is the script's own spoken form.
    """
    request = VideoRequest(
        job_id="j1",
        owner="u1",
        listing=Listing(title="Oak chair", description="Solid oak.", price=Decimal("49.99")),
        choices=VideoChoices(),
        photo_keys=("uploads/u1/a",),
    )
    script = Script(
        hook=text,
        sentences=(),
        call_to_action="",
        spoken=(form,) if form else (),
        word_count=7,
        estimated_s=3.0,
        provider="seller",
        model="seller",
    )
    voice = speak(say(spoken, "en") if spoken else script.aloud("en")).voice
    store = MemoryStore()
    store.put(keys.job_request("j1"), request.model_dump_json(by_alias=True).encode(), "application/json")
    store.put(keys.script("j1"), script.model_dump_json().encode(), "application/json")
    store.put(keys.voice("j1"), write(voice), "audio/wav")
    return store
