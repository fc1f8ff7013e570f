"""The units that the five languages share, by sign; a lexicon names them in this order and adds its own."""

from collections.abc import Iterable, Mapping
from typing import Final

from vidx.speech.locales.lexicon import Gender, Noun

_SIGNS: Final = (
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
_UNCOUNTED: Final = frozenset({"%", "‰", "x"})
TIGHT: Final = frozenset({'"', "”", "″", "in", "x", "A", "s", "ms", "t", "L", "mi", "w", "v"})
"""Signs that count right after the figure alone: after a blank they mean something else (`5 ms` is also five metres in
Spanish and Portuguese)."""
GEARS: Final = ("3", "5", "6", "7", "8", "9", "10", "11", "18", "20", "21", "22", "27", "30")
"""Of bicycles; other figures before `v` are rather volts."""
BICYCLES: Final = r"bicis?|bicicletas?|biciclett[ae]|bikes?|mtb|btt|vtt|mountain ?bikes?"
"""Words for what has gears."""
LAST: Final = frozenset({"A", "s", "t", "L"})
"""Signs that count after a blank, too, where nothing but a mark follows."""


def named(names: str, feminine: Iterable[str]) -> Mapping[str, Noun]:
    """Nouns by sign: `names` holds one line a unit in the order of the table, `one / many` or what serves for both."""
    she = frozenset(feminine)
    found: dict[str, Noun] = {}
    for signs, line in zip(_SIGNS, names.strip().splitlines(), strict=True):
        one, _, many = (part.strip() for part in line.partition("/"))
        gender = Gender.NONE if signs in _UNCOUNTED else Gender.SHE if one in she else Gender.HE
        noun = Noun(one, many or one, gender)
        found.update(dict.fromkeys(signs.split("|"), noun))
    return found
