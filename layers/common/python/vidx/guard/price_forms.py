# ruff: noqa: E501  (lists of words in lines of their own language)
"""The forms in which people say a price, and the words around prices.

A listing's 15,500 USD may be `$15,500`, `15.5k`, `fifteen thousand five hundred dollars` or, after a price word, a bare
`15,500`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from vidx.jobs.request import Listing
from vidx.options import LANGUAGES, Language
from vidx.price import script_price
from vidx.speech.claims import PERCENT, find_claims

NumberWithUnit = tuple[tuple[str, ...], str]
"""A number in words, and its unit; empty for a number alone."""
_PRICE_WORDS: Final = frozenset({
    "price", "priced", "cost", "costs", "asking", "ask", "sells", "selling", "sell", "pay", "yours", "offer",
    "offers", "firm", "obo", "ono", "negotiable", "preis", "kostet", "kosten", "verkaufe", "verkauf", "festpreis",
    "fp", "vb", "vhb", "verhandlungsbasis", "zahle", "zahlen", "haben", "deins", "ihres", "deines", "prix", "coûte",
    "coûtent", "vends", "vendu", "vendue", "payez", "ferme", "négociable", "precio", "cuesta", "cuestan", "vale",
    "vendo", "pide", "pido", "tuyo", "suyo", "negociable", "preço", "custa", "custam", "leva", "leve", "seu",
    "negociável", "prezzo", "costa", "costano", "pago", "tuo", "trattabili", "trattabile",
})  # fmt: skip
_THOUSANDS: Final[dict[Language, str]] = {
    "en": "thousand", "de": "tausend", "fr": "mille", "es": "mil", "pt": "mil", "it": "mila",
}  # fmt: skip
_MILLIONS: Final[dict[Language, tuple[str, str]]] = {
    "en": ("million", "million"), "de": ("Million", "Millionen"), "fr": ("million d’", "millions d’"),
    "es": ("millón de", "millones de"), "pt": ("milhão de", "milhões de"), "it": ("milione di", "milioni di"),
}  # fmt: skip
_BILLIONS: Final[dict[Language, tuple[str, str]]] = {
    "en": ("billion", "billion"), "de": ("Milliarde", "Milliarden"), "fr": ("milliard d’", "milliards d’"),
    "pt": ("bilhão de", "bilhões de"), "it": ("miliardo di", "miliardi di"),
}  # fmt: skip
"""Spanish counts thousands of millions."""
_THOUSAND: Final = 1_000
_MILLION: Final = 1_000_000
_BILLION: Final = 1_000_000_000
_SPOKEN_IN_HUNDREDS: Final = range(1_100, 10_000)
_DECIMAL_SIGNS: Final[dict[Language, str]] = dict.fromkeys(LANGUAGES, ",") | {"en": "."}
_SLANG: Final[dict[Language, tuple[tuple[re.Pattern[str], str], ...]]] = {
    "en": (
        (re.compile(r"\ban? (?=(?:dollar|buck|euro|quid|pound(?! of))\b)", re.IGNORECASE), "one "),
        (re.compile(r"\ba fiver\b", re.IGNORECASE), "five {unit}"),
        (re.compile(r"\ba tenner\b", re.IGNORECASE), "ten {unit}"),
        (
            re.compile(
                r"(?i)\b(?P<n>one|two|three|four|five|six|seven|eight|nine|ten|\d+) ?grand\b(?! (?:piano|total|opening))"
            ),
            r"\g<n> thousand {unit}",
        ),
        (re.compile(r"\ba grand\b(?= *(?:[.,;!?]|$))", re.IGNORECASE), "one thousand {unit}"),
        (re.compile(r"\bbucks?\b", re.IGNORECASE), "dollars"),
        (re.compile(r"\bquid\b", re.IGNORECASE), "pounds"),
        (re.compile(r"\b(?:bitcoins?|btc)\b", re.IGNORECASE), "yuan"),
    ),
    "fr": ((re.compile(r"\bballes\b", re.IGNORECASE), "euros"),),
}
_FREE_EXTRAS: Final = (
    r"shipping|delivery|postage|parking|returns?|trial|gift|sample|case|of\b|from|standing|range|hand|time|"
    r"versand|lieferung|parkpl\w*|stellpl\w*|dazu|"
    r"livraison|parking|essai|envío|entrega|frete|estacionamento|garaje|spedizione|consegna|parcheggio|con la|avec|com"
)
_FREE_OFFER: Final = re.compile(
    r"\b(?:(?:rest|remainder) (?:is )?free|(?:is|it['’]s|are|they['’]re|yours|for|absolutely|completely|totally|entirely|all) free|free of charge|for nothing|"
    r"at no cost|costs? nothing|giving (?:it|this|them) away|"
    r"(?:ist|ganz|völlig|komplett|sind|es gibt es) (?:kostenlos|umsonst|gratis)|zu verschenken|kostet nichts|"
    r"(?:est|c['’]est|totalement|entièrement|complètement) gratuite?|à donner|ne coûte rien|"
    r"(?:es|está|totalmente|completamente) gratis|se regala|no cuesta nada|"
    r"(?:é|está|totalmente|completamente) (?:grátis|gratuit[oa]|de graça)|não custa nada|"
    r"(?:è|tutto|totalmente|completamente) (?:gratis|gratuit[oa])|si regala|in regalo|non costa nulla|non costa niente)"
    rf"(?!\s+(?:{_FREE_EXTRAS}))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class PriceForms:
    """The price's forms as sequences of numbers, the longest first: `47,50 €` is `47 Euro` and `50`."""

    sequences: Sequence[Sequence[NumberWithUnit]]

    @property
    def numbers(self) -> frozenset[tuple[str, ...]]:
        return frozenset(number for sequence in self.sequences for number, _ in sequence)

    def match_length(self, numbers: Sequence[NumberWithUnit]) -> int:
        """How many of the first `numbers` are the price; 0 if they are another sum."""
        return next((len(form) for form in self.sequences if _matches(numbers[: len(form)], form)), 0)


def _matches(numbers: Sequence[NumberWithUnit], price: Sequence[NumberWithUnit]) -> bool:
    """Whether the first number is equal with its unit, and the cents are equal with or without theirs."""
    if len(numbers) < len(price) or numbers[0] != price[0]:
        return False
    return all(one[0] == other[0] and one[1] != PERCENT for one, other in zip(numbers[1:], price[1:], strict=False))


def price_forms(listing: Listing) -> PriceForms:
    """Return all true forms of the listing's price."""
    forms: dict[tuple[NumberWithUnit, ...], None] = {}
    for text in _written_forms(listing):
        sequence = tuple((each.number, each.unit) for each in find_claims(text, listing.language, listing.context))
        if sequence:
            forms[sequence] = None
            number, unit = sequence[0]
            if len(number) > 1 and number[0] == "one":
                forms[((number[1:], unit), *sequence[1:])] = None
    without_unit = {tuple((number, "") for number, _ in sequence): None for sequence in forms if len(sequence) == 1}
    return PriceForms(sorted([*forms, *without_unit], key=len, reverse=True))


def _written_forms(listing: Listing) -> Iterator[str]:
    price, currency, language = listing.price, listing.currency, listing.language
    yield script_price(price, currency, language)
    figures = f"{price:.2f}".removesuffix(".00").replace(".", _DECIMAL_SIGNS[language])
    yield f"{figures} {currency}"
    yield figures
    for number in _rounded_forms(price, language):
        for code in (currency, _currency_word(listing)):
            yield f"{number} {code}"


def _rounded_forms(price: Decimal, language: Language) -> Iterator[str]:
    """Yield round numbers in scale words: `15.5 thousand`, `1.2 million`, `fifteen hundred`."""

    def figures(value: Decimal) -> str:
        return f"{value.normalize():f}".replace(".", _DECIMAL_SIGNS[language])

    if price >= _THOUSAND and price % 100 == 0:
        yield f"{figures(price / _THOUSAND)}k"
        yield f"{figures(price / _THOUSAND)} {_THOUSANDS[language]}"
    if price >= _MILLION and price % 10_000 == 0:
        yield from (f"{figures(price / _MILLION)} {scale}" for scale in _MILLIONS[language])
    if price >= _BILLION and price % 10_000_000 == 0 and language in _BILLIONS:
        yield from (f"{figures(price / _BILLION)} {scale}" for scale in _BILLIONS[language])
    if language == "en" and price in _SPOKEN_IN_HUNDREDS and price % 100 == 0 and price % _THOUSAND:
        yield f"{_number_words(int(price // 100))} hundred"


def _number_words(value: int) -> str:
    from num2words import num2words

    return str(num2words(value))


def _currency_word(listing: Listing) -> str:
    """Return the currency's name in the listing's language, which is the unit of a sum in it."""
    text = script_price(Decimal(5), listing.currency, listing.language)
    return next((each.unit for each in find_claims(text, listing.language, listing.context)), listing.currency)


def is_price_word(word: str) -> bool:
    """Whether a spoken word announces a price or follows one."""
    return word in _PRICE_WORDS


_OFFER_BEFORE: Final = re.compile(
    r"\b(?:à (?:vous|toi|lui) pour|llevas? por|llévatel[oa]s? por|l[oa] (?:porti|porta) via (?:con|a|per)|"
    r"(?:take|have|get|grab) (?:it|them) (?:home )?for|nimm (?:ihn|sie|es) für)$"
)
_OFFER_AFTER: Final = re.compile(r"gehört (?:er|sie|es) (?:dir|ihnen|euch)\b")
_INSTEAD_OF: Final = re.compile(r"(?:instead of|statt|au lieu|en vez|en lugar|em vez|invece|anziché)\b")
_NOW_WORDS: Final = frozenset(
    {"now", "only", "today", "jetzt", "nur", "heute", "ahora", "hoy", "agora", "ora", "adesso"}
)


def is_offer(before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether the words around a number without a currency make it a price: `take it home for …`."""
    left, right = " ".join(before), " ".join(after)
    is_reduction = bool(before) and before[-1] in _NOW_WORDS and _INSTEAD_OF.match(right) is not None
    return (
        is_reduction or _OFFER_AFTER.match(right) is not None or (not after and _OFFER_BEFORE.search(left) is not None)
    )


def find_free_offers(text: str) -> list[str]:
    """Return the phrases of a text that offer the product for nothing, each once: `free of charge`."""
    return list(dict.fromkeys(match[0] for match in _FREE_OFFER.finditer(text)))


def replace_money_slang(text: str, language: Language, currency: str | None) -> str:
    """Return `text` with the names of currencies in place of slang: `99 bucks` becomes `99 dollars`."""
    unit = "pounds" if currency == "GBP" else "dollars"
    for pattern, name in _SLANG.get(language, ()):
        text = pattern.sub(name.format(unit=unit), text)
    return text
