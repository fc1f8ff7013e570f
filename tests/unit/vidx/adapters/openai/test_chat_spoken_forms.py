"""A script's spoken forms from the model to the voice and the captions, over HTTP, against the stand-in."""

import json
from collections.abc import Iterator, Sequence
from decimal import Decimal

import pytest

from functions.captions.method_chain import MethodChain
from functions.captions.service import write_captions
from functions.script.service import write_script
from functions.tts.providers import SpeechProvider
from functions.tts.service import synthesize_voiceover
from testing.fees import Fees
from testing.standin import Standin
from testing.store import MemoryStore
from tests.unit.vidx.adapters.conftest import ClientFactory
from vidx import keys
from vidx.adapters.openai.audio import OpenAiSpeech, OpenAiTranscriber
from vidx.adapters.openai.chat import OpenAiLanguageModel
from vidx.jobs.events import StageInput
from vidx.jobs.request import Listing, VideoChoices, VideoRequest
from vidx.script import Script
from vidx.words import WordTimings

EVENT = StageInput(job_id="j1", attempt=1)
SOFA = Listing(
    title="Sofa by Halvorsen",
    description='It measures 84"W x 38"D and weighs 45 kilometers of thread. Built in December 2019. See it M-F.',
    price=Decimal(450),
    category="furniture",
)
OWN = 'My Halvorsen sofa is 84"W x 38"D. Come M-F! Only $450 now.'
WRONG = ("wrong-price", "wrong-claim", "wrong-unit", "wrong-date", "wrong-name")


@pytest.fixture
def calls(standin: Standin) -> Iterator[Standin]:
    standin.forget()
    yield standin
    standin.forget()


def store_with(script: str | None) -> MemoryStore:
    request = VideoRequest(
        job_id="j1", owner="mia", listing=SOFA, choices=VideoChoices(), photo_keys=("k",), script=script
    )
    return MemoryStore({keys.job_request("j1"): request.model_dump_json(by_alias=True).encode()})


def ignore(_fraction: float) -> None: ...


def script_of(store: MemoryStore, connect: ClientFactory) -> Script:
    write_script(EVENT, store, OpenAiLanguageModel(connect, "gpt-6-luna"), ignore)
    return Script.model_validate_json(store.get(keys.script("j1")))


def transcribed_voice(store: MemoryStore, connect: ClientFactory) -> str:
    """The text of the voice, which the stand-in recognises."""
    speech = OpenAiSpeech(connect, "gpt-4o-mini-tts")
    synthesize_voiceover(EVENT, store, [SpeechProvider("speech", lambda: speech, 4_096)], ignore)
    transcript = OpenAiTranscriber(connect, "whisper-1").transcribe(store.get(keys.voice("j1")), "en")
    return " ".join(word.text for word in transcript.words)


def caption_words(store: MemoryStore, connect: ClientFactory, order: Sequence[str]) -> list[str]:
    write_captions(
        EVENT, store, MethodChain(order, lambda: OpenAiTranscriber(connect, "whisper-1"), last_try=False), ignore
    )
    return [word.text for word in WordTimings.model_validate_json(store.get(keys.words("j1"))).words]


@pytest.mark.parametrize("own", [None, OWN])
@pytest.mark.parametrize("order", [("alignment",), ("transcription",), ("proportional",)])
def test_the_voice_uses_the_models_spoken_form_and_captions_show_the_text(
    calls: Standin, connect: ClientFactory, own: str | None, order: Sequence[str]
) -> None:
    store = store_with(own)

    script = script_of(store, connect)

    assert "eighty-four inches wide" in " ".join(script.spoken)
    voice = transcribed_voice(store, connect)
    assert "inches wide by thirty" in voice
    assert ("Monday to Friday" in voice) is ("M-F" in script.text)
    assert " ".join(caption_words(store, connect, order)) == script.text
    assert '84"W' in script.text
    assert calls.calls("chat")["answered"] == 1


@pytest.mark.parametrize("kind", WRONG)
@pytest.mark.parametrize("own", [None, OWN])
def test_a_spoken_form_with_another_meaning_is_replaced_by_the_rules(
    calls: Standin, connect: ClientFactory, own: str | None, kind: str
) -> None:
    right = script_of(store_with(own), connect)
    calls.forget()
    calls.fail("chat", kind)
    store, fees = store_with(own), Fees()

    script = script_of(store, connect)

    assert script.text == right.text
    lost = [part for part, form in zip(right.parts, right.spoken, strict=True) if form] if right.spoken else []
    parts_with_form = (
        [part for part, form in zip(script.parts, script.spoken, strict=True) if form] if script.spoken else []
    )
    assert set(parts_with_form) <= set(lost)
    voice = transcribed_voice(store, connect).lower()
    for wrong in ("thousand", "warranty", "toyota", "november", "eighteen", "thirty nineteen"):
        assert wrong not in voice
    assert "dollars" in voice
    assert "halvorsen" in voice
    assert calls.calls("chat")["answered"] == 1, "nothing is paid again"
    assert fees.usd > 0


def test_without_spoken_forms_of_the_model_the_rules_read_the_text(calls: Standin, connect: ClientFactory) -> None:
    calls.fail("chat", "malformed")
    store = store_with(OWN)

    script = script_of(store, connect)

    assert (script.text, script.spoken) == (OWN, ())
    assert "four hundred fifty dollars" in transcribed_voice(store, connect).replace("-", " ")


def test_the_answer_has_a_strict_schema(calls: Standin, connect: ClientFactory) -> None:
    """The stand-in refuses any other, as OpenAI does; a refusal would lead to the template."""
    script = script_of(store_with(None), connect)

    assert script.provider == "openai"
    assert json.loads(script.model_dump_json())["spoken"]
