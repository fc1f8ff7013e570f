"""Script, voice and captions of one listing in every language, by the providers' real clients against the stand-in."""

from collections.abc import Callable, Iterator

import openai
import pytest

from functions.captions.method_chain import MIN_CONFIDENCE, MethodChain
from functions.captions.service import write_captions
from functions.captions.webvtt import escape_webvtt
from functions.script.service import write_script
from functions.tts.providers import SpeechProvider
from functions.tts.service import synthesize_voiceover
from local.openai_standin.languages import detect_language
from testing.foreign_listings import FOREIGN_LISTINGS
from testing.listings import CAR
from testing.standin import serving
from testing.store import MemoryStore
from vidx import keys
from vidx.adapters.openai.audio import OpenAiSpeech, OpenAiTranscriber
from vidx.adapters.openai.chat import OpenAiLanguageModel
from vidx.jobs.events import StageInput
from vidx.jobs.request import VideoChoices, VideoRequest
from vidx.models import ALIGNED
from vidx.options import LANGUAGES, Language
from vidx.script import Script
from vidx.typography.drawable import drawable_text
from vidx.words import WordTimings

EVENT = StageInput(job_id="j1", attempt=1)
LISTINGS = {"en": CAR, **{language: listings[0] for language, listings in FOREIGN_LISTINGS.items()}}
ORDER = ("alignment", "transcription", "proportional")

Connect = Callable[[], openai.OpenAI]


@pytest.fixture(scope="module")
def connect() -> Iterator[Connect]:
    with serving() as standin, openai.OpenAI(api_key="sk-test", base_url=standin.url, max_retries=0) as client:
        yield lambda: client


def ignore_progress(_fraction: float) -> None: ...


@pytest.mark.parametrize("language", LANGUAGES)
def test_script_voice_and_captions_are_in_the_requested_language(connect: Connect, language: Language) -> None:
    request = VideoRequest(
        job_id="j1", owner="mia", listing=LISTINGS[language], choices=VideoChoices(), photo_keys=("uploads/mia/1",)
    )
    store = MemoryStore({keys.job_request("j1"): request.model_dump_json(by_alias=True).encode()})
    methods = MethodChain(ORDER, lambda: OpenAiTranscriber(connect, "whisper-1"), last_try=False)
    providers = [SpeechProvider("speech", lambda: OpenAiSpeech(connect, "gpt-4o-mini-tts"), max_chars=4_096)]

    script_result = write_script(EVENT, store, OpenAiLanguageModel(connect, "gpt-6-luna"), ignore_progress)
    synthesize_voiceover(EVENT, store, providers, ignore_progress)
    caption_result = write_captions(EVENT, store, methods, ignore_progress)

    script = Script.model_validate_json(store.get(keys.script("j1")))
    assert (script_result.provider, caption_result.method) == (
        "openai",
        "alignment" if language in ALIGNED else "transcription",
    )
    assert caption_result.confidence >= MIN_CONFIDENCE
    assert detect_language("", script.text) == language
    assert (
        " ".join(word.text for word in WordTimings.model_validate_json(store.get(keys.words("j1"))).words)
        == script.text
    )
    captions = store.get(caption_result.vtt_key).decode()
    assert all(word in captions.split() for word in escape_webvtt(drawable_text(script.call_to_action)).split())
