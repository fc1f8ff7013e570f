"""Run one stage on files, in this process and without a cloud.

    python -m local.stage photos samples/01-front.jpg samples/02-above.jpg --details samples/details.json
    python -m local.stage script
    python -m local.stage tts
    python -m local.stage captions
    python -m local.stage render
    python -m local.stage upload

`photos` starts a job from photos, clips and details. Each further stage reads what the stages before it wrote. Every
object is a file in the folder, under its key; a stage always runs again, even if its inputs have not changed. No model
is called: the template writes the script, and espeak-ng reads it.
"""

# ruff: noqa: ARG002  # the ports decide which arguments a method takes

import argparse
import hashlib
import json
import logging
import shutil
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from local.openai_standin.speech import RATE_HZ, record_speech
from local.paths import ROOT
from vidx import keys, wav
from vidx.adapters.clock import SystemClock
from vidx.errors import ArtifactMissing, FilesExpired, ProviderRetired, VidxError
from vidx.jobs.artifacts import FINGERPRINT
from vidx.jobs.events import StageInput, StageResult, dump
from vidx.jobs.model import JobSnapshot, Stage, StageRecord, Status
from vidx.jobs.request import Listing, VideoChoices, VideoRequest
from vidx.jobs.stage_runner import StageRun
from vidx.media.inspection import inspect_file
from vidx.media.photo import PhotoFacts
from vidx.moderation import Review
from vidx.options import LANGUAGES
from vidx.ports.jobs import StageJobs
from vidx.ports.providers import Answer, Completion, Synthesis, Transcriber
from vidx.ports.storage import MAX_LISTED, ObjectInfo, Publisher, Store, StoredObject

FOLDER: Final = ROOT / "output/stage"
DETAILS: Final = ROOT / "samples/details.json"
LAYER: Final = ROOT / "build/ffmpeg"
EVENT: Final = StageInput(job_id="job", attempt=1, last_try=True)
OWNER: Final = "developer"
INFO: Final = ".info.json"
"""Ending of the file beside an object that holds its content type and metadata."""
FAILED: Final = 1


@dataclass(frozen=True)
class FolderStore:
    """The work bucket as a folder. Fingerprints are dropped, so that no stage reuses its earlier result."""

    folder: Path

    def get(self, key: str) -> bytes:
        if not (self.folder / key).is_file():
            raise ArtifactMissing(f"{self.folder / key} does not exist; run the stages before this one first")
        return (self.folder / key).read_bytes()

    def head(self, key: str) -> ObjectInfo | None:
        path = self.folder / key
        if not path.is_file():
            return None
        info = json.loads(path.with_name(path.name + INFO).read_text("utf-8"))
        etag = hashlib.sha256(path.read_bytes()).hexdigest()
        return ObjectInfo(path.stat().st_size, info["content_type"], etag, info["metadata"])

    def read_range(self, key: str, start: int, length: int) -> bytes:
        body = self.get(key)
        return body[start : start + length] if start >= 0 else body[start:][:length]

    def put(self, key: str, body: bytes, content_type: str, metadata: Mapping[str, str] | None = None) -> None:
        path = self.folder / key
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)
        stored = {name: value for name, value in (metadata or {}).items() if name != FINGERPRINT}
        info = json.dumps({"content_type": content_type, "metadata": stored})
        path.with_name(path.name + INFO).write_text(info, "utf-8")

    def download(self, key: str, path: Path) -> None:
        path.write_bytes(self.get(key))

    def upload(self, path: Path, key: str, content_type: str, metadata: Mapping[str, str] | None = None) -> None:
        self.put(key, path.read_bytes(), content_type, metadata)

    def copy(self, source_key: str, key: str) -> ObjectInfo:
        source = self._info(source_key)
        self.put(key, self.get(source_key), source.content_type, source.metadata)
        return self._info(key)

    def delete(self, key: str) -> None:
        path = self.folder / key
        path.unlink(missing_ok=True)
        path.with_name(path.name + INFO).unlink(missing_ok=True)

    def list_objects(self, prefix: str, after: str = "") -> list[StoredObject]:
        files = (path for path in self.folder.rglob("*") if path.is_file() and not path.name.endswith(INFO))
        objects = [StoredObject(path.relative_to(self.folder).as_posix(), path.stat().st_size) for path in files]
        matching = [each for each in objects if each.key.startswith(prefix) and each.key > after]
        return sorted(matching, key=lambda each: each.key)[:MAX_LISTED]

    def presign_put(self, key: str, content_type: str, size_bytes: int, expires_s: int) -> str:
        return self.presign_get(key, expires_s)

    def presign_get(self, key: str, expires_s: int) -> str:
        return (self.folder / key).resolve().as_uri()

    def publish(self, source_key: str, public_key: str, content_type: str, cache_control: str) -> ObjectInfo:
        """As the public bucket, which lies in the same folder."""
        return self.copy(source_key, public_key)

    def withdraw(self, public_key: str) -> None:
        self.delete(public_key)

    def url(self, public_key: str) -> str:
        return self.presign_get(public_key, 0)

    def _info(self, key: str) -> ObjectInfo:
        info = self.head(key)
        if info is None:
            raise ArtifactMissing(f"{self.folder / key} does not exist; run the stages before this one first")
        return info


class NoModel:
    """A language model that is never there, so that the template writes the script."""

    def write(self, instructions: str, facts: str, form: type[Answer]) -> Completion[Answer]:
        raise ProviderRetired("no language model is called here")


class Espeak:
    """The local cloud's voice, without its server."""

    def speak(self, text: str, voice: str, language: str) -> Synthesis:
        checked_language = next(code for code in LANGUAGES if code == language)
        samples = record_speech(text, voice, checked_language).samples.astype("<i2").tobytes()
        return Synthesis(wav.write(wav.Pcm(samples, RATE_HZ)), "local", "espeak-ng")


class SingleRunJobs:
    """The jobs table of a single run: it shows the progress and keeps nothing."""

    def begin(self, job_id: str, attempt: int, stage: Stage, token: str, lease_s: float) -> JobSnapshot:
        return new_job()

    def report(self, job_id: str, attempt: int, stage: Stage, fraction: float) -> None:
        print(f"{stage} {fraction:.0%}", file=sys.stderr)

    def finish(self, job_id: str, attempt: int, stage: Stage, token: str, record: StageRecord) -> None:
        """Nothing is kept."""

    def renew_lease(self, job_id: str, stage: Stage, token: str, lease_s: float) -> None:
        """Nothing is kept."""

    def release(self, job_id: str, stage: Stage, token: str, record: StageRecord) -> None:
        """Nothing is kept."""

    def request_review(self, job_id: str, attempt: int, review: Review) -> None:
        """Nothing is kept."""


def new_job() -> JobSnapshot:
    now: datetime = SystemClock().now()
    return JobSnapshot(created_at=now, status=Status.QUEUED, progress=0, message="", attempt=EVENT.attempt, stages={})


def start_job(
    store: Store, files: Sequence[Path], details: Mapping[str, Any], job_id: str = EVENT.job_id, owner: str = OWNER
) -> VideoRequest:
    """Write the job's request and its uploads, as the API does.

    Raises:
        UnusablePhoto, UnusableClip: a file cannot become part of a video.
        ValidationError: the details lack a field or hold a wrong value.
    """
    uploads = []
    for number, path in enumerate(files):
        content = path.read_bytes()
        facts = inspect_file(content, number)
        key = keys.upload(owner, f"{number}{path.suffix}")
        store.put(key, content, "image/jpeg" if isinstance(facts, PhotoFacts) else "video/mp4")
        uploads.append(key)
    choices = {name: value for name, value in details.items() if name not in {*Listing.model_fields, "script"}}
    listing = {name: value for name, value in details.items() if name in Listing.model_fields}
    request = VideoRequest(
        job_id=job_id,
        owner=owner,
        listing=Listing.model_validate(listing),
        choices=VideoChoices.model_validate(choices),
        photo_keys=tuple(uploads),
        script=details.get("script"),
    )
    store.put(keys.job_request(job_id), request.model_dump_json(by_alias=True).encode(), "application/json")
    return request


def _photos(run: StageRun, store: FolderStore) -> StageResult:
    from functions.photos.service import prepare_photos

    return prepare_photos(EVENT, run.report_progress, store, LAYER / "bin/ffmpeg")


def _script(run: StageRun, store: FolderStore) -> StageResult:
    from functions.script.service import write_script

    return write_script(EVENT, store, NoModel(), run.report_progress)


def _tts(run: StageRun, store: FolderStore) -> StageResult:
    from functions.tts.providers import SpeechProvider
    from functions.tts.service import synthesize_voiceover

    return synthesize_voiceover(EVENT, store, [SpeechProvider("local", Espeak, max_chars=4_096)], run.report_progress)


def _captions(run: StageRun, store: FolderStore) -> StageResult:
    from functions.captions.method_chain import MethodChain
    from functions.captions.service import write_captions

    return write_captions(
        EVENT, store, MethodChain(["alignment", "proportional"], _no_transcriber, EVENT.last_try), run.report_progress
    )


def _no_transcriber() -> Transcriber:
    raise ProviderRetired("no recogniser is called here")


def _render(run: StageRun, store: FolderStore) -> StageResult:
    from functions.render.service import render_job
    from functions.render.toolchain import Toolchain

    toolchain = Toolchain(LAYER / "bin/ffmpeg", LAYER / "fonts", ROOT / "layers/music")
    return render_job(EVENT, run.report_progress, store, toolchain)


def _upload(run: StageRun, store: FolderStore) -> StageResult:
    from functions.upload.service import publish_video

    return publish_video(EVENT, run, store, store)


STAGES: Final[Mapping[Stage, Callable[[StageRun, FolderStore], StageResult]]] = {
    Stage.PHOTOS: _photos,
    Stage.SCRIPT: _script,
    Stage.TTS: _tts,
    Stage.CAPTIONS: _captions,
    Stage.RENDER: _render,
    Stage.UPLOAD: _upload,
}


def run_stage(stage: Stage, folder: Path) -> StageResult:
    """Run the stage on the job in the folder.

    Raises:
        ArtifactMissing: an earlier stage has not run yet.
        VidxError: what the stage itself raises.
    """
    run = StageRun(EVENT, stage, new_job(), SingleRunJobs(), SystemClock())
    return STAGES[stage](run, FolderStore(folder))


def main(arguments: Sequence[str] | None = None) -> int:
    """Return the exit code: 0 done, 1 the stage failed (the reason is on stderr)."""
    options = _parser().parse_args(arguments)
    logging.getLogger("vidx").setLevel(logging.WARNING)
    stage = Stage(options.stage)
    started_s = time.monotonic()
    try:
        if options.files:
            shutil.rmtree(options.folder / keys.JOBS, ignore_errors=True)
            start_job(FolderStore(options.folder), options.files, json.loads(options.details.read_text("utf-8")))
        result = run_stage(stage, options.folder)
    except FilesExpired as error:
        print(f"{stage}: {error.__cause__ or error}", file=sys.stderr)
        return FAILED
    except VidxError as error:
        print(f"{stage}: {type(error).__name__}: {error}", file=sys.stderr)
        return FAILED
    print(json.dumps(dump(result), indent=2))
    print(f"{stage}: {time.monotonic() - started_s:.1f} s, files in {options.folder / keys.JOBS / EVENT.job_id}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m local.stage", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("stage", choices=[stage.value for stage in STAGES])
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="photos and clips: they start a new job")
    parser.add_argument("--details", type=Path, default=DETAILS, help="listing and choices of a new job, as JSON")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where the objects are; default: output/stage")
    return parser


def _conforms(store: FolderStore, jobs: SingleRunJobs) -> tuple[Store, Publisher, StageJobs]:
    """Never called: has the type checker compare the classes with their ports."""
    return store, store, jobs


if __name__ == "__main__":
    sys.exit(main())
