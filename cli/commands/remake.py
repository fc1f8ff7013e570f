"""`vidx remake`: another version of a finished video."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Final
from urllib.parse import quote

import typer

from cli.asking import all_or_faults, asked, asked_logo, script_file
from cli.download import check_writable
from cli.errors import Fault, InvalidRequest
from cli.flags import ChoiceFlags, DetailFlags, JobId, LogoFlag, NoWait, OutputFlag, ScriptFlag, Target, flags
from cli.ordering import follow_up, order, send_logo, send_photos
from cli.photos import inspect_photos
from cli.session import session
from cli.settings import Settings
from cli.versions import wanted_photos

NOTHING_SET: Final = Settings({}, ())


@dataclass(frozen=True)
class VersionFlags(LogoFlag):
    """What only another version can be given."""

    photos: Annotated[
        str | None,
        typer.Option(
            help="All photos of the new version in order, with commas between: numbers of the earlier video's and "
            "files, such as 2,1,new.jpg.",
            metavar="LIST",
        ),
    ] = None
    replace: Annotated[
        list[str] | None,
        typer.Option(help="Put a file in the place of one photo, as in 3=new.jpg; may be repeated.", metavar="N=FILE"),
    ] = None
    rewrite: Annotated[
        bool, typer.Option("--rewrite", metavar="", help="Have a script written instead of your own earlier one.")
    ] = False
    no_logo: Annotated[bool, typer.Option("--no-logo", metavar="", help="Leave the earlier video's logo out.")] = False
    publish: Annotated[
        bool,
        typer.Option("--publish", metavar="", help="Show the new version in the video's listing, once it is ready."),
    ] = False

    def checked(self, script: Path | None) -> None:
        """Raises `InvalidRequest` when two flags ask for opposite things."""
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

    def said(self) -> dict[str, Any]:
        """Those that go into the request as they are."""
        said: dict[str, Any] = {"script": None} if self.rewrite else {}
        return said | ({"logoKey": None} if self.no_logo else {}) | ({"publish": True} if self.publish else {})


@flags
def remake(
    job: JobId,
    listing: DetailFlags,
    choices: ChoiceFlags,
    script: ScriptFlag,
    save: OutputFlag,
    version: VersionFlags,
    target: Target,
    no_wait: NoWait = False,
) -> None:
    """Make another version of a finished video; only what the change reaches is made again and paid for.

    Whatever is not given stays as it was; environment and vidx.toml change nothing here.
    """
    with session(target) as current:
        _, body, logo, wanted = all_or_faults(
            lambda: version.checked(script.script),
            lambda: asked(current, listing, choices, script.script, required=(), settings=NOTHING_SET),
            lambda: asked_logo(current, version.logo, listing.details),
            lambda: wanted_photos(current, job, version.photos, version.replace or []),
        )
        files = [photo for photo in wanted if isinstance(photo, Path)]
        looked_at = inspect_photos(files, current.options.limits) if files else []
        if save.output:
            check_writable(save.output)
        sent = iter(send_photos(current, looked_at) if looked_at else [])
        photos = [next(sent) if isinstance(photo, Path) else photo for photo in wanted]
        body |= version.said() | send_logo(current, logo) | ({"photos": photos} if photos else {})
        names = [photo if isinstance(photo, Path) else None for photo in wanted]
        words = script_file(script.script, listing.details)
        started = order(current, f"/video/jobs/{quote(job, safe='')}/remake", body, names, words)
        follow_up(current, started, save.output, wait=not no_wait)
