"""Rules of the `Jobs` port. They run on the fake and on DynamoDB."""

from datetime import timedelta
from typing import Literal

import pytest

from testing.clock import FixedClock
from testing.jobs import job_row
from vidx.errors import Conflict, InvalidDetails, JobClosed, NotFound, StageBusy
from vidx.jobs.model import STAGE_PROGRESS, Failure, Job, Notice, Stage, StageRecord, Status
from vidx.moderation import REVIEW_MESSAGE, Decision, Finding, Review, Verdict
from vidx.ports.jobs import Jobs, PlannedWithdrawal

LEASE_S = 60.0


class JobsRules:
    """Subclasses provide the fixtures `jobs` (empty for `owner`) and `clock` (the clock that `jobs` reads)."""

    def test_a_stored_job_equals_the_created_one(self, jobs: Jobs, clock: FixedClock, job_id: str) -> None:
        row = job_row(job_id, clock=clock)
        jobs.create(row)
        assert jobs.get(job_id) == row

    def test_an_unknown_job_is_none(self, jobs: Jobs, job_id: str) -> None:
        assert jobs.get(job_id) is None

    def test_a_job_id_is_created_once(self, jobs: Jobs, job_id: str) -> None:
        jobs.create(job_row(job_id))
        with pytest.raises(Conflict):
            jobs.create(job_row(job_id))

    def test_a_starting_stage_sets_status_message_and_progress(self, jobs: Jobs, job_id: str) -> None:
        jobs.create(job_row(job_id))
        job = jobs.begin(job_id, 1, Stage.TTS, "t1", LEASE_S)
        assert (job.status, job.message, job.progress) == (
            Status.AUDIO,
            STAGE_PROGRESS[Stage.TTS].message,
            STAGE_PROGRESS[Stage.TTS].starts_at,
        )
        assert job.stages[Stage.TTS].seconds is None

    def test_progress_never_decreases(self, jobs: Jobs, job_id: str) -> None:
        jobs.create(job_row(job_id))
        jobs.begin(job_id, 1, Stage.RENDER, "t1", LEASE_S)
        for fraction in (0.2, 0.8, 0.5):
            jobs.report(job_id, 1, Stage.RENDER, fraction)
        job = jobs.get(job_id)
        assert job is not None
        assert job.progress == STAGE_PROGRESS[Stage.RENDER].progress(0.8)

    def test_a_leased_stage_admits_no_second_run(self, jobs: Jobs, job_id: str) -> None:
        jobs.create(job_row(job_id))
        jobs.begin(job_id, 1, Stage.TTS, "t1", LEASE_S)
        with pytest.raises(StageBusy):
            jobs.begin(job_id, 1, Stage.TTS, "t2", LEASE_S)

    def test_two_stages_may_run_side_by_side(self, jobs: Jobs, job_id: str) -> None:
        jobs.create(job_row(job_id))
        jobs.begin(job_id, 1, Stage.SCRIPT, "t1", LEASE_S)
        job = jobs.begin(job_id, 1, Stage.PHOTOS, "t2", LEASE_S)
        assert set(job.stages) == {Stage.SCRIPT, Stage.PHOTOS}

    def test_an_expired_lease_admits_another_run(self, jobs: Jobs, clock: FixedClock, job_id: str) -> None:
        jobs.create(job_row(job_id))
        jobs.begin(job_id, 1, Stage.TTS, "t1", LEASE_S)
        clock.pass_by(LEASE_S + 1)
        jobs.begin(job_id, 1, Stage.TTS, "t2", LEASE_S)

    def test_a_renewed_lease_lasts_longer(self, jobs: Jobs, clock: FixedClock, job_id: str) -> None:
        jobs.create(job_row(job_id))
        jobs.begin(job_id, 1, Stage.TTS, "t1", LEASE_S)
        clock.pass_by(LEASE_S - 1)
        jobs.renew_lease(job_id, Stage.TTS, "t1", LEASE_S)
        clock.pass_by(LEASE_S - 1)
        with pytest.raises(StageBusy):
            jobs.begin(job_id, 1, Stage.TTS, "t2", LEASE_S)

    def test_a_run_that_lost_its_lease_renews_nothing(self, jobs: Jobs, clock: FixedClock, job_id: str) -> None:
        jobs.create(job_row(job_id))
        jobs.begin(job_id, 1, Stage.TTS, "t1", LEASE_S)
        clock.pass_by(LEASE_S + 1)
        jobs.begin(job_id, 1, Stage.TTS, "t2", LEASE_S)
        jobs.renew_lease(job_id, Stage.TTS, "t1", 10 * LEASE_S)
        clock.pass_by(LEASE_S + 1)
        jobs.begin(job_id, 1, Stage.TTS, "t3", LEASE_S)

    def test_a_released_stage_can_start_again_at_once_and_keeps_its_cost(self, jobs: Jobs, job_id: str) -> None:
        jobs.create(job_row(job_id))
        record = jobs.begin(job_id, 1, Stage.TTS, "t1", LEASE_S).stages[Stage.TTS]
        jobs.release(job_id, Stage.TTS, "t1", record.model_copy(update={"compute_usd": 0.25}))
        again = jobs.begin(job_id, 1, Stage.TTS, "t2", LEASE_S).stages[Stage.TTS]
        assert again.compute_usd == 0.25
        assert again.seconds is None

    def test_a_run_that_lost_its_lease_releases_nothing(self, jobs: Jobs, clock: FixedClock, job_id: str) -> None:
        jobs.create(job_row(job_id))
        record = jobs.begin(job_id, 1, Stage.TTS, "t1", LEASE_S).stages[Stage.TTS]
        clock.pass_by(LEASE_S + 1)
        jobs.begin(job_id, 1, Stage.TTS, "t2", LEASE_S)
        jobs.release(job_id, Stage.TTS, "t1", record.model_copy(update={"compute_usd": 0.25}))
        with pytest.raises(StageBusy):
            jobs.begin(job_id, 1, Stage.TTS, "t3", LEASE_S)

    def test_a_run_that_lost_its_lease_cannot_finish(self, jobs: Jobs, clock: FixedClock, job_id: str) -> None:
        jobs.create(job_row(job_id))
        jobs.begin(job_id, 1, Stage.TTS, "t1", LEASE_S)
        clock.pass_by(LEASE_S + 1)
        jobs.begin(job_id, 1, Stage.TTS, "t2", LEASE_S)
        with pytest.raises(StageBusy):
            jobs.finish(job_id, 1, Stage.TTS, "t1", StageRecord(started_at=clock.now(), attempt=1, seconds=1.0))

    def test_a_finished_stage_keeps_seconds_cost_and_provider(self, jobs: Jobs, clock: FixedClock, job_id: str) -> None:
        jobs.create(job_row(job_id))
        jobs.begin(job_id, 1, Stage.TTS, "t1", LEASE_S)
        run = StageRecord(
            started_at=clock.now(),
            attempt=1,
            seconds=1.25,
            provider="openai",
            model="m",
            provider_usd=0.0033,
            compute_usd=1e-06,
            requests_usd=2e-05,
            storage_usd=3e-05,
            notices=(Notice(code="SpokenLength", message="The voice takes 24 seconds."),),
        )
        jobs.finish(job_id, 1, Stage.TTS, "t1", run)
        job = jobs.get(job_id)
        assert job is not None
        assert job.stages[Stage.TTS] == run
        assert job.progress == STAGE_PROGRESS[Stage.TTS].ends_at

    def test_a_canceled_job_refuses_its_stages(self, jobs: Jobs, job_id: str) -> None:
        jobs.create(job_row(job_id))
        jobs.begin(job_id, 1, Stage.RENDER, "t1", LEASE_S)
        assert jobs.cancel(job_id).status is Status.CANCELED
        with pytest.raises(JobClosed):
            jobs.report(job_id, 1, Stage.RENDER, 0.5)
        with pytest.raises(JobClosed):
            jobs.begin(job_id, 1, Stage.UPLOAD, "t2", LEASE_S)

    def test_canceling_twice_changes_nothing(self, jobs: Jobs, job_id: str) -> None:
        jobs.create(job_row(job_id))
        jobs.cancel(job_id)
        assert jobs.cancel(job_id).status is Status.CANCELED

    def test_a_failed_job_cannot_be_canceled(self, jobs: Jobs, job_id: str) -> None:
        jobs.create(job_row(job_id))
        jobs.fail(job_id, 1, Failure(code="RenderFailed", stage="render", message="it broke"))
        with pytest.raises(JobClosed):
            jobs.cancel(job_id)

    def test_canceling_an_unknown_job_is_not_found(self, jobs: Jobs, job_id: str) -> None:
        with pytest.raises(NotFound):
            jobs.cancel(job_id)

    def test_a_planned_withdrawal_is_listed_until_it_is_dropped(
        self, jobs: Jobs, clock: FixedClock, job_id: str
    ) -> None:
        stem = f"videos/20261122_{job_id}"
        for _ in range(2):
            jobs.plan_withdrawal(stem)
        planned = [each for each in jobs.list_withdrawals() if each.stem == stem]
        for _ in range(2):
            jobs.drop_withdrawal(stem)
        dropped = [each for each in jobs.list_withdrawals() if each.stem == stem]
        assert planned == [PlannedWithdrawal(stem, clock.now())]
        assert not dropped

    def test_a_planned_withdrawal_is_no_unfinished_job(self, jobs: Jobs, job_id: str) -> None:
        before = set(jobs.list_unfinished())
        jobs.plan_withdrawal(f"videos/20261122_{job_id}")
        assert set(jobs.list_unfinished()) == before

    def test_a_job_is_unfinished_until_it_ends_and_again_after_a_restart(self, jobs: Jobs, job_id: str) -> None:
        jobs.create(job_row(job_id))
        queued = job_id in jobs.list_unfinished()
        jobs.begin(job_id, 1, Stage.RENDER, "t1", LEASE_S)
        rendering = job_id in jobs.list_unfinished()
        jobs.fail(job_id, 1, Failure(code="RenderFailed", stage="render", message="it broke"))
        failed = job_id in jobs.list_unfinished()
        jobs.restart(job_id, 2)
        restarted = job_id in jobs.list_unfinished()
        jobs.cancel(job_id)
        canceled = job_id in jobs.list_unfinished()
        assert (queued, rendering, failed, restarted, canceled) == (True, True, False, True, False)

    def test_failed_jobs_are_listed_from_a_time_on_until_they_are_restarted(
        self, jobs: Jobs, clock: FixedClock, job_id: str
    ) -> None:
        job = job_row(job_id, clock=clock)
        jobs.create(job)
        running = job_id in jobs.list_failed(job.created_at)
        jobs.fail(job_id, 1, Failure(code="RenderFailed", stage="render", message="it broke"))
        failed = job_id in jobs.list_failed(job.created_at)
        later = job_id in jobs.list_failed(job.created_at + timedelta(seconds=1))
        jobs.restart(job_id, 2)
        restarted = job_id in jobs.list_failed(job.created_at)
        assert (running, failed, later, restarted) == (False, True, False, False)

    def test_a_restart_queues_the_next_attempt_and_keeps_what_was_paid(
        self, jobs: Jobs, clock: FixedClock, job_id: str
    ) -> None:
        jobs.create(job_row(job_id))
        jobs.begin(job_id, 1, Stage.TTS, "t1", LEASE_S)
        record = StageRecord(started_at=clock.now(), attempt=1, seconds=1.0, provider_usd=0.5)
        jobs.finish(job_id, 1, Stage.TTS, "t1", record)
        jobs.fail(job_id, 1, Failure(code="RenderFailed", stage="render", message="it broke"))
        job = jobs.restart(job_id, 2)
        assert (job.status, job.attempt, job.progress, job.error) == (Status.QUEUED, 2, 0, None)
        assert jobs.begin(job_id, 2, Stage.TTS, "t2", LEASE_S).stages[Stage.TTS].provider_usd == 0.5

    def test_restarting_twice_starts_one_attempt(self, jobs: Jobs, job_id: str) -> None:
        jobs.create(job_row(job_id))
        jobs.fail(job_id, 1, Failure(code="RenderFailed", stage="render", message="it broke"))
        assert jobs.restart(job_id, 2).attempt == jobs.restart(job_id, 2).attempt == 2

    def test_an_earlier_attempt_is_closed_after_a_restart(self, jobs: Jobs, job_id: str) -> None:
        jobs.create(job_row(job_id))
        jobs.fail(job_id, 1, Failure(code="RenderFailed", stage="render", message="it broke"))
        jobs.restart(job_id, 2)
        with pytest.raises(JobClosed):
            jobs.begin(job_id, 1, Stage.TTS, "t1", LEASE_S)

    def test_the_jobs_of_an_owner_are_listed_newest_first_in_pages(
        self, jobs: Jobs, clock: FixedClock, job_id: str
    ) -> None:
        ids = [f"{job_id}-{n}" for n in range(5)]
        for each in ids:
            jobs.create(job_row(each, owner=job_id, clock=clock))
            clock.pass_by(1)
        jobs.create(job_row(f"{job_id}-other", owner=f"{job_id}-somebody", clock=clock))
        first = jobs.list_by_owner(job_id, None, 2, None)
        second = jobs.list_by_owner(job_id, None, 2, first.cursor)
        last = jobs.list_by_owner(job_id, None, 2, second.cursor)
        listed = [job.job_id for page in (first, second, last) for job in page.jobs]
        assert listed == ids[::-1]
        assert last.cursor is None

    def test_jobs_can_be_listed_by_status(self, jobs: Jobs, clock: FixedClock, job_id: str) -> None:
        for n in range(3):
            jobs.create(job_row(f"{job_id}-{n}", owner=job_id, clock=clock))
            clock.pass_by(1)
        jobs.cancel(f"{job_id}-1")
        listed = jobs.list_by_owner(job_id, Status.CANCELED, 10, None)
        assert [job.job_id for job in listed.jobs] == [f"{job_id}-1"]

    def test_the_versions_of_a_video_are_listed_newest_first(self, jobs: Jobs, clock: FixedClock, job_id: str) -> None:
        first = job_row(job_id, owner=job_id, clock=clock)
        jobs.create(first)
        jobs.create(job_row(f"{job_id}-other", owner=job_id, clock=clock))
        for number in (2, 3):
            clock.pass_by(1)
            row = job_row(f"{job_id}-{number}", owner=job_id, clock=clock)
            jobs.create(row.model_copy(update={"first_version": job_id}))
        assert [job.job_id for job in jobs.list_versions(job_id, job_id)] == [f"{job_id}-3", f"{job_id}-2", job_id]

    def test_deleting_a_job_can_be_repeated(self, jobs: Jobs, job_id: str) -> None:
        row = job_row(job_id)
        jobs.create(row)
        jobs.delete(row)
        jobs.delete(row)
        assert jobs.get(job_id) is None

    def test_a_job_with_an_ad_is_not_deleted(self, jobs: Jobs, job_id: str) -> None:
        row = job_row(job_id).model_copy(update={"ad_id": "a1"})
        jobs.create(row)
        with pytest.raises(Conflict):
            jobs.delete(row)

    def test_a_forged_cursor_is_refused(self, jobs: Jobs, job_id: str) -> None:
        with pytest.raises(InvalidDetails):
            jobs.list_by_owner(job_id, None, 2, "bm9uc2Vuc2U=")

    def test_a_lease_lasts_from_the_start_of_the_stage(self, jobs: Jobs, clock: FixedClock, job_id: str) -> None:
        jobs.create(job_row(job_id))
        jobs.begin(job_id, 1, Stage.TTS, "t1", LEASE_S)
        clock.at += timedelta(seconds=LEASE_S - 1)
        with pytest.raises(StageBusy):
            jobs.begin(job_id, 1, Stage.TTS, "t2", LEASE_S)

    def test_the_ids_of_an_owners_jobs_are_listed(self, jobs: Jobs, job_id: str) -> None:
        for number in range(2):
            jobs.create(job_row(f"{job_id}-{number}", owner=job_id))
        jobs.create(job_row(job_id, owner=f"{job_id}-other"))
        assert sorted(jobs.list_ids_by_owner(job_id)) == [f"{job_id}-0", f"{job_id}-1"]

    def test_a_job_is_erased_even_with_an_ad_and_again(self, jobs: Jobs, job_id: str) -> None:
        jobs.create(job_row(job_id).model_copy(update={"ad_id": "a1"}))
        jobs.erase(job_id)
        jobs.erase(job_id)
        assert jobs.get(job_id) is None

    def test_a_job_in_review_waits_without_an_execution(self, jobs: Jobs, clock: FixedClock, job_id: str) -> None:
        job = in_review(jobs, clock, job_id)
        assert (job.status, job.message, job.review) == (Status.REVIEW, REVIEW_MESSAGE, review(clock))
        assert job_id not in jobs.list_unfinished()

    def test_only_the_current_attempt_asks_for_a_review(self, jobs: Jobs, clock: FixedClock, job_id: str) -> None:
        jobs.create(job_row(job_id))
        with pytest.raises(JobClosed):
            jobs.request_review(job_id, 2, review(clock))
        jobs.cancel(job_id)
        with pytest.raises(JobClosed):
            jobs.request_review(job_id, 1, review(clock))

    def test_a_late_run_of_a_stage_leaves_a_review_alone(self, jobs: Jobs, clock: FixedClock, job_id: str) -> None:
        in_review(jobs, clock, job_id)
        with pytest.raises(JobClosed):
            jobs.begin(job_id, 1, Stage.PHOTOS, "t2", LEASE_S)
        with pytest.raises(JobClosed):
            jobs.report(job_id, 1, Stage.SCRIPT, 0.5)
        with pytest.raises(JobClosed):
            jobs.request_review(job_id, 1, review(clock))

    def test_a_job_in_review_does_not_fail(self, jobs: Jobs, clock: FixedClock, job_id: str) -> None:
        in_review(jobs, clock, job_id)
        with pytest.raises(JobClosed):
            jobs.fail(job_id, 1, Failure(code="JobInterrupted", stage="script", message="interrupted"))

    def test_an_approved_job_begins_its_next_attempt(self, jobs: Jobs, clock: FixedClock, job_id: str) -> None:
        decision = decided(Verdict.PASS, clock)
        job = jobs.approve(in_review(jobs, clock, job_id), decision)
        assert job == jobs.get(job_id)
        assert (job.status, job.attempt, job.progress) == (Status.QUEUED, 2, 0)
        assert job.approved_content == ("d1", "d2")
        assert job.review is not None
        assert job.review.decision == decision
        assert jobs.begin(job_id, 2, Stage.SCRIPT, "t2", LEASE_S).approved_content == ("d1", "d2")

    def test_approved_content_adds_up(self, jobs: Jobs, clock: FixedClock, job_id: str) -> None:
        jobs.create(job_row(job_id).model_copy(update={"approved_content": ("d0", "d1")}))
        jobs.request_review(job_id, 1, review(clock))
        row = jobs.get(job_id)
        assert row is not None
        assert jobs.approve(row, decided(Verdict.PASS, clock)).approved_content == ("d0", "d1", "d2")

    def test_a_rejected_job_ends_with_the_reason(self, jobs: Jobs, clock: FixedClock, job_id: str) -> None:
        decision = decided(Verdict.REFUSE, clock)
        failure = Failure(code="ContentRefused", stage="script", message="No weapons.")
        job = jobs.reject(in_review(jobs, clock, job_id), decision, failure)
        assert job == jobs.get(job_id)
        assert (job.status, job.error, job.message, job.attempt) == (Status.ERROR, failure, "No weapons.", 1)
        assert job.review is not None
        assert job.review.decision == decision
        assert job.approved_content == ()

    def test_a_job_is_decided_about_once(self, jobs: Jobs, clock: FixedClock, job_id: str) -> None:
        job = in_review(jobs, clock, job_id)
        failure = Failure(code="ContentRefused", stage="script", message="No weapons.")
        jobs.approve(job, decided(Verdict.PASS, clock))
        with pytest.raises(JobClosed):
            jobs.approve(job, decided(Verdict.PASS, clock))
        with pytest.raises(JobClosed):
            jobs.reject(job, decided(Verdict.REFUSE, clock), failure)

    def test_a_canceled_job_is_not_approved(self, jobs: Jobs, clock: FixedClock, job_id: str) -> None:
        job = in_review(jobs, clock, job_id)
        assert jobs.cancel(job_id).status is Status.CANCELED
        with pytest.raises(JobClosed):
            jobs.approve(job, decided(Verdict.PASS, clock))

    def test_jobs_in_review_are_listed_the_oldest_first(self, jobs: Jobs, clock: FixedClock, job_id: str) -> None:
        for n in range(3):
            in_review(jobs, clock, f"{job_id}-{n}")
            clock.pass_by(1)
        jobs.cancel(f"{job_id}-1")
        listed, cursor = list[str](), None
        while True:
            page = jobs.list_reviews(2, cursor)
            listed += [job.job_id for job in page.jobs if job.job_id.startswith(job_id)]
            cursor = page.cursor
            if cursor is None:
                break
        assert listed == [f"{job_id}-0", f"{job_id}-2"]

    def test_a_forged_cursor_of_reviews_is_refused(self, jobs: Jobs) -> None:
        with pytest.raises(InvalidDetails):
            jobs.list_reviews(2, "bm9uc2Vuc2U=")


def review(clock: FixedClock) -> Review:
    text = Finding(part="text", digest="d1", verdict=Verdict.REVIEW, categories=("violence",), score=0.6)
    photo = Finding(part="photo", photo=2, digest="d2", verdict=Verdict.REVIEW, categories=("sexual",), score=0.5)
    return Review(started_at=clock.now(), findings=(text, photo))


def in_review(jobs: Jobs, clock: FixedClock, job_id: str) -> Job:
    jobs.create(job_row(job_id, clock=clock))
    jobs.begin(job_id, 1, Stage.SCRIPT, "t1", 0.0)
    clock.pass_by(0.001)
    jobs.request_review(job_id, 1, review(clock))
    job = jobs.get(job_id)
    assert job is not None
    return job


def decided(verdict: Literal[Verdict.PASS, Verdict.REFUSE], clock: FixedClock) -> Decision:
    reason = "" if verdict is Verdict.PASS else "no weapons"
    return Decision(verdict=verdict, operator="operator-1", decided_at=clock.now(), reason=reason)
