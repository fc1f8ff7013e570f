"""The text-to-speech stage as the state machine runs it."""

import pytest

from functions.tts.providers import SpeechProvider
from functions.tts.service import length_notices, synthesize_voiceover
from testing.ai import ToneSpeech
from testing.clock import FixedClock
from testing.fees import Fees
from testing.jobs import MemoryJobs, job_row
from testing.listings import CAR
from testing.store import MemoryStore
from testing.tts_job import EVENT, SCRIPT, ignore, only_provider, store_with
from vidx import keys, speech, wav
from vidx.errors import (
    ArtifactMissing,
    FilesExpired,
    JobClosed,
    ProviderMalformed,
    ProviderRetired,
    ProviderUnavailable,
    StorageUnavailable,
)
from vidx.jobs import paid_results
from vidx.jobs.artifacts import FINGERPRINT, VOICE_PROVIDER, find_artifact, fingerprint_of
from vidx.jobs.events import StageInput, TtsResult
from vidx.jobs.model import Fallback, Stage
from vidx.jobs.rejected_voices import RejectedVoice, reject_voice
from vidx.jobs.request import VideoChoices, VideoRequest
from vidx.jobs.stage_runner import StageRun, run_stage
from vidx.options import VOICES, Duration, Voice
from vidx.script import Script

SPOKEN_PRICE = "for fifteen thousand four hundred ninety-nine dollars"


def test_the_voice_is_written_to_its_key() -> None:
    store = store_with()

    result = synthesize_voiceover(EVENT, store, only_provider(ToneSpeech()), ignore)

    sound = wav.read(store.objects[keys.voice("j1")])
    assert result.voice_key == keys.voice("j1")
    assert result.voice_s == pytest.approx(sound.seconds, abs=0.001)
    assert store.info[keys.voice("j1")].content_type == "audio/wav"


@pytest.mark.parametrize("voice", VOICES)
def test_the_chosen_voice_gets_figures_and_symbols_in_words(voice: Voice) -> None:
    provider = ToneSpeech()

    synthesize_voiceover(EVENT, store_with(voice), only_provider(provider), ignore)

    text = (
        "Meet the twenty nineteen Mazda M X five! Yours for fifteen thousand four hundred ninety-nine dollars. Call now"
    )
    assert provider.spoken == [(text, voice)]
    assert text == speech.to_voice_text(SCRIPT.text, "en")


def test_the_voice_says_the_spoken_form() -> None:
    spoken = ("", "Yours for fifteen four ninety-nine.", "")
    speech = ToneSpeech()

    synthesize_voiceover(
        EVENT, store_with(script=SCRIPT.model_copy(update={"spoken": spoken})), only_provider(speech), ignore
    )

    ((text, _),) = speech.spoken
    assert text == "Meet the twenty nineteen Mazda M X five! Yours for fifteen four ninety-nine. Call now"


def test_a_script_without_spoken_forms_is_normalized_by_the_rules() -> None:
    earlier_format = SCRIPT.model_dump(exclude={"spoken"})

    assert Script.model_validate(earlier_format).spoken_text("en").voice_text == speech.to_voice_text(SCRIPT.text, "en")


def test_a_reworded_recording_is_compared_with_the_spoken_form() -> None:
    script = SCRIPT.model_copy(
        update={"sentences": ("Open M-F for $15,499.",), "spoken": ("", f"Open Monday to Friday {SPOKEN_PRICE}.", "")}
    )
    store = store_with(script=script)
    transcript = f"Meet the twenty nineteen Mazda M X five! It is open Monday to Friday {SPOKEN_PRICE}. Call now"

    synthesize_voiceover(EVENT, store, only_provider(ToneSpeech(transcripts=[transcript, transcript])), ignore)

    assert (
        store.objects[keys.transcript("j1")].decode()
        == "Meet the 2019 Mazda MX-5! It is open M-F for $15,499. Call now"
    )


def test_a_recording_that_changes_a_figure_of_the_spoken_form_is_refused() -> None:
    script = SCRIPT.model_copy(
        update={"sentences": ("Open M-F for $15,499.",), "spoken": ("", f"Open Monday to Friday {SPOKEN_PRICE}.", "")}
    )
    transcript = "Meet the twenty nineteen Mazda M X five! Open Monday to Friday for fifteen dollars. Call now"

    with pytest.raises(ProviderMalformed):
        synthesize_voiceover(
            EVENT, store_with(script=script), only_provider(ToneSpeech(transcripts=[transcript, transcript])), ignore
        )


def test_the_fee_is_the_models_price_for_the_characters() -> None:
    speech, fees = ToneSpeech(), Fees()

    result = synthesize_voiceover(EVENT, store_with(), only_provider(speech), ignore)

    assert fees.usd == pytest.approx(len(speech.spoken[0][0]) * 15.8 / 1_000_000)
    assert (result.provider, result.model) == ("openai", "gpt-4o-mini-tts")


def test_a_second_run_pays_nothing_and_returns_the_same_result() -> None:
    store, speech = store_with(), ToneSpeech()
    first = synthesize_voiceover(EVENT, store, only_provider(speech), ignore)

    second = synthesize_voiceover(EVENT, store, only_provider(speech), ignore)

    assert second == first.model_copy(update={"reused": True})
    assert len(speech.spoken) == 1


@pytest.mark.parametrize(
    ("requested_s", "voice_s", "comparison"),
    [(15, 12.0, ""), (15, 18.0, ""), (15, 18.1, "longer"), (15, 11.9, "shorter"), (30, 35.9, ""), (30, 61.0, "longer")],
)
def test_a_voice_far_from_the_requested_length_gives_a_notice(
    requested_s: Duration, voice_s: float, comparison: str
) -> None:
    request = VideoRequest(
        job_id="j1", owner="mia", listing=CAR, choices=VideoChoices(duration=requested_s), photo_keys=("uploads/mia/1",)
    )

    notices = length_notices(voice_s, request)

    assert [notice.code for notice in notices] == (["SpokenLength"] if comparison else [])
    for notice in notices:
        assert f"{comparison} than the {requested_s} seconds" in notice.message
        assert f"takes {voice_s:.0f} seconds" in notice.message


def test_a_reused_voice_gives_the_length_notice_too() -> None:
    store, speech = store_with(), ToneSpeech()

    first, second = (synthesize_voiceover(EVENT, store, only_provider(speech), ignore) for _ in range(2))

    assert first.notices == second.notices != ()
    assert second.reused


def test_another_voice_is_recorded_anew() -> None:
    store, speech = store_with(), ToneSpeech()
    synthesize_voiceover(EVENT, store, only_provider(speech), ignore)
    store.objects |= store_with("onyx").objects

    assert not synthesize_voiceover(EVENT, store, only_provider(speech), ignore).reused
    assert [voice for _, voice in speech.spoken] == ["alloy", "onyx"]


def test_a_transient_error_writes_nothing() -> None:
    store = store_with()

    with pytest.raises(ProviderUnavailable):
        synthesize_voiceover(EVENT, store, only_provider(ToneSpeech([ProviderUnavailable("down")])), ignore)
    assert keys.voice("j1") not in store.objects


def test_a_reused_voice_keeps_its_provider() -> None:
    store, retired = store_with(), ToneSpeech([ProviderRetired("gone")])
    chain = [*only_provider(retired), *only_provider(ToneSpeech(provider="polly", model="polly-neural"))]

    results = [synthesize_voiceover(EVENT, store, chain, ignore) for _ in range(2)]

    assert [(result.provider, result.model) for result in results] == [("polly", "polly-neural")] * 2
    assert [result.reused for result in results] == [False, True]
    assert len(retired.spoken) == 1


def test_a_cancelled_job_pays_nothing() -> None:
    speech = ToneSpeech()

    def closed(_fraction: float) -> None:
        raise JobClosed("cancelled")

    with pytest.raises(JobClosed):
        synthesize_voiceover(EVENT, store_with(), only_provider(speech), closed)
    assert speech.spoken == []


def test_a_long_script_is_split_for_the_provider() -> None:
    script = SCRIPT.model_copy(update={"sentences": ("It is a very good car, and it costs $15,499.",) * 60})
    speech = ToneSpeech()

    result = synthesize_voiceover(EVENT, store_with(script=script), only_provider(speech), ignore)

    assert len(speech.spoken) == 2
    assert all(len(text) <= 4_096 for text, _ in speech.spoken)
    assert result.voice_s > 60


def test_an_expired_request_says_that_its_files_have_expired() -> None:
    with pytest.raises(FilesExpired):
        synthesize_voiceover(EVENT, MemoryStore(), only_provider(ToneSpeech()), ignore)


def test_a_missing_script_is_an_artifact_missing() -> None:
    store = store_with()
    store.delete(keys.script("j1"))

    with pytest.raises(ArtifactMissing):
        synthesize_voiceover(EVENT, store, only_provider(ToneSpeech()), ignore)


def test_the_text_of_a_reworded_voice_is_written() -> None:
    store = store_with()
    transcript = "Say hello to the 2019 Mazda MX-5! Yours for $15,499. Call now."
    realtime = ToneSpeech(provider="realtime", model="gpt-realtime-2.1-mini", transcripts=[transcript, transcript])

    synthesize_voiceover(EVENT, store, only_provider(realtime), ignore)

    voice_fingerprint = fingerprint_of(store.objects[keys.voice("j1")])
    assert find_artifact(store, keys.transcript("j1"), voice_fingerprint) is not None
    assert (
        store.objects[keys.transcript("j1")].decode()
        == "Say hello to the 2019 Mazda MX-5! Yours for $15,499. Call now."
    )


def test_a_word_for_word_voice_writes_no_other_text() -> None:
    store = store_with()

    synthesize_voiceover(EVENT, store, only_provider(ToneSpeech()), ignore)

    assert keys.transcript("j1") not in store.objects


def test_the_record_of_a_failed_stage_counts_paid_recordings() -> None:
    jobs, silent = MemoryJobs(), ToneSpeech(peak=0)
    jobs.create(job_row("j1", clock=jobs.clock))

    def work(event: StageInput, run: StageRun) -> TtsResult:
        return synthesize_voiceover(
            event, store_with(), [*only_provider(silent), *only_provider(silent)], run.report_progress
        )

    with pytest.raises(ProviderMalformed):
        run_stage(Stage.TTS, work, EVENT, "t1", 60, jobs, jobs.clock)

    chars = len(speech.to_voice_text(SCRIPT.text, "en"))
    assert jobs.rows["j1"].stages[Stage.TTS].provider_usd == pytest.approx(2 * chars * 15.8 / 1_000_000)


def test_a_failing_write_of_the_voice_is_repeated_and_the_speech_is_paid_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paid_results, "CLOCK", FixedClock())
    store, provider = store_with(), ToneSpeech()
    store.fail_puts(3, key=keys.voice("j1"))

    synthesize_voiceover(EVENT, store, only_provider(provider), ignore)

    assert len(provider.spoken) == 1
    assert keys.voice("j1") in store.objects


def test_no_speech_is_paid_while_the_storage_is_down() -> None:
    store, provider = store_with(), ToneSpeech()
    store.fail_puts(forever=True)

    with pytest.raises(StorageUnavailable):
        synthesize_voiceover(EVENT, store, only_provider(provider), ignore)

    assert provider.spoken == []


def test_a_voice_names_the_providers_that_were_passed_over_also_when_it_is_reused() -> None:
    store, retired = store_with(), ToneSpeech([ProviderRetired("gone")])
    providers = [
        SpeechProvider("speech", lambda: retired, max_chars=4_096),
        SpeechProvider("polly", lambda: ToneSpeech(provider="polly"), max_chars=4_096),
    ]

    first, second = (synthesize_voiceover(EVENT, store, providers, ignore) for _ in range(2))

    assert first.fallbacks == second.fallbacks == (Fallback(provider="speech", code="ProviderRetired"),)
    assert second.reused


def two_providers(first: ToneSpeech, second: ToneSpeech) -> list[SpeechProvider]:
    return [
        SpeechProvider("speech", lambda: first, max_chars=4_096),
        SpeechProvider("polly", lambda: second, max_chars=4_096),
    ]


def reject(store: MemoryStore, attempt: int = 1) -> None:
    """Reject the voice as the captions stage does when it breaks off."""
    metadata = store.info[keys.voice("j1")].metadata
    voice = RejectedVoice(made_from=metadata[FINGERPRINT], provider=metadata[VOICE_PROVIDER], attempt=attempt)
    reject_voice(store, "j1", voice)


def test_after_a_recording_that_breaks_off_the_next_provider_takes_over() -> None:
    store, first, second = store_with(), ToneSpeech(), ToneSpeech(provider="polly")
    synthesize_voiceover(EVENT, store, two_providers(first, second), ignore)
    reject(store)

    result = synthesize_voiceover(EVENT, store, two_providers(first, second), ignore)

    assert (result.provider, result.reused) == ("polly", False)
    assert (len(first.spoken), len(second.spoken)) == (1, 1)
    assert result.fallbacks == (Fallback(provider="speech", code="VoiceIncomplete"),)


def test_when_all_recordings_break_off_the_voice_is_malformed() -> None:
    store, first, second = store_with(), ToneSpeech(), ToneSpeech(provider="polly")
    for _ in range(2):
        synthesize_voiceover(EVENT, store, two_providers(first, second), ignore)
        reject(store)

    with pytest.raises(ProviderMalformed, match="end before the script"):
        synthesize_voiceover(EVENT, store, two_providers(first, second), ignore)
    assert (len(first.spoken), len(second.spoken)) == (1, 1)


def test_a_retry_of_the_job_asks_a_rejected_provider_again() -> None:
    store, first = store_with(), ToneSpeech()
    synthesize_voiceover(EVENT, store, only_provider(first), ignore)
    reject(store)

    synthesize_voiceover(EVENT.model_copy(update={"attempt": 2}), store, only_provider(first), ignore)

    assert len(first.spoken) == 2


def test_a_rejected_recording_is_not_copied_from_an_earlier_version() -> None:
    store, speech = store_with(), ToneSpeech()
    synthesize_voiceover(EVENT, store, only_provider(speech), ignore)
    store.copy(keys.voice("j1"), keys.voice("j0"))
    request = VideoRequest.model_validate_json(store.get(keys.job_request("j1")))
    remake = request.model_copy(update={"earlier": ("j0",)})
    store.objects[keys.job_request("j1")] = remake.model_dump_json(by_alias=True).encode()
    reject(store)

    result = synthesize_voiceover(EVENT, store, two_providers(speech, ToneSpeech(provider="polly")), ignore)

    assert not result.reused
