"""Requests that name no language or currency."""

import pytest

from tests.unit.api.conftest import Api


@pytest.mark.parametrize(
    ("texts", "language", "currency"),
    [
        ({"title": "Eichentisch", "description": "Massiv, sehr guter Zustand, nur noch heute."}, "de", "EUR"),
        ({"title": "Oak desk", "description": "In great condition. New it was £799."}, "en", "GBP"),
        ({"title": "iPhone 15 Pro 256GB", "description": "Box."}, "en", "USD"),
    ],
)
def test_missing_language_and_currency_are_detected(
    api: Api, texts: dict[str, str], language: str, currency: str
) -> None:
    reply = api.call("POST", "/api/video/generate-script", {**texts, "price": 450})

    assert (reply.json["language"], reply.json["currency"]) == (language, currency)
    assert api.call("POST", "/api/video/detect", texts).json == {"language": language, "currency": currency}


def test_a_text_with_several_currencies_is_refused_with_a_question(api: Api) -> None:
    body = {"title": "Oak desk", "description": "It was £799 or 900 € new.", "price": 450}

    reply = api.call("POST", "/api/video/generate-script", body)

    assert reply.status == 422
    assert "names several currencies (EUR, GBP)" in reply.json["detail"]
    assert "give language and currency" in reply.json["detail"]
    assert api.call("POST", "/api/video/detect", body).json == {"language": "en", "currency": None}
