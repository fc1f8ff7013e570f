"""Prices, addresses and calls to action as the overlays word them."""

from decimal import Decimal

import pytest

from functions.render.overlays.wording import call_to_action, price_text, short_address


@pytest.mark.parametrize(
    ("amount", "currency", "language", "expected"),
    [
        ("1249.99", "USD", "en", "$1,249.99"),
        ("8500", "EUR", "de", "8.500\xa0€"),
        ("8500.50", "EUR", "fr", "8\u202f500,50\xa0€"),
        ("8500", "JPY", "en", "¥8,500"),
        ("45000", "MXN", "es", "$45,000"),
        ("1250.5", "MXN", "es", "$1,250.50"),
        ("45000", "EUR", "es", "45.000\xa0€"),
        ("45000", "USD", "de", "$45,000"),
        ("45000", "CAD", "fr", "45\xa0000\xa0$"),
        ("8500", "EUR", "en", "€8,500"),
        ("1250", "CHF", "de", "CHF\xa01’250"),
        ("8500", "SEK", "en", "8\xa0500\xa0kr"),
        ("1500000", "INR", "en", "₹15,00,000"),
        ("1250.5", "BRL", "pt", "R$\xa01.250,50"),
        ("1250.5", "EUR", "pt", "1\xa0250,50\xa0€"),
        ("0", "USD", "es", "Gratis"),
        ("5", "USD", "no-such-language", "$5"),
    ],
)
def test_prices_follow_the_conventions_of_currency_and_language(
    amount: str, currency: str, language: str, expected: str
) -> None:
    assert price_text(Decimal(amount), currency, language) == expected


def test_address_has_no_scheme_and_no_www() -> None:
    assert short_address("https://www.example.com/ads/x/") == "example.com/ads/x"


def test_call_to_action_depends_on_the_address() -> None:
    assert call_to_action("en", with_address=False) != call_to_action("en", with_address=True)
    assert call_to_action("xx", with_address=True) == call_to_action("en", with_address=True)
