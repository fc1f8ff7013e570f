"""How a job goes through the state machine: in order, with retries, and always to a final status."""

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final

import pytest

from functions.api.errors import DEFAULT_FAILURE, NOTHING_LOST
from functions.watch.service import ExecutionEnd, Ports, end_job
from testing.queue import MemoryQueue
from testing.quotas import MemoryQuotas
from testing.withdrawals import MemoryWithdrawals
from tests.integration.machine.harness import LAMP, Harness, running
from vidx import options
from vidx.adapters.clock import SystemClock
from vidx.ads import AdStatus, new_ad
from vidx.jobs.model import Failure, Stage, Status
from vidx.jobs.request import Listing
from vidx.moderation import Review
from vidx.ports.videos import PublicVideo

NO_REASON: Final = f"{DEFAULT_FAILURE} {NOTHING_LOST}"
CAUSE_LIMIT: Final = 32_768
"""Characters after which Step Functions cuts a cause."""
MAX_PAYLOAD_BYTES: Final = 256 * 1024
"""Largest input or output of a state, in bytes."""
QUOTED: Final = 'photo 2, "b.jpg", is no photo:\n\\ / é 😀'


def ended(execution: dict[str, Any]) -> ExecutionEnd:
    """What EventBridge reports about the execution."""
    dates = {name: int(execution[name].timestamp() * 1000) for name in ("startDate", "stopDate")}
    return ExecutionEnd.model_validate({**execution, **dates})


def ports(harness: Harness) -> Ports:
    return Ports(
        harness.jobs,
        harness.ads,
        harness.executions,
        MemoryWithdrawals(),
        MemoryQuotas(),
        MemoryQueue(),
        harness.videos,
        SystemClock(),
    )


def stages_until(last: str) -> list[str]:
    """The stages of a job until `last`; until `adopt`, of one whose script is the seller's."""
    stages = ["adopt" if last == "adopt" and stage is Stage.SCRIPT else stage.value for stage in Stage]
    return stages[: stages.index(last) + 1]


@pytest.fixture(scope="module")
def harness(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Harness]:
    with running(tmp_path_factory.mktemp("machine")) as harness:
        yield harness


def test_a_job_passes_every_stage_and_ends_complete_with_its_video(harness: Harness) -> None:
    execution = harness.run(harness.queue("plain"))

    job = harness.jobs.get("plain")
    assert execution["status"] == "SUCCEEDED"
    assert harness.stages_run("plain") == [stage.value for stage in Stage]
    assert job is not None
    assert (job.status, job.progress, job.message) == (Status.COMPLETE, 100, "The video is ready")
    assert job.video is not None
    assert (job.video.video_url, job.video.duration_s) == ("https://media/v.mp4", 16.03)
    assert (harness.video("plain") or {})["size_bytes"] == {"N": "4000123"}
    assert harness.videos.get("plain") == PublicVideo(
        "plain",
        "videos/v",
        "seller",
        "plain",
        tuple(f"https://media/v.{kind}" for kind in ("mp4", "jpg", "vtt", "webp")),
    )
    assert harness.video("unlisted#plain")


def test_a_sellers_script_is_adopted_and_none_is_written(harness: Harness) -> None:
    harness.run(harness.queue("given", has_script=True))

    stages = harness.stages_run("given")
    assert "script" not in stages
    assert stages[: len(stages_until("adopt"))] == stages_until("adopt")


def test_a_transient_error_is_retried_and_the_last_retry_sets_last_try(harness: Harness) -> None:
    execution = harness.run(harness.queue("tts-ProviderUnavailable-3"))

    tries = [call for call in harness.calls("tts-ProviderUnavailable-3") if call["stage"] == "tts"]
    job = harness.jobs.get("tts-ProviderUnavailable-3")
    assert job is not None
    assert (execution["status"], job.status) == ("SUCCEEDED", Status.COMPLETE)
    assert [(call["retry_count"], call["last_try"]) for call in tries] == [
        (0, False),
        (1, False),
        (2, False),
        (3, True),
    ]


@pytest.mark.parametrize(
    "job_id",
    ["photos-Killed-1", "tts-Killed-1", "photos-RenderStalled-1", "render-RenderStalled-1", "render-ProcessKilled-1"],
)
def test_a_killed_worker_or_ffmpeg_gets_one_more_try(harness: Harness, job_id: str) -> None:
    execution = harness.run(harness.queue(job_id))

    assert execution["status"] == "SUCCEEDED"
    assert harness.stages_run(job_id).count(job_id.split("-", maxsplit=1)[0]) == 2


@pytest.mark.parametrize(("job_id", "status"), [("upload-Hanging-1", "SUCCEEDED"), ("upload-Hanging-2", "FAILED")])
def test_a_hanging_worker_gets_one_more_try(harness: Harness, job_id: str, status: str) -> None:
    execution = harness.with_timeout("Upload", 1).run(harness.queue(job_id))

    job = harness.jobs.get(job_id)
    assert job is not None
    assert (execution["status"], harness.stages_run(job_id).count("upload")) == (status, 2)
    assert (job.error.code if job.error else None) == (None if status == "SUCCEEDED" else "StageFailed")


@pytest.mark.parametrize(
    ("job_id", "code", "tries"),
    [
        ("tts-Killed-9", "StageFailed", 2),
        ("render-RenderStalled-9", "RenderStalled", 2),
        ("render-ProcessKilled-9", "ProcessKilled", 2),
        ("tts-PaymentInterrupted-9", "PaymentInterrupted", 1),
    ],
)
def test_no_further_try_follows(harness: Harness, job_id: str, code: str, tries: int) -> None:
    harness.run(harness.queue(job_id))

    job = harness.jobs.get(job_id)
    assert job is not None
    assert job.error is not None
    assert (job.error.code, harness.stages_run(job_id).count(job_id.split("-", maxsplit=1)[0])) == (code, tries)


def test_a_voice_that_breaks_off_is_recorded_again_before_the_captions(harness: Harness) -> None:
    harness.run(harness.queue("captions-VoiceIncomplete-2"))

    stages = [stage.value for stage in Stage]
    before, after = stages.index("tts"), stages.index("captions") + 1
    assert harness.stages_run("captions-VoiceIncomplete-2") == [
        *stages[:before],
        *(3 * stages[before:after]),
        *stages[after:],
    ]


def test_a_permanent_error_ends_the_job_with_its_code_stage_and_message(harness: Harness) -> None:
    execution = harness.run(harness.queue("render-RenderFailed-9"))

    job = harness.jobs.get("render-RenderFailed-9")
    assert (execution["status"], execution["error"]) == ("FAILED", "RenderFailed")
    assert harness.stages_run("render-RenderFailed-9").count("render") == 1
    assert job is not None
    assert job.error is not None
    assert job.status is Status.ERROR
    assert (job.error.code, job.error.stage) == ("RenderFailed", "render")
    assert job.message == job.error.message == "the render stage was told to fail"


@pytest.mark.parametrize("job_id", ["photos-UnusablePhoto-9", "script-InvalidScript-9"])
def test_no_stage_runs_after_the_stage_that_failed(harness: Harness, job_id: str) -> None:
    harness.run(harness.queue(job_id))

    job = harness.jobs.get(job_id)
    assert job is not None
    assert job.error is not None
    failed, code, _ = job_id.split("-")
    assert (job.error.code, job.error.stage) == (code, failed)
    assert harness.stages_run(job_id) == stages_until(failed)


def test_an_unexpected_error_shows_the_seller_no_internals(harness: Harness) -> None:
    execution = harness.run(harness.queue("tts-Bug-9"))

    job = harness.jobs.get("tts-Bug-9")
    assert execution["error"] == "ZeroDivisionError"
    assert job is not None
    assert job.error is not None
    assert job.error.code == "StageFailed"
    assert job.message == NO_REASON


@pytest.mark.parametrize(
    ("job_id", "cause", "message"),
    [
        ("cause-missing", None, NO_REASON),
        ("cause-empty", "", NO_REASON),
        ("cause-text", "RequestId: 1 Error: Runtime exited", NO_REASON),
        ("cause-null-message", '{"errorMessage": null, "errorType": "UnusablePhoto"}', NO_REASON),
        ("cause-no-message", '{"errorMessage": "", "errorType": "UnusablePhoto"}', NO_REASON),
        ("cause-number", '{"errorMessage": 7}', NO_REASON),
        ("cause-list", "[1]", NO_REASON),
        ("cause-escape", '{"errorMessage": "photo \\x"}', NO_REASON),
        ("cause-control", '{"errorMessage": "photo \x01"}', NO_REASON),
        ("cause-cut-in-message", ('{"errorMessage": "' + "photo\\n" * CAUSE_LIMIT)[:CAUSE_LIMIT], NO_REASON),
        ("cause-cut-in-stack", ('{"errorMessage": "no", "stackTrace": ["' + "x" * CAUSE_LIMIT)[:CAUSE_LIMIT], "no"),
        ("cause-quotes", json.dumps({"errorMessage": QUOTED}), QUOTED),
        ("cause-unicode", json.dumps({"errorType": "X", "errorMessage": QUOTED}, ensure_ascii=False), QUOTED),
    ],
)  # fmt: skip
def test_a_failed_job_has_a_message_for_every_form_of_cause(
    harness: Harness, job_id: str, cause: str | None, message: str
) -> None:
    queued = harness.queue(job_id, with_ad=True)

    execution = harness.fail(queued, "photos", {"Error": "UnusablePhoto", "Cause": cause})

    job, ad = harness.jobs.get(job_id), harness.ad_of(queued)
    assert (execution["status"], execution["error"]) == ("FAILED", "UnusablePhoto")
    assert job is not None
    assert job.error is not None
    assert ad is not None
    assert (job.status, job.error.code, job.error.stage) == (Status.ERROR, "UnusablePhoto", "photos")
    assert job.message == job.error.message == message
    assert ad.status is AdStatus.FAILED


def test_the_largest_job_stays_far_below_the_payload_limit(harness: Harness) -> None:
    """Photos, texts and script are in storage: states pass on keys and numbers only."""
    widest = "\U00020000"
    listing = Listing(
        title=widest * options.MAX_TITLE_CHARS, description=widest * options.MAX_DESCRIPTION_CHARS, price=Decimal(1)
    )

    queued = harness.queue(f"j{'0' * 35}", has_script=True, with_ad=True, listing=listing)
    execution = harness.run(queued)

    sizes = harness.payloads(execution)
    ad = harness.ad_of(queued)
    assert ad is not None
    assert (execution["status"], ad.status) == ("SUCCEEDED", AdStatus.ACTIVE)
    assert set(sizes) > {"Photos", "Adopt script", "Voice", "Captions", "Render", "Upload"}
    assert 0 < max(sizes.values()) < MAX_PAYLOAD_BYTES / 10


@pytest.mark.parametrize("job_id", ["no-text", "render-RenderFailed-6"])
def test_the_history_of_an_execution_holds_no_text_of_the_seller(harness: Harness, job_id: str) -> None:
    execution = harness.run(harness.queue(job_id, with_ad=True))

    history = harness.history(execution)
    assert job_id in history
    assert LAMP.title not in history
    assert LAMP.description not in history


@pytest.mark.parametrize("quoted", ["x", "\U0001f600", '"', "\n"])
def test_the_longest_cause_of_a_failure_stays_below_the_payload_limit(harness: Harness, quoted: str) -> None:
    job_id = f"long-{ord(quoted)}"
    framed = len(json.dumps({"errorMessage": ""}))
    each = len(json.dumps(quoted, ensure_ascii=False)) - 2
    message = quoted * ((CAUSE_LIMIT - framed) // each)
    cause = json.dumps({"errorMessage": f"a{message[1:]}"}, ensure_ascii=False)

    execution = harness.fail(harness.queue(job_id), "photos", {"Error": "UnusablePhoto", "Cause": cause})

    job = harness.jobs.get(job_id)
    assert max(harness.payloads(execution).values()) < MAX_PAYLOAD_BYTES
    assert job is not None
    assert job.status is Status.ERROR
    assert job.message == f"a{message[1:]}"[:2000]


def test_a_failure_without_an_error_name_is_a_stage_failure(harness: Harness) -> None:
    harness.fail(harness.queue("nameless"), "render", {"Error": None, "Cause": None})

    job = harness.jobs.get("nameless")
    assert job is not None
    assert job.error is not None
    assert (job.error.code, job.message) == ("StageFailed", NO_REASON)


def test_a_canceled_job_stays_canceled(harness: Harness) -> None:
    queued = harness.queue("captions-JobClosed-9")
    harness.jobs.cancel(queued.job_id)

    execution = harness.run(queued)

    job = harness.jobs.get(queued.job_id)
    assert execution["error"] == "JobClosed"
    assert job is not None
    assert (job.status, job.error) == (Status.CANCELED, None)


def test_the_ad_of_a_job_canceled_at_the_last_moment_fails(harness: Harness) -> None:
    queued = harness.queue("late-ad", with_ad=True)
    harness.jobs.cancel("late-ad")

    harness.run(queued)

    ad = harness.ad_of(queued)
    assert ad is not None
    assert ad.status is AdStatus.FAILED


def test_a_job_canceled_during_the_last_stage_is_not_completed(harness: Harness) -> None:
    queued = harness.queue("late")
    harness.jobs.cancel(queued.job_id)

    execution = harness.run(queued)

    job = harness.jobs.get("late")
    assert execution["status"] == "FAILED"
    assert job is not None
    assert job.status is Status.CANCELED
    assert harness.video("late") is None


def test_a_retry_is_a_second_execution_that_completes_the_job(harness: Harness) -> None:
    first = harness.queue("upload-PublishFailed-1")
    harness.run(first)
    failed = harness.jobs.get(first.job_id)

    again = harness.jobs.restart(first.job_id, attempt=2)
    execution = harness.run(again)

    assert failed is not None
    assert failed.status is Status.ERROR
    completed = harness.jobs.get(first.job_id)
    assert execution["name"] == "upload-PublishFailed-1-2"
    assert completed is not None
    assert (completed.status, completed.error) == (Status.COMPLETE, None)
    assert harness.calls(first.job_id)[-1]["attempt"] == 2


def test_an_ad_becomes_active_with_its_video(harness: Harness) -> None:
    queued = harness.queue("advertised", with_ad=True)

    execution = harness.run(queued)

    ad, job = harness.ad_of(queued), harness.jobs.get("advertised")
    assert execution["status"] == "SUCCEEDED"
    assert ad is not None
    assert job is not None
    assert (ad.status, ad.video) == (AdStatus.ACTIVE, job.video)
    assert harness.video("advertised") is not None


def test_an_ad_created_while_the_video_is_made_becomes_active_too(harness: Harness) -> None:
    queued = harness.queue("afterthought")
    harness.ads.create_for_job(new_ad(queued, LAMP, queued.created_at), queued)

    harness.run(queued)

    ad = harness.ad_of(queued)
    assert ad is not None
    assert ad.status is AdStatus.ACTIVE


def test_a_job_whose_ad_is_deleted_still_completes(harness: Harness) -> None:
    queued = harness.queue("withdrawn", with_ad=True)
    ad = harness.ad_of(queued)
    assert ad is not None
    harness.ads.delete(ad)

    harness.run(queued)

    job = harness.jobs.get("withdrawn")
    assert job is not None
    assert job.status is Status.COMPLETE
    assert harness.ad_of(queued) is None


def test_a_video_deleted_with_its_ad_is_not_listed(harness: Harness) -> None:
    queued = harness.queue("taken-down", with_ad=True)
    harness.run(queued)
    ad = harness.ad_of(queued)
    assert ad is not None
    assert harness.video("taken-down") is not None

    harness.ads.delete(ad, frozenset({"taken-down"}))

    assert harness.video("taken-down") is None


def test_a_job_whose_ad_is_half_deleted_fails_instead_of_looking_for_ever(harness: Harness) -> None:
    queued = harness.queue("torn", with_ad=True)
    ad = harness.ad_of(queued)
    assert ad is not None
    harness.dynamodb.delete_item(TableName="ads", Key={"ad_id": {"S": ad.ad_id}})

    execution = harness.run(queued)

    job = harness.jobs.get("torn")
    assert execution["status"] == "FAILED"
    assert job is not None
    assert job.error is not None
    assert (job.status, job.error.code, job.error.stage) == (Status.ERROR, "StageFailed", "complete")
    assert job.message == NO_REASON


def test_a_job_whose_row_is_gone_ends_and_the_watch_fails_its_ad(harness: Harness) -> None:
    queued = harness.queue("expired", with_ad=True)
    harness.dynamodb.delete_item(TableName="jobs", Key={"job_id": {"S": "expired"}})

    execution = harness.run(queued)
    end_job(ended(execution), ports(harness))

    ad = harness.ad_of(queued)
    assert (execution["status"], execution["error"]) == ("FAILED", "JobClosed")
    assert harness.jobs.get("expired") is None
    assert ad is not None
    assert ad.status is AdStatus.FAILED


@pytest.mark.parametrize(
    "states", [("Record failure",), ("Find failed ad",), ("Fail ad",), ("Record failure", "Find failed ad", "Fail ad")]
)
def test_the_watch_writes_what_the_machine_could_not(harness: Harness, states: tuple[str, ...]) -> None:
    broken = harness.without_tables(*states)
    queued = harness.queue(f"render-RenderFailed-9-{len(states)}{states[0].replace(' ', '')}", with_ad=True)

    execution = broken.run(queued)
    end_job(ended(execution), ports(broken))

    job, ad = harness.jobs.get(queued.job_id), harness.ad_of(queued)
    assert (execution["status"], execution["error"]) == ("FAILED", "RenderFailed")
    assert job is not None
    assert job.error is not None
    assert ad is not None
    assert (job.status, job.error.code) == (Status.ERROR, "RenderFailed")
    assert job.message == "the render stage was told to fail"
    assert ad.status is AdStatus.FAILED


def test_a_job_that_cannot_be_completed_fails_with_its_ad(harness: Harness) -> None:
    broken = harness.without_tables("Complete and publish")
    queued = harness.queue("uncompleted", with_ad=True)

    execution = broken.run(queued)

    job, ad = harness.jobs.get("uncompleted"), harness.ad_of(queued)
    assert execution["status"] == "FAILED"
    assert job is not None
    assert job.error is not None
    assert ad is not None
    assert (job.status, job.error.code, job.error.stage) == (Status.ERROR, "StageFailed", "complete")
    assert ad.status is AdStatus.FAILED


def test_a_failure_fails_no_ad_whose_job_has_been_retried_meanwhile(harness: Harness) -> None:
    queued = harness.queue("retried", with_ad=True)
    harness.jobs.fail("retried", 1, Failure(code="RenderFailed", stage="render", message="it broke"))
    harness.jobs.restart("retried", 2)

    harness.fail(queued, "render", {"Error": "RenderFailed", "Cause": None})

    ad, job = harness.ad_of(queued), harness.jobs.get("retried")
    assert ad is not None
    assert job is not None
    assert (job.status, ad.status) == (Status.QUEUED, AdStatus.PROCESSING)


def test_the_ad_of_a_failed_job_fails(harness: Harness) -> None:
    queued = harness.queue("render-RenderFailed-8", with_ad=True)

    harness.run(queued)

    ad = harness.ad_of(queued)
    assert ad is not None
    assert ad.status is AdStatus.FAILED


def test_a_failure_does_not_restore_a_deleted_ad(harness: Harness) -> None:
    queued = harness.queue("render-RenderFailed-7", with_ad=True)
    ad = harness.ad_of(queued)
    assert ad is not None
    harness.dynamodb.delete_item(TableName="ads", Key={"ad_id": {"S": ad.ad_id}})

    execution = harness.run(queued)

    assert (execution["status"], execution["error"]) == ("FAILED", "RenderFailed")
    assert harness.ad_of(queued) is None


@pytest.mark.parametrize("has_script", [False, True])
def test_an_execution_ends_without_a_failure_when_an_operator_has_to_decide(harness: Harness, has_script: bool) -> None:
    stage = "adopt" if has_script else "script"
    execution = harness.run(harness.queue(f"{stage}-ContentInReview-9", has_script=has_script))

    job = harness.jobs.get(f"{stage}-ContentInReview-9")
    assert execution["status"] == "SUCCEEDED"
    assert harness.stages_run(f"{stage}-ContentInReview-9") == stages_until(stage)
    assert job is not None
    assert job.error is None


def test_a_failure_leaves_a_job_in_review(harness: Harness) -> None:
    job = harness.queue("script-Bug-9")
    harness.jobs.request_review(job.job_id, 1, Review(started_at=SystemClock().now(), findings=()))

    harness.run(job)

    after = harness.jobs.get(job.job_id)
    assert after is not None
    assert (after.status, after.error) == (Status.REVIEW, None)
