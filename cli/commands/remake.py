"""`vidx remake`: another version of a finished video."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Final
from urllib.parse import quote

import typer

from cli.config import Settings
from cli.details import build_request, find_logo, run_checks, script_source
from cli.errors import Fault, InvalidRequest
from cli.flags import ChoiceFlags, DetailFlags, JobId, LogoFlag, NoWait, OutputFlag, ScriptFlag, Target, flags
from cli.jobs import finish_or_return, send_logo, send_photos, start_job
from cli.models import Job
from cli.photos import inspect_photos
from cli.session import Session, session
from cli.transfer import check_writable

NO_SETTINGS: Final = Settings({}, ())
Photo = int | Path
"""The number of a photo of the earlier video, counted from 1, or a new file."""


@dataclass(frozen=True)
class VersionFlags(LogoFlag):
    """Flags that only `remake` has."""

    photos: Annotated[
        str | None,
        typer.Option(
            help="All photos of the new version in order, separated by commas: numbers of earlier photos and "
            "names of new files, such as 2,1,new.jpg.",
            metavar="LIST",
        ),
    ] = None
    replace: Annotated[
        list[str] | None,
        typer.Option(help="Replace one photo with a file, such as 3=new.jpg; may be repeated.", metavar="N=FILE"),
    ] = None
    rewrite: Annotated[
        bool, typer.Option("--rewrite", metavar="", help="Write a new script instead of using your own earlier one.")
    ] = False
    no_logo: Annotated[bool, typer.Option("--no-logo", metavar="", help="Remove the earlier video's logo.")] = False
    publish: Annotated[
        bool,
        typer.Option("--publish", metavar="", help="Show the new version in the video's listing, once it is ready."),
    ] = False

    def check(self, script: Path | None) -> None:
        """Raise `InvalidRequest` when two flags contradict each other."""
        faults = [
            Fault(f"cannot be combined with {other}, which asks for the opposite", flag)
            for flag, other, both in (
                ("--no-logo", "--logo", self.no_logo and self.logo),
                ("--rewrite", "--script", self.rewrite and script),
            )
            if both
        ]
        if faults:
            raise InvalidRequest(*faults)

    def request_fields(self) -> dict[str, Any]:
        """Return the part of the request body that these flags set, except the photos and the new logo."""
        fields: dict[str, Any] = {"script": None} if self.rewrite else {}
        return fields | ({"logoKey": None} if self.no_logo else {}) | ({"publish": True} if self.publish else {})


@flags
def remake(
    job: JobId,
    listing: DetailFlags,
    choices: ChoiceFlags,
    script: ScriptFlag,
    output_flag: OutputFlag,
    version: VersionFlags,
    target: Target,
    no_wait: NoWait = False,
) -> None:
    """Make another version of a finished video. Only the stages that your change affects run again and cost money.

    Everything else stays as it was; settings of the environment and vidx.toml are ignored.
    """
    with session(target) as current:
        _, body, logo, selection = run_checks(
            lambda: version.check(script.script),
            lambda: build_request(current, listing, choices, script.script, required=(), settings=NO_SETTINGS),
            lambda: find_logo(current, version.logo, listing.details),
            lambda: select_photos(current, job, version.photos, version.replace or []),
        )
        files = [photo for photo in selection if isinstance(photo, Path)]
        checked_photos = inspect_photos(files, current.options.limits) if files else []
        if output_flag.output:
            check_writable(output_flag.output)
        uploaded_keys = iter(send_photos(current, checked_photos) if checked_photos else [])
        photos = [next(uploaded_keys) if isinstance(photo, Path) else photo for photo in selection]
        body |= version.request_fields() | send_logo(current, logo) | ({"photos": photos} if photos else {})
        local_files = [photo if isinstance(photo, Path) else None for photo in selection]
        source = script_source(script.script, listing.details)
        response = start_job(current, f"/video/jobs/{quote(job, safe='')}/remake", body, local_files, source)
        finish_or_return(current, response, output_flag.output, wait=not no_wait)


def select_photos(current: Session, job_id: str, photos: str | None, replacements: Sequence[str]) -> list[Photo]:
    """Return the photos of the new version in order; an empty list keeps the earlier ones.

    Args:
        photos: value of --photos.
        replacements: values of --replace.

    Raises:
        InvalidRequest: a value cannot be parsed, or both flags are set.
        NotFound: no such job.
    """
    if photos is not None and replacements:
        raise InvalidRequest(Fault("cannot be combined with --photos, which names every photo", "--replace"))
    if photos is not None:
        return _listed_photos(photos)
    return _replaced_photos(current, job_id, replacements) if replacements else []


def _listed_photos(value: str) -> list[Photo]:
    names = [name.strip() for name in value.split(",")]
    if not all(names):
        raise InvalidRequest(Fault(f"{value!r} has an empty place; write it like 2,1,new.jpg", "--photos"))
    return [int(name) if name.isdecimal() else Path(name) for name in names]


def _replaced_photos(current: Session, job_id: str, replacements: Sequence[str]) -> list[Photo]:
    count = Job.model_validate(current.api.get_json(f"/video/status/{quote(job_id, safe='')}")).photo_count
    photos: list[Photo] = list(range(1, count + 1))
    for replacement in replacements:
        number, _, name = replacement.partition("=")
        if not number.isdecimal() or not name:
            raise InvalidRequest(
                Fault(f"{replacement!r} is not a number and a file; write it like 3=new.jpg", "--replace")
            )
        if not 1 <= int(number) <= count:
            raise InvalidRequest(Fault(f"the video has no photo {number}; it has {count}", "--replace"))
        photos[int(number) - 1] = Path(name)
    return photos
