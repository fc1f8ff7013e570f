"""The timing methods in their order, and when the next one is used."""

import pytest

from testing.captions import Recogniser, job_with_voice, recogniser_of, run_captions
from testing.fees import Fees
from testing.store import MemoryStore
from vidx import keys
from vidx.errors import (
    PaymentInterrupted,
    ProviderRetired,
    ProviderUnauthorized,
    ProviderUnavailable,
    StorageUnavailable,
    VidxError,
    VoiceIncomplete,
)
from vidx.jobs.paid_results import PROBE

CUT_TEXT = "Meet the oak chair that fits any kitchen table in your home. It is solid"
WHOLE_TEXT = f"{CUT_TEXT} and it lasts. Order yours today and enjoy it every morning."


def test_voice_with_other_words_is_transcribed() -> None:
    store = job_with_voice(voice_text="Completely different words are heard in this recording of another advert.")
    fees = Fees()

    result = run_captions(store, recogniser=recogniser_of("This oak chair costs only $49.99 today"))

    assert (result.method, result.provider, result.model) == ("transcription", "openai", "whisper-1")
    assert fees.usd == pytest.approx(0.006)


@pytest.mark.parametrize("failure", [ProviderRetired("gone"), ProviderUnauthorized("no key")])
def test_failed_recogniser_is_skipped_at_once(failure: VidxError) -> None:
    result = run_captions(job_with_voice(), ("transcription",), Recogniser(failure=failure))

    assert (result.method, result.provider) == ("proportional", "proportional")


def test_unavailable_recogniser_is_skipped_only_on_the_last_try() -> None:
    store, down = job_with_voice(), Recogniser(failure=ProviderUnavailable("503"))

    with pytest.raises(ProviderUnavailable):
        run_captions(store, ("transcription",), down)

    assert keys.words("j1") not in store.objects
    assert run_captions(store, ("transcription",), down, last_try=True).method == "proportional"


def test_transcript_of_another_text_is_paid_but_not_used() -> None:
    fees = Fees()

    result = run_captions(
        job_with_voice(), ("transcription", "proportional"), recogniser_of("lorem ipsum dolor sit amet")
    )

    assert result.method == "proportional"
    assert fees.usd == pytest.approx(0.006)


def test_methods_are_tried_in_the_order_of_the_settings() -> None:
    result = run_captions(job_with_voice(), ("proportional", "alignment"))

    assert result.method == "proportional"


def test_alignment_is_not_paid_and_writes_no_mark_of_a_payment() -> None:
    store = job_with_voice()

    assert run_captions(store, ("alignment",)).method == "alignment"
    assert f"{keys.words('j1')}{PROBE}" not in store.puts


def test_a_dead_storage_keeps_the_recogniser_from_being_paid() -> None:
    store, fees = job_with_voice(), Fees()
    store.fail_puts(forever=True)

    with pytest.raises(StorageUnavailable):
        run_captions(store, ("transcription",), recogniser_of("This oak chair"), last_try=True)
    assert fees.usd == 0


def test_a_recogniser_that_a_killed_worker_paid_is_not_paid_again() -> None:
    store, killed, fees = job_with_voice(), Recogniser(failure=SystemExit()), Fees()
    with pytest.raises(SystemExit):
        run_captions(store, ("transcription",), killed)

    with pytest.raises(PaymentInterrupted):
        run_captions(store, ("transcription",), recogniser_of("This oak chair"))
    assert fees.usd == 0


@pytest.fixture
def cut_job() -> MemoryStore:
    """A job whose voice says the first half of the script."""
    return job_with_voice(WHOLE_TEXT, CUT_TEXT)


def test_without_a_recogniser_the_aligner_decides_whether_the_voice_breaks_off(cut_job: MemoryStore) -> None:
    with pytest.raises(VoiceIncomplete):
        run_captions(cut_job, ("alignment", "proportional"))


def test_a_recogniser_that_hears_the_end_overrules_the_aligner(cut_job: MemoryStore) -> None:
    heard = recogniser_of(WHOLE_TEXT, word_s=0.05)

    assert run_captions(cut_job, ("alignment", "transcription"), heard).method == "transcription"
