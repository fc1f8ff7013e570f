# ruff: noqa: E501  (lists of words in lines of their own language)
"""Units of measurement in spoken words, so that a number is compared together with its unit."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Final

from vidx.options import Language

_UNIT_WORDS: Final[dict[str, str]] = {
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
"""Words of a unit in all languages, by the unit's name."""
_UNIT_BY_WORD: Final[Mapping[str, str]] = {word: name for name, words in _UNIT_WORDS.items() for word in words.split()}
_MAX_UNIT_WORDS: Final = 4
_ADJECTIVES: Final = frozenset({"full", "whole", "more", "volle", "vollen", "ganze", "ganzen", "gute", "guten"})


def unit_after(following_words: Sequence[str], language: Language) -> str:
    """Return the name of the unit at the start of the words after a number; empty if there is none."""
    words = list(following_words)
    if words and words[0] in _ADJECTIVES:
        words = words[1:]
    units = _spoken_units(language)
    for length in range(min(_MAX_UNIT_WORDS, len(words)), 0, -1):
        if unit := units.get(tuple(words[:length])):
            return unit
    return _UNIT_BY_WORD.get(words[0], "") if words else ""


@cache
def _spoken_units(language: Language) -> Mapping[tuple[str, ...], str]:
    """Names of the units that the language's rules verbalize, by their words in singular and plural."""
    return {
        tuple(word.lower() for word in name.split()): _UNIT_BY_WORD.get(plural.lower(), plural.lower())
        for singular, plural in _unit_nouns(language)
        for name in (singular, plural)
        if name.split()
    }


def _unit_nouns(language: Language) -> Iterator[tuple[str, str]]:
    if language == "en":
        from vidx.speech.locales.en.unit_names import UNITS

        yield from UNITS.values()
        return
    from vidx.speech.locales import locale_of

    for noun in locale_of(language).units.values():
        yield noun.singular, noun.plural
