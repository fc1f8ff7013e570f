"""From a language's lexicon to its reading."""

from vidx.speech import abbreviations, contact, names, phones, signs
from vidx.speech.context import Context
from vidx.speech.locales.calendar import Calendar
from vidx.speech.locales.counted import Counts
from vidx.speech.locales.figures import Figures
from vidx.speech.locales.jewels import Jewels
from vidx.speech.locales.lexicon import Lexicon
from vidx.speech.locales.money import SIGNS, Money
from vidx.speech.locales.numbers import Numbers
from vidx.speech.locales.ordinals import Ordinals
from vidx.speech.locales.short_forms import ContextualForms
from vidx.speech.locales.units import Units
from vidx.speech.reading import Reading
from vidx.speech.stretches import between_sums


def reading_of(lexicon: Lexicon, context: Context) -> Reading:
    """Rules from the most to the least particular."""
    lexicon = lexicon.within(context.category, context.currency)
    numbers = Numbers(lexicon)
    figures, units = Figures(numbers), Units(numbers)
    endings = lexicon.units.keys() | lexicon.ordinals.keys() | lexicon.scales.keys() | {"h"}
    return Reading(
        rules=(
            *abbreviations.phrases(lexicon.phrases),
            *contact.rules(lexicon.address, numbers.digits),
            *phones.rules(lexicon.address["+"], numbers.digits),
            *ContextualForms(numbers).rules(),
            *signs.rules(numbers.cardinal, lexicon.symbols["★"], lexicon.symbols["×"]),
            *Money(numbers, context).rules(),
            *Calendar(numbers, units.ahead).rules(),
            *between_sums(lexicon.range_to, lexicon.units.keys() | SIGNS.keys()),
            *Counts(numbers, context).rules(),
            *Jewels(numbers, context).rules(),
            *Ordinals(numbers).rules(),
            *figures.composed(),
            *units.rules(),
            *abbreviations.rules(lexicon.dotted, lexicon.plain, last=frozenset({"etc."})),
            *names.rules(numbers.model, endings, lexicon.initialisms, lexicon.acronyms),
            *figures.single(),
        ),
        symbols=lexicon.symbols,
    )
