"""Lines, prices, phrases and spans of the overlays."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.render.compositing.frame import FrameFormat
from functions.render.overlays import theme
from functions.render.overlays.line_breaking import fit_text
from functions.render.overlays.schedule import plan_schedule
from functions.render.overlays.wording import call_to_action, price_text, short_address
from testing.overlays import no_captions, overlays, request
from testing.render_job import words_for
from vidx.options import OVERLAYS
from vidx.typography.measure import width_em

ROOM_PX = 811.0


@given(st.text(st.characters(categories=["L", "N", "P", "Zs"]), min_size=1, max_size=100).filter(str.strip))
def test_any_title_fits_its_room_in_three_lines(title: str) -> None:
    block = fit_text(title, ROOM_PX, theme.TITLE_SIZES)

    assert 1 <= len(block.lines) <= 3
    assert block.width_px <= ROOM_PX


def test_a_short_title_is_large_and_a_long_one_smaller() -> None:
    short, long = (fit_text(text, ROOM_PX, theme.TITLE_SIZES) for text in ("Road bike", "Road bike " * 9))

    assert short.em_px == theme.TITLE_SIZES[0][0]
    assert long.em_px < 60


def test_lines_are_about_equally_long() -> None:
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
def test_lines_end_between_words_also_where_no_space_parts_them(title: str, words: list[str]) -> None:
    lines = fit_text(title, ROOM_PX, theme.TITLE_SIZES).lines

    assert len(lines) > 1
    assert [word for word in words if not any(word in line for line in lines)] == []


def test_what_fits_at_no_size_ends_in_an_ellipsis() -> None:
    assert fit_text("W" * 100, ROOM_PX, theme.TITLE_SIZES).lines[-1].endswith("…")


@pytest.mark.parametrize(
    ("amount", "currency", "language", "shown"),
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
def test_prices_are_written_as_in_the_country_of_the_currency(
    amount: str, currency: str, language: str, shown: str
) -> None:
    assert price_text(Decimal(amount), currency, language) == shown


def test_the_address_is_shown_as_people_type_it() -> None:
    assert short_address("https://www.example.com/ads/x/") == "example.com/ads/x"


def test_without_an_address_the_end_card_asks_to_get_in_touch() -> None:
    assert call_to_action("en", with_address=False) != call_to_action("en", with_address=True)
    assert call_to_action("xx", with_address=True) == call_to_action("en", with_address=True)


@given(voice_s=st.floats(0.5, 60))
def test_pieces_never_overlap_and_the_end_card_stays(voice_s: float) -> None:
    video_s = voice_s + 1.8

    made = plan_schedule(OVERLAYS, words_for(voice_s).words, voice_s, video_s)

    spans = [span for span in (made.title, made.price, made.end) if span]
    assert all(before.end_s <= after.start_s for before, after in pairwise(spans))
    assert made.end is not None
    assert made.end.opacity(video_s - 0.001) == 1
    assert video_s - made.end.start_s >= 2


def test_only_what_is_chosen_is_there() -> None:
    job = request(choices={"overlays": ["price"]})

    made = overlays(job, FrameFormat(108, 192))

    assert (made.scrim, made.stickers) == (None, ())
    assert [text.text for text in made.texts] == ["$1,249.99"]


def test_no_overlay_leaves_captions_and_frames_alone() -> None:
    made = overlays(request(choices={"overlays": []}), FrameFormat(108, 192))

    assert (made.texts, made.panels, made.stickers, made.scrim) == ((), (), (), None)


def test_the_code_goes_with_the_address() -> None:
    with_link, without = (
        overlays(request(ad_url=link), FrameFormat(108, 192)) for link in ("https://a.example/b", None)
    )

    assert (len(with_link.stickers), len(without.stickers)) == (1, 0)
    assert "a.example/b" in [text.text for text in with_link.texts]


def test_the_letters_have_the_forms_of_their_language() -> None:
    japanese, other = request("直した骨董の椅子"), request("Oak chair")

    assert "Language: ja" in overlays(japanese, FrameFormat(108, 192)).ass_with_captions(no_captions(japanese))
    assert "Language:" not in overlays(other, FrameFormat(108, 192)).ass_with_captions(no_captions(other))
    chinese_captions = no_captions(japanese).replace(b"ScriptType", b"Language: zh\nScriptType")
    assert "Language: zh" in overlays(japanese, FrameFormat(108, 192)).ass_with_captions(chinese_captions)


def test_a_sellers_override_codes_are_letters() -> None:
    made = overlays(request("Bike {\\an8\\fs300} \\N 100%"), FrameFormat(108, 192))

    events = [line for line in made.ass_with_captions(no_captions(request())).splitlines() if "an8" in line]
    assert len(events) >= 1
    assert all("\\{" in line and "{\\an8" not in line.replace("\\{", "") for line in events)
