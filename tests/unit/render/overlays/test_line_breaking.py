"""Text broken into balanced lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.render.overlays import theme
from functions.render.overlays.line_breaking import fit_text
from vidx.typography.measure import width_em

ROOM_PX = 811.0


@given(st.text(st.characters(categories=["L", "N", "P", "Zs"]), min_size=1, max_size=100).filter(str.strip))
def test_any_title_fits_three_lines(title: str) -> None:
    block = fit_text(title, ROOM_PX, theme.TITLE_SIZES)

    assert 1 <= len(block.lines) <= 3
    assert block.width_px <= ROOM_PX


def test_long_title_has_a_smaller_size() -> None:
    short, long = (fit_text(text, ROOM_PX, theme.TITLE_SIZES) for text in ("Road bike", "Road bike " * 9))

    assert short.em_px == theme.TITLE_SIZES[0][0]
    assert long.em_px < 60


def test_lines_have_similar_widths() -> None:
    lines = fit_text("Vintage espresso machine freshly serviced", ROOM_PX, [(84, 3)]).lines

    assert lines == ("Vintage espresso", "machine freshly", "serviced") or max(map(width_em, lines)) < 8.6


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("新品同様のロードバイクを格安でお譲りします", ["新品同様", "ロードバイク", "格安", "お譲り"]),
        ("全新苹果手机出售原装充电器含发票全国包邮", ["苹果", "手机", "充电器", "发票"]),
        ("九成新單眼相機出售附原廠盒裝與說明書可面交", ["單眼", "相機", "原廠", "說明"]),
        ("ขายกล้องฟิล์มเก่าสภาพดีมากพร้อมกระเป๋าหนัง", ["กล้อง", "สภาพ", "กระเป๋า"]),
        ("직접 만든 참나무 의자를 싸게 팝니다 거의 새것", ["참나무", "의자를", "팝니다"]),
    ],
    ids=["ja", "zh-hans", "zh-hant", "th", "ko"],
)
def test_lines_end_between_words_in_scripts_without_spaces(title: str, words: list[str]) -> None:
    lines = fit_text(title, ROOM_PX, theme.TITLE_SIZES).lines

    assert len(lines) > 1
    assert [word for word in words if not any(word in line for line in lines)] == []


def test_text_too_long_for_every_size_ends_in_an_ellipsis() -> None:
    assert fit_text("W" * 100, ROOM_PX, theme.TITLE_SIZES).lines[-1].endswith("…")
