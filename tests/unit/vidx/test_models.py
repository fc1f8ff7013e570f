"""Models and their shutdown dates."""

from datetime import date, timedelta

import pytest

from vidx import costs
from vidx.jobs.model import Stage
from vidx.models import KNOWN, Kind, configured_models, shutting_down
from vidx.settings import Settings

CHOSEN = configured_models(Settings())


@pytest.mark.parametrize("stage", CHOSEN)
def test_the_default_models_include_one_that_lasts_sixty_days(stage: Stage) -> None:
    soon_gone = {each.model for each in shutting_down(CHOSEN[stage], date.today(), within_days=60)}

    assert set(CHOSEN[stage]) - soon_gone, "choose another default model, or add a provider to the chain"


def test_every_default_model_is_in_the_table() -> None:
    assert {model for models in CHOSEN.values() for model in models} <= set(KNOWN)


def test_the_default_voice_providers_are_in_the_order_of_the_settings() -> None:
    assert CHOSEN[Stage.TTS] == ("gpt-4o-mini-tts", "gpt-realtime-2.1-mini", "polly-neural")
    assert configured_models(Settings(voice_order="polly", polly_engine="standard"))[Stage.TTS] == ("polly-standard",)


@pytest.mark.parametrize(("days_before", "left"), [(61, []), (60, [60]), (0, [0]), (-3, [-3])])
def test_a_model_is_reported_in_its_last_days_and_afterwards(days_before: int, left: list[int]) -> None:
    end = KNOWN["whisper-1"].shuts_down
    assert end is not None

    dying = shutting_down(["whisper-1"], end - timedelta(days=days_before))

    assert [each.days_left for each in dying] == left


def test_the_next_model_to_end_comes_first_and_each_appears_once() -> None:
    names = ["whisper-1", "tts-1", "whisper-1", "polly-neural", "some-hosts-own"]

    dying = shutting_down(names, date(2027, 2, 1))

    assert [each.model for each in dying] == ["tts-1", "whisper-1"]


def test_every_voice_has_its_price() -> None:
    named = {name for name, model in KNOWN.items() if model.kind is Kind.SPEECH and not name[-2:].isdigit()}

    assert named <= set(costs.SPEECH_PER_MILLION_CHARS)
    assert {"gpt-realtime-2.1-mini", "gpt-realtime-2.1"} <= set(costs.VOICE_TOKENS)


def test_a_minute_of_realtime_speech_costs_what_its_tokens_cost() -> None:
    minute = costs.VoiceTokens(text_in=400, text_out=250, audio_out=1_200)

    assert costs.voice_tokens_usd("gpt-realtime-2.1-mini", minute) == pytest.approx(0.02484)
    assert costs.voice_tokens_usd("unheard-of", minute) > 0.05
