"""Another version of a finished video. What is not asked for stays; what would come out the same is not made again."""

from typing import Final

from functions.api.estimate import estimated_time_s
from functions.api.generate import check_logo, check_photos
from functions.api.orders import Order, accept, once_for_each_key
from functions.api.own_script import check_script, script_of_remake
from functions.api.ports import Ports
from functions.api.remake_wire import RemakeBody
from functions.api.status import expired, finished_job, listing_of
from functions.api.wire import Accepted
from vidx import keys
from vidx.ads import ad_id_of, address_of
from vidx.errors import ArtifactMissing, InvalidDetails, InvalidPhotos
from vidx.jobs.artifacts import fingerprint
from vidx.jobs.model import Stage
from vidx.jobs.request import Listing, VideoChoices, VideoRequest
from vidx.ports import Store
from vidx.script import Script

MAX_EARLIER: Final = 8
"""Versions among which a stage looks for its output."""


def remake(job_id: str, body: RemakeBody, owner: str, idempotency_key: str | None, ports: Ports) -> Accepted:
    """Start a new job from a finished one, at most one for each Idempotency-Key.

    Raises:
        NotFound: the finished job is not the caller's.
        JobUnfinished, JobClosed: it has no video yet; it ended without one, or its files have expired.
        InvalidDetails: nothing would be different.
        ScriptContradictsDetails: the script names another price or other facts than the details.
        InvalidPhotos, UnusablePhoto: a photo is not the caller's, not there (any more), or cannot be used.
        RequestInFlight, IdempotencyMismatch: see `Idempotency`.
    """
    source = finished_job(job_id, owner, ports.jobs)
    asked = fingerprint(owner, job_id, body.model_dump_json(exclude_unset=True))

    def work(new_id: str) -> Accepted:
        before = _request_of(job_id, ports.store)
        wanted = _changed(before, body, new_id, ports.store)
        if (body.publish or before.ad_url) and ports.links:
            listed = listing_of(source, ports.ads)
            ad_id = listed.ad_id if listed else ad_id_of(source.family)
            wanted = wanted.model_copy(update={"ad_url": address_of(ad_id, ports.links)})
        if _same(before, wanted):
            raise InvalidDetails(
                "nothing would be different; say what to change, such as voice, music, format, script, logo or photos"
            )
        check_script(wanted.script, wanted.listing)
        new_photos = set(wanted.photo_keys) - set(before.photo_keys)
        _check_photos(wanted, new_photos, ports.store)
        check_logo(wanted.logo_key, owner, ports.store)
        takes_s = estimated_time_s(wanted.choices.duration, len(wanted.photo_keys), _kept(before, wanted))
        return accept(Order(wanted, asked, body.publish, takes_s, renews=source), ports)

    return once_for_each_key(owner, idempotency_key, asked, work, ports)


def _request_of(job_id: str, store: Store) -> VideoRequest:
    try:
        return VideoRequest.model_validate_json(store.get(keys.job_request(job_id)))
    except ArtifactMissing as error:
        raise expired() from error


def _changed(before: VideoRequest, body: RemakeBody, new_id: str, store: Store) -> VideoRequest:
    listing = Listing.model_validate(before.listing.model_dump() | body.changed(Listing))
    choices = VideoChoices.model_validate(before.choices.model_dump() | body.changed(VideoChoices))
    script = script_of_remake(before, listing, body, store)
    if listing == before.listing and choices.duration == before.choices.duration and script == _said(before, store):
        script = before.script  # the words that were written then, sent back as they are
    earlier = (before.job_id, *before.earlier)
    return VideoRequest(
        job_id=new_id,
        owner=before.owner,
        listing=listing,
        choices=choices,
        photo_keys=_photo_keys(before, body),
        logo_key=body.logo_key if "logo_key" in body.model_fields_set else before.logo_key,
        script=script,
        ad_url=before.ad_url,
        earlier=(*earlier[: MAX_EARLIER - 1], earlier[-1]) if len(earlier) > MAX_EARLIER else earlier,
    )


def _said(before: VideoRequest, store: Store) -> str | None:
    try:
        return Script.model_validate_json(store.get(keys.script(before.job_id))).text
    except ArtifactMissing:
        return None


def _photo_keys(before: VideoRequest, body: RemakeBody) -> tuple[str, ...]:
    if body.photos is None:
        return before.photo_keys
    count = len(before.photo_keys)
    for index, photo in enumerate(body.photos):
        if isinstance(photo, int) and photo > count:
            raise InvalidPhotos(
                f"the earlier video has no photo {photo}; its photos are numbered 1 to {count}",
                field=f"photos[{index}]",
            )
    return tuple(before.photo_keys[photo - 1] if isinstance(photo, int) else photo for photo in body.photos)


def _same(before: VideoRequest, wanted: VideoRequest) -> bool:
    ours = {"job_id", "earlier", "ad_url"}
    return before.model_dump(exclude=ours) == wanted.model_dump(exclude=ours)


def _check_photos(wanted: VideoRequest, new: set[str], store: Store) -> None:
    """New photos as those of a first version; of the others only that they have not expired."""
    for index, key in enumerate(wanted.photo_keys):
        if key not in new and store.head(key) is None:
            raise InvalidPhotos(
                f"photo {index + 1} of the earlier video has expired; upload it again and give its new key",
                field=f"photos[{index}]",
            )
    if new:
        check_photos(wanted.photo_keys, wanted.owner, store, {})


def _kept(before: VideoRequest, wanted: VideoRequest) -> frozenset[Stage]:
    """Slow stages that will find their output, for an estimate of the time."""
    kept = set()
    if _words(before) == _words(wanted):
        kept.add(Stage.SCRIPT)
        if before.choices.voice == wanted.choices.voice:
            kept.add(Stage.TTS)
    if set(wanted.photo_keys) <= set(before.photo_keys) and wanted.choices.format == before.choices.format:
        kept.add(Stage.PHOTOS)
    return frozenset(kept)


def _words(request: VideoRequest) -> tuple[Listing, int, str | None]:
    """What the script follows from."""
    return request.listing, request.choices.duration, request.script
