"""English as it is spoken in an advert. Rules stand from the most to the least particular."""

from typing import Final

from vidx.spoken.english import abbreviations, contact, dates, figures, money, names, units
from vidx.spoken.reading import Reading

_SYMBOLS: Final = {
    "&": "and", "+": "plus", "@": "at", "%": "percent", "=": "equals", "°": "degrees", "×": "times", "÷": "divided by",
    "€": "euros", "$": "dollars", "£": "pounds", "¥": "yen", "₹": "rupees", "‰": "per mille", "№": "number",
    "²": "squared", "³": "cubed", "±": "plus or minus", "≥": "at least", "≤": "at most",
}  # fmt: skip

ENGLISH: Final = Reading(
    rules=(
        *contact.RULES,
        *money.RULES,
        *dates.RULES,
        *figures.COMPOSED,
        *units.RULES,
        *names.RULES,
        *abbreviations.RULES,
        *figures.SINGLE,
    ),
    symbols=_SYMBOLS,
)
