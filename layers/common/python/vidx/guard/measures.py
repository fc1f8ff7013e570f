# ruff: noqa: E501  (lists of words in lines of their own language)
"""Units of measurement as they are spoken, so that a number is compared together with what it counts."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Final

from vidx.options import Language

_COUNTED: Final[dict[str, str]] = {
    "year": "year years yearly yr yrs jahr jahre jahren jahres an ans année années año años ano anos anno anni",
    "month": "month months monat monate monaten mois mes meses mês mese mesi",
    "week": "week weeks woche wochen semaine semaines semana semanas settimana settimane",
    "day": "day days tag tage tagen jour jours día días dia dias giorno giorni",
    "hour": "hour hours stunde stunden heure heures hora horas ora ore",
    "minute": "minute minutes minuten minuto minutos minuti",
    "mile": "mile miles meile meilen milles milla millas milha milhas miglio miglia",
    "kilometer": "kilometer kilometers kilometre kilometres kilometern kilomètre kilomètres kilómetro kilómetros "
    "quilômetro quilômetros quilómetros chilometro chilometri",
    "meter": "meter meters metre metres metern mètre mètres metro metros metri",
    "centimeter": "centimeter centimeters centimetre centimetres zentimeter zentimetern centimètre centimètres "
    "centímetro centímetros centimetro centimetri",
    "kilo": "kilo kilos kilogram kilograms kilogramm kilogrammes kilogramme kilogramos quilo quilos chilo chili "
    "chilogrammi",
    "inch": "inch inches zoll pouce pouces pulgada pulgadas polegada polegadas pollice pollici",
    "foot": "foot feet fuß pied pieds pie pies pé pés piede piedi",
    "liter": "liter liters litre litres litern litro litros litri",
    "bedroom": "bedroom bedrooms bed beds schlafzimmer chambre chambres dormitorio dormitorios habitación habitaciones "
    "quarto quartos dormitório dormitórios",
    "bathroom": "bathroom bathrooms bath baths bad bäder badezimmer bädern baño baños banheiro banheiros bagno bagni",
    "owner": "owner owners besitzer vorbesitzer halter propriétaire propriétaires dueño dueños propietario propietarios dono "
    "donos proprietário proprietários proprietario proprietari",
    "seat": "seat seats sitz sitze sitzplätze sitzer plazas asientos assentos lugares posti",
    "door": "door doors türen türer portes puertas portas porte",
}  # fmt: skip
"""Words for what numbers count, whatever the language: the first is the name of all."""
_SAME: Final[Mapping[str, str]] = {word: name for name, words in _COUNTED.items() for word in words.split()}
_MOST_WORDS: Final = 4
_SKIPPED: Final = frozenset({"full", "whole", "more", "volle", "vollen", "ganze", "ganzen", "gute", "guten"})


def measure(following: Sequence[str], language: Language) -> str:
    """The unit that the words after a number begin with; empty when they name none."""
    words = list(following)
    if words and words[0] in _SKIPPED:
        words = words[1:]
    known = _spoken_units(language)
    for length in range(min(_MOST_WORDS, len(words)), 0, -1):
        if unit := known.get(tuple(words[:length])):
            return unit
    return _SAME.get(words[0], "") if words else ""


@cache
def _spoken_units(language: Language) -> Mapping[tuple[str, ...], str]:
    """The units that the language's rules read out, singular and plural, by their words."""
    return {
        tuple(word.lower() for word in name.split()): _SAME.get(many.lower(), many.lower())
        for one, many in _pairs(language)
        for name in (one, many)
        if name.split()
    }


def _pairs(language: Language) -> Iterator[tuple[str, str]]:
    if language == "en":
        from vidx.speech.locales.en.unit_names import UNITS

        yield from UNITS.values()
        return
    from vidx.speech.locales import locale_of

    for noun in locale_of(language).units.values():
        yield noun.singular, noun.plural
