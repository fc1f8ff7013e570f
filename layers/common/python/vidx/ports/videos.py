"""Port of the videos table: the finished videos whose files are public, also after their jobs' rows have expired."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True)
class PublicVideo:
    """A finished video."""

    job_id: str
    stem: str
    """Stem of its public files (`vidx.keys`)."""
    owner: str | None = None
    """None in rows from before owners were stored."""
    family: str | None = None
    """As `Job.family`; None in the same rows."""
    urls: tuple[str, ...] = ()
    """Of the video, its thumbnail, captions and preview."""


class Videos(Protocol):
    """The videos table. The state machine writes its rows; a listing's rows are deleted with the listing."""

    def get(self, job_id: str) -> PublicVideo | None: ...

    def list_by_owner(self, owner: str) -> Sequence[PublicVideo]:
        """Return all videos of the owner. A new one may be missing."""
        ...

    def list_unlisted(self, finished_before: datetime, limit: int) -> Sequence[str]:
        """Return the jobs of at most `limit` videos that were finished before that time without a listing, the oldest
        first. A listing may show them since.
        """
        ...

    def keep(self, job_id: str) -> None:
        """Take the video off the list of those without a listing."""
        ...

    def retire(self, job_id: str, message: str) -> bool:
        """Remove the video from its job's row, if there is one, and set the row's message.

        Returns:
            False if an ad refers to the job; nothing is changed then.
        """
        ...

    def delete(self, job_id: str) -> None:
        """Delete the video's row and take it off the list. Its files must be gone."""
        ...
