"""English as it is spoken in an advert. Rules stand from the most to the least particular."""

from typing import Final

from vidx.spoken import contact, names, phones, signs
from vidx.spoken.context import Context
from vidx.spoken.english import abbreviations, brands, dates, decades, figures, grouped, joints, money, toll_free, units
from vidx.spoken.english.currencies import CURRENCIES
from vidx.spoken.english.measures import UNITS
from vidx.spoken.english.numbers import cardinal, digits, model_number
from vidx.spoken.reading import Reading
from vidx.spoken.stretches import between_sums

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
