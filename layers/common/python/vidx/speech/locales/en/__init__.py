"""English as it is spoken in an advert. Rules stand from the most to the least particular."""

from typing import Final

from vidx.speech import contact, names, phones, signs
from vidx.speech.context import Context
from vidx.speech.locales.en import (
    abbreviations,
    brands,
    dates,
    decades,
    figures,
    grouped,
    joints,
    money,
    toll_free,
    units,
)
from vidx.speech.locales.en.currencies import CURRENCIES
from vidx.speech.locales.en.measures import UNITS
from vidx.speech.locales.en.numbers import cardinal, digits, model_number
from vidx.speech.reading import Reading
from vidx.speech.stretches import between_sums

_SYMBOLS: Final = {
    "&": "and", "+": "plus", "@": "at", "%": "percent", "=": "equals", "°": "degrees", "×": "times", "÷": "divided by",
    "€": "euros", "$": "dollars", "£": "pounds", "¥": "yen", "₹": "rupees", "‰": "per mille", "№": "number",
    "²": "squared", "³": "cubed", "±": "plus or minus", "≥": "at least", "≤": "at most", "★": "stars", "¢": "cents",
}  # fmt: skip
_ADDRESS_SIGNS: Final = {
    ".": "dot", "@": "at", "/": "slash", "-": "dash", "_": "underscore", "+": "plus", ":": "colon",
}  # fmt: skip
_INITIALISMS: Final = frozenset({"ISBN", "GTE", "HOA", "EPA", "IPA", "OBO"})
_ENDINGS: Final = frozenset({"st", "nd", "rd", "th", "s", "k", "bn"})


def reading_in(context: Context) -> Reading:
    """The reading of an English text in that context."""
    return Reading(
        rules=(
            *abbreviations.PHRASES,
            *contact.rules(_ADDRESS_SIGNS, digits),
            *toll_free.RULES,
            *phones.rules(_ADDRESS_SIGNS["+"], digits),
            *joints.FIRST,
            *signs.rules(cardinal, _SYMBOLS["★"], _SYMBOLS["×"]),
            *money.rules(context),
            *dates.rules(context),
            *decades.RULES,
            *between_sums("to", UNITS.keys() | CURRENCIES.keys()),
            *figures.composed(context),
            *grouped.RULES,
            *joints.RULES,
            *brands.RULES,
            *units.rules(context),
            *abbreviations.rules(context),
            *names.rules(model_number, UNITS.keys() | _ENDINGS, _INITIALISMS),
            *figures.SINGLE,
        ),
        symbols=_SYMBOLS,
    )
