"""The voice stage as the state machine runs it."""

import pytest

from functions.tts.chain import Reader
from functions.tts.length import length_notices
from functions.tts.service import narrate
from testing.ai import ToneSpeech
from testing.fees import Fees
from testing.jobs import MemoryJobs, job_row
from testing.listings import CAR
from testing.store import MemoryStore
from vidx import keys, speech, wav
from vidx.errors import ArtifactMissing, JobClosed, ProviderMalformed, ProviderRetired, ProviderUnavailable
from vidx.jobs.artifacts import fingerprint, made_from
from vidx.jobs.events import StageInput, TtsResult
from vidx.jobs.model import Stage
from vidx.jobs.request import JobRequest, VideoChoices
from vidx.jobs.stage_runner import Run, run_stage
from vidx.options import VOICES, Duration, Voice
from vidx.ports import Speech
from vidx.script import Script

STEP = StageInput(job_id="j1", attempt=1)
SCRIPT = Script(
    hook="Meet the 2019 Mazda MX-5!",
    sentences=("Yours for $15,499.",),
    call_to_action="Call now 🔥",
    word_count=9,
    estimated_s=6.0,
    provider="openai",
    model="gpt-6-luna",
)


IN_WORDS = "for fifteen thousand four hundred ninety-nine dollars"


def store_with(voice: Voice = "alloy", script: Script = SCRIPT) -> MemoryStore:
    request = JobRequest(
        job_id="j1", owner="mia", listing=CAR, choices=VideoChoices(voice=voice), photo_keys=("uploads/mia/1",)
    )
    return MemoryStore(
        {
            keys.job_request("j1"): request.model_dump_json(by_alias=True).encode(),
            keys.script("j1"): script.model_dump_json().encode(),
        }
    )


def alone(speech: Speech) -> list[Reader]:
    """A chain of one provider."""
    return [Reader("speech", lambda: speech, max_chars=4_096)]


def ignore(_fraction: float) -> None: ...


def test_the_voice_is_written_where_captions_will_look() -> None:
    store = store_with()

    result = narrate(STEP, store, alone(ToneSpeech()), ignore)

    sound = wav.read(store.objects[keys.voice("j1")])
    assert result.voice_key == keys.voice("j1")
    assert result.voice_s == pytest.approx(sound.seconds, abs=0.001)
    assert store.info[keys.voice("j1")].content_type == "audio/wav"


@pytest.mark.parametrize("voice", VOICES)
def test_figures_and_symbols_are_spoken_in_words_by_the_chosen_voice(voice: Voice) -> None:
    provider = ToneSpeech()

    narrate(STEP, store_with(voice), alone(provider), ignore)

    said = (
        "Meet the twenty nineteen Mazda M X five! Yours for fifteen thousand four hundred ninety-nine dollars. Call now"
    )
    assert provider.spoken == [(said, voice)]
    assert said == speech.say(SCRIPT.text, "en")


def test_a_spoken_form_is_what_the_voice_says() -> None:
    spoken = ("", "Yours for fifteen four ninety-nine.", "")
    speech = ToneSpeech()

    narrate(STEP, store_with(script=SCRIPT.model_copy(update={"spoken": spoken})), alone(speech), ignore)

    ((said, _),) = speech.spoken
    assert said == "Meet the twenty nineteen Mazda M X five! Yours for fifteen four ninety-nine. Call now"


def test_a_script_written_before_there_were_spoken_forms_is_read_by_the_rules() -> None:
    older = SCRIPT.model_dump(exclude={"spoken"})

    assert Script.model_validate(older).aloud("en") == speech.say(SCRIPT.text, "en")


def test_a_reading_in_other_words_is_compared_with_the_spoken_form() -> None:
    script = SCRIPT.model_copy(
        update={"sentences": ("Open M-F for $15,499.",), "spoken": ("", f"Open Monday to Friday {IN_WORDS}.", "")}
    )
    store = store_with(script=script)
    heard = f"Meet the twenty nineteen Mazda M X five! It is open Monday to Friday {IN_WORDS}. Call now"

    narrate(STEP, store, alone(ToneSpeech(transcripts=[heard, heard])), ignore)

    assert store.objects[keys.said("j1")].decode() == "Meet the 2019 Mazda MX-5! It is open M-F for $15,499. Call now"


def test_a_reading_that_changes_a_figure_of_the_spoken_form_is_refused() -> None:
    script = SCRIPT.model_copy(
        update={"sentences": ("Open M-F for $15,499.",), "spoken": ("", f"Open Monday to Friday {IN_WORDS}.", "")}
    )
    heard = "Meet the twenty nineteen Mazda M X five! Open Monday to Friday for fifteen dollars. Call now"

    with pytest.raises(ProviderMalformed):
        narrate(STEP, store_with(script=script), alone(ToneSpeech(transcripts=[heard, heard])), ignore)


def test_the_fee_is_the_models_price_for_the_characters_said() -> None:
    speech, fees = ToneSpeech(), Fees()

    result = narrate(STEP, store_with(), alone(speech), ignore)

    assert fees.usd == pytest.approx(len(speech.spoken[0][0]) * 15.8 / 1_000_000)
    assert (result.provider, result.model) == ("openai", "gpt-4o-mini-tts")


def test_a_second_run_pays_nothing_and_says_the_same() -> None:
    store, speech = store_with(), ToneSpeech()
    first = narrate(STEP, store, alone(speech), ignore)

    again = narrate(STEP, store, alone(speech), ignore)

    assert again == first.model_copy(update={"reused": True})
    assert len(speech.spoken) == 1


@pytest.mark.parametrize(
    ("requested_s", "voice_s", "comparison"),
    [(15, 12.0, ""), (15, 18.0, ""), (15, 18.1, "longer"), (15, 11.9, "shorter"), (30, 35.9, ""), (30, 61.0, "longer")],
)
def test_a_voice_far_off_the_requested_length_is_noticed(
    requested_s: Duration, voice_s: float, comparison: str
) -> None:
    request = JobRequest(
        job_id="j1", owner="mia", listing=CAR, choices=VideoChoices(duration=requested_s), photo_keys=("uploads/mia/1",)
    )

    notices = length_notices(voice_s, request)

    assert [notice.code for notice in notices] == (["SpokenLength"] if comparison else [])
    for notice in notices:
        assert f"{comparison} than the {requested_s} seconds" in notice.message
        assert f"takes {voice_s:.0f} seconds" in notice.message


def test_the_notice_about_the_length_is_there_when_the_voice_is_reused_too() -> None:
    store, speech = store_with(), ToneSpeech()

    first, again = (narrate(STEP, store, alone(speech), ignore) for _ in range(2))

    assert first.notices == again.notices != ()
    assert again.reused


def test_another_voice_is_another_recording() -> None:
    store, speech = store_with(), ToneSpeech()
    narrate(STEP, store, alone(speech), ignore)
    store.objects |= store_with("onyx").objects

    assert not narrate(STEP, store, alone(speech), ignore).reused
    assert [voice for _, voice in speech.spoken] == ["alloy", "onyx"]


def test_a_passing_error_leaves_nothing_behind() -> None:
    store = store_with()

    with pytest.raises(ProviderUnavailable):
        narrate(STEP, store, alone(ToneSpeech([ProviderUnavailable("down")])), ignore)
    assert keys.voice("j1") not in store.objects


def test_the_provider_that_made_the_voice_is_told_also_when_it_is_used_again() -> None:
    store, dead = store_with(), ToneSpeech([ProviderRetired("gone")])
    chain = [*alone(dead), *alone(ToneSpeech(provider="polly", model="polly-neural"))]

    results = [narrate(STEP, store, chain, ignore) for _ in range(2)]

    assert [(result.provider, result.model) for result in results] == [("polly", "polly-neural")] * 2
    assert [result.reused for result in results] == [False, True]
    assert len(dead.spoken) == 1


def test_a_cancelled_job_pays_nothing() -> None:
    speech = ToneSpeech()

    def closed(_fraction: float) -> None:
        raise JobClosed("cancelled")

    with pytest.raises(JobClosed):
        narrate(STEP, store_with(), alone(speech), closed)
    assert speech.spoken == []


def test_a_long_script_is_spoken_in_pieces_that_the_provider_takes() -> None:
    script = SCRIPT.model_copy(update={"sentences": ("It is a very good car, and it costs $15,499.",) * 60})
    speech = ToneSpeech()

    result = narrate(STEP, store_with(script=script), alone(speech), ignore)

    assert len(speech.spoken) == 2
    assert all(len(text) <= 4_096 for text, _ in speech.spoken)
    assert result.voice_s > 60


def test_without_a_script_the_error_says_so() -> None:
    with pytest.raises(ArtifactMissing):
        narrate(STEP, MemoryStore(), alone(ToneSpeech()), ignore)


def test_what_a_reader_said_in_other_words_is_kept_with_its_voice() -> None:
    store = store_with()
    other = "Say hello to the 2019 Mazda MX-5! Yours for $15,499. Call now."
    teller = ToneSpeech(provider="realtime", model="gpt-realtime-2.1-mini", transcripts=[other, other])

    narrate(STEP, store, alone(teller), ignore)

    made = fingerprint(store.objects[keys.voice("j1")])
    assert made_from(store, keys.said("j1"), made) is not None
    assert store.objects[keys.said("j1")].decode() == "Say hello to the 2019 Mazda MX-5! Yours for $15,499. Call now."


def test_a_word_for_word_reading_leaves_no_other_words() -> None:
    store = store_with()

    narrate(STEP, store, alone(ToneSpeech()), ignore)

    assert keys.said("j1") not in store.objects


def test_readings_that_were_paid_for_and_thrown_away_are_in_the_record_of_a_stage_that_fails() -> None:
    jobs, silent = MemoryJobs(), ToneSpeech(peak=0)
    jobs.create(job_row("j1", clock=jobs.clock))

    def work(step: StageInput, run: Run) -> TtsResult:
        return narrate(step, store_with(), [*alone(silent), *alone(silent)], run.progress)

    with pytest.raises(ProviderMalformed):
        run_stage(Stage.TTS, work, STEP, "t1", 60, jobs, jobs.clock)

    chars = len(speech.say(SCRIPT.text, "en"))
    assert jobs.rows["j1"].stages[Stage.TTS].provider_usd == pytest.approx(2 * chars * 15.8 / 1_000_000)
