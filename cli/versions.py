"""Which photos another version shows: those of the earlier video by number, new ones by file."""

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from cli.errors import Fault, InvalidRequest
from cli.jobs import Job
from cli.session import Session

Photo = int | Path
"""Number of a photo of the earlier video, counted from 1, or a new file."""


def wanted_photos(current: Session, job_id: str, listed: str | None, places: Sequence[str]) -> list[Photo]:
    """The photos that the new version shows, in order; none when they stay as they are.

    Raises:
        InvalidRequest: list or places cannot be understood, or both are given.
        NotFound: no such job.
    """
    if listed is not None and places:
        raise InvalidRequest(Fault("cannot be combined with --photos, which names every photo", "--replace"))
    if listed is not None:
        return _arranged(listed)
    return _replaced(current, job_id, places) if places else []


def _arranged(listed: str) -> list[Photo]:
    names = [name.strip() for name in listed.split(",")]
    if not all(names):
        raise InvalidRequest(Fault(f"{listed!r} has an empty place; write it like 2,1,new.jpg", "--photos"))
    return [int(name) if name.isdecimal() else Path(name) for name in names]


def _replaced(current: Session, job_id: str, places: Sequence[str]) -> list[Photo]:
    count = Job.model_validate(current.api.get_json(f"/video/status/{quote(job_id, safe='')}")).photo_count
    photos: list[Photo] = list(range(1, count + 1))
    for place in places:
        number, _, name = place.partition("=")
        if not number.isdecimal() or not name:
            raise InvalidRequest(Fault(f"{place!r} is not a number and a file; write it like 3=new.jpg", "--replace"))
        if not 1 <= int(number) <= count:
            raise InvalidRequest(Fault(f"the video has no photo {number}; it has {count}", "--replace"))
        photos[int(number) - 1] = Path(name)
    return photos
