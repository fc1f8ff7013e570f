"""What Spanish, French, German, Portuguese and Italian texts sound like."""

import pytest

from tests.unit.vidx.speech.abroad import SAID
from vidx import speech
from vidx.options import CURRENCIES, LANGUAGES, Language

CASES = [(language, text, said) for language, rows in SAID.items() for text, said in rows.items()]


@pytest.mark.parametrize(("language", "text", "said"), CASES, ids=[f"{language} {text}" for language, text, _ in CASES])
def test_text_is_said_in_words(language: Language, text: str, said: str) -> None:
    assert speech.verbalize(text, language) == said


@pytest.mark.parametrize(
    ("language", "said"),
    {
        "es": "v dos coma uno, cien por doscientos por cincuenta centímetros",
        "fr": "v deux virgule un, cent sur deux cents sur cinquante centimètres",
        "de": "v zwei Komma eins, einhundert mal zweihundert mal fünfzig Zentimeter",
        "pt": "v dois vírgula um, cem por duzentos por cinquenta centímetros",
        "it": "v due virgola uno, cento per duecento per cinquanta centimetri",
    }.items(),
)
def test_no_figure_of_a_version_or_of_three_sides_is_lost(language: Language, said: str) -> None:
    assert speech.verbalize("v2.1, 100x200x50 cm", language) == said


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "currency", [*CURRENCIES, "CNY", "KRW", "TRY", "RUB", "CZK", "HUF", "RON", "ZAR", "AED", "SGD"]
)
def test_every_currency_has_a_name_everywhere(language: Language, currency: str) -> None:
    words = speech.to_voice_text(f"5 {currency}", language).split()

    assert len(words) > 1
    assert not any(word == currency or (len(word) == 1 and word.isupper()) for word in words)
