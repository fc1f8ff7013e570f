"""Delete the caller's account, show the receipt, and export what is stored of the caller."""

import base64
import binascii
import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, NamedTuple, cast, get_args

from functions.api.dependencies import Ports
from functions.api.schemas.account import (
    RECEIPT_ID,
    DeletedItemsView,
    ExportedEntry,
    ExportedFile,
    ExportPage,
    ReceiptView,
    Section,
)
from vidx import keys
from vidx.accounts import Closure, Receipt, make_receipt_id
from vidx.errors import NotFound, ProviderUnavailable, RecordsUnavailable, unknown_cursor
from vidx.jobs.model import Video
from vidx.observability import logger
from vidx.ports.storage import MAX_LISTED, StoredObject

URL_VALID_S: Final = 24 * 3600
JOBS_PER_PAGE: Final = 10
"""Each job needs a list of its files."""
ROWS_PER_PAGE: Final = 50
SECTIONS: Final[tuple[Section, ...]] = get_args(Section)


def close(owner: str, ports: Ports) -> ReceiptView:
    """Close the account and start its deletion. Repeating the request returns the same receipt.

    If the deletion cannot be started now, the account function's sweep starts it within a minute.
    """
    new = Closure(owner=owner, receipt_id=make_receipt_id(), closed_at=ports.clock.now())
    closure = ports.accounts.close(new)
    try:
        ports.deletions.start(owner)
    except ProviderUnavailable:
        logger.warning("a deletion starts later", exc_info=True, extra={"receipt_id": closure.receipt_id})
    receipt = ports.accounts.get_receipt(closure.receipt_id)
    if receipt is None:
        raise RecordsUnavailable("our records are busy just now; try again in a minute")
    return _receipt_view(receipt)


def receipt_of(receipt_id: str, ports: Ports) -> ReceiptView:
    """Return the receipt. Raise `NotFound` if there is none with this id."""
    receipt = ports.accounts.get_receipt(receipt_id) if re.fullmatch(RECEIPT_ID, receipt_id) else None
    if receipt is None:
        raise NotFound("there is no receipt with this id; check that it is complete", field="receiptId")
    return _receipt_view(receipt)


def _receipt_view(receipt: Receipt) -> ReceiptView:
    deleted = DeletedItemsView(**receipt.model_dump(include=set(DeletedItemsView.model_fields)))
    fields = receipt.model_dump(include=set(ReceiptView.model_fields) - {"deleted"})
    return ReceiptView(**fields, deleted=deleted)


class Place(NamedTuple):
    """Where a page of the export begins: a section, and the cursor in its list; None at the start of the list."""

    section: Section
    cursor: str | None


class SectionPage(NamedTuple):
    entries: list[ExportedEntry]
    next_place: Place | None
    """None at the end of the section."""


def export_page(owner: str, cursor: str | None, ports: Ports) -> ExportPage:
    """Return one page of everything that is stored of the caller.

    Raises:
        InvalidDetails: the cursor is not from this list.
    """
    place = _place_of(cursor) if cursor else Place(SECTIONS[0], None)
    page = SECTION_READERS[place.section](owner, place, ports)
    following = page.next_place or _section_after(place.section)
    return ExportPage(section=place.section, entries=page.entries, cursor=_cursor_of(following) if following else None)


def _jobs(owner: str, place: Place, ports: Ports) -> SectionPage:
    page = ports.jobs.list_by_owner(owner, None, JOBS_PER_PAGE, place.cursor)
    store = ports.store if page.jobs else None
    entries = []
    for job in page.jobs:
        objects = store.list_objects(keys.job_files(job.job_id)) if store else ()
        entries.append(ExportedEntry(record=job.model_dump(mode="json"), files=_files(objects, ports)))
    return SectionPage(entries, Place("jobs", page.cursor) if page.cursor else None)


def _listings(owner: str, place: Place, ports: Ports) -> SectionPage:
    """Reports are left out, because visitors wrote them."""
    page = ports.ads.list_by_owner(owner, ROWS_PER_PAGE, place.cursor)
    entries = [
        ExportedEntry(record=ad.model_dump(mode="json", exclude={"reports"}), files=_public_files(ad.video))
        for ad in page.ads
    ]
    return SectionPage(entries, Place("listings", page.cursor) if page.cursor else None)


def _videos(owner: str, _: Place, ports: Ports) -> SectionPage:
    """Public videos, also those whose jobs have expired."""
    entries = [
        ExportedEntry(record={"job_id": video.job_id}, files=[_public_file(url, None) for url in video.urls])
        for video in ports.videos.list_by_owner(owner)
    ]
    return SectionPage(entries, None)


def _webhooks(owner: str, _: Place, ports: Ports) -> SectionPage:
    """Secrets are left out, because people store exports in unsafe places."""
    webhooks = ports.webhooks.list_by_owner(owner)
    secret = {"secret", "previous_secret"}
    return SectionPage([ExportedEntry(record=each.model_dump(mode="json", exclude=secret)) for each in webhooks], None)


def _messages(owner: str, place: Place, ports: Ports) -> SectionPage:
    """Also those of deleted webhooks, which are in no other list."""
    page = ports.deliveries.list_by_owner(owner, ROWS_PER_PAGE, place.cursor)
    entries = [ExportedEntry(record=each.model_dump(mode="json")) for each in page.deliveries]
    return SectionPage(entries, Place("messages", page.cursor) if page.cursor else None)


def _own_files(owner: str, place: Place, ports: Ports) -> SectionPage:
    """Uploads, then drafts. The cursor is the key of the last file of the page before."""
    prefixes = (keys.user_uploads(owner), keys.user_drafts(owner))
    after = place.cursor or ""
    if after and not after.startswith(prefixes):
        raise unknown_cursor()
    prefix = prefixes[1] if after.startswith(prefixes[1]) else prefixes[0]
    objects = ports.store.list_objects(prefix, after if after != prefix else "")
    entries = [ExportedEntry(record={}, files=[file]) for file in _files(objects, ports)]
    if len(objects) == MAX_LISTED:
        return SectionPage(entries, Place("files", objects[-1].key))
    return SectionPage(entries, Place("files", prefixes[1]) if prefix == prefixes[0] else None)


SECTION_READERS: Final[Mapping[Section, Callable[[str, Place, Ports], SectionPage]]] = {
    "jobs": _jobs,
    "listings": _listings,
    "videos": _videos,
    "webhooks": _webhooks,
    "messages": _messages,
    "files": _own_files,
}


def _files(objects: Sequence[StoredObject], ports: Ports) -> list[ExportedFile]:
    return [
        ExportedFile(key=each.key, size=each.size_bytes, url=ports.store.presign_get(each.key, URL_VALID_S))
        for each in objects
    ]


def _public_files(video: Video | None) -> list[ExportedFile]:
    """Return the public files of a listing, which are stored longer than the files of its job."""
    if video is None:
        return []
    urls = (video.thumbnail_url, video.captions_url, video.preview_url, *video.photo_urls)
    sizes = {video.video_url: video.size_bytes, **{url: None for url in urls if url}}
    return [_public_file(url, size) for url, size in sizes.items()]


def _public_file(url: str, size: int | None) -> ExportedFile:
    return ExportedFile(key=f"{keys.VIDEOS}{url.rpartition('/')[2]}", size=size, url=url)


def _section_after(section: Section) -> Place | None:
    rest = SECTIONS[SECTIONS.index(section) + 1 :]
    return Place(rest[0], None) if rest else None


def _cursor_of(place: Place) -> str:
    return base64.urlsafe_b64encode(json.dumps(place).encode()).decode()


def _place_of(cursor: str) -> Place:
    try:
        fields: Any = json.loads(base64.b64decode(cursor.encode(), altchars=b"-_", validate=True))
    except (binascii.Error, ValueError, RecursionError) as error:
        raise unknown_cursor() from error
    if not isinstance(fields, list) or len(fields) != len(Place._fields) or fields[0] not in SECTIONS:
        raise unknown_cursor()
    section, inner = fields
    if not (inner is None or (isinstance(inner, str) and inner.isprintable())):
        raise unknown_cursor()
    return Place(cast("Section", section), inner)
