"""The grammar of a language from its `Locale`: which rules, in which order."""

from vidx.speech import abbreviations, electronic, names, symbols, telephone
from vidx.speech.context import Context
from vidx.speech.locales.carats import Carats
from vidx.speech.locales.contextual_abbreviations import ContextualAbbreviations
from vidx.speech.locales.count_nouns import CountNouns
from vidx.speech.locales.dates import Dates
from vidx.speech.locales.locale import Locale
from vidx.speech.locales.measures import Measures
from vidx.speech.locales.money import CURRENCY_SYMBOLS, Money
from vidx.speech.locales.number_rules import NumberRules
from vidx.speech.locales.numbers import NumberVerbalizer
from vidx.speech.locales.ordinals import Ordinals
from vidx.speech.ranges import amount_ranges
from vidx.speech.rules import Grammar


def grammar_of(locale: Locale, context: Context) -> Grammar:
    """The rules, from the most to the least particular: a text belongs to the first rule that matches it."""
    locale = locale.in_context(context.category, context.currency)
    numbers = NumberVerbalizer(locale)
    number_rules, measures = NumberRules(numbers), Measures(numbers)
    suffixes = locale.units.keys() | locale.ordinal_suffixes.keys() | locale.scales.keys() | {"h"}
    return Grammar(
        rules=(
            *abbreviations.fixed_phrases(locale.fixed_phrases),
            *electronic.rules(locale.address_symbols, numbers.spell_digits),
            *telephone.rules(locale.address_symbols["+"], numbers.spell_digits),
            *ContextualAbbreviations(numbers).rules(),
            *symbols.rules(numbers.cardinal, locale.symbol_names["★"], locale.symbol_names["×"]),
            *Money(numbers, context).rules(),
            *Dates(numbers, measures.unit_ahead).rules(),
            *amount_ranges(locale.range_word, locale.units.keys() | CURRENCY_SYMBOLS.keys()),
            *CountNouns(numbers, context).rules(),
            *Carats(numbers, context).rules(),
            *Ordinals(numbers).rules(),
            *number_rules.composite(),
            *measures.rules(),
            *abbreviations.rules(
                locale.dotted_abbreviations, locale.plain_abbreviations, ending_sentences=frozenset({"etc."})
            ),
            *names.rules(numbers.model_number, suffixes, locale.initialisms, locale.acronyms),
            *number_rules.single(),
        ),
        symbol_names=locale.symbol_names,
    )
