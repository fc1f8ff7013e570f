"""English as it is spoken in an advert. Rules stand from the most to the least particular."""

from typing import Final

from vidx.spoken import contact, names
from vidx.spoken.english import abbreviations, dates, figures, money, units
from vidx.spoken.english.numbers import digits, model_number
from vidx.spoken.reading import Reading

_SYMBOLS: Final = {
    "&": "and", "+": "plus", "@": "at", "%": "percent", "=": "equals", "°": "degrees", "×": "times", "÷": "divided by",
    "€": "euros", "$": "dollars", "£": "pounds", "¥": "yen", "₹": "rupees", "‰": "per mille", "№": "number",
    "²": "squared", "³": "cubed", "±": "plus or minus", "≥": "at least", "≤": "at most", "★": "stars", "¢": "cents",
}  # fmt: skip
_ADDRESS_SIGNS: Final = {
    ".": "dot", "@": "at", "/": "slash", "-": "dash", "_": "underscore", "+": "plus", ":": "colon",
}  # fmt: skip
_ENDINGS: Final = frozenset({"st", "nd", "rd", "th", "s", "k", "bn"})

ENGLISH: Final = Reading(
    rules=(
        *contact.rules(_ADDRESS_SIGNS, digits),
        *money.RULES,
        *dates.RULES,
        *figures.COMPOSED,
        *units.RULES,
        *names.rules(model_number, units.UNITS.keys() | _ENDINGS),
        *abbreviations.RULES,
        *figures.SINGLE,
    ),
    symbols=_SYMBOLS,
)
