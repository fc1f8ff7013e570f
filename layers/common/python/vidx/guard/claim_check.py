"""Compare what a script claims with the evidence in its listing.

A claim is a number with its unit, as it is spoken: `$45`, `20 %`, `140 cm`, `two owners`. Evidence is any claim of the
listing's title and description, and its price in every form that people say (`vidx.guard.price_forms`). A claim
without evidence is a violation, as is a contact detail or an instruction to whoever writes the script.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import Final, NamedTuple

from vidx import speech
from vidx.guard.contact_details import find_contact_details
from vidx.guard.halves import add_halves
from vidx.guard.injected_instructions import has_instruction
from vidx.guard.obfuscation import normalize_characters
from vidx.guard.price_forms import (
    PriceForms,
    find_free_offers,
    is_offer,
    is_price_word,
    price_forms,
    replace_money_slang,
)
from vidx.guard.sanitizer import sanitize_listing
from vidx.guard.sentence_filter import split_at_marks
from vidx.guard.sum_roles import SumRole, sum_roles
from vidx.guard.units import unit_after
from vidx.jobs.request import Listing
from vidx.options import Language
from vidx.price import script_price
from vidx.speech import Context
from vidx.speech.claims import PERCENT, Claim, LocatedClaim, Word, is_no_claim, locate_claims
from vidx.speech.number_words import number_words

_SOFT_MARKS: Final = frozenset({":", "—", "–", ""})
"""Marks that do not separate a sum from the words that give it its role (`New price: $900`)."""
_WORDS_BEFORE: Final = 12
_WORDS_AFTER: Final = 5
_COINS: Final = re.compile("c[eé]nt|pen|rapp|öre|øre|grosch|pais")
_MAX_WORDS_BEFORE_CENTS: Final = 4
"""The words between a sum and its cents: the currency, its nation, and `and`."""
_PRICE_WORDS_BEFORE: Final = 4
_YEAR: Final = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d.,]*\d)")
_MAX_SYMBOL_CHARS: Final = 4
"""Longest symbol of a unit: `cm`, `m²`, `kWh`."""
_LIST_WORDS: Final = frozenset(
    {"by", "x", "to", "or", "bis", "mal", "oder", "à", "sur", "par", "ou", "a", "por", "o", "per"}
)
"""Words between numbers that share the unit of the last one."""
_AFTER_PRICE: Final = frozenset({
    "now", "today", "only", "and", "or", "but", "for", "if", "when", "und", "oder", "heute", "jetzt", "nur", "et", "ou",
    "aujourd", "ahora", "hoy", "y", "o", "solo", "e", "agora", "hoje", "só", "adesso", "oggi",
})  # fmt: skip
"""Words after which a number without a unit still reads as a price."""


class ViolationKind(StrEnum):
    """What is wrong with a part of a script."""

    WRONG_PRICE = "wrong price"
    """A sum that is not the price, without words that mark it as another sum of the listing."""
    CONTRADICTED = "contradicted"
    """The listing has other evidence: another number of the same unit, or the same number with another unit."""
    UNSUPPORTED = "unsupported"
    """The listing has no evidence."""
    CONTACT_DETAIL = "contact detail"
    INJECTED_INSTRUCTION = "injected instruction"


class Violation(NamedTuple):
    """A part of a script that its listing does not support, or that no script may contain.

    Attributes:
        claim: in words, as it is spoken.
        written: as it is written in the script.
        evidence: what the listing says instead; empty when that is unknown.
    """

    kind: ViolationKind
    claim: str
    written: str
    evidence: str = ""


class _ClaimInContext(NamedTuple):
    """A claim, and what the words around it tell.

    Attributes:
        quantity_unit: what the number counts or measures: `year`, `centimeters`; empty for money and percent.
        roles: roles of a sum of money beside the price.
        is_in_price_words: whether the words around the number announce a price.
        is_trivial: whether the number claims nothing alone: `one of a kind`.
        written: the number and its unit as they are written.
    """

    claim: Claim
    quantity_unit: str
    roles: frozenset[SumRole]
    is_in_price_words: bool
    is_trivial: bool
    written: str

    @property
    def is_sum(self) -> bool:
        return bool(self.claim.unit) and self.claim.unit != PERCENT


def find_violations(script: str, listing: Listing, *, contact_allowed: bool = False) -> list[Violation]:
    """Everything in `script` that `listing` does not support, each once: contact details, instructions, then claims.

    Args:
        contact_allowed: whether scripts may give contact details.
    """
    text = normalize_characters(script)
    violations: list[Violation] = []
    if not contact_allowed:
        violations += [Violation(ViolationKind.CONTACT_DETAIL, detail, detail) for detail in find_contact_details(text)]
    violations += [
        Violation(ViolationKind.INJECTED_INSTRUCTION, sentence, sentence)
        for sentence in split_at_marks(text)
        if has_instruction(sentence)
    ]
    violations += _evidence(listing, contact_allowed=contact_allowed).violations_in(text)
    return list(dict.fromkeys(violations))


@dataclass(frozen=True)
class _Evidence:
    """What a sanitized listing supports."""

    listing: Listing

    @cached_property
    def price(self) -> PriceForms:
        return price_forms(self.listing)

    @cached_property
    def written_price(self) -> str:
        return script_price(self.listing.price, self.listing.currency, self.listing.language)

    @cached_property
    def claims(self) -> Sequence[_ClaimInContext]:
        text = normalize_characters(f"{self.listing.title}.\n{self.listing.description}")
        language = self.listing.language
        return list(_claims_in_context(add_halves(text, language), language, self.listing.context))

    @cached_property
    def text(self) -> str:
        return normalize_characters(f"{self.listing.title}.\n{self.listing.description}").lower()

    def violations_in(self, text: str) -> Iterator[Violation]:
        """Claims of `text` without evidence, then offers for nothing of a product that has a price.

        Args:
            text: in normalized characters.
        """
        claims = list(_claims_in_context(text, self.listing.language, self.listing.context))
        index = 0
        while index < len(claims):
            numbers = [(each.claim.number, each.claim.unit) for each in claims[index:]]
            if length := self.price.match_length(numbers):
                index += length
                continue
            if violation := self._violation(claims[index]):
                yield violation
            index += 1
        if self.listing.price:
            for words in find_free_offers(text):
                yield Violation(ViolationKind.WRONG_PRICE, words, words, self.written_price)

    def _violation(self, claim: _ClaimInContext) -> Violation | None:
        if claim.is_sum and not self._is_weight(claim):
            return self._sum_violation(claim)
        if claim.is_in_price_words and not claim.quantity_unit and not claim.roles:
            return _violation_of(claim, ViolationKind.WRONG_PRICE, self.written_price)
        if claim.is_trivial:
            return None
        if claim.claim.unit == PERCENT or claim.quantity_unit:
            return self._quantity_violation(claim)
        numbers = {each.claim.number for each in self.claims} | self.price.numbers
        if claim.claim.number in numbers:
            return None
        kind = ViolationKind.CONTRADICTED if self._is_other_year(claim) else ViolationKind.UNSUPPORTED
        return _violation_of(claim, kind)

    def _sum_violation(self, claim: _ClaimInContext) -> Violation | None:
        """A sum needs evidence in one of its roles; without a role it reads as the price."""
        same_role = [each for each in self.claims if each.is_sum and each.roles & claim.roles]
        if any(each.claim == claim.claim for each in same_role):
            return None
        if not claim.roles:
            return _violation_of(claim, ViolationKind.WRONG_PRICE, self.written_price)
        return _violation_of(claim, ViolationKind.CONTRADICTED if same_role else ViolationKind.UNSUPPORTED)

    def _quantity_violation(self, claim: _ClaimInContext) -> Violation | None:
        """A quantity needs its number with its unit; the unit may stand elsewhere (`Mileage in km: 41300`)."""
        unit = claim.quantity_unit or PERCENT
        same_unit = [each for each in self.claims if (each.quantity_unit or each.claim.unit) == unit]
        same_number = [each for each in self.claims if each.claim.number == claim.claim.number]
        if any(each in same_unit for each in same_number):
            return None
        without_unit = [each for each in same_number if not each.quantity_unit and not each.claim.unit]
        if without_unit and unit != PERCENT and (same_unit or self._names_unit(unit)):
            return None
        evidence = [each.written for each in (same_number or same_unit)]
        kind = ViolationKind.CONTRADICTED if evidence else ViolationKind.UNSUPPORTED
        return _violation_of(claim, kind, evidence[0] if evidence else "")

    def _names_unit(self, unit: str) -> bool:
        """Whether the listing names the unit apart from a number: `Mileage in km: 41300`, `Maße (cm)`."""
        words = re.findall(r"[^\W\d_]+|[\"″]", self.text)
        symbols = " ".join(f"1 {word}." for word in words if len(word) <= _MAX_SYMBOL_CHARS)
        spoken_symbols = speech.to_voice_text(symbols, self.listing.language).split()
        return any(unit_after([word.lower()], self.listing.language) == unit for word in words + spoken_symbols)

    def _is_weight(self, claim: _ClaimInContext) -> bool:
        """Whether English pounds are no money: `lbs` in a listing of another currency."""
        pounds = claim.claim.unit == "pounds" and self.listing.currency != "GBP"
        return pounds and not claim.is_in_price_words and not re.search(r"£|gbp|quid", claim.written.lower())

    def _is_other_year(self, claim: _ClaimInContext) -> bool:
        return bool(_YEAR.search(claim.written) and _YEAR.search(self.text))


def _violation_of(claim: _ClaimInContext, kind: ViolationKind, evidence: str = "") -> Violation:
    return Violation(kind, str(claim.claim), claim.written, evidence)


@lru_cache(maxsize=8)
def _evidence(listing: Listing, *, contact_allowed: bool) -> _Evidence:
    """The listing's evidence, the same for all sentences of its scripts."""
    return _Evidence(sanitize_listing(listing, contact_allowed=contact_allowed))


def _claims_in_context(text: str, language: Language, context: Context) -> Iterator[_ClaimInContext]:
    lines = re.sub(r"\s*[\n\r|•●]+\s*", ". ", replace_money_slang(text, language, context.currency))
    tokens = speech.tokenize(lines, language, context)
    written = [token.written_form for token in tokens]
    numbers = number_words(language)
    claims = [
        each
        for each in locate_claims(tokens, language, with_articles=True)
        if each.claim.number[0] not in numbers.homonyms
        or not is_no_claim(each.claim.number, each.claim.unit, each.words[each.start], numbers)
    ]
    units = [_unit(_words_after(each), language) for each in claims]
    roles: frozenset[SumRole] = frozenset()
    for index, each in enumerate(claims):
        before, after = _words_before(each, claims[index - 1] if index else None), _words_after(each)
        own_roles = sum_roles(before, after[1:] if each.claim.unit else after)
        is_cents = bool(index) and _is_cents(each, claims[index - 1])
        roles = own_roles | roles if is_cents else own_roles
        unit = units[index] or _shared_unit(claims, units, index)
        yield _ClaimInContext(
            claim=each.claim,
            quantity_unit="" if each.claim.unit else unit,
            roles=roles,
            is_in_price_words=_is_in_price_words(before, after, has_unit=bool(each.claim.unit)),
            is_trivial=is_no_claim(each.claim.number, each.claim.unit, each.words[each.start], numbers),
            written=_written_claim(each, written),
        )


def _is_cents(claim: LocatedClaim, previous: LocatedClaim) -> bool:
    """Whether both are one sum: written as one, or a sum and its cents (`189 pounds and 99 pence`)."""
    between = claim.words[previous.end : claim.start]
    same_token = previous.words[previous.start].token_index == claim.words[claim.start].token_index
    has_coins = (
        not any(word.punctuation for word in between)
        and bool(_COINS.match(claim.claim.unit))
        and not _COINS.match(previous.claim.unit)
    )
    return bool(previous.claim.unit) and (same_token or has_coins) and len(between) <= _MAX_WORDS_BEFORE_CENTS


def _words_before(claim: LocatedClaim, previous: LocatedClaim | None) -> list[str]:
    """The words of the same clause between the previous claim and this one, in reading order."""
    words: list[str] = []
    first = previous.end if previous else 0
    for word in reversed(claim.words[first : claim.start]):
        if not word.text and word.punctuation not in _SOFT_MARKS:
            break
        if word.text:
            words.append(word.text)
    return words[_WORDS_BEFORE::-1] if len(words) > _WORDS_BEFORE else words[::-1]


def _words_after(claim: LocatedClaim) -> list[str]:
    """The words that follow a number, up to the next mark."""
    words: list[str] = []
    for word in claim.words[claim.end : claim.end + _WORDS_AFTER + 1]:
        if not word.text:
            break
        words.append(word.text)
    return words


def _unit(after: Sequence[str], language: Language) -> str:
    return "" if after and after[0] in _LIST_WORDS else unit_after(after, language)


def _shared_unit(claims: Sequence[LocatedClaim], units: Sequence[str], index: int) -> str:
    """The unit after a later number of the same list: `100 x 200 x 50 cm`, `5 to 10 years`."""
    for later in range(index, len(claims) - 1):
        between = claims[later].words[claims[later].end : claims[later + 1].start]
        words = [word.text for word in between if word.text or word.punctuation not in _SOFT_MARKS]
        if len(words) != 1 or words[0] not in _LIST_WORDS:
            return ""
        if units[later + 1]:
            return units[later + 1]
    return ""


def _is_in_price_words(before: Sequence[str], after: Sequence[str], *, has_unit: bool) -> bool:
    if has_unit:
        return any(map(is_price_word, before[-_PRICE_WORDS_BEFORE:]))
    if (after and is_price_word(after[0])) or is_offer(before, after):
        return True
    return (not after or after[0] in _AFTER_PRICE) and any(map(is_price_word, before[-_PRICE_WORDS_BEFORE:]))


def _written_claim(claim: LocatedClaim, written: Sequence[str]) -> str:
    """The claim with its unit in the script's own spelling.

    Args:
        written: written forms of the script's tokens.
    """
    last: Word = claim.words[claim.end - 1]
    end = last.token_index
    if claim.end < len(claim.words) and claim.words[claim.end].text:
        end = claim.words[claim.end].token_index
    return " ".join(written[claim.words[claim.start].token_index : end + 1]).strip(" .,;:!?…()\"'")
