"""Facts that other parts of the system lean on."""

import json
from datetime import date
from itertools import pairwise

import pytest

from local.paths import ROOT
from testing.store import MemoryStore
from vidx import costs, errors, keys, options
from vidx.jobs import artifacts
from vidx.jobs.model import STAGE_PROGRESS, Stage, Status


def test_every_key_of_a_job_lies_under_its_own_prefix() -> None:
    of_job = (keys.job_request, keys.script, keys.voice, keys.words, keys.captions_ass, keys.captions_vtt, keys.render)
    made = [key("j1") for key in of_job] + [keys.thumbnail("j1"), keys.photo("j1", 0)]
    assert all(key.startswith("jobs/j1/") for key in made)
    assert len(set(made)) == len(made)


def test_one_users_prefix_never_covers_another_user() -> None:
    assert not keys.upload("user-10", "x").startswith(keys.user_uploads("user-1"))


def test_public_files_share_a_dated_stem() -> None:
    stem = keys.public_stem(date(2026, 3, 7), "j1")
    assert keys.public_video(stem) == "videos/20260307_j1.mp4"
    assert keys.public_thumbnail(stem) == "videos/20260307_j1.jpg"
    assert keys.public_captions(stem) == "videos/20260307_j1.vtt"


def test_error_codes_are_unique_and_their_http_statuses_are_errors() -> None:
    found = errors.errors_by_code()
    assert {"RenderFailed", "UnusablePhoto", "StageBusy"} <= set(found)
    assert all(400 <= error.status <= 599 for error in found.values())


def test_progress_covers_the_stages_in_order_without_going_back() -> None:
    for earlier, later in pairwise(Stage):
        assert STAGE_PROGRESS[earlier].ends_at <= STAGE_PROGRESS[later].starts_at
    assert set(STAGE_PROGRESS) == set(Stage)
    assert STAGE_PROGRESS[Stage.UPLOAD].progress(1.0) < 100


@pytest.mark.parametrize(("fraction", "percent"), [(-1.0, 30), (0.0, 30), (0.5, 62), (1.0, 95), (7.0, 95)])
def test_progress_stays_within_the_stages_share(fraction: float, percent: int) -> None:
    assert STAGE_PROGRESS[Stage.RENDER].progress(fraction) == percent


def test_only_complete_error_and_canceled_are_final() -> None:
    assert {status for status in Status if status.final} == {Status.COMPLETE, Status.ERROR, Status.CANCELED}


def test_an_artifact_is_found_only_when_made_from_the_same_inputs() -> None:
    store = MemoryStore()
    made = artifacts.fingerprint("script", b"voice")
    store.put("k", b"...", "audio/wav", {artifacts.FINGERPRINT: made})
    assert artifacts.find_artifact(store, "k", made) is not None
    assert artifacts.find_artifact(store, "k", artifacts.fingerprint("other", b"voice")) is None
    assert artifacts.find_artifact(store, "nothing here", made) is None


def test_moving_text_from_one_input_to_the_next_changes_the_fingerprint() -> None:
    assert artifacts.fingerprint("ab", "c") != artifacts.fingerprint("a", "bc")


def test_accepted_types_read_as_a_phrase() -> None:
    assert options.accepted_types() == "JPEG, PNG, WebP, HEIC, AVIF, MP4 or MOV"


def test_chat_is_billed_by_tokens_in_both_directions() -> None:
    assert costs.chat_usd("gpt-6-luna", 1_000_000, 1_000_000) == pytest.approx(0.60)


def test_an_unlisted_model_is_never_taken_for_free() -> None:
    assert costs.chat_usd("gpt-unheard-of", 1000, 1000) > costs.chat_usd("gpt-6-luna", 1000, 1000)
    assert costs.speech_usd("voice-unheard-of", 1000) > 0
    assert costs.transcription_usd("ear-unheard-of", 60) > 0


def test_lambda_time_is_billed_by_memory_and_duration() -> None:
    assert costs.lambda_usd(2.0, 10.0) == pytest.approx(20 * costs.LAMBDA_PER_GIB_S + costs.LAMBDA_PER_REQUEST)


def test_every_music_that_may_be_chosen_has_its_bed() -> None:
    beds = json.loads((ROOT / "layers/music/beds.json").read_text(encoding="utf-8"))
    names = {bed["name"] for bed in beds}
    assert names | {"none"} == set(options.MUSIC)
    assert all((ROOT / f"layers/music/{name}.ogg").is_file() for name in names)
