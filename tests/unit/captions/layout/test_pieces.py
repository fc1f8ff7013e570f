"""Words split into pieces."""

import unicodedata
from itertools import pairwise

import pytest

from functions.captions.layout.pieces import split_into_pieces
from testing.captions import VERTICAL, timed_text


def test_long_address_is_split_after_its_punctuation() -> None:
    parts = [
        piece.text
        for piece in split_into_pieces(timed_text("https://www.example.com/shop/halden-35-m/offer").words, VERTICAL)
    ]

    assert "".join(parts) == "https://www.example.com/shop/halden-35-m/offer"
    assert all(part[-1] in "/.-" for part in parts[:-1])


@pytest.mark.parametrize(
    ("text", "count"),
    [("毎朝、淹れたてのコーヒーを楽しもう。", 4), ("每天早上都能喝到新鲜的咖啡。", 3), ("กาแฟสดใหม่ทุกเช้าที่บ้านคุณ", 3)],
)
def test_text_without_spaces_is_split_into_phrases(text: str, count: int) -> None:
    pieces = split_into_pieces(timed_text(text, 3.0).words, VERTICAL)

    assert len(pieces) >= count
    assert "".join(piece.text for piece in pieces) == text
    assert [piece.glued for piece in pieces] == [False] + [True] * (len(pieces) - 1)
    assert all(before.end_s == after.start_s for before, after in pairwise(pieces))
    assert not any(unicodedata.category(piece.text[0]).startswith("M") for piece in pieces)


def test_long_word_is_never_split_within_a_grapheme_cluster() -> None:
    word = "क्षत्रियक्षत्रियक्षत्रियक्षत्रियक्षत्रियक्षत्रियक्षत्रिय"

    pieces = [piece.text for piece in split_into_pieces(timed_text(word).words, VERTICAL)]

    assert len(pieces) > 1
    assert "".join(pieces) == word
    assert not any(unicodedata.category(part[0]).startswith("M") or part.endswith("\u094d") for part in pieces)
