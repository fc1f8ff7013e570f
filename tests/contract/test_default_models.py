"""Every default model has a price, and the local cloud's stand-in for OpenAI offers it."""

from collections.abc import Collection
from typing import Final

import pytest

from infra.pipeline import MODEL_STAGES
from local.openai_standin import protocol
from vidx import costs
from vidx.models import KNOWN, Kind, Model, configured_models
from vidx.settings import Settings

PRICES: Final[dict[Kind, tuple[str, Collection[str]]]] = {
    Kind.WRITING: ("CHAT", costs.CHAT),
    Kind.SPEECH: ("SPEECH_PER_MILLION_CHARS", costs.SPEECH_PER_MILLION_CHARS),
    Kind.REALTIME: ("VOICE_TOKENS", costs.VOICE_TOKENS),
    Kind.TRANSCRIPTION: ("TRANSCRIPTION_PER_MINUTE", costs.TRANSCRIPTION_PER_MINUTE),
}
DEFAULTS: Final = sorted(name for models in configured_models(Settings()).values() for name in models)


def problems(model: Model) -> list[str]:
    """What is missing, as `file: table lacks the model "gpt-7"`. Models without a vendor need nothing."""
    missing = []
    if model.source.startswith("https:") and model.kind in PRICES:
        table, prices = PRICES[model.kind]
        if model.name not in prices:
            missing.append(f'layers/common/python/vidx/costs.py: {table} lacks the model "{model.name}"')
    if "openai.com" in model.source and model.name not in protocol.ALL:
        missing.append(f'local/openai_standin/protocol.py: ALL lacks the model "{model.name}"')
    return missing


@pytest.mark.parametrize("name", DEFAULTS)
def test_every_default_model_has_a_price_and_a_stand_in(name: str) -> None:
    assert problems(KNOWN[name]) == []


def test_every_stage_with_a_model_has_its_shutdown_alarm() -> None:
    assert set(MODEL_STAGES) == {stage.value for stage in configured_models(Settings())}


@pytest.mark.parametrize("kind", PRICES)
def test_a_forgotten_table_is_named(kind: Kind) -> None:
    table, _ = PRICES[kind]

    assert problems(Model("gpt-7-nova", kind, None, "https://developers.openai.com/")) == [
        f'layers/common/python/vidx/costs.py: {table} lacks the model "gpt-7-nova"',
        'local/openai_standin/protocol.py: ALL lacks the model "gpt-7-nova"',
    ]
