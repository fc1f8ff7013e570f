"""Port of the ads table."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from vidx.ads import Ad, Report
from vidx.jobs.model import Job
from vidx.jobs.request import Listing


@dataclass(frozen=True)
class AdPage:
    ads: Sequence[Ad]
    cursor: str | None
    """Opaque token of the next page; None on the last page."""


class Ads(Protocol):
    """The ads table. Changes of an ad together with its job are one transaction."""

    def create_with_job(self, ad: Ad, job: Job) -> None:
        """Create the job and its ad. Raises `Conflict` if one of them exists."""
        ...

    def create_for_job(self, ad: Ad, job: Job) -> None:
        """Create the ad of an existing job. Raises `Conflict` if the job's status has changed or it has an ad."""
        ...

    def add_version(self, ad_id: str, job: Job, before: Job) -> None:
        """Create a job whose video replaces, once it is ready, the ad's video by the job `before`.

        Raises `Conflict` if the job exists or the ad does not.
        """
        ...

    def select_version(self, ad: Ad, job: Job) -> None:
        """Show the job's video in the ad, at once or when the job completes.

        Raises `Conflict` if the job's status has changed, the job is in another ad, or the ad does not exist.
        """
        ...

    def add_report(self, ad_id: str, report: Report) -> None:
        """Store a report with the ad, up to `MAX_REPORTS`. Raises `NotFound` if the ad does not exist."""
        ...

    def record_stems(self, ad: Ad) -> Ad:
        """Return the ad with the stems of versions that it mentions without one, as far as their videos are known."""
        ...

    def get(self, ad_id: str) -> Ad | None: ...

    def list_by_owner(self, owner: str, limit: int, cursor: str | None) -> AdPage:
        """Return one page of the owner's ads, newest first."""
        ...

    def list_ids_by_owner(self, owner: str) -> Sequence[str]:
        """Return the ids of all ads of the owner, even of rows that cannot be read. A new one may be missing."""
        ...

    def list_active(self, limit: int, cursor: str | None) -> AdPage:
        """Return one page of all owners' active ads, newest first."""
        ...

    def edit(self, ad: Ad, listing: Listing, contact: str | None = None) -> Ad:
        """Change the ad's listing and contact. Raises `NotFound` if the ad does not exist."""
        ...

    def list_processing(self, limit: int, cursor: str | None) -> AdPage:
        """Return one page of all owners' ads that wait for a video. An ad that has just changed may be missing."""
        ...

    def fail(self, ad_id: str) -> None:
        """Change the status `processing` to `failed`; leave any other."""
        ...

    def resume(self, ad_id: str) -> None:
        """Change the status `failed` to `processing`; leave any other."""
        ...

    def delete(self, ad: Ad, taken_down: frozenset[str] = frozenset()) -> None:
        """Delete the ad, if it exists, and its id from the rows of its jobs.

        Args:
            taken_down: jobs whose public files are deleted; their videos are removed from the records.

        Raises:
            Conflict: another version was requested since `ad` was read. The ad stays.
        """
        ...
