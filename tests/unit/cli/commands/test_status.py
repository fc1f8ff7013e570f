from pathlib import Path

import pytest
from starlette.responses import JSONResponse, Response

from tests.unit.cli.conftest import Vidx
from tests.unit.cli.service import JOB, VIDEO, FakeService, job_state, problem, stage


def test_status_shows_where_a_job_stands(vidx: Vidx, service: FakeService) -> None:
    stages = [stage("script", 1.25, 0.0004), stage("render", None, 0)]
    service.states.append(job_state("render", stages=stages))

    result = vidx("status", JOB)

    assert result.code == 0
    for text in ("Rendering the video", "40%", "running", "Camera"):
        assert text in result.out


def test_status_shows_what_to_know_about_the_video(vidx: Vidx, service: FakeService) -> None:
    notice = {"code": "SpokenLength", "message": "The voice takes 24 seconds."}
    service.states.append(job_state(notices=[notice]))

    assert "Note: The voice takes 24 seconds." in vidx("status", JOB).out


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


def test_status_with_wait_saves_the_video(vidx: Vidx, home: Path, service: FakeService) -> None:
    service.states.append(job_state("render"))

    assert vidx("status", JOB, "--wait", "--output", "v.mp4").code == 0

    assert (home / "v.mp4").read_bytes() == VIDEO


def test_folder_for_videos_is_a_setting(vidx: Vidx, home: Path) -> None:
    (home / "vidx.toml").write_text('output_dir = "videos"\n')

    vidx("status", JOB, "--wait")

    assert (home / "videos" / f"{JOB}.mp4").exists()


def test_video_that_cannot_be_loaded_is_told_with_its_address(vidx: Vidx, service: FakeService, home: Path) -> None:
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


def test_cancel_says_how_to_start_again(vidx: Vidx, service: FakeService) -> None:
    result = vidx("cancel", JOB)

    assert result.code == 0
    assert f"vidx retry {JOB}" in result.out
    assert service.calls(f"POST /api/video/jobs/{JOB}/cancel")


def test_cancel_of_a_finished_job_is_refused(vidx: Vidx, service: FakeService) -> None:
    answer = problem(409, "JobClosed", "the job is complete already")
    service.answers[f"POST /api/video/jobs/{JOB}/cancel"].append(answer)

    result = vidx("cancel", JOB, "--json")

    assert result.code == 7
    assert result.json["error"]["code"] == "JobClosed"


def test_retry_follows_the_job_to_its_video(vidx: Vidx, home: Path) -> None:
    assert vidx("retry", JOB).code == 0

    assert (home / "output" / f"{JOB}.mp4").exists()


def test_retry_without_waiting_names_the_command_to_go_on_with_on_one_line(
    vidx: Vidx, service: FakeService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")

    result = vidx("retry", JOB, "--no-wait")

    assert result.code == 0
    assert f"`vidx status {JOB} --wait`" in result.out
    assert not service.calls("GET /api/video/status")


def test_list_shows_jobs(vidx: Vidx) -> None:
    result = vidx("list")

    assert result.code == 0
    assert JOB in result.out
    assert "✓ complete" in result.out
    assert "● render 40%" in result.out


def test_id_and_status_stay_whole_in_a_narrow_terminal(
    vidx: Vidx, service: FakeService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    job = {**job_state(), "jobId": "a1" * 16, "title": "Halden 35 M rangefinder camera with 45 mm f/2.8 lens"}
    service.answers["GET /api/video/jobs"].append(JSONResponse({"jobs": [job], "cursor": None}))

    result = vidx("list")

    assert "a1" * 16 in result.out
    assert "✓ complete" in result.out
    assert "Halden 35 M" in result.out


def test_list_follows_the_pages_up_to_the_limit(vidx: Vidx, service: FakeService) -> None:
    pages = [{"jobs": [job_state(), job_state()], "cursor": "next"}, {"jobs": [job_state()] * 5, "cursor": "more"}]
    service.answers["GET /api/video/jobs"].extend(JSONResponse(page) for page in pages)

    result = vidx("list", "--limit", "4", "--status", "complete", "--json")

    assert len(result.json["jobs"]) == 4
    assert [call.query for call in service.calls("GET /api/video/jobs")] == [
        {"status": "complete", "limit": "4"},
        {"status": "complete", "limit": "2", "cursor": "next"},
    ]


def test_empty_list_says_how_to_begin(vidx: Vidx, service: FakeService) -> None:
    service.answers["GET /api/video/jobs"].append(JSONResponse({"jobs": [], "cursor": None}))

    assert "vidx create" in vidx("list").out


def test_script_is_shown_and_written(vidx: Vidx, home: Path) -> None:
    result = vidx("script", "--title", "Camera", "--description", "Fine.", "--price", "5", "--output", "s.txt")

    assert result.code == 0
    assert "about 14 s, 38 words" in result.out
    assert (home / "s.txt").read_text() == "Meet the camera.\n"


def test_estimate_needs_no_details(vidx: Vidx, service: FakeService) -> None:
    result = vidx("estimate", "--photos", "3", "--duration", "30")

    assert result.code == 0
    assert "about $0.0051, by prices of 2026-11" in result.out
    assert service.calls("POST /api/video/estimate")[0].json == {"duration": 30, "photos": 3, "clips": 0}


@pytest.mark.parametrize(
    "command",
    [
        ["script", "--title", "T", "--description", "D", "--price", "1"],
        ["estimate"],
        ["status", JOB],
        ["cancel", JOB],
        ["retry", JOB],
        ["retry", JOB, "--no-wait"],
        ["list"],
        ["status", "unknown"],
        ["list", "--nonsense"],
        ["estimate", "--voice", "robot"],
    ],
)
def test_json_is_all_there_is(vidx: Vidx, command: list[str]) -> None:
    result = vidx(*command, "--json")

    assert result.err == ""
    assert isinstance(result.json, dict)
    assert ("error" in result.json and result.json["error"] is not None) == (result.code != 0)
