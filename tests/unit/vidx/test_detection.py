"""Which language and currency an advert is in."""

from contextlib import suppress

import pytest

from testing.adverts import ADVERTS, adverts
from testing.foreign_listings import FOREIGN_LISTINGS
from testing.listings import ALL
from vidx.detection import AmbiguousText, detect_currency, detect_language
from vidx.jobs.request import Listing
from vidx.options import LANGUAGES, Language

FEWEST_ADVERTS = 15
EVERYWHERE = [*ALL, *(listing for listings in FOREIGN_LISTINGS.values() for listing in listings)]


@pytest.mark.parametrize("listing", EVERYWHERE, ids=lambda listing: f"{listing.language} {listing.title}")
def test_the_language_of_an_advert_is_detected(listing: Listing) -> None:
    assert detect_language(f"{listing.title}\n{listing.description}") in {listing.language, None}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Eichentisch, massiv, sehr guter Zustand, Abholung in Köln", "de"),
        ("Verkaufe Fahrrad wegen Umzug", "de"),
        ("Vélo en très bon état, peu servi", "fr"),
        ("Bicicleta en muy buen estado, poco uso", "es"),
        ("Bicicleta em ótimo estado, pouco uso, não acompanha capacete", "pt"),
        ("Bici in ottime condizioni, poco usata", "it"),
        ("Bike in great condition, hardly used", "en"),
        ("iPhone 15 Pro 256GB", None),
        ("A fine camera.", None),
        ("Lamp. nice lamp", None),
    ],
)
def test_short_adverts(text: str, language: Language | None) -> None:
    assert detect_language(text) == language


@pytest.mark.parametrize(
    ("text", "language", "currency"),
    [
        ("Yours for £799", "en", "GBP"),
        ("Neupreis 900 €", "de", "EUR"),
        ("Preis in CHF", "de", "CHF"),
        ("Custava R$ 900", "pt", "BRL"),
        ("New it was $900", "en", "USD"),
        ("A$900 new", "en", "AUD"),
        ("Sehr guter Zustand", "de", "EUR"),
        ("Pouco uso", "pt", "BRL"),
        ("Hardly used", "en", "USD"),
        ("Nueva costó $500 MXN", "es", "MXN"),
        ("Nueva costó $ 45.000 ARS", "es", "ARS"),
        ("Nueva costó S/ 1,250", "es", "PEN"),
        ("Costó 90.000 COP", "es", "COP"),
        ("APPLE PEN", "en", "USD"),
        ("CAD workstation, was $900", "en", "USD"),
        ("Cost 900 CAD", "en", "CAD"),
        ("Talla S/36, poco uso", "es", "EUR"),
    ],
)
def test_the_currency_is_that_of_the_sign(text: str, language: Language, currency: str) -> None:
    assert detect_currency(text, language) == currency


def test_several_currencies_are_ambiguous() -> None:
    with pytest.raises(AmbiguousText, match="EUR, GBP"):
        detect_currency("£799 or 900 €", "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_adverts(language: str) -> None:
    assert len(adverts(language)) >= FEWEST_ADVERTS


@pytest.mark.parametrize("advert", ADVERTS, ids=lambda advert: advert.title)
def test_no_advert_is_detected_as_another_language(advert: Listing) -> None:
    with suppress(AmbiguousText):  # the seller is asked
        assert detect_language(f"{advert.title}\n{advert.description}") == advert.language
