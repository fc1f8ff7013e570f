"""What a script says that its listing does not say, or says otherwise."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import Final, NamedTuple

from vidx import speech
from vidx.guard.contact_details import contact_details
from vidx.guard.fold import fold
from vidx.guard.measures import measure
from vidx.guard.orders import is_order
from vidx.guard.prices import Sums, gift_words, is_price_word, offers, price_sums, slang_as_currency
from vidx.guard.roles import Role, roles
from vidx.guard.screening import guarded
from vidx.guard.sentences import sentences_of
from vidx.guard.wordings import with_halves
from vidx.jobs.request import Listing
from vidx.options import Language
from vidx.price import script_price
from vidx.speech import Context
from vidx.speech.claims import PERCENT, Claim, LocatedClaim, Word, is_no_claim, locate_claims
from vidx.speech.number_words import number_words

_SOFT_MARKS: Final = frozenset({":", "—", "–", ""})
"""Marks that do not part a sum from the words that say what it is (`New price: $900`)."""
_WORDS_BEFORE: Final = 12
_WORDS_AFTER: Final = 5
_COINS: Final = re.compile("c[eé]nt|pen|rapp|öre|øre|grosch|pais")
_WORDS_BETWEEN_CENTS: Final = 4
"""The currency, its nation, and `and`."""
_PRICE_WORDS_BEFORE: Final = 4
_YEAR: Final = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d.,]*\d)")


class Kind(StrEnum):
    """What is wrong with a claim."""

    PRICE = "price"
    """A sum that is not the price, and not marked as another sum of the listing."""
    CONTRARY = "contrary"
    """The listing says otherwise: another number of the same unit, or the same number in another unit."""
    UNSUPPORTED = "unsupported"
    """The listing does not say it."""
    CONTACT = "contact"
    ORDER = "order"


class Contradiction(NamedTuple):
    """Something in a script that its listing does not support.

    Attributes:
        claim: in words, as it is spoken.
        shown: as it is written in the script.
        right: what the listing says instead, when that is known.
    """

    kind: Kind
    claim: str
    shown: str
    right: str = ""


class _Fact(NamedTuple):
    claim: Claim
    measure: str
    roles: frozenset[Role]
    in_price_words: bool
    idle: bool
    shown: str

    @property
    def is_sum(self) -> bool:
        return bool(self.claim.unit) and self.claim.unit != PERCENT


def contradictions(script: str, listing: Listing, *, contact_allowed: bool = False) -> list[Contradiction]:
    """Everything in `script` that `listing` does not support, each once, in order within its kind."""
    text = fold(script)
    found: list[Contradiction] = []
    if not contact_allowed:
        found += [Contradiction(Kind.CONTACT, detail, detail) for detail in contact_details(text)]
    found += [Contradiction(Kind.ORDER, each, each) for each in sentences_of(text) if is_order(each)]
    found += _source(listing, contact_allowed=contact_allowed).claims_against(text)
    return list(dict.fromkeys(found))


@dataclass(frozen=True)
class _Source:
    """The listing's facts."""

    listing: Listing

    @cached_property
    def price(self) -> Sums:
        return price_sums(self.listing)

    @cached_property
    def right_price(self) -> str:
        return script_price(self.listing.price, self.listing.currency, self.listing.language)

    @cached_property
    def facts(self) -> Sequence[_Fact]:
        text = fold(f"{self.listing.title}.\n{self.listing.description}")
        return list(_facts(with_halves(text, self.listing.language), self.listing.language, self.listing.context))

    @cached_property
    def text(self) -> str:
        return fold(f"{self.listing.title}.\n{self.listing.description}").lower()

    def claims_against(self, text: str) -> Iterator[Contradiction]:
        facts = list(_facts(text, self.listing.language, self.listing.context))
        at = 0
        while at < len(facts):
            fact = facts[at]
            said = [(each.claim.number, each.claim.unit) for each in facts[at:]]
            if length := self.price.length_at(said):
                at += length
                continue
            if wrong := self._fault(fact):
                yield wrong
            at += 1
        if self.listing.price:
            for words in gift_words(text):
                yield Contradiction(Kind.PRICE, words, words, self.right_price)

    def _fault(self, fact: _Fact) -> Contradiction | None:
        if fact.is_sum and not self._is_weight(fact):
            return self._sum_fault(fact)
        if fact.in_price_words and not fact.measure and not fact.roles:
            return self._about(fact, Kind.PRICE, self.right_price)
        if fact.idle:
            return None
        if fact.claim.unit == PERCENT or fact.measure:
            return self._measured_fault(fact)
        numbers = {each.claim.number for each in self.facts} | self.price.numbers
        if fact.claim.number in numbers:
            return None
        return self._about(fact, Kind.CONTRARY if self._is_another_year(fact) else Kind.UNSUPPORTED)

    def _sum_fault(self, fact: _Fact) -> Contradiction | None:
        same_role = [each for each in self.facts if each.is_sum and each.roles & fact.roles]
        if any(each.claim == fact.claim for each in same_role):
            return None
        if not fact.roles:
            return self._about(fact, Kind.PRICE, self.right_price)
        return self._about(fact, Kind.CONTRARY if same_role else Kind.UNSUPPORTED)

    def _measured_fault(self, fact: _Fact) -> Contradiction | None:
        unit = fact.measure or PERCENT
        same_unit = [each for each in self.facts if (each.measure or each.claim.unit) == unit]
        same_number = [each for each in self.facts if each.claim.number == fact.claim.number]
        if any(each in same_unit for each in same_number):
            return None
        bare = [each for each in same_number if not each.measure and not each.claim.unit]
        if bare and unit != PERCENT and (same_unit or self._names(unit)):
            return None
        others = [each.shown for each in (same_number or same_unit)]
        return self._about(fact, Kind.CONTRARY if others else Kind.UNSUPPORTED, others[0] if others else "")

    def _names(self, unit: str) -> bool:
        """Whether the listing names the unit apart from a number: `Mileage in km: 41300`, `Maße (cm)`."""
        words = re.findall(r"[^\W\d_]+|[\"″]", self.text)
        rules = speech.to_voice_text(
            " ".join(f"1 {word}." for word in words if len(word) <= _LONGEST_SIGN), self.listing.language
        )
        return any(measure([word.lower()], self.listing.language) == unit for word in words + rules.split())

    def _is_weight(self, fact: _Fact) -> bool:
        """English pounds that are no money: `lbs` in a listing of another currency."""
        pounds = fact.claim.unit == "pounds" and self.listing.currency != "GBP"
        return pounds and not fact.in_price_words and not re.search(r"£|gbp|quid", fact.shown.lower())

    def _is_another_year(self, fact: _Fact) -> bool:
        return bool(_YEAR.search(fact.shown) and _YEAR.search(self.text))

    @staticmethod
    def _about(fact: _Fact, kind: Kind, right: str = "") -> Contradiction:
        return Contradiction(kind, str(fact.claim), fact.shown, right)


_LONGEST_SIGN: Final = 4


@lru_cache(maxsize=8)
def _source(listing: Listing, *, contact_allowed: bool) -> _Source:
    """The facts of the listing that a script is held to; the same for all its sentences."""
    return _Source(guarded(listing, contact_allowed=contact_allowed))


def _facts(text: str, language: Language, context: Context) -> Iterator[_Fact]:
    lines = re.sub(r"\s*[\n\r|•●]+\s*", ". ", slang_as_currency(text, language, context.currency))
    tokens = speech.tokenize(lines, language, context)
    shown = [token.written_form for token in tokens]
    known = number_words(language)
    located = [
        each
        for each in locate_claims(tokens, language, with_articles=True)
        if each.claim.number[0] not in known.homonyms
        or not is_no_claim(each.claim.number, each.claim.unit, each.words[each.start], known)
    ]
    units = [_unit(_after(each), language) for each in located]
    sum_roles: frozenset[Role] = frozenset()
    for index, each in enumerate(located):
        before, after = _before(each, located[index - 1] if index else None), _after(each)
        own_roles = roles(before, after[1:] if each.claim.unit else after)
        is_cents = bool(index) and _is_cents(each, located[index - 1])
        sum_roles = own_roles | sum_roles if is_cents else own_roles
        unit = units[index] or _shared_unit(located, units, index)
        yield _Fact(
            claim=each.claim,
            measure="" if each.claim.unit else unit,
            roles=sum_roles,
            in_price_words=_in_price_words(before, after, has_unit=bool(each.claim.unit)),
            idle=is_no_claim(each.claim.number, each.claim.unit, each.words[each.start], known),
            shown=_shown(each, shown),
        )


def _is_cents(each: LocatedClaim, previous: LocatedClaim) -> bool:
    """Whether both are one sum: written as one, or a sum and its cents (`189 pounds and 99 pence`)."""
    between = each.words[previous.end : each.start]
    same_token = previous.words[previous.start].token_index == each.words[each.start].token_index
    has_coins = (
        not any(word.punctuation for word in between)
        and bool(_COINS.match(each.claim.unit))
        and not _COINS.match(previous.claim.unit)
    )
    return bool(previous.claim.unit) and (same_token or has_coins) and len(between) <= _WORDS_BETWEEN_CENTS


def _before(each: LocatedClaim, previous: LocatedClaim | None) -> list[str]:
    """The words of the same clause before a number, from the nearest on the left."""
    found: list[str] = []
    first = previous.end if previous else 0
    for word in reversed(each.words[first : each.start]):
        if not word.text and word.punctuation not in _SOFT_MARKS:
            break
        if word.text:
            found.append(word.text)
    return found[_WORDS_BEFORE::-1] if len(found) > _WORDS_BEFORE else found[::-1]


def _after(each: LocatedClaim) -> list[str]:
    """The words that follow a number up to the next mark."""
    found: list[str] = []
    for word in each.words[each.end : each.end + _WORDS_AFTER + 1]:
        if not word.text:
            break
        found.append(word.text)
    return found


def _unit(after: Sequence[str], language: Language) -> str:
    return "" if after and after[0] in _JOINTS else measure(after, language)


def _shared_unit(located: Sequence[LocatedClaim], units: Sequence[str], index: int) -> str:
    """The unit that stands behind a later number: `100 x 200 x 50 cm`, `5 to 10 years`."""
    for at in range(index, len(located) - 1):
        between = located[at].words[located[at].end : located[at + 1].start]
        joint = [word.text for word in between if word.text or word.punctuation not in _SOFT_MARKS]
        if len(joint) != 1 or joint[0] not in _JOINTS:
            return ""
        if units[at + 1]:
            return units[at + 1]
    return ""


_JOINTS: Final = frozenset(
    {"by", "x", "to", "or", "bis", "mal", "oder", "à", "sur", "par", "ou", "a", "por", "o", "per"}
)


def _in_price_words(before: Sequence[str], after: Sequence[str], *, has_unit: bool) -> bool:
    if has_unit:
        return any(map(is_price_word, before[-_PRICE_WORDS_BEFORE:]))
    if (after and is_price_word(after[0])) or offers(before, after):
        return True
    return (not after or after[0] in _AFTER_PRICE) and any(map(is_price_word, before[-_PRICE_WORDS_BEFORE:]))


_AFTER_PRICE: Final = frozenset({
    "now", "today", "only", "and", "or", "but", "for", "if", "when", "und", "oder", "heute", "jetzt", "nur", "et", "ou",
    "aujourd", "ahora", "hoy", "y", "o", "solo", "e", "agora", "hoje", "só", "adesso", "oggi",
})  # fmt: skip
"""Words after which a number without a unit still reads as a price."""


def _shown(each: LocatedClaim, shown: Sequence[str]) -> str:
    last: Word = each.words[each.end - 1]
    end = last.token_index
    if each.end < len(each.words) and each.words[each.end].text:
        end = each.words[each.end].token_index
    return " ".join(shown[each.words[each.start].token_index : end + 1]).strip(" .,;:!?…()\"'")
