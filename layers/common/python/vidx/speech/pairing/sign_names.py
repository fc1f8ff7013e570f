"""Names that stand for signs: units, currencies, symbols, months and days of the week."""

from collections.abc import Mapping
from functools import cache
from typing import Final

from vidx.options import Language
from vidx.speech.pairing.words import WORD, plain_letters

_HOURS: Final[dict[Language, str]] = {
    "en": "o date_words hours hour hundred",
    "es": "hora horas",
    "fr": "heure heures",
    "de": "uhr",
    "pt": "hora horas",
    "it": "ora ore",
}
_SIGNS: Final[dict[Language, dict[str, str]]] = {
    "en": {"-–—": "to through minus", "x×": "by times", "/": "per or outof", "#": "number pounds", "Ø": "diameter"},
    "es": {"-–—": "hasta menos", "x×": "por vez veces", "/": "o", "#": "numero", "Ø": "diametro", "ºª": "grados grado"},
    "fr": {"-–—": "moins", "x×": "fois sur", "/": "ou", "#": "numero", "Ø": "diametre", "º": "degres degre"},
    "de": {"-–—": "minus", "x×": "mal", "/": "oder von", "#": "nummer", "Ø": "durchmesser", "º": "grad"},
    "pt": {"-–—": "menos", "x×": "por vez vezes", "/": "ou", "#": "numero", "Ø": "diametro", "ºª": "graus grau"},
    "it": {"-–—": "meno", "x×": "per volta volte", "/": "o", "#": "numero", "Ø": "diametro", "ºª": "gradi grado"},
}
_NUMBER: Final[dict[Language, str]] = {
    "en": "number",
    "es": "numero",
    "fr": "numero",
    "de": "nummer",
    "pt": "numero",
    "it": "numero",
}
CARATS: Final[dict[Language, str]] = {
    "en": "carat carats karat karats",
    "es": "quilate quilates",
    "fr": "carat carats",
    "de": "karat",
    "pt": "quilate quilates",
    "it": "carato carati",
}
_FEET_AND_INCHES: Final[dict[Language, dict[str, str]]] = {
    "en": {"'’′": "foot feet", '"”″': "inch inches"},
    "es": {"'’′": "pie pies", '"”″': "pulgada pulgadas"},
    "fr": {"'’′": "pied pieds", '"”″': "pouce pouces"},
    "de": {"'’′": "fuß", '"”″': "zoll"},
    "pt": {"'’′": "pe pes", '"”″': "polegada polegadas"},
    "it": {"'’′": "piede piedi", '"”″': "pollice pollici"},
}


@cache
def units(language: Language) -> Mapping[str, frozenset[str]]:
    """What each sign of a unit is called, one or many of it, words joined."""
    if language == "en":
        from vidx.speech.locales.en.unit_names import UNITS

        names = {sign: set(pair) for sign, pair in UNITS.items()}
    else:
        from vidx.speech.locales import locale_of

        names = {sign: {noun.singular, noun.plural} for sign, noun in locale_of(language).units.items()}
    for chars, words in _FEET_AND_INCHES[language].items():
        for char in chars:
            names.setdefault(char, set()).update(words.split())
    for sign in ("h", "hs", "H", "hrs", "Uhr"):
        names.setdefault(sign, set()).update(_HOURS[language].split())
    for sign in ("k", "kt", "ct", "cts", "K"):
        names.setdefault(sign, set()).update(CARATS[language].split())
    return {sign: frozenset(_joined(name) for name in own) for sign, own in names.items()}


@cache
def sign_names(language: Language) -> Mapping[str, frozenset[str]]:
    """What each sign that is no unit may be called."""
    names: dict[str, set[str]] = {}
    for chars, words in _SIGNS[language].items():
        for char in chars:
            names.setdefault(char, set()).update(map(plain_letters, words.split()))
    return {char: frozenset(own) for char, own in names.items()}


def number_name(language: Language) -> str:
    return _NUMBER[language]


def hours(language: Language) -> frozenset[str]:
    return frozenset(map(plain_letters, _HOURS[language].split()))


@cache
def months(language: Language) -> tuple[str, ...]:
    """The names of the months, January first."""
    if language == "en":
        from vidx.speech.locales.en.dates import MONTHS

        return tuple(map(plain_letters, MONTHS))
    from vidx.speech.locales import locale_of

    return tuple(map(plain_letters, locale_of(language).date_words.months))


@cache
def weekdays(language: Language) -> frozenset[str]:
    if language == "en":
        from vidx.speech.locales.en.dates import WEEKDAYS

        return frozenset(map(plain_letters, WEEKDAYS))
    from vidx.speech.locales import locale_of

    return frozenset(plain_letters(day) for day in locale_of(language).date_words.weekdays.values())


def _joined(name: str) -> str:
    return "".join(map(plain_letters, WORD.findall(name)))
