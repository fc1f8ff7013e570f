"""Faults of the AI providers."""

from typing import Any, Final

from testing.faults.play import ERROR, ProviderFault, Row
from testing.faults.rows.stages import every_voice

MODEL_SCRIPT: Final[dict[str, Any]] = {"script": None}
"""The script is written by the language model."""

GERMAN: Final[dict[str, Any]] = {
    "language": "de",
    "title": "Schreibtischlampe aus Messing",
    "description": "Schreibtischlampe aus Messing von 1962, 45 cm hoch, sie funktioniert einwandfrei.",
    "script": "Eine Schreibtischlampe aus Messing für 89,50 Dollar. Nimm sie mit nach Hause.",
}
"""Captions by transcription, since alignment supports only English."""

PROVIDER_ERRORS: Final = {
    "429": "429",
    "500": "500",
    "unauthorized": "401",
    "quota": "quota used up",
    "retired": "model retired",
}


def script_rows() -> list[Row]:
    paid = {"script": 2, "voice": 1}
    words = {
        **PROVIDER_ERRORS,
        "malformed": "malformed answer",
        "refusal": "refusal",
        "untrue": "script with another price",
    }
    lasting = [
        Row(
            "OpenAI, script",
            f"{text}, lasting",
            paid={"script": 100, "voice": 1} if kind in {"malformed", "refusal", "untrue"} else {"voice": 1},
            provider=(ProviderFault("chat", kind),),
            changes=MODEL_SCRIPT,
        )
        for kind, text in words.items()
    ]
    return [
        *lasting,
        Row(
            "OpenAI, script",
            "no answer, once",
            paid=paid,
            provider=(ProviderFault("chat", "timeout", 1),),
            changes=MODEL_SCRIPT,
        ),
        Row(
            "OpenAI, script", "500, twice", paid=paid, provider=(ProviderFault("chat", "500", 2),), changes=MODEL_SCRIPT
        ),
    ]


def moderation_rows() -> list[Row]:
    errors = {
        "500": ("500", "ProviderUnavailable"),
        "429": ("429", "ProviderRateLimited"),
        "unauthorized": ("401", "ProviderUnauthorized"),
        "malformed": ("malformed answer", "ProviderMalformed"),
    }
    lasting = [
        Row(
            "OpenAI, moderation",
            f"{text}, lasting; nothing is paid",
            status=(ERROR,),
            codes=(code,),
            provider=(ProviderFault("moderations", kind),),
        )
        for kind, (text, code) in errors.items()
    ]
    return [
        *lasting,
        Row("OpenAI, moderation", "no answer, once", provider=(ProviderFault("moderations", "timeout", 1),)),
    ]


def voice_rows() -> list[Row]:
    recordings = {
        "malformed": "HTML in place of audio",
        "empty": "empty audio",
        "silent": "silent audio",
        "truncated": "audio that breaks off at 40 %",
    }
    rows = [
        Row(
            "OpenAI, voice",
            f"{text}, lasting",
            provider=(ProviderFault("speech", kind),),
        )
        for kind, text in {**PROVIDER_ERRORS, "refusal": "refusal"}.items()
    ]
    rows += [
        Row(
            "OpenAI, voice",
            f"{text}, lasting",
            paid={"voice": 5},
            provider=(ProviderFault("speech", kind),),
        )
        for kind, text in recordings.items()
    ]
    everywhere = {
        "500": ("500 of all three providers", ("ProviderUnavailable",)),
        "unauthorized": ("401 of all three providers", ("ProviderUnauthorized",)),
        "truncated": ("audio of all three providers breaks off", ("ProviderMalformed",)),
    }
    rows += [
        Row(
            "OpenAI, voice",
            text,
            status=(ERROR,),
            codes=codes,
            paid={"voice": 7 if kind == "truncated" else 1},
            provider=every_voice(kind),
        )
        for kind, (text, codes) in everywhere.items()
    ]
    return [*rows, Row("OpenAI, voice", "no answer, once", provider=(ProviderFault("speech", "timeout", 1),))]


def captions_rows() -> list[Row]:
    paid = {"voice": 1, "captions": 1}
    words = {**PROVIDER_ERRORS, "malformed": "malformed answer", "refusal": "refusal"}
    return [
        Row(
            "OpenAI, captions",
            f"{text}, lasting",
            paid={**paid, "captions": 5},
            provider=(ProviderFault("transcriptions", kind),),
            changes=GERMAN,
        )
        for kind, text in words.items()
    ] + [
        Row(
            "OpenAI, captions",
            "no answer, once",
            paid=paid,
            provider=(ProviderFault("transcriptions", "timeout", 1),),
            changes=GERMAN,
        )
    ]
