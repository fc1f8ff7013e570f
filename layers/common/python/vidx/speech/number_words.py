"""The number words of each language: which spoken words are numbers, and which of them are the same number."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Final

from num2words import num2words

from vidx.options import Language

_SAMPLE_VALUES: Final = (*range(31), *range(40, 101, 10), *range(100, 1001, 100), 10**6, 2 * 10**6, 10**9, 2 * 10**9)
"""Values whose names have all words of larger numbers."""
_ENGLISH_PARTS: Final = (
    "dozen half third thirds quarter quarters fourth fifth sixth seventh "
    "eighth ninth tenth eleventh twelfth thirteenth fifteenth twentieth "
    "twenties thirties forties fifties sixties seventies eighties nineties"
)
"""Words of fractions and decades: `half`, `nineties`."""
_GERMAN_NUMBER: Final = re.compile(
    r"(?!und$)(?:null|eins?|zwei|zwo|drei|vier|fünf|sech|sechs|sieb|sieben|acht|neun|zehn|elf|zwölf|zwan|zig|"
    r"ßig|hundert|tausend|und|halb)+|million(?:en)?|milliarden?|dutzend|hälfte|halbe[nrs]?"
)
_ITALIAN_NUMBER: Final = re.compile(
    r"(?:zero|uno|un|due|tr[eé]|quattro|cinque|sei|sette|otto|nove|dieci|undici|dodici|tredici|quattordici|quindici|"
    r"sedici|diciassette|diciotto|diciannove|vent[i]?|trent[a]?|quarant[a]?|cinquant[a]?|sessant[a]?|settant[a]?|"
    r"ottant[a]?|novant[a]?|cento?|mille|mila)+|milion[ei]|miliard[oi]|metà|dozzina"
)


@dataclass(frozen=True)
class NumberWords:
    """The number words of one language, in lower case."""

    pattern: re.Pattern[str]
    """Matches a whole word, without agreement, that is a number or a part of one."""
    scales: frozenset[str]
    """Words that belong to digits before them: `1.5 million`."""
    connectors: Mapping[str, re.Pattern[str]]
    """Words inside a number (`and`, `point`), each with a pattern of the word before it."""
    articles: frozenset[str]
    """Words that are no claim alone: `one of a kind`, the article `un`."""
    percent: tuple[str, ...]
    """The words of a percent sign."""
    agreement: tuple[tuple[re.Pattern[str], str], ...] = ()
    """Endings that agree with a noun, each with the ending without agreement: `una` → uno."""
    homonyms: frozenset[str] = frozenset()
    """Words that are a claim alone only where the text has digits: `neuf` is also new, `sei` is also you are."""
    optional: frozenset[str] = frozenset()
    """Connectors that make no difference: `four hundred and fifty` is `four hundred fifty`."""

    def without_agreement(self, word: str) -> str:
        """The word in lower case, without its agreement: `Veintiuna` → `veintiuno`."""
        word = word.lower()
        for pattern, ending in self.agreement:
            word = pattern.sub(ending, word)
        return word


def _num2words(code: str) -> Iterator[str]:
    """The words of num2words's numbers."""
    return chain.from_iterable(
        re.split(r"[\s-]", num2words(value, lang=code).replace(",", "")) for value in _SAMPLE_VALUES
    )


def _pattern(code: str, connectors: set[str], more: str = "") -> re.Pattern[str]:
    """Matches any word of num2words's numbers, except connectors, and any of `more`."""
    return re.compile("|".join(map(re.escape, sorted({*_num2words(code), *more.split()} - connectors))))


_ANY_WORD: Final = re.compile("")


def _english() -> NumberWords:
    numbers = _pattern("en", {"and"}, _ENGLISH_PARTS)
    scales = frozenset({"hundred", "thousand", "million", "billion"})
    connectors = {"point": _ANY_WORD, "oh": _ANY_WORD, "and": re.compile("hundred|thousand|million|billion")}
    return NumberWords(numbers, scales, connectors, frozenset({"one"}), ("percent",), optional=frozenset({"and"}))


def _spanish() -> NumberWords:
    return NumberWords(
        _pattern("es", {"y"}, "ciento mitad doble docena cientos miles"),
        frozenset({"mil", "millón", "millones"}),
        {"y": re.compile("[tcsno][a-z]*[aei]nta"), "coma": _ANY_WORD, "punto": _ANY_WORD},
        frozenset({"uno"}),
        ("por", "ciento"),
        (
            (re.compile("^una?$"), "uno"),
            (re.compile("veinti(?:ún|una)$"), "veintiuno"),
            (re.compile("(?<=ient)as$"), "os"),
        ),
    )


def _french() -> NumberWords:
    return NumberWords(
        _pattern("fr", {"et"}, "moitié demi demie double douzaine centaine"),
        frozenset({"mille", "million", "millions", "milliard", "milliards"}),
        {"et": re.compile("vingt|trente|quarante|cinquante|soixante"), "virgule": _ANY_WORD},
        frozenset({"un"}),
        ("pour", "cent"),
        ((re.compile("^une$"), "un"), (re.compile("^(vingt|cent)s$"), r"\1")),
        frozenset({"neuf"}),
    )


def _german() -> NumberWords:
    scales = frozenset({"hundert", "tausend", "million", "millionen", "milliarde", "milliarden"})
    agreement = (re.compile("^eine[mnrs]?$"), "eins"), (re.compile("ein$"), "eins")
    return NumberWords(_GERMAN_NUMBER, scales, {"komma": _ANY_WORD}, frozenset({"eins"}), ("prozent",), agreement)


def _portuguese() -> NumberWords:
    return NumberWords(
        _pattern("pt_BR", {"e"}, "cento metade dobro dúzia meia"),
        frozenset({"mil", "milhão", "milhões", "bilhão", "bilhões"}),
        {"e": re.compile("vinte|.*enta|trinta|cento|.*entos|mil|milhão|milhões"), "vírgula": _ANY_WORD},
        frozenset({"um"}),
        ("por", "cento"),
        (
            (re.compile("^uma$"), "um"),
            (re.compile("^duas$"), "dois"),
            (re.compile("(?<=ent)as$"), "os"),
        ),
        frozenset({"meia"}),
    )


def _italian() -> NumberWords:
    return NumberWords(
        _ITALIAN_NUMBER,
        frozenset({"mila", "mille", "milione", "milioni", "miliardo", "miliardi"}),
        {"e": re.compile("milion[ei]|miliard[oi]"), "virgola": _ANY_WORD},
        frozenset({"uno"}),
        ("per", "cento"),
        ((re.compile("^un[a']?$"), "uno"), (re.compile("tun$|tuna$"), "tuno")),
        frozenset({"sei"}),
    )


_BUILDERS: Final[dict[Language, Callable[[], NumberWords]]] = {
    "en": _english,
    "es": _spanish,
    "fr": _french,
    "de": _german,
    "pt": _portuguese,
    "it": _italian,
}


@cache
def number_words(language: Language) -> NumberWords:
    """The number words of a language, built at their first use."""
    return _BUILDERS[language]()
