import json
from pathlib import Path

import pytest
from starlette.responses import JSONResponse

from cli.details import NO_CONTACT_HINT
from tests.unit.cli.conftest import JPEG, Vidx
from tests.unit.cli.service import ANSWERS, JOB, VIDEO, FakeService, job_state, problem

DETAILS = ["--title", "Camera", "--description", "A fine camera.", "--price", "1299.50", "--category", "electronics"]


def test_photos_become_a_video_on_disk(vidx: Vidx, photos: list[str], home: Path) -> None:
    result = vidx("create", *photos, *DETAILS)

    assert result.code == 0, result.err
    assert (home / "output" / f"{JOB}.mp4").read_bytes() == VIDEO
    for text in (
        f"output/{JOB}.mp4",
        "/videos/v.mp4",
        "14.5 s",
        "render",
        "8.50",
        "$0.0007",
        "orchestration",
        "$0.0003",
        "$0.0014",
    ):
        assert text in result.out


@pytest.mark.parametrize(
    ("flags", "note"),
    [
        ([], "Detected from your text: language de, currency EUR (another one: --language or --currency)"),
        (["--currency", "EUR"], "Detected from your text: language de (another one: --language)"),
        (["--currency", "EUR", "--language", "en"], None),
    ],
)
def test_detected_language_and_currency_are_shown(
    vidx: Vidx, photos: list[str], flags: list[str], note: str | None
) -> None:
    result = vidx("create", *photos, *DETAILS, *flags)

    assert note in result.err if note else "Detected" not in result.err


def test_photos_are_uploaded_to_the_addresses_of_the_service_in_order(
    vidx: Vidx, photos: list[str], service: FakeService
) -> None:
    vidx("create", *reversed(photos), *DETAILS)

    assert service.calls("POST /api/uploads")[0].json == [
        {"name": name, "contentType": "image/jpeg", "size": len(JPEG) + 5} for name in ("b.jpg", "a.jpg")
    ]
    uploads = {put.path: put for put in service.calls("PUT")}
    assert uploads["/bucket/0"].body == JPEG + b"b.jpg"
    assert uploads["/bucket/0"].headers["content-length"] == str(len(JPEG) + 5)
    assert uploads["/bucket/0"].headers["content-type"] == "image/jpeg"
    assert uploads["/bucket/1"].body == JPEG + b"a.jpg"
    assert service.calls("POST /api/video/generate")[0].json["photoKeys"] == ["uploads/u/0", "uploads/u/1"]


def test_the_request_has_the_given_fields_and_no_others(vidx: Vidx, photos: list[str], service: FakeService) -> None:
    vidx("create", *photos, *DETAILS, "--voice", "nova", "--duration", "30")

    body = service.calls("POST /api/video/generate")[0].json
    del body["photoKeys"]
    assert body == {
        "title": "Camera",
        "description": "A fine camera.",
        "price": 1299.5,
        "category": "electronics",
        "voice": "nova",
        "duration": 30,
    }


def test_every_call_has_an_idempotency_key_of_its_own(vidx: Vidx, photos: list[str], service: FakeService) -> None:
    vidx("create", *photos, *DETAILS, "--no-wait")
    vidx("create", *photos, *DETAILS, "--no-wait")

    keys = {call.headers["idempotency-key"] for call in service.calls("POST /api/video/generate")}
    assert len(keys) == 2


def test_a_request_in_progress_is_repeated_with_the_same_key(
    vidx: Vidx, photos: list[str], service: FakeService
) -> None:
    service.answers["POST /api/video/generate"].append(problem(409, "RequestInFlight", "one moment"))

    assert vidx("create", *photos, *DETAILS, "--no-wait").code == 0

    first, second = service.calls("POST /api/video/generate")
    assert first.headers["idempotency-key"] == second.headers["idempotency-key"]


def test_own_script_is_sent(vidx: Vidx, photos: list[str], home: Path, service: FakeService) -> None:
    (home / "words.txt").write_text("Look at this.\n")

    vidx("create", *photos, *DETAILS, "--script", "words.txt", "--no-wait")

    assert service.calls("POST /api/video/generate")[0].json["script"] == "Look at this."


def test_flags_override_the_details_file_which_overrides_the_environment(
    vidx: Vidx, photos: list[str], home: Path, service: FakeService, monkeypatch: pytest.MonkeyPatch
) -> None:
    details = {"title": "File", "description": "From the file.", "price": 5, "voice": "nova"}
    (home / "d.json").write_text(json.dumps(details))
    monkeypatch.setenv("VIDX_VOICE", "alloy")
    monkeypatch.setenv("VIDX_MUSIC", "calm")

    vidx("create", *photos, "--details", "d.json", "--title", "Flag", "--no-wait")

    body = service.calls("POST /api/video/generate")[0].json
    assert (body["title"], body["voice"], body["music"], body["price"]) == ("Flag", "nova", "calm", 5)


def test_no_wait_returns_once_the_job_has_started(vidx: Vidx, photos: list[str], service: FakeService) -> None:
    result = vidx("create", *photos, *DETAILS, "--no-wait")

    assert result.code == 0
    assert f"vidx status {JOB} --wait" in result.out
    assert not service.calls("GET /api/video/status")


def test_output_sets_the_path_of_the_video(vidx: Vidx, photos: list[str], home: Path) -> None:
    assert vidx("create", *photos, *DETAILS, "--output", "new/video.mp4").code == 0

    assert (home / "new" / "video.mp4").read_bytes() == VIDEO
    assert [path.name for path in (home / "new").iterdir()] == ["video.mp4"]


def test_the_currency_can_be_lower_case(vidx: Vidx, photos: list[str], service: FakeService) -> None:
    vidx("create", *photos, *DETAILS, "--currency", "eur", "--no-wait")

    assert service.calls("POST /api/video/generate")[0].json["currency"] == "EUR"


def test_a_failed_job_says_why_and_what_to_do(vidx: Vidx, photos: list[str], service: FakeService) -> None:
    error = {"code": "RenderFailed", "stage": "render", "message": "FFmpeg stopped early", "retryable": True}
    service.states.extend([job_state("render"), job_state("error", error=error)])

    result = vidx("create", *photos, *DETAILS)

    assert result.code == 5
    assert f"FFmpeg stopped early (stage render, job {JOB})" in result.err
    assert f"vidx retry {JOB}" in result.err


def test_a_job_that_fails_the_same_way_again_is_not_to_be_retried(
    vidx: Vidx, photos: list[str], service: FakeService
) -> None:
    error = {"code": "UnusablePhoto", "stage": "photos", "message": "Photo 2 is damaged.", "retryable": False}
    service.states.extend([job_state("photos"), job_state("error", error=error)])

    result = vidx("create", *photos, *DETAILS)

    assert result.code == 5
    assert "Photo 2 is damaged." in result.err
    assert "vidx retry" not in result.err
    assert "vidx create" in result.err


def test_canceled_job_is_not_a_success(vidx: Vidx, photos: list[str], service: FakeService) -> None:
    service.states.append(job_state("canceled"))

    assert vidx("create", *photos, *DETAILS).code == 5


def test_a_deleted_video_is_reported_as_deleted(vidx: Vidx, photos: list[str], service: FakeService) -> None:
    service.states.append(job_state("complete"))

    result = vidx("create", *photos, *DETAILS)

    assert result.code == 5
    assert "was taken down with its listing" in result.err


def test_json_is_one_document_on_stdout_and_nothing_else(vidx: Vidx, photos: list[str]) -> None:
    result = vidx("create", *photos, *DETAILS, "--json")

    assert result.err == ""
    assert result.json["file"] == f"output/{JOB}.mp4"
    assert result.json["fileBytes"] == len(VIDEO)
    assert result.json["status"] == "complete"


def test_json_of_a_failed_job_holds_error_and_job(vidx: Vidx, photos: list[str], service: FakeService) -> None:
    error = {"code": "RenderFailed", "stage": "render", "message": "no", "retryable": True}
    service.states.append(job_state("error", error=error))

    result = vidx("create", *photos, *DETAILS, "--json")

    assert (result.code, result.err) == (5, "")
    assert (result.json["error"]["code"], result.json["error"]["exitCode"]) == ("RenderFailed", 5)
    assert result.json["job"]["jobId"] == JOB


def test_without_a_terminal_progress_is_one_line_a_stage(vidx: Vidx, photos: list[str], service: FakeService) -> None:
    service.states.extend([job_state("render"), job_state("render", progress=60)])

    result = vidx("create", *photos, *DETAILS)

    assert [line for line in result.err.splitlines() if "%" in line] == [
        " 40%  Rendering the video",
        "100%  The video is ready",
    ]


@pytest.mark.parametrize("contact", ["anna@example.com", None])
def test_a_published_video_names_its_listing_and_its_contact(
    vidx: Vidx, photos: list[str], service: FakeService, contact: str | None
) -> None:
    line = "POST /api/video/generate"
    service.answers[line].append(JSONResponse(ANSWERS[line] | {"adId": "a1", "adUrl": "/ads/a1"}))

    result = vidx("create", *photos, *DETAILS, "--publish", *(["--contact", contact] if contact else []))

    assert result.code == 0, result.err
    assert service.calls(line)[0].json.get("contact") == contact
    assert f"{service.url}/ads/a1" in result.err
    assert (NO_CONTACT_HINT in result.err) is (contact is None)


@pytest.mark.parametrize(
    ("flags", "fault"),
    [
        (["--contact", "anna@example.com"], "--contact: is shown in a listing only; add --publish"),
        (["--publish", "--contact", "call me"], "--contact: 'call me' is not a web address"),
    ],
)
def test_an_invalid_contact_is_refused_before_the_first_request(
    vidx: Vidx, photos: list[str], service: FakeService, flags: list[str], fault: str
) -> None:
    result = vidx("create", *photos, *DETAILS, *flags)

    assert (result.code, service.calls("POST")) == (2, [])
    assert fault in result.err
