"""Which spoken words are numbers, by language, and which of them say the same number."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Final

from num2words import num2words

from vidx.options import Language

_COUNTED: Final = (*range(31), *range(40, 101, 10), *range(100, 1001, 100), 10**6, 2 * 10**6, 10**9, 2 * 10**9)
_ENGLISH_PARTS: Final = frozenset(
    [
        "dozen",
        "half",
        "third",
        "thirds",
        "quarter",
        "quarters",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
        "twelfth",
        "thirteenth",
        "fifteenth",
        "twentieth",
        "twenties",
        "thirties",
        "forties",
        "fifties",
        "sixties",
        "seventies",
        "eighties",
        "nineties",
    ]
)
_GERMAN: Final = re.compile(
    r"(?!und$)(?:null|eins?|zwei|zwo|drei|vier|fünf|sech|sechs|sieb|sieben|acht|neun|zehn|elf|zwölf|zwan|zig|"
    r"ßig|hundert|tausend|und|halb)+|million(?:en)?|milliarden?|dutzend|hälfte|halbe[nrs]?"
)
_ITALIAN: Final = re.compile(
    r"(?:zero|uno|un|due|tr[eé]|quattro|cinque|sei|sette|otto|nove|dieci|undici|dodici|tredici|quattordici|quindici|"
    r"sedici|diciassette|diciotto|diciannove|vent[i]?|trent[a]?|quarant[a]?|cinquant[a]?|sessant[a]?|settant[a]?|"
    r"ottant[a]?|novant[a]?|cento?|mille|mila)+|milion[ei]|miliard[oi]|metà|dozzina"
)


@dataclass(frozen=True)
class Counting:
    """A language's number words.

    Attributes:
        word: matches a whole word, in small letters and agreeing with nothing, that is a number or part of one.
        scales: words that still belong to figures before them (`1.5 million`).
        joints: words that are part of a number between two others, and what the word before them has to match.
        same: endings that agree with a noun, and what they are without it.
        idle: words that claim nothing alone: `one of a kind`, the article `un`.
        homonyms: words that claim nothing alone unless they stand for figures: `neuf` is new, `sei` is you are.
        percent: the words after a share.
        silent: joints that say nothing: `four hundred and fifty` is `four hundred fifty`.
    """

    word: re.Pattern[str]
    scales: frozenset[str]
    joints: Mapping[str, re.Pattern[str]]
    idle: frozenset[str]
    percent: tuple[str, ...]
    same: tuple[tuple[re.Pattern[str], str], ...] = ()
    homonyms: frozenset[str] = frozenset()
    silent: frozenset[str] = frozenset()

    def plain(self, word: str) -> str:
        """The word in small letters, without its agreement: `Veintiuna` → `veintiuno`."""
        bare = word.lower()
        for pattern, without in self.same:
            bare = pattern.sub(without, bare)
        return bare


def _words(code: str) -> Iterator[str]:
    return chain.from_iterable(re.split(r"[\s-]", num2words(value, lang=code).replace(",", "")) for value in _COUNTED)


def _any(code: str, joints: set[str], more: str = "") -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted({*_words(code), *more.split()} - joints))))


_ANY: Final = re.compile("")


def _english() -> Counting:
    numbers = _any("en", {"and"}, " ".join(_ENGLISH_PARTS))
    scales = frozenset({"hundred", "thousand", "million", "billion"})
    joints = {"point": _ANY, "oh": _ANY, "and": re.compile("hundred|thousand|million|billion")}
    return Counting(numbers, scales, joints, frozenset({"one"}), ("percent",), silent=frozenset({"and"}))


def _spanish() -> Counting:
    return Counting(
        _any("es", {"y"}, "ciento mitad doble docena cientos miles"),
        frozenset({"mil", "millón", "millones"}),
        {"y": re.compile("[tcsno][a-z]*[aei]nta"), "coma": _ANY, "punto": _ANY},
        frozenset({"uno"}),
        ("por", "ciento"),
        (
            (re.compile("^una?$"), "uno"),
            (re.compile("veinti(?:ún|una)$"), "veintiuno"),
            (re.compile("(?<=ient)as$"), "os"),
        ),
    )


def _french() -> Counting:
    return Counting(
        _any("fr", {"et"}, "moitié demi demie double douzaine centaine"),
        frozenset({"mille", "million", "millions", "milliard", "milliards"}),
        {"et": re.compile("vingt|trente|quarante|cinquante|soixante"), "virgule": _ANY},
        frozenset({"un"}),
        ("pour", "cent"),
        ((re.compile("^une$"), "un"), (re.compile("^(vingt|cent)s$"), r"\1")),
        frozenset({"neuf"}),
    )


def _german() -> Counting:
    scales = frozenset({"hundert", "tausend", "million", "millionen", "milliarde", "milliarden"})
    agreeing = (re.compile("^eine[mnrs]?$"), "eins"), (re.compile("ein$"), "eins")
    return Counting(_GERMAN, scales, {"komma": _ANY}, frozenset({"eins"}), ("prozent",), agreeing)


def _portuguese() -> Counting:
    return Counting(
        _any("pt_BR", {"e"}, "cento metade dobro dúzia meia"),
        frozenset({"mil", "milhão", "milhões", "bilhão", "bilhões"}),
        {"e": re.compile("vinte|.*enta|trinta|cento|.*entos|mil|milhão|milhões"), "vírgula": _ANY},
        frozenset({"um"}),
        ("por", "cento"),
        (
            (re.compile("^uma$"), "um"),
            (re.compile("^duas$"), "dois"),
            (re.compile("(?<=ent)as$"), "os"),
        ),
        frozenset({"meia"}),
    )


def _italian() -> Counting:
    return Counting(
        _ITALIAN,
        frozenset({"mila", "mille", "milione", "milioni", "miliardo", "miliardi"}),
        {"e": re.compile("milion[ei]|miliard[oi]"), "virgola": _ANY},
        frozenset({"uno"}),
        ("per", "cento"),
        ((re.compile("^un[a']?$"), "uno"), (re.compile("tun$|tuna$"), "tuno")),
        frozenset({"sei"}),
    )


_MADE: Final[dict[Language, Callable[[], Counting]]] = {
    "en": _english,
    "es": _spanish,
    "fr": _french,
    "de": _german,
    "pt": _portuguese,
    "it": _italian,
}


@cache
def counting(language: Language) -> Counting:
    """The language's number words; gathered when they are first asked for."""
    return _MADE[language]()
