"""What `create` and `remake` do once everything is checked: send the photos, order the job, follow it."""

import uuid
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from cli.api import in_flight_retries
from cli.asking import named_after_files
from cli.contact import hint_at_contact
from cli.errors import CliError, Interrupted
from cli.finishing import finish
from cli.photos import Photo
from cli.progress import upload_progress
from cli.session import Session
from cli.upload import upload_photos


def send_photos(current: Session, photos: Sequence[Photo], what: str = "photo") -> list[str]:
    """Upload the photos and return their keys. Raises `Interrupted` on Ctrl-C."""
    try:
        with upload_progress(current.screen, photos) as sent:
            keys = upload_photos(current.api, photos, sent)
    except KeyboardInterrupt as interrupt:
        raise Interrupted("Interrupted before the job began; nothing was paid for.") from interrupt
    current.screen.note(f"[good]✓[/] {f'1 {what}' if len(photos) == 1 else f'{len(photos)} {what}s'} uploaded")
    return keys


def send_logo(current: Session, logo: Photo | None) -> dict[str, str]:
    """Upload the logo, and what the order says of it."""
    return {"logoKey": send_photos(current, [logo], "logo")[0]} if logo else {}


def order(
    current: Session, path: str, body: dict[str, Any], photos: Sequence[Path | None], script: Path | None
) -> dict[str, Any]:
    """Start a job, once, however often the request has to be repeated; returns the API's answer.

    Args:
        photos: the files behind the job's photos, for messages about them; None for one that is no file here.
        script: the file that the script comes from, for messages about it.
    """
    try:
        key = {"Idempotency-Key": str(uuid.uuid4())}
        answer: dict[str, Any] = in_flight_retries()(current.api.post, path, body, headers=key)
    except KeyboardInterrupt as interrupt:
        raise Interrupted(
            "Interrupted while the job was being started.", hint="See `vidx list` for whether it was."
        ) from interrupt
    except CliError as error:
        raise named_after_files(error, photos, script) from error.__cause__
    return answer


def note_detected(current: Session, body: Mapping[str, Any], answer: Mapping[str, Any]) -> None:
    """Show the language and currency that the API detected because nobody chose them."""
    found = detected(body, answer)
    if found:
        values = ", ".join(f"{name} {value}" for name, value in found.items())
        flags = " or ".join(f"--{name}" for name in found)
        current.screen.note(f"[label]Detected from your text:[/] {values} [label](another one: {flags})[/]")


def note_listing(current: Session, started: Mapping[str, Any], contact: str | None) -> None:
    """Tell the address of the listing that awaits the video, and whether buyers can reach the seller there."""
    if not started.get("adId"):
        return
    if started.get("adUrl"):
        address = current.service.absolute(started["adUrl"])
        current.screen.note(f"[label]Listing, once the video is ready:[/] {address}")
    hint_at_contact(current, contact, f"vidx publish {started['jobId']} --contact LINK")


def detected(body: Mapping[str, Any], answer: Mapping[str, Any]) -> dict[str, str]:
    """The language and currency in the answer that the request does not name."""
    return {name: answer[name] for name in ("language", "currency") if not body.get(name) and answer.get(name)}


def follow_up(current: Session, started: dict[str, Any], output: Path | None, *, wait: bool) -> None:
    """Wait for the job that has just been started and save its video, or say how to come back to it."""
    job_id = str(started["jobId"])
    if not wait:
        current.screen.show(started, f"Job {job_id} has started. Follow it with `vidx status {job_id} --wait`.")
        return
    current.screen.note(f"[label]Job[/] {job_id} [label]has started.[/]")
    finish(current, job_id, output)
