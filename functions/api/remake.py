"""Another version of a finished video. What the request leaves out stays as it was."""

from typing import Final

from functions.api.costs import estimated_time_s
from functions.api.dependencies import Ports
from functions.api.job_creation import NewJob, check_logo, check_photos, check_script, create_job, run_once_per_key
from functions.api.jobs import ad_of, finished_job
from functions.api.schemas.videos import Accepted, RemakeBody
from vidx import keys
from vidx.ads import make_ad_id, make_ad_url
from vidx.errors import ArtifactMissing, InvalidDetails, InvalidPhotos
from vidx.jobs.artifacts import draft_key, fingerprint_of, read_request
from vidx.jobs.model import Stage
from vidx.jobs.request import Listing, VideoChoices, VideoRequest
from vidx.ports.storage import Store
from vidx.script import Script
from vidx.stored import parse_object

MAX_EARLIER: Final = 8
"""Versions among which a stage looks for its output."""


def remake(
    job_id: str, body: RemakeBody, owner: str, idempotency_key: str | None, ports: Ports, request_id: str = ""
) -> Accepted:
    """Start a new job from a finished one, at most one for each Idempotency-Key.

    Raises:
        NotFound: the finished job is not the caller's.
        JobUnfinished: it has no video yet.
        JobClosed: it ended without a video.
        FilesExpired: its request is gone.
        InvalidDetails: the new version would be the same.
        ScriptContradictsDetails: the script has another price or other facts than the details.
        InvalidPhotos, UnusablePhoto: a photo belongs to somebody else, does not exist (any more) or is not usable.
        RequestInFlight, IdempotencyMismatch: see `Idempotency`.
    """
    source = finished_job(job_id, owner, ports.jobs)
    fingerprint = fingerprint_of(owner, job_id, body.model_dump_json(exclude_unset=True))

    def work(new_id: str) -> Accepted:
        before = read_request(ports.store, job_id)
        request = _changed(before, body, new_id, ports.store)
        if (body.publish or before.ad_url) and ports.links:
            ad = ad_of(source, ports.ads)
            ad_id = ad.ad_id if ad else make_ad_id(source.family)
            request = request.model_copy(update={"ad_url": make_ad_url(ad_id, ports.links)})
        if _same(before, request):
            raise InvalidDetails(
                "nothing would be different; say what to change, such as voice, music, format, script, logo or photos"
            )
        check_script(request.script, request.listing)
        new_photos = set(request.photo_keys) - set(before.photo_keys)
        _check_photos(request, new_photos, ports.store)
        check_logo(request.logo_key, owner, ports.store)
        estimated_s = estimated_time_s(
            request.choices.duration, len(request.photo_keys), _reused_stages(before, request)
        )
        new_job = NewJob(request, fingerprint, body.publish, estimated_s, replaces=source, request_id=request_id)
        return create_job(new_job, ports)

    return run_once_per_key(owner, idempotency_key, fingerprint, work, ports)


def _changed(before: VideoRequest, body: RemakeBody, new_id: str, store: Store) -> VideoRequest:
    listing = Listing.model_validate(before.listing.model_dump() | body.changed(Listing))
    choices = VideoChoices.model_validate(before.choices.model_dump() | body.changed(VideoChoices))
    script = script_of_remake(before, listing, body, store)
    if (
        listing == before.listing
        and choices.duration == before.choices.duration
        and script == _written_script(before, store)
    ):
        script = before.script  # the client sent the generated script back unchanged
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


def _written_script(before: VideoRequest, store: Store) -> str | None:
    try:
        return parse_object(Script, store.get(keys.script(before.job_id))).text
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


def _same(before: VideoRequest, request: VideoRequest) -> bool:
    ignored = {"job_id", "earlier", "ad_url"}
    return before.model_dump(exclude=ignored) == request.model_dump(exclude=ignored)


def _check_photos(request: VideoRequest, new: set[str], store: Store) -> None:
    """Check new photos like those of a first version, and that the earlier photos have not expired."""
    for index, key in enumerate(request.photo_keys):
        if key not in new and store.head(key) is None:
            raise InvalidPhotos(
                f"photo {index + 1} of the earlier video has expired; upload it again and give its new key",
                field=f"photos[{index}]",
            )
    if new:
        check_photos(request.photo_keys, request.owner, store, {})


def _reused_stages(before: VideoRequest, request: VideoRequest) -> frozenset[Stage]:
    """Slow stages that will reuse earlier output, for the estimate of the time."""
    reused = set()
    if _words(before) == _words(request):
        reused.add(Stage.SCRIPT)
        if before.choices.voice == request.choices.voice:
            reused.add(Stage.TTS)
    if set(request.photo_keys) <= set(before.photo_keys) and request.choices.format == before.choices.format:
        reused.add(Stage.PHOTOS)
    return frozenset(reused)


def _words(request: VideoRequest) -> tuple[Listing, int, str | None]:
    """What the script depends on."""
    return request.listing, request.choices.duration, request.script


_SCRIPT_FACTS: frozenset[str] = frozenset({"title", "description", "price", "currency", "language"})
"""Details that a script mentions. When one changes, a script written for them is out of date."""


def script_of_remake(before: VideoRequest, listing: Listing, body: RemakeBody, store: Store) -> str | None:
    """Return the script of the new version: the one in the request, else the earlier one.

    An earlier script that is an unedited draft of ours is dropped when the details have changed, so that a new script
    is written for the new details.
    """
    if "script" in body.model_fields_set:
        return body.script
    if before.script is None or not _script_facts_changed(before.listing, listing):
        return before.script
    return None if store.head(draft_key(before.owner, before.script, before.listing)) else before.script


def _script_facts_changed(before: Listing, now: Listing) -> bool:
    return before.model_dump(include=set(_SCRIPT_FACTS)) != now.model_dump(include=set(_SCRIPT_FACTS))
