"""Currencies that sellers name but cannot choose, except ARS, CLP, COP and PEN: names by language.

An entry is `singular / plural / singular of the minor unit / its plural`, or the part of it that is needed.
"""

from collections.abc import Mapping
from typing import Final

from vidx.speech.locales.locale import Gender, Noun

FURTHER_SYMBOLS: Final = {
    "CN¥": "CNY", "CNY": "CNY", "RMB": "CNY", "₩": "KRW", "KRW": "KRW", "₺": "TRY", "TRY": "TRY", "₽": "RUB",
    "RUB": "RUB", "Kč": "CZK", "CZK": "CZK", "Ft": "HUF", "HUF": "HUF", "RON": "RON", "ZAR": "ZAR", "AED": "AED",
    "HK$": "HKD", "HKD": "HKD", "S$": "SGD", "SGD": "SGD", "ARS": "ARS", "CLP": "CLP", "COP": "COP",
    "PEN": "PEN",
}  # fmt: skip
"""ISO 4217 code by symbol or code."""
_TABLE: Final[dict[str, dict[str, str]]] = {
    "es": {
        "CNY": "yuan / yuanes", "KRW": "won / wones", "TRY": "lira turca / liras turcas", "RUB": "rublo / rublos",
        "CZK": "corona checa / coronas checas", "HUF": "forinto / forintos", "RON": "leu / lei",
        "ZAR": "rand / rands", "AED": "dírham / dírhams", "HKD": "dólar de Hong Kong / dólares de Hong Kong",
        "SGD": "dólar de Singapur / dólares de Singapur",
        "ARS": "peso argentino / pesos argentinos / centavo / centavos",
        "CLP": "peso chileno / pesos chilenos / centavo / centavos",
        "COP": "peso colombiano / pesos colombianos / centavo / centavos", "PEN": "sol / soles / céntimo / céntimos",
    },
    "fr": {
        "CNY": "yuan / yuans", "KRW": "won / wons", "TRY": "livre turque / livres turques", "RUB": "rouble / roubles",
        "CZK": "couronne tchèque / couronnes tchèques", "HUF": "forint / forints", "RON": "leu / lei",
        "ZAR": "rand / rands", "AED": "dirham / dirhams", "HKD": "dollar de Hong Kong / dollars de Hong Kong",
        "SGD": "dollar de Singapour / dollars de Singapour",
        "ARS": "peso argentin / pesos argentins / centavo / centavos",
        "CLP": "peso chilien / pesos chiliens / centavo / centavos",
        "COP": "peso colombien / pesos colombiens / centavo / centavos", "PEN": "sol / sols / céntimo / céntimos",
    },
    "de": {
        "CNY": "Yuan", "KRW": "Won", "TRY": "türkische Lira", "RUB": "Rubel",
        "CZK": "tschechische Krone / tschechische Kronen", "HUF": "Forint", "RON": "Leu / Lei", "ZAR": "Rand",
        "AED": "Dirham", "HKD": "Hongkong Dollar", "SGD": "Singapur Dollar",
        "ARS": "argentinischer Peso / argentinische Peso / Centavo / Centavos",
        "CLP": "chilenischer Peso / chilenische Peso / Centavo / Centavos",
        "COP": "kolumbianischer Peso / kolumbianische Peso / Centavo / Centavos",
        "PEN": "Sol / Soles / Céntimo / Céntimos",
    },
    "pt": {
        "CNY": "yuan / yuans", "KRW": "won / wons", "TRY": "lira turca / liras turcas", "RUB": "rublo / rublos",
        "CZK": "coroa tcheca / coroas tchecas", "HUF": "florim / florins", "RON": "leu / lei", "ZAR": "rand / rands",
        "AED": "dirham / dirhams", "HKD": "dólar de Hong Kong / dólares de Hong Kong",
        "SGD": "dólar de Singapura / dólares de Singapura",
        "ARS": "peso argentino / pesos argentinos / centavo / centavos",
        "CLP": "peso chileno / pesos chilenos / centavo / centavos",
        "COP": "peso colombiano / pesos colombianos / centavo / centavos", "PEN": "sol / soles / cêntimo / cêntimos",
    },
    "it": {
        "CNY": "yuan", "KRW": "won", "TRY": "lira turca / lire turche", "RUB": "rublo / rubli",
        "CZK": "corona ceca / corone ceche", "HUF": "fiorino / fiorini", "RON": "leu / lei", "ZAR": "rand",
        "AED": "dirham", "HKD": "dollaro di Hong Kong / dollari di Hong Kong",
        "SGD": "dollaro di Singapore / dollari di Singapore",
        "ARS": "peso argentino / pesos argentini / centavo / centavos",
        "CLP": "peso cileno / pesos cileni / centavo / centavos",
        "COP": "peso colombiano / pesos colombiani / centavo / centavos", "PEN": "sol / soles / céntimo / céntimos",
    },
}  # fmt: skip
_FEMININE_CURRENCIES: Final = frozenset({"TRY", "CZK"})


def further_currencies(language: str) -> Mapping[str, tuple[Noun, Noun | None]]:
    """Major and minor unit by ISO 4217 code in the language with that code (`es`)."""
    nouns: dict[str, tuple[Noun, Noun | None]] = {}
    for code, names in _TABLE[language].items():
        singular, *others = (name.strip() for name in names.split("/"))
        plural, *minor = others or [singular]
        major = Noun(singular, plural, Gender.FEMININE if code in _FEMININE_CURRENCIES else Gender.MASCULINE)
        nouns[code] = major, Noun(minor[0], minor[1]) if minor else None
    return nouns
