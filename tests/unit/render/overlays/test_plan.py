"""The overlays of a video as a whole."""

from functions.render.compositing.frame import FrameFormat
from testing.overlays import empty_captions, overlays, request
from vidx.options import FRAME_SIZES


def test_only_the_chosen_overlays_are_planned() -> None:
    job = request(choices={"overlays": ["price"]})

    plan = overlays(job, FrameFormat(108, 192))

    assert (plan.scrim, plan.stickers) == (None, ())
    assert [text.text for text in plan.texts] == ["$1,249.99"]


def test_no_chosen_overlay_means_an_empty_plan() -> None:
    plan = overlays(request(choices={"overlays": []}), FrameFormat(108, 192))

    assert (plan.texts, plan.panels, plan.stickers, plan.scrim) == ((), (), (), None)


def test_qr_code_is_shown_with_the_address_only() -> None:
    with_link, without = (
        overlays(request(ad_url=link), FrameFormat(108, 192)) for link in ("https://a.example/b", None)
    )

    assert (len(with_link.stickers), len(without.stickers)) == (1, 0)
    assert "a.example/b" in [text.text for text in with_link.texts]


def test_ass_language_is_that_of_the_texts_unless_the_captions_have_one() -> None:
    japanese, other = request("直した骨董の椅子"), request("Oak chair")

    assert "Language: ja" in overlays(japanese, FrameFormat(108, 192)).ass_with_captions(empty_captions(japanese))
    assert "Language:" not in overlays(other, FrameFormat(108, 192)).ass_with_captions(empty_captions(other))
    chinese_captions = empty_captions(japanese).replace(b"ScriptType", b"Language: zh\nScriptType")
    assert "Language: zh" in overlays(japanese, FrameFormat(108, 192)).ass_with_captions(chinese_captions)


def test_override_tags_in_a_title_are_escaped() -> None:
    plan = overlays(request("Bike {\\an8\\fs300} \\N 100%"), FrameFormat(108, 192))

    events = [line for line in plan.ass_with_captions(empty_captions(request())).splitlines() if "an8" in line]
    assert len(events) >= 1
    assert all("\\{" in line and "{\\an8" not in line.replace("\\{", "") for line in events)


def test_every_line_of_a_right_to_left_title_has_its_direction() -> None:
    job = request(title="\u0643\u0627\u0645\u064a\u0631\u0627 Leica M6")

    lines = [text.text for text in overlays(job, FrameFormat(*FRAME_SIZES["9:16"])).texts if text.span.start_s == 0]

    assert all(line.startswith("\u200f") for line in lines[1:])


def test_every_line_of_a_left_to_right_title_has_its_direction() -> None:
    job = request(title="Lamp \u05e9\u05d5\u05dc\u05d7\u05df \u05e2\u05e5 2 \u05de\u05d8\u05e8 IKEA Billy")

    lines = [text.text for text in overlays(job, FrameFormat(*FRAME_SIZES["9:16"])).texts if text.span.start_s == 0]

    assert len(lines) > 2
    assert all(line.startswith("\u200e") for line in lines[1:])
