from pathlib import Path

import pytest
from pydantic.alias_generators import to_camel
from starlette.responses import JSONResponse

from functions.api.schemas.videos import RemakeBody
from tests.unit.cli.conftest import JPEG, PNG, Vidx
from tests.unit.cli.service import JOB, VIDEO, FakeService, job_state, problem

REMAKE = "POST /api/video/jobs/first/remake"


def remake_body(service: FakeService) -> dict[str, object]:
    """The body of the only request for another version, checked with the model of the API."""
    [request] = service.calls(REMAKE)
    RemakeBody.model_validate(request.json)
    body: dict[str, object] = request.json
    return body


def status_of_first(service: FakeService, photo_count: int) -> None:
    service.answers["GET /api/video/status/first"].append(JSONResponse(job_state(photoCount=photo_count)))


def test_the_new_version_is_waited_for_and_saved(vidx: Vidx, service: FakeService, home: Path) -> None:
    result = vidx("remake", "first", "--music", "calm")

    assert result.code == 0, result.err
    assert (home / "output" / f"{JOB}.mp4").read_bytes() == VIDEO
    assert remake_body(service) == {"music": "calm"}
    assert len(service.calls(REMAKE)[0].headers["idempotency-key"]) >= 32


def test_choices_that_are_left_out_stay_regardless_of_settings(
    vidx: Vidx, service: FakeService, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "vidx.toml").write_text('music = "none"\ncurrency = "EUR"\n')
    monkeypatch.setenv("VIDX_VOICE", "nova")

    vidx("remake", "first", "--price", "75", "--no-wait")

    assert remake_body(service) == {"price": 75.0}


def test_photos_are_named_by_number_and_files_are_uploaded(vidx: Vidx, service: FakeService, photos: list[str]) -> None:
    assert vidx("remake", "first", "--photos", f"2,{photos[0]},1,{photos[1]}", "--no-wait").code == 0

    assert remake_body(service) == {"photos": [2, "uploads/u/0", 1, "uploads/u/1"]}
    assert {put.path: put.body for put in service.calls("PUT")}["/bucket/1"] == JPEG + b"b.jpg"


def test_one_photo_is_replaced_in_its_place(vidx: Vidx, service: FakeService, photos: list[str]) -> None:
    status_of_first(service, photo_count=3)

    assert vidx("remake", "first", "--replace", f"2={photos[0]}", "--no-wait").code == 0

    assert remake_body(service) == {"photos": [1, "uploads/u/0", 3]}


def test_script_rewrite_and_publish_are_passed_on(vidx: Vidx, service: FakeService, home: Path) -> None:
    (home / "s.txt").write_text("Other words.")

    assert vidx("remake", "first", "--script", "s.txt", "--publish", "--no-wait").code == 0
    assert remake_body(service) == {"script": "Other words.", "publish": True}
    service.requests.clear()
    assert vidx("remake", "first", "--rewrite", "--no-wait").code == 0
    assert remake_body(service) == {"script": None}


def test_another_logo_is_uploaded_and_an_earlier_one_can_be_left_out(
    vidx: Vidx, service: FakeService, home: Path
) -> None:
    (home / "emblem.png").write_bytes(PNG)

    assert vidx("remake", "first", "--logo", "emblem.png", "--no-wait").code == 0
    assert remake_body(service) == {"logoKey": "uploads/u/0"}
    service.requests.clear()
    assert vidx("remake", "first", "--no-logo", "--no-wait").code == 0
    assert remake_body(service) == {"logoKey": None}


def test_every_change_can_be_requested_at_once(vidx: Vidx, service: FakeService, photos: list[str], home: Path) -> None:
    status_of_first(service, photo_count=2)
    (home / "s.txt").write_text("Other words.")
    (home / "emblem.png").write_bytes(PNG)
    choices = {
        "voice": "nova",
        "music": "none",
        "format": "9:16",
        "caption-style": "karaoke",
        "brand-colour": "#00AA88",
    }
    flags = [part for name, value in choices.items() for part in (f"--{name}", value)]
    files = ["--script", "s.txt", "--logo", "emblem.png", "--replace", f"2={photos[0]}"]

    result = vidx("remake", "first", *flags, *files, "--no-wait")

    assert result.code == 0, result.err
    fields = {to_camel(name.replace("-", "_")): value for name, value in choices.items()}
    assert remake_body(service) == {
        **fields,
        "script": "Other words.",
        "logoKey": "uploads/u/0",
        "photos": [1, "uploads/u/0"],
    }


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--no-logo", "--logo", "a.jpg"], "--no-logo: cannot be combined with --logo"),
        (["--rewrite", "--script", "a.jpg"], "--rewrite: cannot be combined with --script"),
        (["--photos", "1,,2"], "--photos: '1,,2' has an empty place; write it like 2,1,new.jpg"),
        (["--photos", "1,none.jpg"], "none.jpg: cannot be read: no such file or directory"),
        (["--replace", "new.jpg"], "--replace: 'new.jpg' is not a number and a file; write it like 3=new.jpg"),
        (["--replace", "4=a.jpg"], "--replace: the video has no photo 4; it has 3"),
        (["--photos", "1", "--replace", "1=a.jpg"], "--replace: cannot be combined with --photos"),
        (["--voice", "hal"], "voice: 'hal' is not one of alloy, nova"),
    ],
)
def test_invalid_changes_are_reported_before_the_first_request(
    vidx: Vidx, service: FakeService, photos: list[str], arguments: list[str], message: str
) -> None:
    status_of_first(service, photo_count=3)

    result = vidx("remake", "first", *arguments)

    assert (result.code, service.calls("POST")) == (2, [])
    assert message in " ".join(result.err.split())


def test_a_photo_that_the_api_refuses_is_named_by_its_file(vidx: Vidx, service: FakeService, photos: list[str]) -> None:
    refused = problem(422, "UnusablePhoto", "photo 2 is too small", ("photos[1]", "photo 2 is too small"))
    service.answers[REMAKE].append(refused)

    result = vidx("remake", "first", "--photos", f"1,{photos[0]}")

    assert result.code == 2
    assert "a.jpg: is too small" in result.err


def test_a_job_that_is_not_finished_is_refused_with_its_own_code(vidx: Vidx, service: FakeService) -> None:
    service.answers[REMAKE].append(problem(409, "JobUnfinished", "the video is still being made"))

    result = vidx("remake", "first", "--music", "calm")

    assert (result.code, result.err.startswith("✗ the video is still being made")) == (7, True)
