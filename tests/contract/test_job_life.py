"""A job's life in any order of events: whatever sellers, stages, failures and sweeps do, the records stay consistent.

Hypothesis chooses the order. `make test` tries a few fixed sequences, `make fuzz` many random ones.
"""

import os
from collections import Counter
from typing import Any, Final

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, multiple, rule

from functions.tts.service import synthesize_voiceover
from functions.watch.service import GRACE, ExecutionEnd, Ports, end_job, sweep
from testing.ai import ToneSpeech
from testing.clock import FixedClock
from testing.tts_job import only_provider
from testing.videos import MemoryVideos
from tests.unit.api.conftest import Api, Reply
from tests.unit.api.version_helpers import SCRIPT, VIDEO
from vidx import keys
from vidx.admission.limits import Limit
from vidx.ads import AdStatus
from vidx.errors import JobClosed, ProviderUnavailable, StageBusy
from vidx.jobs.events import PhotosResult, StageInput, StageResult
from vidx.jobs.interruption import interrupt
from vidx.jobs.model import Job, Stage, Status
from vidx.jobs.request import VideoRequest
from vidx.jobs.stage_runner import StageRun, run_stage
from vidx.moderation import Finding, Review, Verdict
from vidx.ports.providers import Synthesis

LEASE_S = 60.0
VOICES = ("alloy", "nova")
LIMITS: Final = {
    "max_executions": 3,
    "seller_unfinished_jobs": 10_000,
    "seller_requests_per_second": 10_000,
    "seller_spend_usd_per_day": 1_000_000,
    "spend_usd_per_day": 1_000_000,
}
"""Few places in front of the state machine, and no other limit."""
LIVE = frozenset({AdStatus.ACTIVE})


class JobLife(RuleBasedStateMachine):
    """One seller's jobs on the API, with the stages and the state machine's last steps played by rules."""

    jobs = Bundle("jobs")

    @initialize()
    def world(self) -> None:
        self.clock = FixedClock()
        self.api = Api()
        self.api.jobs.clock = self.clock
        self.api.tell_time_by(self.clock)
        self.api.queue.clock = self.clock
        self.api.limit_to(**LIMITS)
        self.paid: Counter[tuple[str, str]] = Counter()
        self.ended: dict[tuple[str, int], Status] = {}
        self.progress: dict[tuple[str, int], int] = {}
        self.runs = 0
        self.requests = 0
        self.is_down = False

    # What a seller does.

    @rule(target=jobs, publish=st.booleans(), voice=st.sampled_from(VOICES), reachable=st.booleans())
    def generate(self, publish: bool, voice: str, reachable: bool) -> Any:
        self.api.executions.unavailable = not reachable
        self.requests += 1
        reply = self.api.generate(key=f"k{self.requests}", publish=publish, voice=voice)
        self.api.executions.unavailable = False
        self.check(reply, {202})
        return reply.json["jobId"]

    @rule(job_id=jobs)
    def cancel(self, job_id: str) -> None:
        self.check(self.call("POST", f"/api/video/jobs/{job_id}/cancel"), {200, 404, 409})

    @rule(job_id=jobs)
    def retry(self, job_id: str) -> None:
        """422: an operator has rejected the job."""
        self.check(self.call("POST", f"/api/video/jobs/{job_id}/retry"), {202, 404, 409, 422})

    @rule(target=jobs, job_id=jobs, voice=st.sampled_from(VOICES), publish=st.booleans())
    def remake(self, job_id: str, voice: str, publish: bool) -> Any:
        reply = self.call("POST", f"/api/video/jobs/{job_id}/remake", {"voice": voice, "publish": publish})
        self.check(reply, {202, 404, 409, 422})
        return reply.json["jobId"] if reply.status == 202 else multiple()

    @rule(job_id=jobs)
    def publish(self, job_id: str) -> None:
        self.check(self.call("POST", "/api/ads/create", {"jobId": job_id}), {201, 404, 409})

    @rule(job_id=jobs)
    def delete_listing(self, job_id: str) -> None:
        job = self.api.jobs.get(job_id)
        if job and job.ad_id:
            self.check(self.call("DELETE", f"/api/ads/{job.ad_id}"), {204, 409})

    @rule(job_id=consumes(jobs))
    def delete_video(self, job_id: str) -> None:
        self.check(self.call("DELETE", f"/api/video/jobs/{job_id}"), {204, 409})

    @rule(job_id=jobs)
    def look(self, job_id: str) -> None:
        self.check(self.call("GET", f"/api/video/status/{job_id}"), {200, 404})

    # What the pipeline does.

    @rule(job_id=jobs, stage=st.sampled_from([Stage.PHOTOS, Stage.TTS]), fails=st.booleans(), late=st.booleans())
    def run_a_stage(self, job_id: str, stage: Stage, fails: bool, late: bool) -> None:
        """A stage runs for the current attempt or, delivered late, for an earlier one."""
        job = self.api.jobs.get(job_id)
        if job is None:
            return
        late = late and job.attempt > 1
        attempt = job.attempt - 1 if late else job.attempt
        self.runs += 1
        work = self.record_voice if stage is Stage.TTS else self.prepare_photos
        self.is_down = fails
        try:
            run_stage(
                stage,
                work,
                StageInput(job_id=job_id, attempt=attempt),
                f"t{self.runs}",
                LEASE_S,
                self.api.jobs,
                self.clock,
            )
        except (JobClosed, StageBusy, ProviderUnavailable):
            return
        assert not late

    @rule(job_id=jobs, stage=st.sampled_from([Stage.PHOTOS, Stage.TTS]))
    def a_worker_dies(self, job_id: str, stage: Stage) -> None:
        """It has begun the stage and never gives the lease back."""
        job = self.api.jobs.get(job_id)
        self.runs += 1
        try:
            self.api.jobs.begin(job_id, job.attempt if job else 1, stage, f"t{self.runs}", LEASE_S)
        except (JobClosed, StageBusy):
            return

    @rule(job_id=jobs, reported=st.booleans())
    def the_machine_completes(self, job_id: str, reported: bool) -> None:
        """As the states "Find ad", "Complete" and "Complete and publish"."""
        job = self.running(job_id)
        if job is None:
            return
        done = {"status": Status.COMPLETE, "progress": 100, "video": VIDEO, "error": None}
        self.api.jobs.rows[job_id] = job.model_copy(update=done)
        if job.ad_id:
            shown = {"status": AdStatus.ACTIVE, "job_id": job_id, "video": VIDEO, "updated_at": self.clock.now()}
            self.api.ads.rows[job.ad_id] = self.api.ads.rows[job.ad_id].model_copy(update=shown)
        self.end(job, "SUCCEEDED", int(reported))

    @rule(job_id=jobs, reported=st.booleans())
    def moderation_asks_an_operator(self, job_id: str, reported: bool) -> None:
        """The script stage sets the status, and the state machine ends as "In review"."""
        job = self.running(job_id)
        if job:
            finding = Finding(part="text", digest="d", verdict=Verdict.REVIEW, categories=("violence",), score=0.6)
            self.api.jobs.request_review(job_id, job.attempt, Review(started_at=self.clock.now(), findings=(finding,)))
            self.end(job, "SUCCEEDED", int(reported))

    @rule(job_id=jobs, action=st.sampled_from(["approve", "reject"]))
    def an_operator_decides(self, job_id: str, action: str) -> None:
        body = {"reason": "no weapons"} if action == "reject" else None
        path = f"/api/moderation/jobs/{job_id}/{action}"
        reply = self.api.call("POST", path, body, user="operator-1", groups="[operators]")
        self.check(reply, {200, 404, 409, 429})

    @rule(job_id=jobs, reported=st.booleans())
    def the_machine_fails(self, job_id: str, reported: bool) -> None:
        """As the states "Record failure" and "Fail ad"."""
        job = self.running(job_id)
        if job:
            interrupt(job, self.api.jobs, self.api.ads)
            self.end(job, "FAILED", int(reported))

    @rule(job_id=jobs, reported=st.booleans(), times=st.integers(1, 2))
    def somebody_stops_the_execution(self, job_id: str, reported: bool, times: int) -> None:
        """In the console. The event comes at once, twice, or never."""
        job = self.running(job_id)
        if job:
            self.end(job, "ABORTED", times if reported else 0)

    @rule()
    def time_passes_and_the_sweep_runs(self) -> None:
        self.clock.pass_by(max(LEASE_S, GRACE.total_seconds()) + 1)
        sweep(self.watch)
        for job in self.api.jobs.rows.values():
            is_lost = job.status.has_execution and job.execution_name in self.api.executions.ended
            assert not is_lost, "a job waits for ever"
            assert job.status is not Status.QUEUED or self.has_place(job) or self.waits(job), (
                "a job is not in the queue"
            )
        places = len(self.api.queue.state.running)
        assert places == LIMITS["max_executions"] or not self.api.queue.state.waiting, "a job waits for nothing"
        for ad in self.api.ads.rows.values():
            jobs = [self.api.jobs.get(job_id) for job_id in (ad.job_id, *ad.mentioned_by)]
            cannot_finish = all(job is None or job.status in {Status.ERROR, Status.CANCELED} for job in jobs)
            assert ad.status is not AdStatus.PROCESSING or not cannot_finish, "an ad waits for ever"

    # What always holds.

    @invariant()
    def a_final_status_stays_until_a_retry(self) -> None:
        for job in self.api.jobs.rows.values():
            attempt = (job.job_id, job.attempt)
            if job.status.final:
                assert self.ended.setdefault(attempt, job.status) is job.status
            else:
                assert attempt not in self.ended

    @invariant()
    def progress_only_grows_within_an_attempt(self) -> None:
        for job in self.api.jobs.rows.values():
            attempt = (job.job_id, job.attempt)
            assert job.progress >= self.progress.get(attempt, 0)
            self.progress[attempt] = job.progress

    @invariant()
    def nothing_is_paid_for_twice(self) -> None:
        assert all(times == 1 for times in self.paid.values()), self.paid

    @invariant()
    def executions_run_in_their_places(self) -> None:
        assert len(self.api.queue.state.running) <= LIMITS["max_executions"]

    @invariant()
    def every_job_with_an_execution_has_its_cost_reserved(self) -> None:
        reserved = {job.execution_name for job in self.api.jobs.rows.values() if job.status.has_execution}
        assert reserved <= set(self.api.quotas.open)
        assert self.api.quotas.total(Limit.UNFINISHED_JOBS) == len(self.api.quotas.open)

    @invariant()
    def a_listing_and_its_job_agree(self) -> None:
        for job in self.api.jobs.rows.values():
            assert job.ad_id is None or job.ad_id in self.api.ads.rows
            if job.status is Status.COMPLETE and job.ad_id:
                assert self.api.ads.rows[job.ad_id].status in LIVE
        for ad in self.api.ads.rows.values():
            if ad.status in LIVE:
                shown = self.api.jobs.get(ad.job_id)
                assert ad.video
                assert shown is None or shown.status is Status.COMPLETE

    # Helpers.

    @property
    def watch(self) -> Ports:
        api = self.api
        return Ports(
            api.jobs,
            api.ads,
            api.executions,
            api.withdrawals,
            api.quotas,
            api.queue,
            MemoryVideos(api.jobs),
            self.clock,
            LIMITS["max_executions"],
        )

    def call(self, method: str, path: str, body: Any = None) -> Reply:
        return self.api.call(method, path, body)

    def check(self, reply: Reply, statuses: set[int]) -> None:
        assert reply.status in statuses, (reply.status, reply.text)

    def running(self, job_id: str) -> Job | None:
        """The job, if its execution has started and may still write to it."""
        job = self.api.jobs.get(job_id)
        started = job is not None and job.execution_name in self.api.executions.started
        return job if job and started and job.status.has_execution else None

    def end(self, job: Job, status: str, reports: int) -> None:
        """The execution ends; EventBridge reports it so many times."""
        self.api.executions.ended.add(job.execution_name)
        text = f'{{"job_id": "{job.job_id}", "attempt": {job.attempt}}}'
        event = {"name": job.execution_name, "status": status, "input": text}
        for _ in range(reports):
            end_job(ExecutionEnd.model_validate(event), self.watch)

    def has_place(self, job: Job) -> bool:
        return job.execution_name in self.api.queue.state.running

    def waits(self, job: Job) -> bool:
        return any(entry.execution == job.execution_name for entry in self.api.queue.state.waiting)

    def prepare_photos(self, _event: StageInput, run: StageRun) -> StageResult:
        run.report_progress(0.5)
        if self.is_down:
            raise ProviderUnavailable("down")
        return PhotosResult(photo_count=2)

    def record_voice(self, event: StageInput, run: StageRun) -> StageResult:
        """The real stage, with a provider that counts what it is paid for."""
        store, job_id = self.api.store, event.job_id
        store.put(keys.script(job_id), SCRIPT.model_dump_json().encode(), "application/json")
        family = VideoRequest.model_validate_json(store.get(keys.job_request(job_id))).seed
        return synthesize_voiceover(event, store, only_provider(self.provider(family)), run.report_progress)

    def provider(self, family: str) -> "CountingSpeech":
        return CountingSpeech(self, family)


class CountingSpeech:
    """Speaks, unless it is down, and notes who pays for which voice."""

    def __init__(self, life: JobLife, family: str) -> None:
        self._life = life
        self._family = family

    def speak(self, text: str, voice: str, language: str) -> Synthesis:
        if self._life.is_down:
            raise ProviderUnavailable("down")
        self._life.paid[(self._family, voice)] += 1
        return ToneSpeech().speak(text, voice, language)


TestJobLife = JobLife.TestCase
RANDOM: Final = os.environ.get("VIDX_FUZZ") == "long"
"""Set by `make fuzz`."""
TestJobLife.settings = settings(
    max_examples=2_000 if RANDOM else 15,
    stateful_step_count=50 if RANDOM else 30,
    derandomize=not RANDOM,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    print_blob=True,
)
