"""`vidx create`: photos and details in, a finished video out."""

import uuid
from pathlib import Path
from typing import Annotated, Any

import typer

from cli.api import in_flight_retries
from cli.asking import all_or_faults, asked, named_after_files
from cli.download import check_writable
from cli.errors import CliError, Interrupted
from cli.finishing import finish
from cli.flags import ChoiceFlags, DetailFlags, OutputFlag, Photos, ScriptFlag, Target, flags
from cli.photos import Photo, inspect_photos
from cli.progress import upload_progress
from cli.session import Session, session
from cli.upload import upload_photos

NoWait = Annotated[bool, typer.Option("--no-wait", metavar="", help="Start the job and return at once.")]


@flags
def create(
    photos: Photos,
    listing: DetailFlags,
    choices: ChoiceFlags,
    script: ScriptFlag,
    save: OutputFlag,
    target: Target,
    no_wait: NoWait = False,
) -> None:
    """Make a video from photos and details, and save it.

    Everything is checked before anything is uploaded or paid for. Ctrl-C while waiting leaves the job running.
    """
    with session(target) as current:
        looked_at, body = all_or_faults(
            lambda: inspect_photos(photos, current.options.limits),
            lambda: asked(current, listing, choices, script.script),
        )
        if save.output:
            check_writable(save.output)
        started = _start(current, looked_at, body)
        job_id = str(started["jobId"])
        if no_wait:
            current.screen.show(started, f"Job {job_id} has started. Follow it with `vidx status {job_id} --wait`.")
            return
        current.screen.note(f"[label]Job[/] {job_id} [label]has started.[/]")
        finish(current, job_id, save.output)


def _start(current: Session, photos: list[Photo], body: dict[str, Any]) -> dict[str, Any]:
    paths = [photo.path for photo in photos]
    try:
        with upload_progress(current.screen, photos) as sent:
            keys = upload_photos(current.api, photos, sent)
        current.screen.note(f"[good]✓[/] {_counted(paths)} uploaded")
    except KeyboardInterrupt as interrupt:
        raise Interrupted("Interrupted before the job began; nothing was paid for.") from interrupt
    try:
        key = {"Idempotency-Key": str(uuid.uuid4())}
        order = {"photoKeys": keys, **body}
        answer: dict[str, Any] = in_flight_retries()(current.api.post, "/video/generate", order, headers=key)
    except KeyboardInterrupt as interrupt:
        raise Interrupted(
            "Interrupted while the job was being started.", hint="See `vidx list` for whether it was."
        ) from interrupt
    except CliError as error:
        raise named_after_files(error, paths) from error.__cause__
    return answer


def _counted(paths: list[Path]) -> str:
    return "1 photo" if len(paths) == 1 else f"{len(paths)} photos"
