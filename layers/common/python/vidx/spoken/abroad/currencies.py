"""Currencies that no seller here asks for but texts name: one and many of each by language, no small units."""

from collections.abc import Mapping
from typing import Final

from vidx.spoken.abroad.lexicon import Gender, Noun

SIGNS: Final = {
    "CN¥": "CNY", "CNY": "CNY", "RMB": "CNY", "₩": "KRW", "KRW": "KRW", "₺": "TRY", "TRY": "TRY", "₽": "RUB",
    "RUB": "RUB", "Kč": "CZK", "CZK": "CZK", "Ft": "HUF", "HUF": "HUF", "RON": "RON", "ZAR": "ZAR", "AED": "AED",
    "HK$": "HKD", "HKD": "HKD", "S$": "SGD", "SGD": "SGD", "ARS": "ARS", "CLP": "CLP", "COP": "COP",
    "PEN": "PEN",
}  # fmt: skip
_TABLE: Final[dict[str, dict[str, str]]] = {
    "es": {
        "CNY": "yuan / yuanes", "KRW": "won / wones", "TRY": "lira turca / liras turcas", "RUB": "rublo / rublos",
        "CZK": "corona checa / coronas checas", "HUF": "forinto / forintos", "RON": "leu / lei",
        "ZAR": "rand / rands", "AED": "dírham / dírhams", "HKD": "dólar de Hong Kong / dólares de Hong Kong",
        "SGD": "dólar de Singapur / dólares de Singapur", "ARS": "peso argentino / pesos argentinos",
        "CLP": "peso chileno / pesos chilenos", "COP": "peso colombiano / pesos colombianos", "PEN": "sol / soles",
    },
    "fr": {
        "CNY": "yuan / yuans", "KRW": "won / wons", "TRY": "livre turque / livres turques", "RUB": "rouble / roubles",
        "CZK": "couronne tchèque / couronnes tchèques", "HUF": "forint / forints", "RON": "leu / lei",
        "ZAR": "rand / rands", "AED": "dirham / dirhams", "HKD": "dollar de Hong Kong / dollars de Hong Kong",
        "SGD": "dollar de Singapour / dollars de Singapour", "ARS": "peso argentin / pesos argentins",
        "CLP": "peso chilien / pesos chiliens", "COP": "peso colombien / pesos colombiens", "PEN": "sol / sols",
    },
    "de": {
        "CNY": "Yuan", "KRW": "Won", "TRY": "türkische Lira", "RUB": "Rubel",
        "CZK": "tschechische Krone / tschechische Kronen", "HUF": "Forint", "RON": "Leu / Lei", "ZAR": "Rand",
        "AED": "Dirham", "HKD": "Hongkong Dollar", "SGD": "Singapur Dollar",
        "ARS": "argentinischer Peso / argentinische Peso", "CLP": "chilenischer Peso / chilenische Peso",
        "COP": "kolumbianischer Peso / kolumbianische Peso", "PEN": "Sol / Soles",
    },
    "pt": {
        "CNY": "yuan / yuans", "KRW": "won / wons", "TRY": "lira turca / liras turcas", "RUB": "rublo / rublos",
        "CZK": "coroa tcheca / coroas tchecas", "HUF": "florim / florins", "RON": "leu / lei", "ZAR": "rand / rands",
        "AED": "dirham / dirhams", "HKD": "dólar de Hong Kong / dólares de Hong Kong",
        "SGD": "dólar de Singapura / dólares de Singapura", "ARS": "peso argentino / pesos argentinos",
        "CLP": "peso chileno / pesos chilenos", "COP": "peso colombiano / pesos colombianos", "PEN": "sol / soles",
    },
    "it": {
        "CNY": "yuan", "KRW": "won", "TRY": "lira turca / lire turche", "RUB": "rublo / rubli",
        "CZK": "corona ceca / corone ceche", "HUF": "fiorino / fiorini", "RON": "leu / lei", "ZAR": "rand",
        "AED": "dirham", "HKD": "dollaro di Hong Kong / dollari di Hong Kong",
        "SGD": "dollaro di Singapore / dollari di Singapore", "ARS": "peso argentino / pesos argentini",
        "CLP": "peso cileno / pesos cileni", "COP": "peso colombiano / pesos colombiani", "PEN": "sol / soles",
    },
}  # fmt: skip
_SHE: Final = frozenset({"TRY", "CZK"})


def more(language: str) -> Mapping[str, tuple[Noun, None]]:
    """Nouns by code in the language of that short name (`es`)."""
    found: dict[str, tuple[Noun, None]] = {}
    for code, names in _TABLE[language].items():
        one, _, many = (part.strip() for part in names.partition("/"))
        found[code] = Noun(one, many or one, Gender.SHE if code in _SHE else Gender.HE), None
    return found
