"""The provider chain: when the next provider takes over, what is paid, and how the text is split."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from functions.tts.providers import (
    PROVIDERS,
    ProviderChain,
    SpeechProvider,
    SpeechRequest,
    Voiceover,
    speech_providers,
    split_for_speech,
)
from testing.ai import ToneSpeech
from testing.fees import Fees
from vidx.costs import VoiceTokens
from vidx.errors import (
    ProviderMalformed,
    ProviderRateLimited,
    ProviderRefused,
    ProviderRetired,
    ProviderUnauthorized,
    ProviderUnavailable,
    StorageUnavailable,
    VidxError,
)
from vidx.ports.providers import TextToSpeech
from vidx.settings import Settings, load_settings
from vidx.speech import normalize

REQUEST = SpeechRequest(normalize("Yours for two hundred dollars.", "en"), "alloy")
TRANSIENT = [ProviderUnavailable, ProviderRateLimited]
PERMANENT = [ProviderRetired, ProviderUnauthorized, ProviderRefused, ProviderMalformed]


def ignore(_fraction: float) -> None: ...


def provider(client: TextToSpeech, max_chars: int = 4_096) -> SpeechProvider:
    return SpeechProvider("any", lambda: client, max_chars)


def polly(errors: list[VidxError] | None = None) -> ToneSpeech:
    return ToneSpeech(errors or [], provider="polly", model="polly-neural")


def synthesize(
    *clients: TextToSpeech,
    last_try: bool = False,
    request: SpeechRequest = REQUEST,
    report_progress: Callable[[float], None] = ignore,
) -> Voiceover:
    return ProviderChain([provider(client) for client in clients], last_try, report_progress).synthesize(request)


@pytest.mark.parametrize("error", PERMANENT)
def test_a_permanent_error_moves_to_the_next_provider_at_once(error: type[VidxError]) -> None:
    first = ToneSpeech([error("no use")])

    voiceover = synthesize(first, polly(), last_try=False)

    assert (voiceover.provider, voiceover.model) == ("polly", "polly-neural")
    assert len(first.spoken) == 1


@pytest.mark.parametrize("error", TRANSIENT)
def test_a_transient_error_is_left_to_the_state_machine(error: type[VidxError]) -> None:
    second = polly()

    with pytest.raises(error):
        synthesize(ToneSpeech([error("down")]), second, last_try=False)
    assert second.spoken == []


@pytest.mark.parametrize("error", TRANSIENT)
def test_on_the_last_try_a_transient_error_moves_to_the_next_provider(error: type[VidxError]) -> None:
    assert synthesize(ToneSpeech([error("down")]), polly(), last_try=True).provider == "polly"


def test_a_transient_error_of_a_later_provider_is_left_to_the_state_machine_too() -> None:
    with pytest.raises(ProviderUnavailable):
        synthesize(ToneSpeech([ProviderRetired("gone")]), polly([ProviderUnavailable("down")]), last_try=False)


def test_when_all_providers_fail_the_first_error_is_raised() -> None:
    first, second = ToneSpeech([ProviderRetired("gone")]), polly([ProviderUnavailable("down")])

    with pytest.raises(ProviderRetired, match="gone"):
        synthesize(first, second, last_try=True)


def test_an_error_of_our_own_does_not_move_to_the_next_provider() -> None:
    second = polly()

    def broken(_fraction: float) -> None:
        raise StorageUnavailable("the job cannot be written")

    with pytest.raises(StorageUnavailable):
        synthesize(ToneSpeech(), second, last_try=True, report_progress=broken)
    assert second.spoken == []


def test_silence_moves_to_the_next_provider_and_is_still_paid() -> None:
    fees = Fees()

    voiceover = synthesize(ToneSpeech(peak=0), polly())

    chars = len(REQUEST.text.voice_text)
    assert voiceover.provider == "polly"
    assert fees.usd == pytest.approx(chars * (15.8 + 16.0) / 1_000_000)


def test_a_recording_whose_transcript_is_the_text_is_used() -> None:
    realtime = ToneSpeech(provider="realtime", model="gpt-realtime-2.1-mini", transcripts=["Yours for $200!"])

    assert synthesize(realtime, polly()).provider == "realtime"
    assert len(realtime.spoken) == 1


def test_a_reworded_recording_is_repeated_once_and_both_are_paid() -> None:
    used = VoiceTokens(text_in=100, text_out=20, audio_out=200)
    transcripts = ["Yours for three hundred dollars.", REQUEST.text.voice_text]
    realtime = ToneSpeech(provider="realtime", model="gpt-realtime-2.1-mini", tokens=used, transcripts=transcripts)
    fees = Fees()

    voiceover = synthesize(realtime, polly())

    assert voiceover.provider == "realtime"
    assert len(realtime.spoken) == 2
    assert fees.usd == pytest.approx(2 * (100 * 0.60 + 20 * 2.40 + 200 * 20) / 1_000_000)


def test_two_recordings_with_another_price_move_to_the_next_provider() -> None:
    realtime = ToneSpeech(provider="realtime", transcripts=["Yours for $300."] * 2)

    assert synthesize(realtime, polly()).provider == "polly"
    assert len(realtime.spoken) == 2


def test_a_recording_that_stays_reworded_is_used_when_its_facts_are_right() -> None:
    realtime = ToneSpeech(provider="realtime", transcripts=["Sure! Yours for $200.", "All yours for $200."])

    voiceover = synthesize(realtime, polly())

    assert voiceover.transcript is not None
    assert (voiceover.provider, voiceover.transcript.written_form) == ("realtime", "All yours for $200.")
    assert len(realtime.spoken) == 2


def test_of_two_reworded_recordings_the_one_with_the_right_price_is_used() -> None:
    realtime = ToneSpeech(provider="realtime", transcripts=["All yours for $200.", "All yours for $250."])

    transcript = synthesize(realtime, polly()).transcript

    assert transcript is not None
    assert transcript.written_form == "All yours for $200."


def test_a_word_for_word_recording_has_no_separate_transcript() -> None:
    assert synthesize(ToneSpeech(transcripts=["Yours for $200!"]), polly()).transcript is None


def test_each_provider_gets_chunks_of_its_own_limit() -> None:
    first, second = ToneSpeech([ProviderRetired("gone")]), polly()
    request = SpeechRequest(normalize("One two three four. Five six seven eight.", "en"), "nova")

    ProviderChain([provider(first), provider(second, max_chars=20)], False, ignore).synthesize(request)

    assert first.spoken == [(request.text.voice_text, "nova")]
    assert [text for text, _ in second.spoken] == ["One two three four.", "Five six seven", "eight."]


def test_a_provider_client_is_not_made_before_its_turn() -> None:
    def never() -> TextToSpeech:
        raise AssertionError("its client would have been imported")

    chain = ProviderChain([provider(ToneSpeech()), SpeechProvider("polly", never, 3_000)], False, ignore)

    assert chain.synthesize(REQUEST).provider == "openai"


def test_providers_come_in_the_requested_order() -> None:
    assert [provider.name for provider in speech_providers("polly,speech")] == ["polly", "speech"]


def test_every_client_of_the_default_order_can_be_made() -> None:
    order = Settings().voice_order

    assert [provider.name for provider in speech_providers(order)] == ["speech", "realtime", "polly"]
    assert all(provider.client() for provider in speech_providers(order))


@pytest.mark.parametrize("order", ["", "speech,", "speech;polly", "siri"])
def test_an_order_with_an_unknown_provider_is_refused(order: str) -> None:
    with pytest.raises(ValidationError):
        load_settings({"VOICE_ORDER": order})


@pytest.mark.parametrize("name", PROVIDERS)
def test_every_provider_can_be_the_only_one(name: str) -> None:
    assert speech_providers(Settings(voice_order=name).voice_order) == [PROVIDERS[name]]


def test_a_script_within_the_limit_stays_whole() -> None:
    assert split_for_speech("One. Two!  Three?", 100) == ["One. Two! Three?"]


def test_a_long_script_is_split_at_sentence_ends() -> None:
    assert split_for_speech("One two. Three four! Five six?", 20) == ["One two. Three four!", "Five six?"]


def test_a_sentence_beyond_the_limit_is_split_at_blanks() -> None:
    assert split_for_speech("one two three four", 9) == ["one two", "three", "four"]


def test_a_word_beyond_the_limit_is_cut() -> None:
    assert split_for_speech("abcdefgh", 3) == ["abc", "def", "gh"]


@given(st.text(alphabet="ab .!?\n", min_size=1), st.integers(min_value=1, max_value=30))
def test_no_chunk_is_too_long_and_no_text_is_lost(text: str, max_chars: int) -> None:
    chunks = split_for_speech(text, max_chars)

    assert all(len(chunk) <= max_chars for chunk in chunks)
    assert "".join("".join(chunks).split()) == "".join(text.split())
