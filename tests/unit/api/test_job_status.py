"""Following a job."""

from collections.abc import Callable
from typing import Final

import pytest

from testing.jobs import job_row
from tests.unit.api.conftest import Api
from tests.unit.api.job_helpers import failed, finished, running
from vidx.costs import orchestration_usd
from vidx.jobs.model import Fallback, Notice, Stage, Status

SAFE: Final = "Your photos and text are safe."


def test_a_running_job_shows_stages_script_and_cost_so_far(api: Api) -> None:
    running(api)

    reply = api.call("GET", "/api/video/status/j1")

    body = reply.json
    assert reply.status == 200
    assert int(reply.headers["Retry-After"]) >= 1
    assert (body["jobId"], body["status"], body["progress"]) == ("j1", "audio", 12)
    assert body["message"] == "Recording the voice"
    assert [(line["name"], line["seconds"], line["costUsd"]) for line in body["stages"]] == [
        ("script", 2.5, 0.00035),
        ("tts", None, 0.0),
    ]
    assert body["stages"][0]["startedAt"].startswith("2026-11-22T12:00:00")
    assert body["script"] == "Look. Solid oak. Buy it."
    assert body["cost"] == {
        "totalUsd": round(0.00035 + orchestration_usd(), 6),
        "providersUsd": 0.0002,
        "computeUsd": 0.0001,
        "requestsUsd": 0.00003,
        "storageUsd": 0.00002,
        "orchestrationUsd": round(orchestration_usd(), 6),
        "pricesAsOf": "2026-11",
    }
    assert body["error"] is body["videoUrl"] is None


def test_a_finished_job_shows_its_video_and_ends_polling(api: Api) -> None:
    finished(api)

    reply = api.call("GET", "/api/video/status/j1")

    body = reply.json
    assert "Retry-After" not in reply.headers
    assert (body["status"], body["progress"], body["duration"], body["size"]) == ("complete", 100, 16.5, 4_000_000)
    assert body["videoUrl"] == "https://v/1.mp4"
    assert body["thumbnailUrl"] == "https://v/1.jpg"
    assert body["captionsUrl"] == "https://v/1.vtt"


def test_an_unchanged_job_answers_304_without_a_body(api: Api) -> None:
    running(api)
    tag = api.call("GET", "/api/video/status/j1").headers["ETag"]

    reply = api.call("GET", "/api/video/status/j1", headers={"if-none-match": f'"old", W/{tag}'})

    assert (reply.status, reply.text) == (304, "")
    assert reply.headers["ETag"] == tag
    assert "Retry-After" in reply.headers


def test_a_changed_job_is_returned_in_full(api: Api) -> None:
    job = running(api)
    tag = api.call("GET", "/api/video/status/j1").headers["ETag"]
    api.jobs.rows["j1"] = job.model_copy(update={"progress": 14})

    assert api.call("GET", "/api/video/status/j1", headers={"if-none-match": tag}).json["progress"] == 14


def test_notices_of_the_stages_are_in_the_order_of_the_pipeline(api: Api) -> None:
    job = running(api)
    stages = {
        stage: run.model_copy(update={"notices": (Notice(code=f"From{stage.title()}", message="Take note."),)})
        for stage, run in job.stages.items()
    }
    api.jobs.rows["j1"] = job.model_copy(update={"stages": stages})

    body = api.call("GET", "/api/video/status/j1").json

    assert body["notices"] == [{"code": f"From{name}", "message": "Take note."} for name in ("Script", "Tts")]


def test_the_status_names_what_a_substitute_made(api: Api) -> None:
    job = running(api)
    passed_over = (Fallback(provider="speech", code="ProviderRetired"),)
    voice = job.stages[Stage.TTS].model_copy(update={"fallbacks": passed_over})
    api.jobs.rows["j1"] = job.model_copy(update={"stages": {**job.stages, Stage.TTS: voice}})

    (shown,) = api.call("GET", "/api/video/status/j1").json["fallbacks"]

    assert (shown["stage"], shown["provider"], shown["code"]) == ("tts", "speech", "ProviderRetired")
    assert "voice" in shown["message"]


def test_a_job_without_substitutes_names_none(api: Api) -> None:
    running(api)

    assert api.call("GET", "/api/video/status/j1").json["fallbacks"] == []


@pytest.mark.parametrize(
    ("code", "stage", "message", "message_start", "retryable"),
    [
        ("RenderFailed", "render", "ffmpeg stopped at frame 7", f"We couldn't make your video. {SAFE} Try again", True),
        ("ProviderUnavailable", "tts", "the voice host is away", f"We couldn't record the voice. {SAFE} Try", True),
        ("ProviderUnauthorized", "tts", "refuses the API key", f"We couldn't record the voice. {SAFE} This is", True),
        ("StorageUnavailable", "upload", "503", f"We couldn't make your video. {SAFE} Try again in a few min", True),
        ("AccessRefused", "render", "403", f"We couldn't make your video. {SAFE} This is a problem on our side", True),
        ("UnusablePhoto", "photos", "photo 2 is damaged", "Photo 2 is damaged. Trying again won't help", False),
        ("InvalidScript", "script", "no word can be read", "No word can be read. Trying again won't help", False),
        ("ProviderRefused", "script", "policy 17", "The AI service declined this text. Trying again won't", False),
        (
            "FilesExpired",
            "photos",
            "gone",
            "The files of this video have expired. Start again with your photos.",
            False,
        ),
        ("ArtifactMissing", "captions", "there is no object", f"We couldn't add the captions. {SAFE} Try again", True),
        ("JobInterrupted", "render", "stopped", f"Making your video was interrupted. {SAFE} Try again.", True),
        ("States.Timeout", "render", "arn:aws:…", f"We couldn't make your video. {SAFE} Try again, or", True),
    ],
)
def test_a_failed_job_says_what_happened_what_is_kept_and_what_to_do(
    api: Api, code: str, stage: str, message: str, message_start: str, retryable: bool
) -> None:
    failed(api, code, message, Stage(stage))

    body = api.call("GET", "/api/video/status/j1").json

    error = body["error"]
    assert error["message"].startswith(message_start)
    assert body["message"] == error["message"]
    assert (error["code"], error["stage"], error["retryable"]) == (code, stage, retryable)


@pytest.mark.parametrize(
    ("code", "stage", "photo", "expected"),
    [
        ("PhotoNotRendered", Stage.RENDER, 3, 3),
        ("UnusablePhoto", Stage.PHOTOS, 1, 1),
        ("UnusableClip", Stage.PHOTOS, 2, 2),
        ("UnusablePhoto", Stage.PHOTOS, None, None),
        ("StageFailed", Stage.PHOTOS, 2, None),
        ("RenderFailed", Stage.RENDER, None, None),
    ],
)
def test_a_failed_job_names_the_photo_that_caused_the_failure(
    api: Api, code: str, stage: Stage, photo: int | None, expected: int | None
) -> None:
    """A stage that timed out has the photo of an earlier run in its record, which is not the reason of the time-out."""
    failed(api, code, "it failed", stage, photo=photo)

    assert api.call("GET", "/api/video/status/j1").json["error"]["photo"] == expected


@pytest.mark.parametrize(
    ("code", "attempt", "retryable"),
    [
        ("RenderFailed", 1, True),
        ("RenderFailed", 2, True),
        ("RenderFailed", 3, False),
        ("States.Timeout", 3, False),
        ("PhotoNotRendered", 1, False),
        ("ProviderUnavailable", 7, True),
    ],
)
def test_a_retry_is_offered_only_while_it_can_help(api: Api, code: str, attempt: int, retryable: bool) -> None:
    failed(api, code, "it failed", attempt=attempt)

    error = api.call("GET", "/api/video/status/j1").json["error"]

    assert error["retryable"] is retryable
    assert ("Try again" in error["message"]) is retryable
    assert ("Trying again won't help: change your photos." in error["message"]) is not retryable


@pytest.mark.parametrize(
    ("code", "stage", "attempt", "advice"),
    [
        ("RenderFailed", Stage.RENDER, 1, "Try again, or change your photos."),
        ("StageFailed", Stage.PHOTOS, 1, "Try again, or change your photos."),
        ("StageFailed", Stage.TTS, 1, "Try again."),
        ("StageFailed", Stage.TTS, 3, "Trying again won't help: change the text and start again."),
        ("StageFailed", Stage.UPLOAD, 1, "Try again."),
        ("PaymentInterrupted", Stage.TTS, 3, "Try again."),
        ("PublishFailed", Stage.UPLOAD, 3, "Try again."),
        ("ArtifactMissing", Stage.RENDER, 3, "Try again."),
        ("AccessRefused", Stage.PHOTOS, 3, "This is a problem on our side. Try again later."),
        ("RecordsUnavailable", Stage.PHOTOS, 3, "Try again in a few minutes."),
    ],
)
def test_other_photos_or_text_are_advised_only_where_they_may_help(
    api: Api, code: str, stage: Stage, attempt: int, advice: str
) -> None:
    failed(api, code, "it failed", stage, attempt=attempt)

    message = api.call("GET", "/api/video/status/j1").json["error"]["message"]

    assert message.endswith(f"{SAFE} {advice}")


@pytest.mark.parametrize("path", ["j1", "unknown", "once%23x"])
def test_a_job_of_another_account_and_an_unknown_one_get_the_same_answer(api: Api, path: str) -> None:
    running(api)

    reply = api.call("GET", f"/api/video/status/{path}", user="u2")

    assert (reply.status, reply.json["code"]) == (404, "NotFound")
    assert "jobId" in reply.field_messages


@pytest.mark.parametrize("state", [running, finished])
def test_a_status_while_storage_is_down_lacks_only_the_script(api: Api, state: Callable[[Api], object]) -> None:
    state(api)
    usual = api.call("GET", "/api/video/status/j1")
    api.storage_down = True

    reply = api.call("GET", "/api/video/status/j1")

    assert reply.status == 200
    assert reply.json == usual.json | {"script": None, "scriptUnavailable": True}
    assert usual.json["scriptUnavailable"] is False
    assert reply.headers["ETag"] != usual.headers["ETag"]


def test_a_finished_job_tells_its_details_without_storage(api: Api) -> None:
    job_id = api.generate(logoKey=None).json["jobId"]
    finished(api)
    video = api.jobs.rows["j1"].video
    row = api.jobs.rows[job_id]
    api.jobs.rows[job_id] = row.model_copy(update={"status": Status.COMPLETE, "video": video})
    api.storage_down = True

    shown = api.call("GET", f"/api/video/status/{job_id}").json

    assert (shown["details"]["title"], shown["language"], shown["logo"]) == ("Oak chair", "en", False)
    assert shown["choices"]["voice"] == "alloy"


def test_a_status_without_a_token_is_a_401(api: Api) -> None:
    assert api.call("GET", "/api/video/status/j1", user=None).status == 401


def test_my_jobs_come_newest_first_page_by_page(api: Api) -> None:
    for number in range(3):
        api.jobs.rows[f"j{number}"] = job_row(f"j{number}", clock=api.clock)
        api.clock.pass_by(60)
    api.jobs.rows["other"] = job_row("other", "u2", api.clock)

    first = api.call("GET", "/api/video/jobs", query={"limit": "2"}).json
    second = api.call("GET", "/api/video/jobs", query={"limit": "2", "cursor": first["cursor"]}).json

    assert [job["jobId"] for job in first["jobs"]] == ["j2", "j1"]
    assert ([job["jobId"] for job in second["jobs"]], second["cursor"]) == (["j0"], None)


def test_jobs_are_filtered_by_status(api: Api) -> None:
    finished(api)
    api.jobs.rows["j2"] = job_row("j2")

    assert [job["jobId"] for job in api.call("GET", "/api/video/jobs", query={"status": "complete"}).json["jobs"]] == [
        "j1"
    ]


@pytest.mark.parametrize(
    ("query", "field", "message"),
    [
        ({"status": "sleeping"}, "status", "status must be queued, script,"),
        ({"limit": "0"}, "limit", "limit must be 1 or more"),
        ({"limit": "101"}, "limit", "limit may be at most 100"),
        ({"limit": "many"}, "limit", "limit must be a whole number"),
    ],
)
def test_a_bad_list_request_is_refused_with_an_explanation(
    api: Api, query: dict[str, str], field: str, message: str
) -> None:
    reply = api.call("GET", "/api/video/jobs", query=query)

    assert reply.status == 422
    assert reply.field_messages[field].startswith(message)
