"""The ASS events of the three styles."""

import re

from functions.captions import theme
from testing.captions import events
from vidx.typography.contrast import MIN_CONTRAST, contrast_ratio


def test_pop_highlights_each_word_in_the_brand_colour_from_its_start() -> None:
    words = [event for event in events("Meet the chair", "pop", "#00A3FF") if event.style == "Word"]

    highlight_starts_ms = [int(re.findall(r"\\t\((\d+),\d+,\\1c&HFFA300&", event.text)[0]) for event in words]
    assert highlight_starts_ms == [0, 350, 700]


def test_karaoke_sweeps_each_word_from_its_start_to_its_end() -> None:
    words = [event.text for event in events("Meet the chair", "karaoke") if event.style == "Word"]

    assert [re.findall(r"\\k(\d+)\\kf(\d+)", text)[0] for text in words] == [("0", "35"), ("35", "35"), ("70", "35")]
    assert all("\\1c&H0AD6FF&\\2c&HFFFFFF&" in text for text in words)


def test_clean_has_a_box_and_no_animation() -> None:
    clean_events = events("Meet the chair", "clean")

    assert not any("\\t(" in event.text or "\\k" in event.text for event in clean_events)
    assert [event.style for event in clean_events].count("Box") == 2
    assert contrast_ratio(theme.WHITE, _blend(theme.INK, "FFFFFF", 1 - theme.BOX_ALPHA / 255)) >= MIN_CONTRAST


def _blend(ink: str, ground: str, opacity: float) -> str:
    """Return the colour of `ink` over `ground`."""
    pairs = zip(bytes.fromhex(ink), bytes.fromhex(ground), strict=True)
    return "".join(f"{round(one * opacity + other * (1 - opacity)):02X}" for one, other in pairs)


def test_right_to_left_words_have_a_direction_mark() -> None:
    assert all("\u200f" in event.text for event in events("מצלמה (Halden)", "pop"))


def test_karaoke_reveals_right_to_left_words_from_their_right_edge() -> None:
    (reveal,) = [event.text for event in events("מצלמה", "karaoke") if event.layer == 2]

    (left, _, right, _), (last_left, _, last_right, _) = (
        map(int, clip.split(")")[0].split(",")) for clip in reveal.split("\\clip(")[1:]
    )
    assert left == right == last_right
    assert last_left < last_right
