"""From a language's lexicon to its reading."""

from vidx.spoken import abbreviations, contact, names, phones, signs
from vidx.spoken.abroad.calendar import Calendar
from vidx.spoken.abroad.counted import Counts
from vidx.spoken.abroad.figures import Figures
from vidx.spoken.abroad.jewels import Jewels
from vidx.spoken.abroad.lexicon import Lexicon
from vidx.spoken.abroad.money import SIGNS, Money
from vidx.spoken.abroad.numbers import Numbers
from vidx.spoken.abroad.ordinals import Ordinals
from vidx.spoken.abroad.short_forms import ContextualForms
from vidx.spoken.abroad.units import Units
from vidx.spoken.context import Context
from vidx.spoken.reading import Reading
from vidx.spoken.stretches import between_sums


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
