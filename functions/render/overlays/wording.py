"""Price, call to action and address as the overlays word them."""

from decimal import Decimal
from typing import Final, NamedTuple

from vidx.prices import format_price


class EndWords(NamedTuple):
    """What stands above an address, and what a film says that has none to show: it asks for no message to nowhere."""

    with_address: str
    without_address: str


ENGLISH: Final = EndWords("See it online", "Available now")
WORDS: Final = {
    "en": ENGLISH,
    "es": EndWords("Míralo en línea", "Disponible ahora"),
    "fr": EndWords("À voir en ligne", "Disponible maintenant"),
    "de": EndWords("Jetzt online ansehen", "Jetzt zu haben"),
    "pt": EndWords("Veja online", "Disponível agora"),
    "it": EndWords("Guardalo online", "Disponibile ora"),
}


def call_to_action(language: str, *, with_address: bool) -> str:
    words = WORDS.get(language, ENGLISH)
    return words.with_address if with_address else words.without_address


def short_address(link: str) -> str:
    """The link as people type it: without scheme, `www.` and the slash at its end."""
    return link.partition("://")[2].removeprefix("www.").rstrip("/")


FREE: Final = {"en": "Free", "es": "Gratis", "fr": "Gratuit", "de": "Kostenlos", "pt": "Grátis", "it": "Gratis"}


def price_text(amount: Decimal, currency: str, language: str) -> str:
    """`$1,249.99`, `1.249 €`, in Mexico `$45,000`; nothing at all is free."""
    return format_price(amount, currency, language) if amount else FREE.get(language, FREE["en"])
