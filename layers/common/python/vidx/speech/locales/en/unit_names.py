"""Names of units by the symbols that sellers write. To add a unit, add its symbols to `_TABLE`."""

from typing import Final

_FEET: Final = ("foot", "feet")
_TABLE: Final[dict[str, tuple[str, str]]] = {
    # length, area, volume
    "mm": ("millimeter", "millimeters"), "cm": ("centimeter", "centimeters"), "m": ("meter", "meters"),
    "km": ("kilometer", "kilometers"), "kms": ("kilometer", "kilometers"), "mi": ("mile", "miles"),
    "ft": _FEET, "yd": ("yard", "yards"), '"': ("inch", "inch"), "″": ("inch", "inch"), "”": ("inch", "inch"),
    "in": ("inch", "inch"),
    "m²": ("square meter", "square meters"), "m2": ("square meter", "square meters"),
    "km²": ("square kilometer", "square kilometers"), "cm²": ("square centimeter", "square centimeters"),
    "sqm": ("square meter", "square meters"), "sq m": ("square meter", "square meters"),
    "sqft": ("square foot", "square feet"), "sq ft": ("square foot", "square feet"),
    "sq. ft.": ("square foot", "square feet"), "sq.ft.": ("square foot", "square feet"),
    "sq.m.": ("square meter", "square meters"), "sq. m.": ("square meter", "square meters"), "ft²": ("square foot",
    "square feet"), "ha": ("hectare", "hectares"),
    "m³": ("cubic meter", "cubic meters"), "m3": ("cubic meter", "cubic meters"),
    "cm³": ("cubic centimeter", "cubic centimeters"),
    "cc": ("C C", "C C"), "ml": ("milliliter", "milliliters"), "cl": ("centiliter", "centiliters"),
    "l": ("liter", "liters"), "L": ("liter", "liters"), "gal": ("gallon", "gallons"), "qt": ("quart", "quarts"),
    "fl oz": ("fluid ounce", "fluid ounces"), "fl. oz.": ("fluid ounce", "fluid ounces"),
    "floz": ("fluid ounce", "fluid ounces"), "cu ft": ("cubic foot", "cubic feet"), "ft³": ("cubic foot", "cubic feet"),
    # weight, time
    "mg": ("milligram", "milligrams"), "g": ("gram", "grams"), "kg": ("kilo", "kilos"), "lb": ("pound", "pounds"),
    "lbs": ("pound", "pounds"), "oz": ("ounce", "ounces"), "t": ("ton", "tons"), "st": ("stone", "stone"),
    "ms": ("millisecond", "milliseconds"), "s": ("second", "seconds"), "sec": ("second", "seconds"),
    "secs": ("second", "seconds"),
    "min": ("minute", "minutes"), "mins": ("minute", "minutes"), "h": ("hour", "hours"), "hr": ("hour", "hours"),
    "hrs": ("hour", "hours"), "yr": ("year", "years"), "yrs": ("year", "years"), "mo": ("month", "months"),
    "dr": ("door", "doors"),
    "mos": ("month", "months"), "mth": ("month", "months"), "mths": ("month", "months"), "wk": ("week", "weeks"),
    "wks": ("week", "weeks"),
    # speed, power, energy
    "km/h": ("kilometer per hour", "kilometers per hour"), "kmh": ("kilometer per hour", "kilometers per hour"),
    "kph": ("kilometer per hour", "kilometers per hour"), "mph": ("mile per hour", "miles per hour"),
    "mpg": ("mile per gallon", "miles per gallon"), "l/100km": ("liter per hundred", "liters per hundred"),
    "l/100 km": ("liter per hundred", "liters per hundred"), "L/100km": ("liter per hundred", "liters per hundred"),
    "L/100 km": ("liter per hundred", "liters per hundred"),
    "m/s": ("meter per second", "meters per second"), "rpm": ("R P M", "R P M"), "hp": ("horsepower", "horsepower"),
    "bhp": ("brake horsepower", "brake horsepower"), "PS": ("horsepower", "horsepower"),
    "Nm": ("newton meter", "newton meters"), "lb-ft": ("pound foot", "pound feet"),
    "mW": ("milliwatt", "milliwatts"), "W": ("watt", "watts"), "kW": ("kilowatt", "kilowatts"),
    "Wh": ("watt hour", "watt hours"), "kWh": ("kilowatt hour", "kilowatt hours"), "V": ("volt", "volts"),
    "A": ("amp", "amps"), "mA": ("milliamp", "milliamps"), "mAh": ("milliamp hour", "milliamp hours"),
    "Ah": ("amp hour", "amp hours"), "dB": ("decibel", "decibels"), "bar": ("bar", "bar"), "psi": ("P S I", "P S I"),
    "GW": ("gigawatt", "gigawatts"), "MW": ("megawatt", "megawatts"), "kVA": ("K V A", "K V A"),
    "BTU": ("B T U", "B T U"), "HP": ("horsepower", "horsepower"), "w": ("watt", "watts"), "v": ("volt", "volts"),
    "lm": ("lumen", "lumens"), "lx": ("lux", "lux"),
    # data, picture, sound
    "KB": ("kilobyte", "kilobytes"), "MB": ("megabyte", "megabytes"), "GB": ("gigabyte", "gigabytes"),
    "TB": ("terabyte", "terabytes"), "Mbps": ("megabit per second", "megabits per second"),
    "Gbps": ("gigabit per second", "gigabits per second"), "Hz": ("hertz", "hertz"), "kHz": ("kilohertz", "kilohertz"),
    "MHz": ("megahertz", "megahertz"), "GHz": ("gigahertz", "gigahertz"), "MP": ("megapixel", "megapixels"),
    "MB/s": ("megabyte per second", "megabytes per second"), "GB/s": ("gigabyte per second", "gigabytes per second"),
    "Mb/s": ("megabit per second", "megabits per second"), "Gb/s": ("gigabit per second", "gigabits per second"),
    "ct": ("carat", "carats"), "dpi": ("D P I", "D P I"), "ppi": ("P P I", "P P I"), "gsm": ("G S M", "G S M"),
    "g/m²": ("gram per square meter", "grams per square meter"),
    "g/m2": ("gram per square meter", "grams per square meter"),
    "px": ("pixel", "pixels"), "fps": ("frame per second", "frames per second"),
    # temperature and shares
    "ºC": ("degree Celsius", "degrees Celsius"), "°C": ("degree Celsius", "degrees Celsius"), "℃": ("degree Celsius",
    "degrees Celsius"),
    "°F": ("degree Fahrenheit", "degrees Fahrenheit"), "℉": ("degree Fahrenheit", "degrees Fahrenheit"),
    "°": ("degree", "degrees"), "deg": ("degree", "degrees"),
    "%": ("percent", "percent"), "‰": ("per mille", "per mille"),
    # pieces
    "pc": ("piece", "pieces"), "pcs": ("piece", "pieces"), "pk": ("pack", "pack"), "x": ("times", "times"),
    "BR": ("bedroom", "bedrooms"), "BA": ("bath", "baths"), "bdrm": ("bedroom", "bedrooms"),
    "br": ("bedroom", "bedrooms"), "ba": ("bath", "baths"), "bd": ("bedroom", "bedrooms"),
    "sf": ("square foot", "square feet"), "recep": ("reception room", "reception rooms"),
    "yo": ("year old", "year old"),
    "y/o": ("year old", "year old"), "*": ("star", "stars"), "cyl": ("cylinder", "cylinders"), "spd": ("speed",
    "speed"), "★": ("star", "stars"),
}  # fmt: skip
_ANY_CASE: Final = (
    "km", "kms", "kg", "cm", "mm", "ml", "mpg", "mph", "rpm", "bhp", "lbs", "oz", "ft", "sqft", "sqm", "hrs", "cc",
    "kwh", "kw", "mah", "ghz", "mhz", "hz", "gb", "tb", "mb", "dpi", "ppi", "psi", "fps",
)  # fmt: skip
"""Symbols that sellers write in any case, here in lower case."""
_LOWER_CASE: Final = {symbol.lower(): names for symbol, names in _TABLE.items()}
UNITS: Final[dict[str, tuple[str, str]]] = {
    **{
        spelling: _LOWER_CASE[symbol]
        for symbol in _ANY_CASE
        for spelling in (symbol, symbol.upper(), symbol.capitalize())
    },
    **_TABLE,
}
"""Singular and plural of a unit's name by its symbol."""

SPACED_UNITS: Final = frozenset(UNITS) - {
    '"', "in", "”", "″", "x", "A", "s", "t", "st", "pk", "HP", "w", "v", "BR", "BA", "br", "ba", "bd", "★", "*",
}  # fmt: skip
"""Symbols that are units after a space as well. Other symbols mean something else there."""
BEFORE_PUNCTUATION: Final = frozenset({"A", "s", "t", "HP", "in"})
"""Symbols that are units after a space where punctuation follows."""

RATE_UNITS: Final = {
    "month": "month", "mo": "month", "week": "week", "wk": "week", "day": "day", "night": "night", "hour": "hour",
    "hr": "hour", "h": "hour", "year": "year", "yr": "year", "kg": "kilo", "lb": "pound", "oz": "ounce", "g": "gram",
    "m": "meter", "m²": "square meter", "sqft": "square foot", "person": "person", "pp": "person", "pax": "person",
    "piece": "piece", "pc": "piece", "unit": "unit", "mth": "month", "gal": "gallon",
    "sq ft": "square foot", "sq. ft.": "square foot", "ft": "foot", "ft²": "square foot", "acre": "acre",
    "pair": "pair", "ac": "acre", "wks": "week", "session": "session", "each": "each",
}  # fmt: skip
"""Words for what follows a slash after an amount: `$20/day` → per day."""
