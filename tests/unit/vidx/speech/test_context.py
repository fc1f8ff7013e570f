"""What the advert of a text decides, and that a context costs nothing twice."""

import re

import pytest

from vidx import speech
from vidx.options import Language
from vidx.speech.claims import find_claims

AMOUNTS: dict[tuple[Language, str | None], str] = {
    ("en", None): "forty-five thousand dollars",
    ("en", "CAD"): "forty-five thousand dollars",
    ("en", "MXN"): "forty-five thousand pesos",
    ("en", "EUR"): "forty-five thousand dollars",
    ("es", "MXN"): "cuarenta y cinco mil pesos",
    **{("es", code): "cuarenta y cinco mil pesos" for code in ("ARS", "CLP", "COP")},
    ("en", "ARS"): "forty-five thousand pesos",
    ("de", "CLP"): "fünfundvierzigtausend Peso",
    ("es", "USD"): "cuarenta y cinco mil dólares",
    ("de", "MXN"): "fünfundvierzigtausend Peso",
    ("fr", "CAD"): "quarante-cinq mille dollars",
    ("fr", "MXN"): "quarante-cinq mille pesos",
    ("pt", "MXN"): "quarenta e cinco mil pesos",
    ("it", "MXN"): "quarantacinquemila pesos",
}


@pytest.mark.parametrize(("language", "currency"), AMOUNTS)
def test_a_bare_dollar_sign_is_the_adverts_own_dollar_or_peso(language: Language, currency: str | None) -> None:
    assert speech.to_voice_text("$45,000", language, speech.Context(currency=currency)) == AMOUNTS[language, currency]


@pytest.mark.parametrize("language", ["en", "es", "fr", "de", "pt", "it"])
def test_claims_are_the_same_with_the_sign_and_with_the_code(language: Language) -> None:
    mexican = speech.Context(currency="MXN")

    assert list(find_claims("$45,000", language, mexican)) == list(find_claims("45,000 MXN", language, mexican)) != []


def test_the_patterns_of_a_grammar_are_compiled_once_a_context(monkeypatch: pytest.MonkeyPatch) -> None:
    speech.to_voice_text("5 km", "en", speech.Context("property", "USD"))
    monkeypatch.setattr(re, "compile", None)

    assert speech.to_voice_text("6 km", "en", speech.Context("property", "USD")) == "six kilometers"
