"""Every limit of a request at its value and one beyond it."""

from typing import Any, Final

import pytest

from tests.unit.api.conftest import Api
from vidx import options

WIDEST: Final = "\U00020000"
"""A character of four bytes: limits count characters."""
LINK: Final = "https://shop.example.com/"
LIMITS: Final[list[tuple[str, Any, Any]]] = [
    ("title", f"A{WIDEST * (options.MAX_TITLE_CHARS - 1)}", f"A{WIDEST * options.MAX_TITLE_CHARS}"),
    ("description", f"A{WIDEST * (options.MAX_DESCRIPTION_CHARS - 1)}", f"A{WIDEST * options.MAX_DESCRIPTION_CHARS}"),
    ("script", ("word " * 240)[:-1] + ".", ("word " * 240) + "x"),
    ("price", options.MAX_PRICE, options.MAX_PRICE + 1),
    ("price", "100,000,000,000.00", "100,000,000,000.01"),
    (
        "link",
        LINK + "x" * (options.MAX_LINK_CHARS - len(LINK)),
        LINK + "x" * (options.MAX_LINK_CHARS - len(LINK) + 1),
    ),
]


@pytest.mark.parametrize(("field", "most", "beyond"), LIMITS, ids=[field for field, *_ in LIMITS])
def test_a_request_at_a_limit_is_accepted_and_one_beyond_is_refused(
    api: Api, field: str, most: Any, beyond: Any
) -> None:
    accepted, refused = api.generate(**{field: most}), api.generate(**{field: beyond})

    assert accepted.status == 202, accepted.text
    assert refused.status == 422
    assert set(refused.field_messages) == {field}
    assert len(api.executions.started) == 1


def test_ten_photos_are_accepted_and_eleven_refused(api: Api) -> None:
    keys = api.photos(options.MAX_PHOTOS + 1)

    assert api.generate(photoKeys=keys[:-1]).status == 202
    assert api.generate(photoKeys=keys).field_messages == {"photos": "photos: at most 10 allowed, not 11"}


def test_an_idempotency_key_of_255_characters_is_accepted(api: Api) -> None:
    assert api.generate(key="k" * 255).status == 202
    assert api.generate(key="k" * 256).status == 422
