"""Names that may be spoken for units and symbols, and the names of months and days of the week."""

from collections.abc import Mapping
from functools import cache
from typing import Final

from vidx.options import Language
from vidx.speech.pairing.words import WORD, plain_letters

_HOUR_WORDS: Final[dict[Language, str]] = {
    "en": "o clock hours hour hundred",
    "es": "hora horas",
    "fr": "heure heures",
    "de": "uhr",
    "pt": "hora horas",
    "it": "ora ore",
}
_SYMBOLS: Final[dict[Language, dict[str, str]]] = {
    "en": {"-–—": "to through minus", "x×": "by times", "/": "per or outof", "#": "number pounds", "Ø": "diameter"},
    "es": {"-–—": "hasta menos", "x×": "por vez veces", "/": "o", "#": "numero", "Ø": "diametro", "ºª": "grados grado"},
    "fr": {"-–—": "moins", "x×": "fois sur", "/": "ou", "#": "numero", "Ø": "diametre", "º": "degres degre"},
    "de": {"-–—": "minus", "x×": "mal", "/": "oder von", "#": "nummer", "Ø": "durchmesser", "º": "grad"},
    "pt": {"-–—": "menos", "x×": "por vez vezes", "/": "ou", "#": "numero", "Ø": "diametro", "ºª": "graus grau"},
    "it": {"-–—": "meno", "x×": "per volta volte", "/": "o", "#": "numero", "Ø": "diametro", "ºª": "gradi grado"},
}
_NUMBER_SIGN: Final[dict[Language, str]] = {
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
    """Names of units by symbol, singular and plural, each as one word in plain letters."""
    if language == "en":
        from vidx.speech.locales.en.unit_names import UNITS

        names = {symbol: set(pair) for symbol, pair in UNITS.items()}
    else:
        from vidx.speech.locales import locale_of

        names = {symbol: {noun.singular, noun.plural} for symbol, noun in locale_of(language).units.items()}
    for chars, words in _FEET_AND_INCHES[language].items():
        for char in chars:
            names.setdefault(char, set()).update(words.split())
    for symbol in ("h", "hs", "H", "hrs", "Uhr"):
        names.setdefault(symbol, set()).update(_HOUR_WORDS[language].split())
    for symbol in ("k", "kt", "ct", "cts", "K"):
        names.setdefault(symbol, set()).update(CARATS[language].split())
    return {symbol: frozenset(_joined(name) for name in own_names) for symbol, own_names in names.items()}


@cache
def symbol_names(language: Language) -> Mapping[str, frozenset[str]]:
    """Names of symbols that are no units."""
    names: dict[str, set[str]] = {}
    for chars, words in _SYMBOLS[language].items():
        for char in chars:
            names.setdefault(char, set()).update(map(plain_letters, words.split()))
    return {char: frozenset(own_names) for char, own_names in names.items()}


def number_sign_name(language: Language) -> str:
    """Name of `n°` and `№`."""
    return _NUMBER_SIGN[language]


def hour_words(language: Language) -> frozenset[str]:
    """Words after the hour of a time of day."""
    return frozenset(map(plain_letters, _HOUR_WORDS[language].split()))


@cache
def months(language: Language) -> tuple[str, ...]:
    """The months, January first."""
    if language == "en":
        from vidx.speech.locales.en.dates import MONTHS

        return tuple(map(plain_letters, MONTHS))
    from vidx.speech.locales import locale_of

    return tuple(map(plain_letters, locale_of(language).date_words.months))


@cache
def weekdays(language: Language) -> frozenset[str]:
    """The days of the week."""
    if language == "en":
        from vidx.speech.locales.en.dates import WEEKDAYS

        return frozenset(map(plain_letters, WEEKDAYS))
    from vidx.speech.locales import locale_of

    return frozenset(plain_letters(day) for day in locale_of(language).date_words.weekdays.values())


def _joined(name: str) -> str:
    return "".join(map(plain_letters, WORD.findall(name)))
