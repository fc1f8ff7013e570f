"""Which event a change of a row in the tables of jobs and ads is, if any. Pure."""

from collections.abc import Mapping
from typing import Any, Final

from pydantic import BaseModel, ConfigDict

from vidx.adapters.dynamodb.changes import RowChange
from vidx.ads import AdStatus, make_ad_url
from vidx.jobs.model import Failure, Status, Video
from vidx.stored import parse_row
from vidx.webhooks.model import Event, EventType, make_message_id

TYPE_BY_STATUS: Final[dict[str, EventType]] = {
    Status.COMPLETE: EventType.JOB_COMPLETED,
    Status.ERROR: EventType.JOB_FAILED,
    Status.CANCELED: EventType.JOB_CANCELED,
}


class _Row(BaseModel):
    """The part of a row that events show. Other fields, old and new, are ignored."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    owner: str
    video: Video | None = None

    @property
    def links(self) -> dict[str, Any]:
        """Addresses of the published files; none while there is no video."""
        if self.video is None:
            return {}
        return {
            "videoUrl": self.video.video_url,
            "thumbnailUrl": self.video.thumbnail_url,
            "captionsUrl": self.video.captions_url,
            "duration": self.video.duration_s,
        }


class JobRow(_Row):
    job_id: str
    status: Status
    attempt: int = 1
    ad_id: str | None = None
    error: Failure | None = None


class AdRow(_Row):
    ad_id: str
    job_id: str
    status: AdStatus


def event_of(change: RowChange, site: str) -> Event | None:
    """Return the event of a change of a job's or an ad's row; None if the change is no event.

    Args:
        site: the site's address for links, without a slash at the end.

    Raises:
        ValidationError: the row has an unknown form.
    """
    return _ad_event(change, site) if change.key == "ad_id" else _job_event(change)


def _job_event(change: RowChange) -> Event | None:
    """Return the event of a status that becomes final. Rows of other kinds in this table have no such status."""
    status = (change.after or {}).get("status")
    event_type = TYPE_BY_STATUS.get(status) if status else None
    if event_type is None or (change.before or {}).get("status") == status:
        return None
    after = parse_row(JobRow, change.after or {})
    data: dict[str, Any] = {"jobId": after.job_id, "status": after.status.value, "attempt": after.attempt}
    data |= {"adId": after.ad_id} if after.ad_id else {}
    data |= after.links if event_type is EventType.JOB_COMPLETED else {}
    if after.error and event_type is EventType.JOB_FAILED:
        data["error"] = {"code": after.error.code, "stage": after.error.stage}
    return _event(change, after, event_type, data)


def _ad_event(change: RowChange, site: str) -> Event | None:
    """Return `ad.published` if the ad goes live or shows another version, `ad.removed` if it is no longer live."""
    before, after = _ad(change.before), _ad(change.after)
    was_live, is_live = _is_live(before), _is_live(after)
    if after and is_live and not (was_live and before and before.job_id == after.job_id):
        return _event(change, after, EventType.AD_PUBLISHED, {**_ad_data(after, site), **after.links})
    if before and was_live and not is_live:
        return _event(change, before, EventType.AD_REMOVED, _ad_data(before, site))
    return None


def _ad(row: Mapping[str, Any] | None) -> AdRow | None:
    return parse_row(AdRow, row) if row else None


def _is_live(ad: AdRow | None) -> bool:
    return ad is not None and ad.status is AdStatus.ACTIVE


def _ad_data(ad: AdRow, site: str) -> dict[str, Any]:
    return {"adId": ad.ad_id, "jobId": ad.job_id, "url": make_ad_url(ad.ad_id, site)}


def _event(change: RowChange, row: _Row, event_type: EventType, data: dict[str, Any]) -> Event:
    return Event(
        message_id=make_message_id(change.at, change.change_id, event_type),
        owner=row.owner,
        type=event_type,
        timestamp=change.at,
        data=data,
    )
