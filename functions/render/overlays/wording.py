"""Price, call to action and address as the overlays word them, in the listing's language."""

from decimal import Decimal
from typing import Final, NamedTuple

from vidx.price import format_price


class CallToAction(NamedTuple):
    """The call to action above an address, and the one of a video without an address."""

    with_address: str
    without_address: str


ENGLISH: Final = CallToAction("See it online", "Available now")
"""Used for languages without a translation."""
WORDS: Final = {
    "en": ENGLISH,
    "es": CallToAction("Míralo en línea", "Disponible ahora"),
    "fr": CallToAction("À voir en ligne", "Disponible maintenant"),
    "de": CallToAction("Jetzt online ansehen", "Jetzt zu haben"),
    "pt": CallToAction("Veja online", "Disponível agora"),
    "it": CallToAction("Guardalo online", "Disponibile ora"),
}
FREE: Final = {"en": "Free", "es": "Gratis", "fr": "Gratuit", "de": "Kostenlos", "pt": "Grátis", "it": "Gratis"}


def call_to_action(language: str, *, with_address: bool) -> str:
    words = WORDS.get(language, ENGLISH)
    return words.with_address if with_address else words.without_address


def short_address(link: str) -> str:
    """Return the link without scheme, `www.` and trailing slash, as people type it."""
    return link.partition("://")[2].removeprefix("www.").rstrip("/")


def price_text(amount: Decimal, currency: str, language: str) -> str:
    """Return the price as sellers write it: `$1,249.99`, `1.249 €`, in Mexico `$45,000`; "Free" for 0."""
    return format_price(amount, currency, language) if amount else FREE.get(language, FREE["en"])
