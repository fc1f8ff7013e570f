"""Stopping a job and starting it again."""

import pytest

from tests.unit.api.conftest import Api
from tests.unit.api.job_helpers import failed, finished, running
from vidx import keys
from vidx.admission.dispatch import dispatch
from vidx.errors import StorageUnavailable
from vidx.jobs.model import Stage, StageRecord, Status


def test_canceling_stops_the_execution_and_can_be_repeated(api: Api) -> None:
    running(api)

    replies = [api.call("POST", "/api/video/jobs/j1/cancel") for _ in range(2)]

    assert [(reply.status, reply.json["status"]) for reply in replies] == [(200, "canceled")] * 2
    assert set(api.executions.stopped) == {"j1"}


def test_the_public_files_of_a_canceled_job_are_deleted(api: Api) -> None:
    job = running(api)
    uploaded = StageRecord(started_at=api.clock.now(), attempt=1, seconds=0.4)
    api.jobs.rows["j1"] = job.model_copy(update={"status": Status.UPLOAD, "stages": {Stage.UPLOAD: uploaded}})

    reply = api.call("POST", "/api/video/jobs/j1/cancel")

    assert (reply.status, api.jobs.rows["j1"].status) == (200, Status.CANCELED)
    assert api.withdrawals.stems == [keys.public_stem(job.created_at.date(), "j1")]
    assert not api.jobs.withdrawals


def test_a_job_is_canceled_while_storage_is_down_and_its_files_are_deleted_later(api: Api) -> None:
    job = running(api)
    uploaded = StageRecord(started_at=api.clock.now(), attempt=1, seconds=0.4)
    api.jobs.rows["j1"] = job.model_copy(update={"status": Status.UPLOAD, "stages": {Stage.UPLOAD: uploaded}})
    api.withdrawals.error = StorageUnavailable("storage is down")

    reply = api.call("POST", "/api/video/jobs/j1/cancel")

    assert (reply.status, api.jobs.rows["j1"].status) == (200, Status.CANCELED)
    assert set(api.jobs.withdrawals) == {keys.public_stem(job.created_at.date(), "j1")}


def test_a_job_whose_execution_cannot_be_stopped_is_canceled(api: Api) -> None:
    """Its stages stop at their next report, because its row is final."""
    running(api)
    api.executions.unavailable = True

    reply = api.call("POST", "/api/video/jobs/j1/cancel")

    assert (reply.status, api.jobs.rows["j1"].status) == (200, Status.CANCELED)


def test_a_job_whose_files_have_expired_is_not_retried(api: Api) -> None:
    failed(api, "FilesExpired", "the files of this video have expired", Stage.PHOTOS)

    reply = api.call("POST", "/api/video/jobs/j1/retry")

    assert (reply.status, reply.json["code"], reply.json["retryable"]) == (410, "FilesExpired", False)
    assert "start again with your photos" in reply.json["detail"]
    assert api.jobs.rows["j1"].attempt == 1


def test_a_retry_needs_no_storage(api: Api) -> None:
    api.jobs.rows["j1"] = running(api).model_copy(update={"status": Status.ERROR})
    api.storage_down = True

    reply = api.call("POST", "/api/video/jobs/j1/retry")

    assert (reply.status, reply.json["attempt"], reply.json["scriptUnavailable"]) == (202, 2, True)
    assert api.executions.started == ["j1-2"]


def test_canceling_a_job_before_its_upload_deletes_nothing(api: Api) -> None:
    running(api)

    api.call("POST", "/api/video/jobs/j1/cancel")

    assert not api.withdrawals.stems


def test_a_finished_job_cannot_be_canceled(api: Api) -> None:
    finished(api)

    reply = api.call("POST", "/api/video/jobs/j1/cancel")

    assert (reply.status, reply.json["code"]) == (409, "JobClosed")


@pytest.mark.parametrize("end", [Status.ERROR, Status.CANCELED])
def test_a_retry_queues_the_next_attempt_and_can_be_repeated(api: Api, end: Status) -> None:
    api.jobs.rows["j1"] = running(api).model_copy(update={"status": end})

    replies = [api.call("POST", "/api/video/jobs/j1/retry") for _ in range(2)]

    assert [(reply.status, reply.json["attempt"], reply.json["status"]) for reply in replies] == [
        (202, 2, "queued")
    ] * 2
    assert replies[0].headers["Location"] == "https://api.test/api/video/status/j1"
    assert api.executions.started == ["j1-2"]


def test_a_finished_job_cannot_be_retried(api: Api) -> None:
    finished(api)

    reply = api.call("POST", "/api/video/jobs/j1/retry")

    assert (reply.status, reply.json["code"]) == (409, "JobClosed")


def test_a_retry_of_a_job_whose_execution_is_over_starts_the_next_attempt(api: Api) -> None:
    running(api)
    api.executions.ended.add("j1")

    replies = [api.call("POST", "/api/video/jobs/j1/retry") for _ in range(2)]

    assert [(reply.status, reply.json["attempt"]) for reply in replies] == [(202, 2)] * 2
    assert api.executions.started == ["j1-2"]


def test_a_retry_of_a_running_job_changes_nothing(api: Api) -> None:
    api.executions.start(running(api))

    reply = api.call("POST", "/api/video/jobs/j1/retry")

    assert (reply.status, reply.json["attempt"], reply.json["status"]) == (202, 1, "audio")


def test_a_retry_waits_in_the_queue_while_the_state_machine_cannot_be_reached(api: Api) -> None:
    api.jobs.rows["j1"] = running(api).model_copy(update={"status": Status.ERROR})
    api.executions.unavailable = True

    waiting = api.call("POST", "/api/video/jobs/j1/retry")
    api.executions.unavailable = False
    dispatch(api, 5)

    assert (waiting.status, waiting.json["status"], waiting.json["queuePosition"]) == (202, "queued", 1)
    assert api.executions.started == ["j1-2"]


@pytest.mark.parametrize("action", ["cancel", "retry"])
def test_a_job_of_another_account_cannot_be_canceled_or_retried(api: Api, action: str) -> None:
    running(api)

    assert api.call("POST", f"/api/video/jobs/j1/{action}", user="u2").status == 404
    assert api.jobs.rows["j1"].status is Status.AUDIO
    assert not api.executions.started + api.executions.stopped
