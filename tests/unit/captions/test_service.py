"""The captions use case: what is written, what is reused, and which method times the words."""

import json

import pytest

from testing.captions import SENTENCE, job_with_voice, recogniser_of, run_captions
from testing.clock import FixedClock
from testing.espeak import speak
from testing.fees import Fees
from testing.store import MemoryStore
from vidx import keys
from vidx.errors import InvalidScript, VoiceIncomplete
from vidx.jobs import paid_results
from vidx.jobs.artifacts import FINGERPRINT, VOICE_PROVIDER, fingerprint_of
from vidx.jobs.rejected_voices import RejectedVoice, rejected_voices
from vidx.jobs.request import VideoChoices, VideoRequest
from vidx.script import Script
from vidx.speech import to_voice_text
from vidx.wav import read
from vidx.words import WordTimings

LONG = "This oak chair costs only forty nine dollars today and it comes with a warranty of two years"


def words_in(store: MemoryStore) -> WordTimings:
    return WordTimings.model_validate_json(store.objects[keys.words("j1")])


def test_script_is_aligned_and_all_three_files_are_written() -> None:
    store, fees = job_with_voice(), Fees()

    result = run_captions(store)

    assert (result.method, result.provider, fees.usd) == ("alignment", "pocketsphinx", 0.0)
    assert result.confidence >= 0.8
    assert " ".join(word.text for word in words_in(store).words) == SENTENCE
    assert store.objects[result.ass_key].startswith(b"[Script Info]")
    assert store.objects[result.vtt_key].startswith(b"WEBVTT\n")


def test_second_run_reuses_its_outputs() -> None:
    store = job_with_voice()
    first = run_captions(store)
    puts = dict(store.puts)

    second = run_captions(store)

    assert store.puts == puts
    assert second.reused
    assert not first.reused
    assert second.model_copy(update={"reused": False}) == first


def test_lost_layout_does_not_repeat_the_paid_transcription() -> None:
    store, recogniser = job_with_voice(), recogniser_of("This oak chair costs only 49 dollars and 99 cents today")
    run_captions(store, ("transcription",), recogniser)
    fees = Fees()
    store.delete(keys.captions_vtt("j1"))

    second = run_captions(store, ("transcription",), recogniser)

    assert recogniser.calls == ["en"]
    assert (fees.usd, second.provider, second.reused) == (0.0, "openai", False)
    assert keys.captions_vtt("j1") in store.objects


def test_another_format_reuses_the_times() -> None:
    store, recogniser = job_with_voice(), recogniser_of("This oak chair costs only 49 dollars and 99 cents today")
    run_captions(store, ("transcription",), recogniser)
    vertical_ass = store.get(keys.captions_ass("j1"))
    request = VideoRequest.model_validate_json(store.get(keys.job_request("j1")))
    square = request.model_copy(update={"choices": VideoChoices(format="1:1")})
    store.put(keys.job_request("j1"), square.model_dump_json().encode(), "application/json")

    run_captions(store, ("transcription",), recogniser)

    assert recogniser.calls == ["en"]
    assert store.get(keys.captions_ass("j1")) != vertical_ass


@pytest.mark.parametrize("changed", [{"caption_style": "clean"}, {"brand_colour": "#00A3FF"}])
def test_another_style_or_colour_reuses_the_times(changed: dict[str, str]) -> None:
    store = job_with_voice()
    before = run_captions(store)
    ass_before = store.get(keys.captions_ass("j1"))
    request = VideoRequest.model_validate_json(store.get(keys.job_request("j1")))
    changed_request = request.model_copy(update={"choices": request.choices.model_copy(update=changed)})
    store.put(keys.job_request("j1"), changed_request.model_dump_json().encode(), "application/json")

    after = run_captions(store)

    assert not after.reused
    assert store.get(keys.captions_ass("j1")) != ass_before
    assert after.method == before.method


def test_changed_voice_is_timed_again() -> None:
    store = job_with_voice()
    run_captions(store)
    before = words_in(store)
    store.objects[keys.voice("j1")] = job_with_voice(
        voice_text="This oak chair costs only, er, $49.99, today!"
    ).objects[keys.voice("j1")]

    result = run_captions(store)

    assert not result.reused
    assert words_in(store) != before


def test_script_without_a_word_is_rejected() -> None:
    store = job_with_voice("!!! ...", voice_text="hello")

    with pytest.raises(InvalidScript):
        run_captions(store)


def test_captions_show_the_reworded_text_of_the_voice() -> None:
    text = "This fine oak chair costs just $49.99 today!"
    store = job_with_voice(voice_text=text)
    fingerprint = fingerprint_of(store.objects[keys.voice("j1")])
    store.put(keys.transcript("j1"), text.encode(), "text/plain", {FINGERPRINT: fingerprint})

    result = run_captions(store)

    assert " ".join(word.text for word in words_in(store).words) == text
    assert (result.method, result.confidence >= 0.8) == ("alignment", True)


def test_reworded_text_of_an_older_voice_is_ignored() -> None:
    store = job_with_voice()
    store.put(keys.transcript("j1"), b"Something else.", "text/plain", {FINGERPRINT: fingerprint_of(b"an older voice")})

    run_captions(store)

    assert " ".join(word.text for word in words_in(store).words) == SENTENCE


SOFA = 'A sofa, 84"W x 38"D, open M-F for $49.99 today!'
SOFA_SPOKEN = (
    "A sofa, eighty-four inches wide by thirty-eight inches deep, open Monday to Friday for forty-nine dollars and "
    "ninety-nine cents today!"
)


def test_captions_show_the_written_text_at_the_times_of_its_spoken_form() -> None:
    store = job_with_voice(SOFA, spoken_form=SOFA_SPOKEN)

    result = run_captions(store)

    words = words_in(store).words
    assert result.method == "alignment"
    assert result.confidence >= 0.8
    assert [word.text for word in words] == SOFA.split()
    spoken = speak(SOFA_SPOKEN)
    for written, spoken_word in (
        ('84"W', "eighty-four"),
        ("x", "by"),
        ('38"D,', "thirty"),
        ("M-F", "Monday"),
        ("today!", "today"),
    ):
        start_s = next(word.start_s for word in words if word.text == written)
        assert start_s == pytest.approx(spoken.starts_s[SOFA_SPOKEN.index(spoken_word)], abs=0.1)


def test_spoken_form_that_matches_no_words_is_timed_as_a_whole() -> None:
    other = "Only a sofa that costs nearly nothing in any shop of this town today"
    store = job_with_voice("Sofa for $49.99 today!", spoken_form=other)

    result = run_captions(store)

    words = words_in(store)
    assert result.method == "alignment"
    assert [word.text for word in words.words] == ["Sofa", "for", "$49.99", "today!"]
    assert all(word.end_s > word.start_s for word in words.words)
    assert words.words[0].start_s < 0.5
    assert words.words[-1].end_s > words.voice_s - 1.0


def test_changed_spoken_form_is_timed_again() -> None:
    store = job_with_voice(SOFA, spoken_form=SOFA_SPOKEN)
    run_captions(store)
    script = Script.model_validate_json(store.objects[keys.script("j1")]).model_copy(update={"spoken": ()})
    store.objects[keys.script("j1")] = script.model_dump_json().encode()

    assert not run_captions(store).reused


def test_reworded_text_keeps_the_spoken_forms_of_the_script() -> None:
    text = f"So: {SOFA_SPOKEN}"
    store = job_with_voice(SOFA, voice_text=text, spoken_form=SOFA_SPOKEN)
    voice = store.objects[keys.voice("j1")]
    store.put(keys.transcript("j1"), f"So: {SOFA}".encode(), "text/plain", {FINGERPRINT: fingerprint_of(voice)})

    result = run_captions(store)

    assert result.method == "alignment"
    assert [word.text for word in words_in(store).words] == ["So:", *SOFA.split()]


def test_script_without_spoken_forms_is_captioned() -> None:
    store = job_with_voice()
    script = json.loads(store.objects[keys.script("j1")])
    del script["spoken"]
    store.objects[keys.script("j1")] = json.dumps(script).encode()

    run_captions(store)

    assert " ".join(word.text for word in words_in(store).words) == SENTENCE


def test_a_voice_that_breaks_off_is_rejected_and_its_provider_recorded() -> None:
    store = job_with_voice(LONG, voice_text="This oak chair costs only")
    voice = store.objects[keys.voice("j1")]
    store.put(keys.voice("j1"), voice, "audio/wav", {FINGERPRINT: "hash", VOICE_PROVIDER: "speech"})
    heard = recogniser_of("This oak chair costs only", read(voice).seconds / 5)

    with pytest.raises(VoiceIncomplete):
        run_captions(store, ("transcription",), heard)

    assert keys.voice("j1") not in store.objects
    assert rejected_voices(store, "j1") == (RejectedVoice(made_from="hash", provider="speech", attempt=1),)
    assert keys.words("j1") not in store.objects


def test_a_failing_write_of_the_times_is_repeated_and_the_transcription_is_paid_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(paid_results, "CLOCK", FixedClock())
    store, recogniser = job_with_voice(), recogniser_of(to_voice_text(SENTENCE, "en"))
    store.fail_puts(3, key=keys.words("j1"))

    run_captions(store, ("transcription",), recogniser)

    assert len(recogniser.calls) == 1
    assert keys.words("j1") in store.objects


def test_proportional_times_say_which_methods_failed() -> None:
    store = job_with_voice(voice_text="Entirely different words about a car and nothing else")

    first, second = (run_captions(store, ("alignment", "transcription")) for _ in range(2))

    assert [(each.provider, each.code) for each in first.fallbacks] == [
        ("alignment", "LowConfidence"),
        ("transcription", "ProviderRetired"),
    ]
    assert second.fallbacks == first.fallbacks


def test_confident_times_have_no_fallbacks() -> None:
    assert run_captions(job_with_voice()).fallbacks == ()
