"""When overlays are shown."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from functions.render.overlays.schedule import plan_schedule
from testing.render_job import words_for
from vidx.options import OVERLAYS


@given(voice_s=st.floats(0.5, 60))
def test_overlays_never_overlap_and_the_end_card_stays(voice_s: float) -> None:
    video_s = voice_s + 1.8

    schedule = plan_schedule(OVERLAYS, words_for(voice_s).words, voice_s, video_s)

    spans = [span for span in (schedule.title, schedule.price, schedule.end) if span]
    assert all(before.end_s <= after.start_s for before, after in pairwise(spans))
    assert schedule.end is not None
    assert schedule.end.opacity(video_s - 0.001) == 1
    assert video_s - schedule.end.start_s >= 2
