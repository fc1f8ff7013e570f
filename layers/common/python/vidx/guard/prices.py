# ruff: noqa: E501  (lists of words in lines of their own language)
"""The ways in which the listing's price may be said, and the words that announce a price."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from vidx.jobs.request import Listing
from vidx.options import LANGUAGES, Language
from vidx.price import script_price
from vidx.speech.claims import PERCENT, find_claims

Said = tuple[tuple[str, ...], str]
"""A number in words, and its unit."""
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
_HUNDREDS: Final = range(1_100, 10_000)
_POINTS: Final[dict[Language, str]] = dict.fromkeys(LANGUAGES, ",") | {"en": "."}
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
_EXTRAS: Final = (
    r"shipping|delivery|postage|parking|returns?|trial|gift|sample|case|of\b|from|standing|range|hand|time|"
    r"versand|lieferung|parkpl\w*|stellpl\w*|dazu|"
    r"livraison|parking|essai|envío|entrega|frete|estacionamento|garaje|spedizione|consegna|parcheggio|con la|avec|com"
)
_GIFT: Final = re.compile(
    r"\b(?:(?:rest|remainder) (?:is )?free|(?:is|it['’]s|are|they['’]re|yours|for|absolutely|completely|totally|entirely|all) free|free of charge|for nothing|"
    r"at no cost|costs? nothing|giving (?:it|this|them) away|"
    r"(?:ist|ganz|völlig|komplett|sind|es gibt es) (?:kostenlos|umsonst|gratis)|zu verschenken|kostet nichts|"
    r"(?:est|c['’]est|totalement|entièrement|complètement) gratuite?|à donner|ne coûte rien|"
    r"(?:es|está|totalmente|completamente) gratis|se regala|no cuesta nada|"
    r"(?:é|está|totalmente|completamente) (?:grátis|gratuit[oa]|de graça)|não custa nada|"
    r"(?:è|tutto|totalmente|completamente) (?:gratis|gratuit[oa])|si regala|in regalo|non costa nulla|non costa niente)"
    rf"(?!\s+(?:{_EXTRAS}))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Sums:
    """The price as sequences of claims, the longest first: `47,50 €` is `47 Euro` and `50`."""

    sequences: Sequence[Sequence[Said]]

    @property
    def numbers(self) -> frozenset[tuple[str, ...]]:
        return frozenset(number for sequence in self.sequences for number, _ in sequence)

    def length_at(self, said: Sequence[Said]) -> int:
        """How many of the claims at the beginning of `said` state the price; 0 when they do not."""
        return next((len(each) for each in self.sequences if _states(said[: len(each)], each)), 0)


def _states(said: Sequence[Said], price: Sequence[Said]) -> bool:
    """The first claim agrees with its currency; a second one, the cents, may name its coin or not."""
    if len(said) < len(price) or said[0] != price[0]:
        return False
    return all(one[0] == other[0] and one[1] != PERCENT for one, other in zip(said[1:], price[1:], strict=False))


def price_sums(listing: Listing) -> Sums:
    """The listing's price in every honest wording."""
    found: dict[tuple[Said, ...], None] = {}
    for text in _wordings(listing):
        sequence = tuple((each.number, each.unit) for each in find_claims(text, listing.language, listing.context))
        if sequence:
            found[sequence] = None
            number, unit = sequence[0]
            if len(number) > 1 and number[0] == "one":
                found[((number[1:], unit), *sequence[1:])] = None
    bare = {tuple((number, "") for number, _ in sequence): None for sequence in found if len(sequence) == 1}
    return Sums(sorted([*found, *bare], key=len, reverse=True))


def _wordings(listing: Listing) -> Iterator[str]:
    price, currency, language = listing.price, listing.currency, listing.language
    yield script_price(price, currency, language)
    figures = f"{price:.2f}".removesuffix(".00").replace(".", _POINTS[language])
    yield f"{figures} {currency}"
    yield figures
    for number in _short(price, language):
        for code in (currency, _currency_word(listing)):
            yield f"{number} {code}"


def _short(price: Decimal, language: Language) -> Iterator[str]:
    """`15.5 thousand`, `1.2 million`, `fifteen hundred`."""

    def figures(value: Decimal) -> str:
        return f"{value.normalize():f}".replace(".", _POINTS[language])

    if price >= _THOUSAND and price % 100 == 0:
        yield f"{figures(price / _THOUSAND)}k"
        yield f"{figures(price / _THOUSAND)} {_THOUSANDS[language]}"
    if price >= _MILLION and price % 10_000 == 0:
        yield from (f"{figures(price / _MILLION)} {scale}" for scale in _MILLIONS[language])
    if price >= _BILLION and price % 10_000_000 == 0 and language in _BILLIONS:
        yield from (f"{figures(price / _BILLION)} {scale}" for scale in _BILLIONS[language])
    if language == "en" and price in _HUNDREDS and price % 100 == 0 and price % _THOUSAND:
        yield f"{_number_words(int(price // 100))} hundred"


def _number_words(value: int) -> str:
    from num2words import num2words

    return str(num2words(value))


def _currency_word(listing: Listing) -> str:
    """The currency's name in the language: the unit of one of its sums."""
    text = script_price(Decimal(5), listing.currency, listing.language)
    return next((each.unit for each in find_claims(text, listing.language, listing.context)), listing.currency)


def is_price_word(word: str) -> bool:
    """Whether a spoken word announces a price or follows one."""
    return word in _PRICE_WORDS


_OFFERED: Final = re.compile(
    r"\b(?:à (?:vous|toi|lui) pour|llevas? por|llévatel[oa]s? por|l[oa] (?:porti|porta) via (?:con|a|per)|"
    r"(?:take|have|get|grab) (?:it|them) (?:home )?for|nimm (?:ihn|sie|es) für)$"
)
_MADE_YOURS: Final = re.compile(r"gehört (?:er|sie|es) (?:dir|ihnen|euch)\b")
_REPLACED: Final = re.compile(r"(?:instead of|statt|au lieu|en vez|en lugar|em vez|invece|anziché)\b")
_TODAY: Final = frozenset({"now", "only", "today", "jetzt", "nur", "heute", "ahora", "hoy", "agora", "ora", "adesso"})


def offers(before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether a number without a currency is a price by the words before it and those that follow at once."""
    left, right = " ".join(before), " ".join(after)
    replaces = bool(before) and before[-1] in _TODAY and _REPLACED.match(right) is not None
    return replaces or _MADE_YOURS.match(right) is not None or (not after and _OFFERED.search(left) is not None)


def gift_words(folded: str) -> list[str]:
    """The words by which a text offers the product for nothing."""
    return list(dict.fromkeys(match[0] for match in _GIFT.finditer(folded)))


def slang_as_currency(text: str, language: Language, currency: str | None) -> str:
    """`text` with the everyday names of money by their proper names: `99 bucks` as `99 dollars`."""
    unit = "pounds" if currency == "GBP" else "dollars"
    for pattern, name in _SLANG.get(language, ()):
        text = pattern.sub(name.format(unit=unit), text)
    return text
