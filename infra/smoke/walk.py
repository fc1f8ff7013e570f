"""The steps of the smoke test, in the order of a seller's first video."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, NamedTuple
from urllib.parse import quote
from uuid import uuid4

import httpx
from pydantic import ValidationError

from cli.client import ApiClient
from cli.errors import CliError, NotFound
from cli.jobs import wait_for_job
from cli.models import COMPLETE, FINAL, Job, Options
from cli.photos import inspect_photos
from cli.transfer import upload_photos
from infra.smoke.video import Playable, Unplayable, check_video

DETAILS: Final[dict[str, Any]] = {
    "title": "Halden 35 M rangefinder camera",
    "description": "Classic Halden 35 M from 1962, serviced last spring. The 45 mm lens is clear. "
    "It works without a battery.",
    "price": 189.0,
    "currency": "USD",
    "category": "electronics",
    "language": "en",
    "duration": 15,
    "music": "none",
}


class Limits(NamedTuple):
    """Seconds that a step may take."""

    draft_s: float = 5.0
    generate_s: float = 1.0
    job_s: float = 900.0


class SmokeFailed(Exception):
    """A step did not do what it must. The message names the step and the reason."""


class Step(NamedTuple):
    name: str
    seconds: float
    result: str


@dataclass
class Walk:
    """One job from its options to its deleted listing.

    Attributes:
        api: signed in as the seller who makes the video.
        photos: files of the photos.
        on_step: called after each step.
        health: answer of the health check.
        job: last state of the job, as the API returns it.
    """

    api: ApiClient
    photos: Sequence[Path]
    limits: Limits = field(default_factory=Limits)
    on_step: Callable[[Step], None] = lambda _: None
    clock: Callable[[], float] = time.monotonic
    health: dict[str, Any] = field(default_factory=dict)
    job: dict[str, Any] = field(default_factory=dict)
    _ad_id: str = ""

    def run(self) -> None:
        """Take every step. After a failure, cancel the job and delete the listing, as far as there are any.

        Raises:
            SmokeFailed: at the first thing that is wrong.
        """
        try:
            self._steps()
        except BaseException:
            self._tidy_up()
            raise

    def _steps(self) -> None:
        with self._step("health") as step:
            self.health = self.api.get_public("/healthz")
            _require(self.health.get("status") == "ok", f"the answer is {self.health}")
            step.result = f"architecture {self.health.get('architecture', 'unknown')}{_cold(self.health)}"
        with self._step("options") as step:
            options = _options(self.api.get_public("/options"))
            step.result = f"{len(options.voices)} voices, {len(options.languages)} languages"
        with self._step("draft", self.limits.draft_s) as step:
            draft = self.api.post("/video/generate-script", DETAILS)
            _require(draft.get("success") is True and bool(draft.get("script")), f"no script in {draft}")
            _require(draft["estimatedDuration"] > 0, "the script takes no time to speak")
            step.result = f"{draft['wordCount']} words for ${draft['cost']:.5f}"
        with self._step("upload") as step:
            files = inspect_photos(self.photos, options.limits)
            keys = upload_photos(self.api, files, lambda _index, _bytes: None)
            step.result = f"{len(files)} photos, {sum(file.size_bytes for file in files) / 1e6:.1f} MB"
        with self._step("generate", self.limits.generate_s) as step:
            body = {**DETAILS, "photoKeys": keys, "script": draft["script"]}
            accepted = self.api.post("/video/generate", body, headers={"Idempotency-Key": str(uuid4())})
            _require(accepted.get("success") is True and bool(accepted.get("jobId")), f"no job in {accepted}")
            self.job = {"jobId": accepted["jobId"], "status": "queued"}
            step.result = f"job {accepted['jobId']}, ready in about {accepted['estimatedTime']} s"
        with self._step("job", self.limits.job_s) as step:
            self.job = wait_for_job(self.api, accepted["jobId"], lambda _: None, self._sleep_until(self.limits.job_s))
            _require_complete(self.job)
            step.result = f"${self.job['cost']['totalUsd']:.5f}"
        with self._step("video") as step:
            video = self._check_files()
            step.result = f"{video.codec}, {video.width_px} × {video.height_px}, {video.duration_s:.1f} s, fast start"
        with self._step("listing") as step:
            self._ad_id = self.api.post("/ads/create", {"jobId": self.job["jobId"]})["adId"]
            listing = self.api.get_public(self._ad_path)
            _require(listing["status"] == "active", f"the listing is {listing['status']}, not active")
            _require(listing["videoUrl"] == self.job["videoUrl"], "the listing shows another video")
            _require(self._is_mine(), "the listing is not among the seller's own")
            step.result = f"listing {self._ad_id}"
        with self._step("deletion") as step:
            self.api.delete(self._ad_path)
            self._require_gone()
            step.result = "listing, video, captions and thumbnail are gone"
            self._ad_id = ""

    @property
    def _ad_path(self) -> str:
        return f"/ads/{quote(self._ad_id, safe='')}"

    @contextmanager
    def _step(self, name: str, limit_s: float | None = None) -> Iterator["_Progress"]:
        """Time a step.

        Raises:
            SmokeFailed: an error of the step, or more than `limit_s` seconds.
        """
        progress, start = _Progress(), self.clock()
        try:
            yield progress
        except (CliError, Unplayable, httpx.HTTPError) as error:
            hint = getattr(error, "hint", None)
            raise SmokeFailed(f"{name}: {error}{f' {hint}' if hint else ''}") from error
        except (SmokeFailed, KeyError, TypeError) as error:
            reason = f"the answer has no {error}" if isinstance(error, KeyError) else str(error)
            raise SmokeFailed(f"{name}: {reason}") from error
        seconds = self.clock() - start
        if limit_s is not None and seconds > limit_s:
            raise SmokeFailed(f"{name}: it took {seconds:.1f} s, and {limit_s:g} s are allowed")
        self.on_step(Step(name, seconds, progress.result))

    def _sleep_until(self, limit_s: float) -> Callable[[float], None]:
        """Return the wait between two polls, which ends the test when the job has taken too long."""
        deadline = self.clock() + limit_s

        def sleep(seconds: float) -> None:
            if self.clock() + seconds > deadline:
                raise SmokeFailed(f"the job has not ended after {limit_s:g} s")
            self.api.sleep(seconds)

        return sleep

    def _check_files(self) -> Playable:
        """Download what the job published, as a player does: the video whole and in part, captions and thumbnail."""
        file, job = self._download(self.job["videoUrl"]), self.job
        _require(len(file) == job["size"], f"the video has {len(file)} bytes, and the API reports {job['size']}")
        part = self.api.http.get(job["videoUrl"], headers={"Range": "bytes=0-99"})
        _require(part.status_code == httpx.codes.PARTIAL_CONTENT, f"a part of the video has status {part.status_code}")
        _require(part.content == file[:100], "a part of the video differs from the whole")
        _require(self._download(job["captionsUrl"]).startswith(b"WEBVTT"), "the captions are no WebVTT")
        _require(self._download(job["thumbnailUrl"]).startswith(b"\xff\xd8\xff"), "the thumbnail is no JPEG")
        return check_video(file, job["duration"])

    def _download(self, url: str) -> bytes:
        response = self.api.http.get(url, follow_redirects=True)
        _require(response.is_success, f"{url} has status {response.status_code}")
        return response.content

    def _is_mine(self) -> bool:
        mine = self.api.get_pages("/ads/mine", "ads", 50)
        return any(ad["adId"] == self._ad_id for ad in mine)

    def _require_gone(self) -> None:
        """Check that neither the listing nor its files are public any more.

        A query that no cache has seen makes the storage answer: public objects stay in caches for a day.
        """
        try:
            listing = self.api.get_public(self._ad_path)
        except NotFound:
            pass
        else:
            raise SmokeFailed(f"the deleted listing is still public, with status {listing.get('status')}")
        _require(not self._is_mine(), "the deleted listing is still among the seller's own")
        for name in ("videoUrl", "captionsUrl", "thumbnailUrl"):
            response = self.api.http.get(self.job[name], params={"uncached": str(uuid4())})
            _require(response.status_code == httpx.codes.NOT_FOUND, f"{name} still has status {response.status_code}")

    def _tidy_up(self) -> None:
        """Leave no listing and no running job behind. Its own errors would hide the first one."""
        if self._ad_id:
            with suppress(CliError):
                self.api.delete(self._ad_path)
        if self.job and self.job["status"] not in FINAL:
            with suppress(CliError):
                self.api.post(f"/video/jobs/{self.job['jobId']}/cancel")


@dataclass
class _Progress:
    result: str = ""


def _require(condition: bool, message: str) -> None:
    if not condition:
        raise SmokeFailed(message)


def _options(answer: Any) -> Options:
    try:
        options = Options.model_validate(answer)
    except ValidationError as error:
        raise SmokeFailed(f"the answer is not that of a vidx service: {error}") from error
    for name in ("voices", "languages", "categories", "formats"):
        _require(bool(getattr(options, name)), f"there are no {name}")
    return options


def _require_complete(state: dict[str, Any]) -> None:
    job = Job.model_validate(state)
    if job.status != COMPLETE:
        error = f"{job.error.code} in stage {job.error.stage}: {job.error.message}" if job.error else job.message
        raise SmokeFailed(f"job {job.job_id} ended as {job.status}: {error}")


def _cold(answer: dict[str, Any]) -> str:
    return ", cold start" if answer.get("coldStart") else ""
