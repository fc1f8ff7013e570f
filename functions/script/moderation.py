"""Moderation of texts and photos before a model is paid for, and of the script before the voice is."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Final, Literal

from vidx import keys
from vidx.errors import ArtifactMissing, ContentInReview, ProviderFailed, Transient
from vidx.jobs.artifacts import FINGERPRINT, PHOTO_TYPE, fingerprint_of, read_request, reuse_artifact
from vidx.jobs.events import StageInput, TextModerationInput, TextModerationResult
from vidx.jobs.request import Listing, VideoRequest
from vidx.jobs.stage_runner import StageRun
from vidx.moderation import (
    AssessedPart,
    Finding,
    JobAssessment,
    Part,
    Policy,
    Review,
    find_violations,
    harm,
    refusal,
    refused,
)
from vidx.observability import logger, record_findings, record_review
from vidx.ports.providers import Moderator
from vidx.ports.storage import ObjectInfo, Store
from vidx.settings import settings
from vidx.stored import parse_object

RECIPE: Final = "moderation/2"
"""Part of the fingerprint: raise it when other content is moderated, so that no stored assessment is reused."""
THREADS: Final = 4
"""Largest number of requests at once. The logo and each of up to ten photos need one."""


@dataclass(frozen=True)
class _Image:
    part: Part
    photo: int | None
    key: str
    info: ObjectInfo


def policy() -> Policy:
    """Return the policy in the settings."""
    return Policy.parse(settings().moderation_refuse, settings().moderation_review)


def moderate_job(event: StageInput, run: StageRun, store: Store, moderator: Moderator, policy: Policy) -> None:
    """Check the job's text, photos, clips and logo. Return if all pass or an operator has approved them.

    The model's assessment is stored, so that a retry with the same content does not call the model again.

    Raises:
        ContentRefused: something does not pass. The message is for the seller.
        ContentInReview: an operator has to decide; the job's status says so. The stage must end.
        Transient, ProviderFailed: the model does not answer, so nothing passes.
        JobClosed: the job is over.
        FilesExpired: the job's request is gone.
        ArtifactMissing: an output of the photos stage is missing.
    """
    request = read_request(store, event.job_id)
    _decide(find_violations(_assessed_parts(request, store, moderator), policy, run.job.approved_content), event, run)


@dataclass
class ScriptModerator:
    """Moderation of scripts that a model or the template has written. Each text is assessed once.

    Attributes:
        approved: digests of the content that an operator has approved.
    """

    moderator: Moderator
    policy: Policy
    approved: tuple[str, ...] = ()
    _assessed: dict[str, AssessedPart] = field(default_factory=dict)

    def harms(self, text: str) -> list[str]:
        """Return why a script is refused, in words for sellers and models; empty also while the endpoint is down.

        The script's last check (`moderate_script`) follows and waits for the endpoint; the paid script is not lost.
        """
        try:
            return [harm(finding) for finding in refused(self.find(text))]
        except (Transient, ProviderFailed) as error:
            logger.warning("a script was not moderated before its last check", extra={"reason": str(error)})
            return []

    def find(self, text: str) -> tuple[Finding, ...]:
        """Return what does not pass. Raise `Transient` or `ProviderFailed` if the model does not answer."""
        part = self._assessed.get(text) or _assessed_text("script", text, self.moderator)
        self._assessed[text] = part
        return find_violations([part], self.policy, self.approved)


def moderate_script(text: str, event: StageInput, run: StageRun, moderator: ScriptModerator) -> None:
    """Check the job's stored script before the voice is paid for. Return if it passes or an operator has approved it.

    Raises:
        ContentRefused, ContentInReview, Transient, ProviderFailed, JobClosed: as `moderate_job` does.
    """
    _decide(moderator.find(text), event, run)


def _decide(findings: Sequence[Finding], event: StageInput, run: StageRun) -> None:
    """Return if there are no findings. Otherwise refuse the content, or request a review and end the stage."""
    if not findings:
        return
    record_findings(findings)
    if refused(findings):
        raise refusal(refused(findings))
    run.jobs.request_review(event.job_id, event.attempt, Review(started_at=run.clock.now(), findings=tuple(findings)))
    record_review()
    raise ContentInReview("an operator decides about the content first")


def check_text(request: TextModerationInput, moderator: Moderator, policy: Policy) -> TextModerationResult:
    """Moderate one text. Raise `Transient` or `ProviderFailed` if the model does not answer."""
    findings = _text_findings(request.text, moderator, policy)
    if findings:
        record_findings(findings)
    return TextModerationResult(findings=findings)


def is_draft_allowed(listing: Listing, moderator: Moderator, policy: Policy) -> bool:
    """Return whether a language model may write a draft: only if the text passes, so not while moderation is down.

    Raises:
        ContentRefused: the text does not pass.
    """
    try:
        findings = _text_findings(listing_text(listing), moderator, policy)
    except (Transient, ProviderFailed) as error:
        logger.warning("a draft was not moderated", extra={"reason": str(error)})
        return False
    if refused(findings):
        record_findings(findings)
        raise refusal(refused(findings))
    return not findings


def listing_text(listing: Listing) -> str:
    return f"{listing.title}\n\n{listing.description}"


def _text_findings(text: str, moderator: Moderator, policy: Policy) -> tuple[Finding, ...]:
    return find_violations([_assessed_text("text", text, moderator)], policy)


def _assessed_text(part: Literal["text", "script"], text: str, moderator: Moderator) -> AssessedPart:
    return AssessedPart(part=part, digest=fingerprint_of(text), assessment=moderator.assess_text(text))


def _assessed_parts(request: VideoRequest, store: Store, moderator: Moderator) -> Sequence[AssessedPart]:
    text, images = _text(request), _images(request, store)
    etags = (f"{image.part}{image.photo}{image.info.etag}" for image in images)
    fingerprint = fingerprint_of(RECIPE, settings().moderation_model, text, *etags)
    key = keys.moderation(request.job_id)
    if reuse_artifact(store, request, fingerprint, keys.moderation):
        return parse_object(JobAssessment, store.get(key)).parts

    def assess(image: _Image) -> AssessedPart:
        content = store.get(image.key)
        assessment = moderator.assess_image(content, image.info.content_type)
        return AssessedPart(part=image.part, photo=image.photo, digest=fingerprint_of(content), assessment=assessment)

    texts = [_assessed_text("text", text, moderator)]
    if request.script:  # again by itself: a long description must not hide what it says
        texts.append(_assessed_text("script", request.script, moderator))
    with ThreadPoolExecutor(THREADS) as pool:
        parts = (*texts, *pool.map(assess, images))
    body = JobAssessment(parts=parts).model_dump_json().encode()
    store.put(key, body, "application/json", {FINGERPRINT: fingerprint})
    return parts


def _text(request: VideoRequest) -> str:
    return "\n\n".join(filter(None, (listing_text(request.listing), request.script, request.choices.link)))


def _images(request: VideoRequest, store: Store) -> list[_Image]:
    """Return outputs of the photos stage: photos at the size of the listing's page, contact sheets, the logo."""
    images = [_photo(store, request.job_id, index) for index in range(len(request.photo_keys))]
    if request.logo_key is not None:
        images.append(_Image("logo", None, keys.logo(request.job_id), _info(store, keys.logo(request.job_id))))
    return images


def _photo(store: Store, job_id: str, index: int) -> _Image:
    is_photo = _info(store, keys.working_copy(job_id, index)).content_type == PHOTO_TYPE
    key = keys.web_photo(job_id, index) if is_photo else keys.clip_frames(job_id, index)
    return _Image("photo" if is_photo else "clip", index + 1, key, _info(store, key))


def _info(store: Store, key: str) -> ObjectInfo:
    info = store.head(key)
    if info is None:
        raise ArtifactMissing(f"there is no {key}")
    return info
