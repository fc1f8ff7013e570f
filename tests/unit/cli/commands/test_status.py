"""`vidx status`."""

from pathlib import Path

import pytest
from starlette.responses import Response

from tests.unit.cli.conftest import Vidx
from tests.unit.cli.service import JOB, VIDEO, FakeService, job_state, stage


def test_status_shows_the_stage_and_progress_of_a_job(vidx: Vidx, service: FakeService) -> None:
    stages = [stage("script", 1.25, 0.0004), stage("render", None, 0)]
    service.states.append(job_state("render", stages=stages))

    result = vidx("status", JOB)

    assert result.code == 0
    for text in ("Rendering the video", "40%", "running", "Camera"):
        assert text in result.out


def test_status_shows_the_notices_of_a_video(vidx: Vidx, service: FakeService) -> None:
    notice = {"code": "SpokenLength", "message": "The voice takes 24 seconds."}
    service.states.append(job_state(notices=[notice]))

    assert "Note: The voice takes 24 seconds." in vidx("status", JOB).out


def test_status_shows_what_a_substitute_made(vidx: Vidx, service: FakeService) -> None:
    fallback = {"stage": "tts", "provider": "speech", "code": "ProviderRetired", "message": "A similar voice reads."}
    service.states.append(job_state(fallbacks=[fallback]))

    assert "A similar voice reads. (speech: ProviderRetired)" in vidx("status", JOB).out


def test_address_of_the_video_stays_on_one_line_to_be_copied(vidx: Vidx, service: FakeService) -> None:
    url = f"https://videos.example/{'a' * 100}.mp4"
    service.states.append({**job_state(), "videoUrl": url})

    assert url in vidx("status", JOB).out


def test_status_of_a_failed_job_shows_the_reason(vidx: Vidx, service: FakeService) -> None:
    error = {"code": "RenderFailed", "stage": "render", "message": "FFmpeg stopped early", "retryable": True}
    service.states.append(job_state("error", error=error))

    result = vidx("status", JOB)

    assert result.code == 0
    assert "FFmpeg stopped early (RenderFailed in render)" in result.out


@pytest.mark.parametrize(
    ("code", "retryable", "hint"),
    [
        ("RenderFailed", True, f"vidx retry {JOB}"),
        ("UnusablePhoto", False, "Make a new one with `vidx create` once that is fixed."),
        ("FilesExpired", False, "Make a new one from your photos with `vidx create`."),
    ],
)
def test_a_failed_job_names_the_next_step(
    vidx: Vidx, service: FakeService, code: str, retryable: bool, hint: str
) -> None:
    error = {"code": code, "stage": "photos", "message": "It failed.", "retryable": retryable}
    service.states.append(job_state("error", error=error))

    assert hint in vidx("status", JOB, "--wait").err


def test_status_with_wait_saves_the_video(vidx: Vidx, home: Path, service: FakeService) -> None:
    service.states.append(job_state("render"))

    assert vidx("status", JOB, "--wait", "--output", "v.mp4").code == 0

    assert (home / "v.mp4").read_bytes() == VIDEO


def test_folder_for_videos_is_a_setting(vidx: Vidx, home: Path) -> None:
    (home / "vidx.toml").write_text('output_dir = "videos"\n')

    vidx("status", JOB, "--wait")

    assert (home / "videos" / f"{JOB}.mp4").exists()


def test_a_video_that_cannot_be_loaded_is_reported_with_its_address(
    vidx: Vidx, service: FakeService, home: Path
) -> None:
    service.answers["GET /videos/v.mp4"].append(Response(status_code=403))

    result = vidx("status", JOB, "--wait")

    assert result.code == 6
    assert f"{service.url}/videos/v.mp4" in result.err
    assert not list((home / "output").iterdir())


def test_unknown_job_is_not_found(vidx: Vidx) -> None:
    result = vidx("status", "other")

    assert result.code == 4
    assert result.err == "✗ there is no such job\n  `vidx list` shows yours.\n"


def test_job_id_cannot_reach_another_address(vidx: Vidx, service: FakeService) -> None:
    assert vidx("status", "../../options").code == 4
