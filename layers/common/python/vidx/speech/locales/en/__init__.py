"""English: the order of its rules, which have the modules of this folder.

The spoken form is American: no `and` in numbers, the month before the day.
"""

from typing import Final

from vidx.speech import electronic, names, symbols, telephone
from vidx.speech.context import Context
from vidx.speech.locales.en import (
    abbreviations,
    brands,
    dates,
    decades,
    digit_groups,
    dimensions,
    measures,
    money,
    number_rules,
    toll_free,
)
from vidx.speech.locales.en.currencies import CURRENCIES
from vidx.speech.locales.en.numbers import cardinal, model_number, spell_digits
from vidx.speech.locales.en.unit_names import UNITS
from vidx.speech.ranges import amount_ranges
from vidx.speech.rules import Grammar

_SYMBOL_NAMES: Final = {
    "&": "and", "+": "plus", "@": "at", "%": "percent", "=": "equals", "°": "degrees", "×": "times", "÷": "divided by",
    "€": "euros", "$": "dollars", "£": "pounds", "¥": "yen", "₹": "rupees", "‰": "per mille", "№": "number",
    "²": "squared", "³": "cubed", "±": "plus or minus", "≥": "at least", "≤": "at most", "★": "stars", "¢": "cents",
}  # fmt: skip
_ADDRESS_SYMBOLS: Final = {
    ".": "dot", "@": "at", "/": "slash", "-": "dash", "_": "underscore", "+": "plus", ":": "colon",
}  # fmt: skip
_INITIALISMS: Final = frozenset({"ISBN", "GTE", "HOA", "EPA", "IPA", "OBO"})
"""Capitals that are spelled although they could be pronounced."""
_SUFFIXES: Final = frozenset({"st", "nd", "rd", "th", "s", "k", "bn"})
"""Letters after digits that, like units, make them no model's name."""


def english_grammar(context: Context) -> Grammar:
    """The rules, from the most to the least particular: a text belongs to the first rule that matches it."""
    return Grammar(
        rules=(
            *abbreviations.PHRASES,
            *electronic.rules(_ADDRESS_SYMBOLS, spell_digits),
            *toll_free.RULES,
            *telephone.rules(_ADDRESS_SYMBOLS["+"], spell_digits),
            *dimensions.SPECIFICATIONS,
            *symbols.rules(cardinal, _SYMBOL_NAMES["★"], _SYMBOL_NAMES["×"]),
            *money.rules(context),
            *dates.rules(context),
            *decades.RULES,
            *amount_ranges("to", UNITS.keys() | CURRENCIES.keys()),
            *number_rules.composite(context),
            *digit_groups.RULES,
            *dimensions.PAIRS,
            *brands.RULES,
            *measures.rules(context),
            *abbreviations.rules(context),
            *names.rules(model_number, UNITS.keys() | _SUFFIXES, _INITIALISMS),
            *number_rules.SINGLE,
        ),
        symbol_names=_SYMBOL_NAMES,
    )
