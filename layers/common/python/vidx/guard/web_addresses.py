# ruff: noqa: E501  (lists of words in lines of their own language)
"""Tell web addresses (`tisch.de`) from ordinary text with dots (`app.to`, `Zustand.in`)."""

import re
from functools import cache
from typing import Final

from vidx.options import LANGUAGES
from vidx.speech.sentences import abbreviations_with_dot

ENDINGS: Final = (
    "com|org|net|info|shop|store|online|site|app|dev|biz|xyz|club|top|vip|live|link|page|website|space|market|deals|"
    "uk|de|fr|eu|ca|au|nz|ch|dk|pl|br|mx|nl|be|pt|ru|cn|cc|ly|gg|tv|me|io|co|ai|es|it|at|se|no|us|in|jp|ie|fi|cz|gl|to|"
    "example|test"
)
"""Top-level domains that sellers use, and those of short links."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ENDINGS_THAT_ARE_WORDS: Final = _words(
    "de es it at se no us in be me to ai au ca co com net top live info online link tv app site space market"
)
"""Endings that are also words of a language, so that a missing space after a full stop looks like an address."""
_CONTRACTIONS: Final = _words(
    "acc aff all amm app apart appart appl arm arr arred att aum aut cond cont dep depart dip dott f imp ind install num p "
    "pag pos prof ris risc ristr sett st sta tratt trasp"
)
"""Beginnings of Italian, Spanish and Portuguese words that are contracted before `to`: `app.to`, `ristr.to`."""
_MORE_ABBREVIATIONS: Final = _words(
    "av avda bd bj ca calle cap cod dr dra ed esc etc ez fam fig fil geb gr hab hd id inkl jh kl lg max med min nr num orig "
    "p pag pl pos prof ref sr sra st tam tel uds ud urb vb verp vol vs zust zzgl cm mm km kg gr ml mq mt mts m l cv ps kw ah "
    "mah hz ghz gb tb"
)
_SENTENCE_END_WORDS: Final = _words(
    "condition new used box worn seen perfectly perfect great good excellent fine included working works clean home "
    "scratches damage marks wear sale price offers offer collection only set pair size case bag cover cable charger "
    "warranty receipt manual owner door room garden cash pickup delivery battery screen "
    "zustand neu neuwertig gebraucht erhalten gut top ok dachboden keller karton ovp originalverpackung verpackung "
    "kratzer schäden mängel garantie rechnung zubehör versand abholung preis festpreis haushalt nichtraucherhaushalt "
    "funktioniert getragen benutzt voll holz leder berlin vorhanden enthalten dabei "
    "état neuf neuve servi servie porté portée utilisé utilisée occasion rayures défaut défauts boîte facture "
    "garantie prix négociable ferme parfait parfaite impeccable fonctionne inclus incluse livraison main "
    "estado nuevo nueva usado usada caja funda garantía factura precio negociable golpes arañazos perfecto perfecta "
    "funciona incluido incluida envío mano uso original defectos mudanza "
    "novo nova caixa nota fiscal preço riscos perfeito perfeita incluso inclusa entrega mão marcas defeito defeitos "
    "mudança garantia manual "
    "stato condizioni nuovo nuova usato usata scatola garanzia scontrino prezzo trattabile graffi difetti perfetto "
    "perfetta funzionante incluso spedizione mano uso originale trasloco pari"
)
"""Words at the end of sentences in adverts."""
_PRODUCTS: Final = frozenset({"asp.net", "vb.net", "ado.net", "ml.net", "socket.io"})
_INVITATION: Final = re.compile(
    r"\b(?:visit|see|go to|look at|site|website|web|internet|besuchen?(?: sie)?|siehe|visite[zr]?|visitar?|visitate|voir|"
    r"sito|página)\s*:?\s*$",
    re.IGNORECASE,
)
_PREPOSITION: Final = re.compile(r"\b(?:at|on|auf|unter|bei|sur|en|em|no|na|su)\s+$", re.IGNORECASE)
_VERSION: Final = re.compile(r"v?\d+[a-z]?", re.IGNORECASE)
_QUANTITY: Final = re.compile(r"\d+(?:cm|mm|km|kg|gr?|ml|m|l|gb|tb|ps|cv|kw)", re.IGNORECASE)


def is_web_address(match: "re.Match[str]") -> bool:
    """Whether a match of a name with dots, with groups `host`, `ending` and `path`, is a web address.

    These are not: an abbreviation (`app.to`, `inkl.de`), initials (`z.B.in`), a version or size (`3.0.it`, `v2.io`), a
    product (`ASP.NET`), and two sentences without a space between them (`Zustand.in`).
    """
    host, ending = match["host"].lower().rstrip("."), match["ending"].lower()
    if match["path"] or f"{host}.{ending}" in _PRODUCTS:
        return bool(match["path"])
    labels = host.split(".")
    last = labels[-1]
    if ending not in _ENDINGS_THAT_ARE_WORDS and ending != "io":
        return True
    if all(map(_VERSION.fullmatch, labels)):
        return ending in {"com", "net"}
    if ending == "io" or _INVITATION.search(match.string, 0, match.start()):
        return True
    if _is_abbreviation(labels, ending):
        return False
    joined = len(labels) == 1 and (last in _SENTENCE_END_WORDS or _QUANTITY.fullmatch(last) is not None)
    return not joined or _PREPOSITION.search(match.string, 0, match.start()) is not None


def _is_abbreviation(labels: list[str], ending: str) -> bool:
    if ending == "com":
        return False
    if ending == "to" and labels[-1] in _CONTRACTIONS:
        return True
    if all(len(label) == 1 and label.isalpha() for label in labels):
        return True
    return len(labels) == 1 and (labels[0] in _MORE_ABBREVIATIONS or f"{labels[0]}." in _abbreviations())


@cache
def _abbreviations() -> frozenset[str]:
    """Abbreviations of all languages; they are loaded only for a text that has a name with dots."""
    return frozenset(form.lower() for language in LANGUAGES for form in abbreviations_with_dot(language))
