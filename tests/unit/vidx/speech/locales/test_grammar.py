"""Spoken forms of Spanish, French, German, Portuguese and Italian texts."""

import pytest

from tests.unit.vidx.speech.locales.spoken_forms import SPOKEN_FORMS
from vidx import speech
from vidx.options import CURRENCIES, LANGUAGES, Language

CASES = [(language, text, spoken_form) for language, rows in SPOKEN_FORMS.items() for text, spoken_form in rows.items()]


@pytest.mark.parametrize(
    ("language", "text", "spoken_form"), CASES, ids=[f"{language} {text}" for language, text, _ in CASES]
)
def test_text_is_verbalized(language: Language, text: str, spoken_form: str) -> None:
    assert speech.verbalize(text, language) == spoken_form


@pytest.mark.parametrize(
    ("language", "spoken_form"),
    {
        "es": "v dos coma uno, cien por doscientos por cincuenta centímetros",
        "fr": "v deux virgule un, cent sur deux cents sur cinquante centimètres",
        "de": "v zwei Komma eins, einhundert mal zweihundert mal fünfzig Zentimeter",
        "pt": "v dois vírgula um, cem por duzentos por cinquenta centímetros",
        "it": "v due virgola uno, cento per duecento per cinquanta centimetri",
    }.items(),
)
def test_no_number_of_a_version_or_of_three_dimensions_is_lost(language: Language, spoken_form: str) -> None:
    assert speech.verbalize("v2.1, 100x200x50 cm", language) == spoken_form


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "currency", [*CURRENCIES, "CNY", "KRW", "TRY", "RUB", "CZK", "HUF", "RON", "ZAR", "AED", "SGD"]
)
def test_every_currency_has_a_name_everywhere(language: Language, currency: str) -> None:
    words = speech.to_voice_text(f"5 {currency}", language).split()

    assert len(words) > 1
    assert not any(word == currency or (len(word) == 1 and word.isupper()) for word in words)
