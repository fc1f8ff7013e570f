"""Amazon Polly with its real client, against the stand-in, over HTTP."""

from contextlib import closing

import pytest

from testing.fees import Fees
from testing.standin import Standin
from tests.unit.vidx.adapters.conftest import ERRORS, polly_at, timeout_for
from vidx import costs, wav
from vidx.adapters.polly import PollySpeech
from vidx.errors import ProviderRefused, ProviderUnavailable, VidxError

TEXT = "One small blue lamp for twenty dollars."


def test_speech_of_polly_has_16_kilohertz(polly: PollySpeech) -> None:
    fees = Fees()

    spoken = polly.speak(TEXT, "onyx", "en")

    sound = wav.read(spoken.wav)
    assert (spoken.provider, spoken.model, spoken.transcript) == ("polly", "polly-neural", None)
    assert sound.rate_hz == 16_000
    assert 1.5 < sound.seconds < 5
    assert fees.usd == pytest.approx(costs.speech_usd("polly-neural", len(TEXT)))


@pytest.mark.parametrize(("kind", "error"), ERRORS.items(), ids=ERRORS.keys())
def test_failures_of_polly_become_our_errors(standin: Standin, kind: str, error: type[VidxError]) -> None:
    standin.fail("polly", kind)

    with closing(polly_at(standin.root, timeout_for(kind))) as client, pytest.raises(error):
        PollySpeech(lambda: client, "neural").speak(TEXT, "alloy", "en")
    assert standin.calls("polly")["called"] == 1


def test_an_unreachable_polly_is_unavailable() -> None:
    with pytest.raises(ProviderUnavailable):
        PollySpeech(lambda: polly_at("http://127.0.0.1:9"), "standard").speak(TEXT, "alloy", "en")


def test_a_language_that_polly_lacks_is_refused_without_a_call(polly: PollySpeech, standin: Standin) -> None:
    with pytest.raises(ProviderRefused, match="language xx"):
        polly.speak(TEXT, "alloy", "xx")
    assert standin.calls("polly")["called"] == 0
