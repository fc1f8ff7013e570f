"""Symbols of the units of all languages but English.

To add a unit, add its symbols here and its name in every language's file.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from vidx.speech.locales.locale import Gender, Noun

_SYMBOLS: Final = (
    "mm|MM", "cm|CM|Cm|cms", "m|mt|mts", "km|Km|KM|kms|Kms|KMS", "mi",
    "m²|m2|qm|mq|mt2|mt²|mts2|mts²|MQ|Mq", "km²", "cm²",
    "ha", "m³|m3|mt3|mts3",
    "cm³|cc|cm3|ccm|CC", "ml|ML|mL", "cl", "l|L|lt|lts|Lts", "mg", "g|gr|grs",
    "kg|Kg|KG|kgs", "t", "lb|lbs", "oz", "s|sec|seg|Sek.", "ms", "min|Min.", "h|hr|hs|hrs|Std.", "km/h|kmh|Km/h|KM/H",
    "km/l|km/L|Km/l", "mph", "mpg", "l/100km|l/100 km|l/100|L/100|L/100 km|L/100km",
    "rpm|U/min|tr/min|trs/min|t/min|giri/min", "W|w", "kW|KW|Kw|kw", "Wh", "kWh|KWh|KWH|Kwh|kwh", "V|v", "A", "mA",
    "mAh|mah|MAH",
    "Ah", "Nm", "dB", "bar", "lm",
    "MB|Mo|Mb|mb", "GB|Go|Gb|gb|go", "TB|To|Tb|tb", "Mbps|Mbit/s", "Gbps|Gbit/s", "Hz", "kHz", "MHz|Mhz|MHZ|mhz",
    "GHz|Ghz|GHZ|ghz", "MP|Mpx|Mpix", "px",
    "fps", "°C|℃|ºC|° C|º C", "°F|℉", "°", "%", "‰", '"|″|”|in', "ft", "x", "PS|CV|cv|ch|hp|HP",
    "pz|ud|uds|Stck|St.|pcs|pces",
)  # fmt: skip
"""One entry a unit: its symbols, in the order of the names in a language's file."""
_WITHOUT_GENDER: Final = frozenset({"%", "‰", "x"})
"""Units whose name is no noun, so that numbers do not agree with it."""
ATTACHED: Final = frozenset({'"', "”", "″", "in", "x", "A", "s", "ms", "t", "L", "mi", "w", "v"})
"""Symbols that are units only right after the digits. After a space they mean something else: `5 ms` is also five
metres in Spanish and Portuguese."""
GEARS: Final = ("3", "5", "6", "7", "8", "9", "10", "11", "18", "20", "21", "22", "27", "30")
"""Numbers of gears that bicycles have. Other numbers before `v` are volts."""
BICYCLES: Final = r"bicis?|bicicletas?|biciclett[ae]|bikes?|mtb|btt|vtt|mountain ?bikes?"
"""Pattern of words for bicycles."""
BEFORE_PUNCTUATION: Final = frozenset({"A", "s", "t", "L"})
"""Attached symbols that are units after a space as well, where punctuation follows."""


def units_by_symbol(names: str, feminine: Iterable[str]) -> Mapping[str, Noun]:
    """Nouns by symbol.

    Args:
        names: one line a unit, in the order of `_SYMBOLS`: `symbol = singular / plural`, or one name for both.
        feminine: singulars of feminine nouns.

    Raises:
        ValueError: a line is missing, or not in its place.
    """
    feminine_names = frozenset(feminine)
    units: dict[str, Noun] = {}
    for symbols, line in zip(_SYMBOLS, names.strip().splitlines(), strict=True):
        first_symbol, _, name = line.partition(" = ")
        if first_symbol != symbols.split("|")[0]:
            raise ValueError(f"expected the unit {symbols!r}, not {line!r}")
        singular, _, plural = (part.strip() for part in name.partition("/"))
        gender = (
            Gender.NONE
            if symbols in _WITHOUT_GENDER
            else Gender.FEMININE
            if singular in feminine_names
            else Gender.MASCULINE
        )
        noun = Noun(singular, plural or singular, gender)
        units.update(dict.fromkeys(symbols.split("|"), noun))
    return units
