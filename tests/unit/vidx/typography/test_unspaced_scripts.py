"""The writing systems of a text, and where its lines may break."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vidx.typography.unspaced_scripts import WritingSystem, ass_language, split_phrases, writing_systems

COFFEE_JA = "在庫限り!「新品」のコーヒー豆を送料無料で販売中"
PHONE_ZH = "全新苹果手机出售,原装充电器(含发票)"
CAMERA_TW = "九成新單眼相機出售,附原廠盒裝與說明書"
CAMERA_TH = "ขายกล้องฟิล์มเก่าสภาพดีมากพร้อมกระเป๋าหนัง"


@pytest.mark.parametrize(
    ("text", "systems"),
    [
        (COFFEE_JA, ("ja",)),
        ("限定品 東京駅前", ("ja",)),
        (PHONE_ZH, ("zh-hans",)),
        (CAMERA_TW, ("zh-hant",)),
        ("직접 만든 참나무 의자 100個", ("ko",)),
        (CAMERA_TH, ("th",)),
        ("カメラ ขาย", ("ja", "th")),
        ("𠮷野", ("zh-hans",)),
        ("Oak chair, 45 cm", ()),
    ],
)
def test_writing_systems_follow_from_the_characters(text: str, systems: tuple[WritingSystem, ...]) -> None:
    assert writing_systems(text) == systems


@pytest.mark.parametrize(
    ("texts", "header"), [(["直", "す"], "ja"), (["直骨"], "zh"), (["說"], "tw"), (["한"], "ko"), (["Oak", "ดี"], None)]
)
def test_ass_language_has_two_letters(texts: list[str], header: str | None) -> None:
    assert ass_language(texts) == header


def test_phrases_keep_words_and_their_punctuation_together() -> None:
    japanese, thai = split_phrases(COFFEE_JA, ("ja",)), split_phrases(CAMERA_TH, ("th",))

    assert "コーヒー豆を" in japanese
    assert {"กล้อง", "กระเป๋า"} <= set(thai)
    assert {"充电器", "原装充电器"} & set(split_phrases(PHONE_ZH, ("zh-hans",)))
    assert {"相機", "說明"} <= set(split_phrases(CAMERA_TW, ("zh-hant",)))
    assert all(phrase[0] not in ",。!」)" and phrase[-1] not in "「(" for phrase in japanese)


def test_latin_words_are_not_split() -> None:
    assert "iPhone 15 Pro Max 256GB" in split_phrases("新品iPhone 15 Pro Max 256GB美品", ("zh-hans",))


@given(st.text(st.sampled_from("新品コーヒー豆。「」ขายกล้อง직접 iPhone-15"), min_size=1, max_size=30))
def test_phrases_joined_are_the_text(text: str) -> None:
    assert "".join(split_phrases(text, writing_systems(text))) == text


def test_other_scripts_import_no_parser() -> None:
    code = (
        "import sys; from vidx.typography.unspaced_scripts import writing_systems, split_phrases; "
        "split_phrases('Oak 직접', writing_systems('Oak 직접')); assert 'budoux' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
