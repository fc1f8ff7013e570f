"""Units after a figure: `120 km`, `45mpg`, `16GB`, `85 m²`, `21°C`, `5000mAh`, `27"`."""

import re
from typing import Final

from vidx.spoken.english.numbers import cardinal
from vidx.spoken.reading import Rule, rule, whole
from vidx.spoken.written import IN_NAME

_FEET: Final = ("foot", "feet")
UNITS: Final[dict[str, tuple[str, str]]] = {
    # length, area, volume
    "mm": ("millimeter", "millimeters"), "cm": ("centimeter", "centimeters"), "m": ("meter", "meters"),
    "km": ("kilometer", "kilometers"), "kms": ("kilometer", "kilometers"), "mi": ("mile", "miles"),
    "ft": _FEET, "yd": ("yard", "yards"), '"': ("inch", "inch"), "″": ("inch", "inch"), "”": ("inch", "inch"),
    "in": ("inch", "inch"),
    "m²": ("square meter", "square meters"), "m2": ("square meter", "square meters"),
    "km²": ("square kilometer", "square kilometers"), "cm²": ("square centimeter", "square centimeters"),
    "sqm": ("square meter", "square meters"), "sq m": ("square meter", "square meters"),
    "sqft": ("square foot", "square feet"), "sq ft": ("square foot", "square feet"),
    "sq. ft.": ("square foot", "square feet"), "ft²": ("square foot", "square feet"), "ha": ("hectare", "hectares"),
    "m³": ("cubic meter", "cubic meters"), "m3": ("cubic meter", "cubic meters"),
    "cm³": ("cubic centimeter", "cubic centimeters"),
    "cc": ("C C", "C C"), "ml": ("milliliter", "milliliters"), "cl": ("centiliter", "centiliters"),
    "l": ("liter", "liters"), "L": ("liter", "liters"), "gal": ("gallon", "gallons"),
    # weight, time
    "mg": ("milligram", "milligrams"), "g": ("gram", "grams"), "kg": ("kilo", "kilos"), "lb": ("pound", "pounds"),
    "lbs": ("pound", "pounds"), "oz": ("ounce", "ounces"), "t": ("ton", "tons"), "st": ("stone", "stone"),
    "ms": ("millisecond", "milliseconds"), "s": ("second", "seconds"), "sec": ("second", "seconds"),
    "min": ("minute", "minutes"), "mins": ("minute", "minutes"), "h": ("hour", "hours"), "hr": ("hour", "hours"),
    "hrs": ("hour", "hours"), "yr": ("year", "years"), "yrs": ("year", "years"), "mo": ("month", "months"),
    "mos": ("month", "months"), "wk": ("week", "weeks"), "wks": ("week", "weeks"),
    # speed, power, energy
    "km/h": ("kilometer per hour", "kilometers per hour"), "kmh": ("kilometer per hour", "kilometers per hour"),
    "kph": ("kilometer per hour", "kilometers per hour"), "mph": ("mile per hour", "miles per hour"),
    "mpg": ("mile per gallon", "miles per gallon"), "l/100km": ("liter per hundred", "liters per hundred"),
    "l/100 km": ("liter per hundred", "liters per hundred"), "L/100km": ("liter per hundred", "liters per hundred"),
    "L/100 km": ("liter per hundred", "liters per hundred"),
    "m/s": ("meter per second", "meters per second"), "rpm": ("R P M", "R P M"), "hp": ("horsepower", "horsepower"),
    "bhp": ("brake horsepower", "brake horsepower"), "PS": ("horsepower", "horsepower"),
    "Nm": ("newton meter", "newton meters"),
    "mW": ("milliwatt", "milliwatts"), "W": ("watt", "watts"), "kW": ("kilowatt", "kilowatts"),
    "Wh": ("watt hour", "watt hours"), "kWh": ("kilowatt hour", "kilowatt hours"), "V": ("volt", "volts"),
    "A": ("amp", "amps"), "mA": ("milliamp", "milliamps"), "mAh": ("milliamp hour", "milliamp hours"),
    "Ah": ("amp hour", "amp hours"), "dB": ("decibel", "decibels"), "bar": ("bar", "bar"), "psi": ("P S I", "P S I"),
    "lm": ("lumen", "lumens"), "lx": ("lux", "lux"),
    # data, picture, sound
    "KB": ("kilobyte", "kilobytes"), "MB": ("megabyte", "megabytes"), "GB": ("gigabyte", "gigabytes"),
    "TB": ("terabyte", "terabytes"), "Mbps": ("megabit per second", "megabits per second"),
    "Gbps": ("gigabit per second", "gigabits per second"), "Hz": ("hertz", "hertz"), "kHz": ("kilohertz", "kilohertz"),
    "MHz": ("megahertz", "megahertz"), "GHz": ("gigahertz", "gigahertz"), "MP": ("megapixel", "megapixels"),
    "px": ("pixel", "pixels"), "fps": ("frame per second", "frames per second"),
    # temperature and shares
    "°C": ("degree Celsius", "degrees Celsius"), "℃": ("degree Celsius", "degrees Celsius"),
    "°F": ("degree Fahrenheit", "degrees Fahrenheit"), "℉": ("degree Fahrenheit", "degrees Fahrenheit"),
    "°": ("degree", "degrees"), "%": ("percent", "percent"), "‰": ("per mille", "per mille"),
    # pieces
    "pc": ("piece", "pieces"), "pcs": ("piece", "pieces"), "pk": ("pack", "pack"), "x": ("times", "times"),
}  # fmt: skip
"""Singular and plural by the unit's sign."""

_SPACED: Final = frozenset(UNITS) - {'"', "in", "”", "″", "x", "A", "s", "t", "st", "pk"}
"""Signs that also count after a blank; the others mean something else there."""

_EACH: Final = {
    "month": "month", "mo": "month", "week": "week", "wk": "week", "day": "day", "night": "night", "hour": "hour",
    "hr": "hour", "h": "hour", "year": "year", "yr": "year", "kg": "kilo", "lb": "pound", "oz": "ounce", "g": "gram",
    "m": "meter", "m²": "square meter", "sqft": "square foot", "person": "person", "piece": "piece", "pc": "piece",
}  # fmt: skip
"""What a price is for: `$20/day`."""


def _any_of(signs: frozenset[str] | set[str]) -> str:
    return "|".join(re.escape(sign) for sign in sorted(signs, key=len, reverse=True))


_END: Final = r"(?![\w²³])"
UNIT_AHEAD: Final = rf"(?:\s?(?:{_any_of(set(_SPACED))}){_END}|(?:{_any_of(set(UNITS))}){_END})"
"""Matches where a unit follows a figure."""
_AFTER: Final = rf"(?:(?<=\d)|(?<=\dk))(?:(?P<tight>{_any_of(set(UNITS))})|\s(?P<loose>{_any_of(set(_SPACED))})){_END}"
_NOUN: Final = re.compile(r" (?!(?:a|an|and|as|at|but|by|for|from|in|is|of|on|or|per|than|that|the|to|with)\b)[a-z]")
_ONE: Final = re.compile(r"(?<![\d.,/–-])1$")


def _unit(match: "re.Match[str]") -> list[tuple[int, str]]:
    """The unit's name: one after a lone 1 and before a noun (`65W charger`), else many; none inside a model's name."""
    if IN_NAME.search(match.string, 0, match.start()):
        return []
    name = "tight" if match["tight"] else "loose"
    one, many = UNITS[match[name]]
    single = _ONE.search(match.string, 0, match.start()) or (match["tight"] and _NOUN.match(match.string, match.end()))
    return [(match.start(name), one if single else many)]


def _feet_and_inches(match: "re.Match[str]") -> str:
    return f"{cardinal(int(match[1]))} foot {cardinal(int(match[2]))}"


RULES: Final[tuple[Rule, ...]] = (
    rule(r"(?<![\w.,])(\d{1,2})['’′](\d{1,2})[\"”″]", whole(_feet_and_inches)),
    rule(r"(?<![\w.,])(\d{1,2})['’′](?!\w)", whole(lambda m: f"{cardinal(int(m[1]))} {_FEET[int(m[1]) != 1]}")),
    rule(
        r"(?<![\w.,])(\d{1,2})\s?ft\.?\s(\d{1,2})\s?in(?:ch(?:es)?)?(?!\w| (?:a|the|my|its)\b)", whole(_feet_and_inches)
    ),
    rule(_AFTER, _unit),
    rule(
        rf"(?:(?<=[\d€$£¥₹])|(?<=[\d€$£¥₹] ))/(?P<each>{'|'.join(_EACH)})(?!\w)",
        whole(lambda m: f"per {_EACH[m['each']]}"),
    ),
    rule(r"(?:(?<=[\"″”'’′])|(?<=(?:[\"″”'’′]|[a-z]) ))[x×](?=\s?\d)", whole(lambda _: "by")),
)
