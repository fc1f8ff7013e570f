"""Known AI models with their announced shutdown dates, and the configured models of each stage."""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple

from vidx.jobs.model import Stage
from vidx.options import Language
from vidx.settings import Settings

WARN_DAYS: Final = 60
"""Warn of models with at most this many days left."""
TEMPLATE: Final = "template/1"
ALIGNER: Final = "pocketsphinx-5-en-us"
ALIGNED: Final[frozenset[Language]] = frozenset({"en"})
"""Languages of the aligner's acoustic model."""
PROPORTIONAL: Final = "letters"


class Kind(StrEnum):
    """Task of a model."""

    WRITING = "writing"
    SPEECH = "speech"
    REALTIME = "realtime"
    TRANSCRIPTION = "transcription"
    ALIGNMENT = "alignment"
    MODERATION = "moderation"


class Model(NamedTuple):
    """A model; `shuts_down` is the first day without it, None if no date is announced."""

    name: str
    kind: Kind
    shuts_down: date | None
    source: str


class ModelShutdown(NamedTuple):
    """A model that is about to shut down; `days_left` is 0 on the day itself and negative afterwards."""

    model: str
    shuts_down: date
    days_left: int


# Looked up in November 2026; the same dates stand in the docstrings of the openai package, 3.54.
_OPENAI: Final = "https://developers.openai.com/api/docs/deprecations"
_POLLY: Final = "https://docs.aws.amazon.com/polly/latest/dg/doc-history.html"
_POCKETSPHINX: Final = "https://github.com/cmusphinx/pocketsphinx"
_MODELS: Final = (
    Model("gpt-6-luna", Kind.WRITING, None, _OPENAI),
    Model("gpt-6-sol", Kind.WRITING, None, _OPENAI),
    Model("gpt-6-astra", Kind.WRITING, None, _OPENAI),
    Model("gpt-4o", Kind.WRITING, date(2027, 1, 14), _OPENAI),
    Model("gpt-4o-mini", Kind.WRITING, date(2027, 1, 14), _OPENAI),
    Model("gpt-4.1", Kind.WRITING, date(2027, 1, 14), _OPENAI),
    Model("gpt-4.1-mini", Kind.WRITING, date(2027, 1, 14), _OPENAI),
    Model("gpt-5-mini", Kind.WRITING, date(2026, 12, 11), _OPENAI),
    Model("gpt-5-nano", Kind.WRITING, date(2026, 12, 11), _OPENAI),
    Model(TEMPLATE, Kind.WRITING, None, "functions/script/template_writer.py"),
    Model("tts-1", Kind.SPEECH, date(2027, 1, 6), _OPENAI),
    Model("tts-1-hd", Kind.SPEECH, date(2027, 1, 6), _OPENAI),
    Model("gpt-4o-mini-tts", Kind.SPEECH, date(2027, 1, 6), _OPENAI),
    Model("gpt-4o-mini-tts-2025-12-15", Kind.SPEECH, date(2027, 1, 6), _OPENAI),
    Model("polly-neural", Kind.SPEECH, None, _POLLY),
    Model("polly-standard", Kind.SPEECH, None, _POLLY),
    Model("gpt-realtime", Kind.REALTIME, date(2027, 1, 20), _OPENAI),
    Model("gpt-realtime-mini", Kind.REALTIME, date(2027, 1, 20), _OPENAI),
    Model("gpt-realtime-2", Kind.REALTIME, None, _OPENAI),
    Model("gpt-realtime-2.1", Kind.REALTIME, None, _OPENAI),
    Model("gpt-realtime-2.1-mini", Kind.REALTIME, None, _OPENAI),
    Model("whisper-1", Kind.TRANSCRIPTION, date(2027, 2, 26), _OPENAI),
    Model("omni-moderation-latest", Kind.MODERATION, None, _OPENAI),
    Model("omni-moderation-2024-09-26", Kind.MODERATION, None, _OPENAI),
    Model(ALIGNER, Kind.ALIGNMENT, None, _POCKETSPHINX),
    Model(PROPORTIONAL, Kind.ALIGNMENT, None, "functions/captions/proportional.py"),
)
KNOWN: Final[Mapping[str, Model]] = {model.name: model for model in _MODELS}


def shutting_down(models: Iterable[str], today: date, within_days: int = WARN_DAYS) -> list[ModelShutdown]:
    """Return the models that shut down within `within_days` or have shut down, the earliest first.

    Models of other hosts are not in the table and have no date.
    """
    ends = ((name, KNOWN[name].shuts_down) for name in dict.fromkeys(models) if name in KNOWN)
    left = [ModelShutdown(name, end, (end - today).days) for name, end in ends if end is not None]
    return sorted((each for each in left if each.days_left <= within_days), key=lambda each: each.days_left)


def configured_models(settings: Settings) -> dict[Stage, tuple[str, ...]]:
    """Return the models of each stage, in the order in which the stage tries them, and the moderation model."""
    captions = {
        "alignment": ALIGNER,
        "transcription": settings.transcription_model,
        "proportional": PROPORTIONAL,
    }
    moderation = (settings.moderation_model,) if settings.moderation else ()
    return {
        Stage.SCRIPT: (*settings.script_models, TEMPLATE, *moderation),
        Stage.TTS: tuple(voice_model(name, settings) for name in settings.voice_order.split(",")),
        Stage.CAPTIONS: tuple(captions[name] for name in settings.captions_order.split(",")),
    }


def voice_model(provider: str, settings: Settings) -> str:
    """Return the model of a provider in `voice_order`."""
    models = {
        "speech": settings.speech_model,
        "realtime": settings.realtime_model,
        "polly": f"polly-{settings.polly_engine}",
    }
    return models[provider]
