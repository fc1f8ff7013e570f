"""A script may claim only what its listing says."""

import pytest

from functions.script.fact_check import unsupported_claims
from testing.foreign_listings import FOREIGN_LISTINGS
from testing.listings import CAR, PHONE
from vidx.options import Language


@pytest.mark.parametrize(
    "script",
    [
        "Yours for $15,499.",
        "Yours for fifteen thousand four hundred ninety-nine dollars.",
        "A 2019 model with 45,000 km.",
        "An MX-5 from twenty nineteen.",
        "One of a kind, with one owner.",
        "MOT until May 2026.",
        "No figures at all.",
    ],
)
def test_the_listings_facts_may_stand_in_figures_or_words(script: str) -> None:
    assert unsupported_claims(script, CAR) == []


@pytest.mark.parametrize(
    ("script", "claim"),
    [
        ("Yours for $14,999.", "fourteen thousand nine hundred ninety nine dollars"),
        ("Only €15,499!", "fifteen thousand four hundred ninety nine euros"),
        ("Just $45,000!", "forty five thousand dollars"),
        ("A 2020 model.", "twenty twenty"),
        ("Now 20% off.", "twenty percent"),
        ("Three previous owners.", "three"),
        ("At half price.", "half"),
        ("Write to cheap@cars.example now.", "cheap@cars.example"),
        ("See www.cars.example for more.", "www.cars.example"),
    ],
)
def test_an_unsupported_claim_is_reported(script: str, claim: str) -> None:
    assert unsupported_claims(script, CAR) == [claim]


def test_a_percentage_is_another_claim_than_its_number() -> None:
    assert unsupported_claims("Battery health 97%.", PHONE) == []
    assert unsupported_claims("Save 256%.", PHONE) == ["two hundred fifty six percent"]


def test_a_repeated_claim_is_reported_once() -> None:
    assert unsupported_claims("Get 9. Yes, 9.", CAR) == ["nine"]


@pytest.mark.parametrize(
    ("language", "script"),
    [
        ("es", "Tuyo por quince mil cuatrocientos noventa y nueve euros, con un solo dueño y una capota negra."),
        ("es", "De dos mil diecinueve, con 45 000 km."),
        (
            "fr",
            "À vous pour quinze mille quatre cent quatre-vingt-dix-neuf euros : des pneus neufs et une capote noire.",
        ),
        ("de", "Für fünfzehntausendvierhundertneunundneunzig Euro: ein Mazda aus erster Hand und eine Sitzheizung."),
        ("de", "Erst 45000 km."),
        (
            "pt",
            "Seu por noventa e cinco mil quatrocentos e noventa e nove reais, com um único dono e uma capota preta.",
        ),
        ("it", "Tuo per quindicimilaquattrocentonovantanove euro. Sei pronto? Con un'auto così!"),
    ],
)
def test_the_listings_facts_may_stand_in_figures_or_words_in_every_language(language: Language, script: str) -> None:
    assert unsupported_claims(script, FOREIGN_LISTINGS[language][0]) == []


@pytest.mark.parametrize(
    ("language", "script", "claim"),
    [
        ("es", "Solo 14.999 €.", "catorce mil novecientos noventa y nueve euros"),
        ("es", "Con un 20 % de descuento.", "veinte percent"),
        ("es", "Solo dos dueños.", "dos"),
        ("es", "A mitad de precio.", "mitad"),
        ("es", "Por 15.499 libras.", "quince mil cuatrocientos noventa y nueve libras"),
        ("fr", "Remise de 20 %.", "vingt percent"),
        ("fr", "Deux propriétaires.", "deux"),
        ("de", "Jetzt 20 % billiger.", "zwanzig percent"),
        ("de", "Nur zwei Besitzer.", "zwei"),
        ("de", "Baujahr 2020.", "zweitausendzwanzig"),
        ("pt", "Com 20% de desconto.", "vinte percent"),
        ("pt", "Apenas duas donas.", "dois"),
        ("it", "Sconto del 20%.", "venti percent"),
        ("it", "Con 6 posti.", "sei"),
        ("it", "Solo due proprietari.", "due"),
    ],
)
def test_an_unsupported_claim_is_reported_in_every_language(language: Language, script: str, claim: str) -> None:
    assert unsupported_claims(script, FOREIGN_LISTINGS[language][0]) == [claim]
