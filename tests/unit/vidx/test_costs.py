"""Prices of models and of computing time."""

import pytest

from vidx import costs


def test_chat_is_billed_by_tokens_in_both_directions() -> None:
    assert costs.chat_usd("gpt-6-luna", 1_000_000, 1_000_000) == pytest.approx(0.60)


def test_an_unlisted_model_is_never_free() -> None:
    assert costs.chat_usd("gpt-unheard-of", 1000, 1000) > costs.chat_usd("gpt-6-luna", 1000, 1000)
    assert costs.speech_usd("voice-unheard-of", 1000) > 0
    assert costs.transcription_usd("ear-unheard-of", 60) > 0


def test_lambda_time_is_billed_by_memory_and_duration() -> None:
    assert costs.lambda_usd(2.0, 10.0) == pytest.approx(20 * costs.LAMBDA_PER_GIB_S + costs.LAMBDA_PER_REQUEST)
