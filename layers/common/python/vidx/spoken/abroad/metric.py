"""The units that the five languages share, by sign; a lexicon names them in this order and adds its own."""

from collections.abc import Iterable, Mapping
from typing import Final

from vidx.spoken.abroad.lexicon import Gender, Noun

_SIGNS: Final = (
    "mm", "cm", "m", "km", "mi", "m²|m2|qm|mq", "km²", "cm²", "ha", "m³|m3", "cm³|cc|cm3", "ml", "cl", "l|L", "mg", "g",
    "kg", "t", "lb|lbs", "oz", "s|sec|seg|Sek.", "min|Min.", "h|hr|Std.", "km/h|kmh", "mph", "mpg", "l/100km|l/100 km",
    "rpm|U/min|tr/min|giri/min", "W", "kW", "Wh", "kWh", "V", "A", "mA", "mAh", "Ah", "Nm", "dB", "bar", "lm",
    "MB|Mo", "GB|Go|Gb", "TB|To|Tb", "Mbps|Mbit/s", "Gbps|Gbit/s", "Hz", "kHz", "MHz", "GHz", "MP|Mpx|Mpix", "px",
    "fps", "°C|℃", "°F|℉", "°", "%", "‰", '"|″|”|in', "ft", "x", "PS|CV|cv|ch|hp",
)  # fmt: skip
_UNCOUNTED: Final = frozenset({"%", "‰", "x"})
TIGHT: Final = frozenset({'"', "”", "″", "in", "x", "A", "s", "t", "L", "mi"})
"""Signs that count right after the figure alone: after a blank they mean something else."""


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
