"""When the voice moves on to the next provider, and what is paid for on the way."""

from collections.abc import Callable

import pytest

from functions.tts.chain import Reader, Recording, Session, Text
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
from vidx.ports import Speech

TEXT = Text("Yours for two hundred dollars.", "alloy", "en")
PASSING = [ProviderUnavailable, ProviderRateLimited]
LASTING = [ProviderRetired, ProviderUnauthorized, ProviderRefused, ProviderMalformed]


def ignore(_fraction: float) -> None: ...


def reader(speech: Speech, max_chars: int = 4_096) -> Reader:
    return Reader("any", lambda: speech, max_chars)


def polly(errors: list[VidxError] | None = None) -> ToneSpeech:
    return ToneSpeech(errors or [], provider="polly", model="polly-neural")


def record(
    *speeches: Speech, last_try: bool = False, text: Text = TEXT, progress: Callable[[float], None] = ignore
) -> Recording:
    return Session([reader(speech) for speech in speeches], last_try, progress).record(text)


@pytest.mark.parametrize("error", LASTING)
def test_an_error_that_lasts_leads_to_the_next_provider_at_once(error: type[VidxError]) -> None:
    first = ToneSpeech([error("no use")])

    made = record(first, polly(), last_try=False)

    assert (made.provider, made.model) == ("polly", "polly-neural")
    assert len(first.spoken) == 1


@pytest.mark.parametrize("error", PASSING)
def test_an_error_that_passes_is_left_to_the_state_machine(error: type[VidxError]) -> None:
    second = polly()

    with pytest.raises(error):
        record(ToneSpeech([error("down")]), second, last_try=False)
    assert second.spoken == []


@pytest.mark.parametrize("error", PASSING)
def test_on_the_last_try_an_error_that_passes_leads_to_the_next_provider(error: type[VidxError]) -> None:
    assert record(ToneSpeech([error("down")]), polly(), last_try=True).provider == "polly"


def test_a_later_provider_that_is_down_is_waited_for_as_well() -> None:
    with pytest.raises(ProviderUnavailable):
        record(ToneSpeech([ProviderRetired("gone")]), polly([ProviderUnavailable("down")]), last_try=False)


def test_when_all_fail_the_error_is_the_first_ones() -> None:
    first, second = ToneSpeech([ProviderRetired("gone")]), polly([ProviderUnavailable("down")])

    with pytest.raises(ProviderRetired, match="gone"):
        record(first, second, last_try=True)


def test_trouble_of_our_own_is_not_taken_for_the_providers() -> None:
    second = polly()

    def broken(_fraction: float) -> None:
        raise StorageUnavailable("the job cannot be written")

    with pytest.raises(StorageUnavailable):
        record(ToneSpeech(), second, last_try=True, progress=broken)
    assert second.spoken == []


def test_silence_leads_to_the_next_provider_and_is_paid_for_all_the_same() -> None:
    fees = Fees()

    made = record(ToneSpeech(peak=0), polly())

    chars = len(TEXT.said)
    assert made.provider == "polly"
    assert fees.usd == pytest.approx(chars * (15.8 + 16.0) / 1_000_000)


def test_a_reader_that_tells_its_words_is_believed_when_they_are_the_texts() -> None:
    teller = ToneSpeech(provider="realtime", model="gpt-realtime-2.1-mini", transcripts=["Yours for $200!"])

    assert record(teller, polly()).provider == "realtime"
    assert len(teller.spoken) == 1


def test_a_reworded_reading_is_asked_for_once_more_and_both_are_paid_for() -> None:
    used = VoiceTokens(text_in=100, text_out=20, audio_out=200)
    said = ["Yours for three hundred dollars.", TEXT.said]
    teller = ToneSpeech(provider="realtime", model="gpt-realtime-2.1-mini", tokens=used, transcripts=said)
    fees = Fees()

    made = record(teller, polly())

    assert made.provider == "realtime"
    assert len(teller.spoken) == 2
    assert fees.usd == pytest.approx(2 * (100 * 0.60 + 20 * 2.40 + 200 * 20) / 1_000_000)


def test_a_reading_that_stays_reworded_leads_to_the_next_provider() -> None:
    teller = ToneSpeech(provider="realtime", transcripts=["Yours for $300."] * 2)

    assert record(teller, polly()).provider == "polly"
    assert len(teller.spoken) == 2


def test_a_reading_that_stays_reworded_is_kept_when_nothing_of_weight_changed() -> None:
    teller = ToneSpeech(provider="realtime", transcripts=["Sure! Yours for $200.", "All yours for $200."])

    made = record(teller, polly())

    assert (made.provider, made.reworded) == ("realtime", "All yours for $200.")
    assert len(teller.spoken) == 2


def test_of_two_reworded_readings_the_one_with_the_right_price_is_kept() -> None:
    teller = ToneSpeech(provider="realtime", transcripts=["All yours for $200.", "All yours for $250."])

    assert record(teller, polly()).reworded == "All yours for $200."


def test_a_faithful_reading_leaves_nothing_for_the_captions_to_follow() -> None:
    assert record(ToneSpeech(transcripts=["Yours for $200!"]), polly()).reworded is None


def test_each_provider_gets_pieces_of_its_own_length() -> None:
    first, second = ToneSpeech([ProviderRetired("gone")]), polly()
    text = Text("One two three four. Five six seven eight.", "nova", "en")

    Session([reader(first), reader(second, max_chars=20)], False, ignore).record(text)

    assert first.spoken == [(text.said, "nova")]
    assert [said for said, _ in second.spoken] == ["One two three four.", "Five six seven", "eight."]


def test_a_provider_is_not_even_made_before_its_turn() -> None:
    def never() -> Speech:
        raise AssertionError("its client would have been imported")

    session = Session([reader(ToneSpeech()), Reader("polly", never, 3_000)], False, ignore)

    assert session.record(TEXT).provider == "openai"
