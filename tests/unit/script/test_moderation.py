"""A job's content is moderated before anything is paid for."""

from collections.abc import Mapping

import pytest

from functions.script.moderation import ScriptModerator, check_text, is_draft_allowed, moderate_job, moderate_script
from testing.clock import FixedClock
from testing.jobs import MemoryJobs, job_row, snapshot_of
from testing.listings import CAR
from testing.moderation import POLICY, REFUSED_WORD, REVIEWED_WORD, MemoryModerator, with_score
from testing.store import MemoryStore
from vidx import keys
from vidx.errors import (
    ArtifactMissing,
    ContentInReview,
    ContentRefused,
    FilesExpired,
    JobClosed,
    ProviderRateLimited,
    ProviderRetired,
    ProviderUnavailable,
    VidxError,
)
from vidx.jobs.artifacts import CLIP_TYPE, PHOTO_TYPE
from vidx.jobs.events import StageInput, TextModerationInput
from vidx.jobs.model import Stage, Status
from vidx.jobs.request import VideoChoices, VideoRequest
from vidx.jobs.stage_runner import StageRun
from vidx.moderation import REVIEW_MESSAGE, Decision, Verdict

PHOTO, SHEET, LOGO = b"a photo", b"frames of a clip", b"a logo"


def prepared(**changes: object) -> MemoryStore:
    """Storage after the photos stage: a photo, a clip and a logo."""
    fields: Mapping[str, object] = {
        "job_id": "j1", "owner": "mia", "listing": CAR, "choices": VideoChoices(), "photo_keys": ("k0", "k1"),
        "logo_key": "l", **changes,
    }  # fmt: skip
    request = VideoRequest.model_validate(fields)
    job_id = request.job_id
    store = MemoryStore()
    store.put(keys.job_request(job_id), request.model_dump_json(by_alias=True).encode(), "application/json")
    store.put(keys.working_copy(job_id, 0), b"large", PHOTO_TYPE)
    store.put(keys.web_photo(job_id, 0), PHOTO, PHOTO_TYPE)
    store.put(keys.working_copy(job_id, 1), b"film", CLIP_TYPE)
    store.put(keys.clip_frames(job_id, 1), SHEET, PHOTO_TYPE)
    store.put(keys.logo(job_id), LOGO, "image/png")
    return store


def run_of(jobs: MemoryJobs, job_id: str = "j1") -> StageRun:
    job = jobs.get(job_id)
    assert job is not None
    return StageRun(StageInput(job_id=job_id, attempt=job.attempt), Stage.SCRIPT, snapshot_of(job), jobs, FixedClock())


@pytest.fixture
def jobs() -> MemoryJobs:
    jobs = MemoryJobs()
    jobs.create(job_row("j1"))
    return jobs


def moderate(jobs: MemoryJobs, store: MemoryStore, moderator: MemoryModerator, job_id: str = "j1") -> None:
    run = run_of(jobs, job_id)
    moderate_job(run.event, run, store, moderator, POLICY)


def test_text_photos_frames_of_clips_and_logo_are_assessed(jobs: MemoryJobs) -> None:
    moderator = MemoryModerator()
    choices = VideoChoices(link="https://shop.example/car")

    moderate(jobs, prepared(script="Buy this car.", choices=choices), moderator)

    text, script = moderator.texts
    assert script == "Buy this car."
    assert all(part in text for part in (CAR.title, CAR.description, "Buy this car.", "https://shop.example/car"))
    assert sorted(moderator.images) == sorted([PHOTO, SHEET, LOGO])


def test_a_retry_with_the_same_content_asks_nobody_again(jobs: MemoryJobs) -> None:
    store = prepared()
    moderate(jobs, store, MemoryModerator())

    again = MemoryModerator()
    moderate(jobs, store, again)

    assert not again.texts
    assert not again.images


def test_another_photo_is_assessed(jobs: MemoryJobs) -> None:
    store = prepared()
    moderate(jobs, store, MemoryModerator())
    store.put(keys.web_photo("j1", 0), b"another", PHOTO_TYPE)

    moderator = MemoryModerator()
    moderate(jobs, store, moderator)

    assert b"another" in moderator.images


def test_what_is_stored_holds_no_text_of_the_seller(jobs: MemoryJobs) -> None:
    store = prepared()

    moderate(jobs, store, MemoryModerator())

    assert CAR.title.encode() not in store.get(keys.moderation("j1"))


def test_a_harmful_text_is_refused_and_the_job_is_not_in_review(jobs: MemoryJobs) -> None:
    with pytest.raises(ContentRefused, match="Your text seems to contain something illegal"):
        moderate(jobs, prepared(script=f"Best {REFUSED_WORD}."), MemoryModerator())

    assert jobs.rows["j1"].status is Status.QUEUED


@pytest.mark.parametrize(
    ("image", "name", "photo"), [(PHOTO, "Photo 1", 1), (SHEET, "Clip 2", 2), (LOGO, "Your logo", None)]
)
def test_a_harmful_image_is_named(jobs: MemoryJobs, image: bytes, name: str, photo: int | None) -> None:
    with pytest.raises(ContentRefused, match=f"{name} seems to contain sexual content") as refused:
        moderate(jobs, prepared(), MemoryModerator({image: with_score("sexual", 0.95)}))

    assert refused.value.photo == photo


def test_doubtful_content_waits_for_an_operator(jobs: MemoryJobs) -> None:
    with pytest.raises(ContentInReview):
        moderate(jobs, prepared(), MemoryModerator({PHOTO: with_score("violence", 0.6)}))

    job = jobs.rows["j1"]
    assert (job.status, job.message) == (Status.REVIEW, REVIEW_MESSAGE)
    assert job.review is not None
    (finding,) = job.review.findings
    assert (finding.part, finding.photo, finding.verdict) == ("photo", 1, Verdict.REVIEW)


def test_a_refusal_comes_before_a_review(jobs: MemoryJobs) -> None:
    harmful = {PHOTO: with_score("violence", 0.6), LOGO: with_score("sexual", 0.95)}

    with pytest.raises(ContentRefused, match="Your logo"):
        moderate(jobs, prepared(), MemoryModerator(harmful))


def test_approved_content_passes_in_the_next_attempt_and_in_another_version(jobs: MemoryJobs) -> None:
    harmful = {PHOTO: with_score("violence", 0.6)}
    store = prepared()
    with pytest.raises(ContentInReview):
        moderate(jobs, store, MemoryModerator(harmful))
    review = jobs.rows["j1"].review
    assert review is not None
    digests = tuple(finding.digest for finding in review.findings)
    approved = {"status": Status.QUEUED, "attempt": 2, "approved_content": digests}
    jobs.rows["j1"] = jobs.rows["j1"].model_copy(update=approved)

    moderate(jobs, store, MemoryModerator(harmful))

    store.objects |= prepared(job_id="j2", earlier=("j1",), script="Other words.").objects
    store.info |= prepared(job_id="j2", earlier=("j1",), script="Other words.").info
    jobs.create(job_row("j2").model_copy(update={"approved_content": digests}))
    moderate(jobs, store, MemoryModerator(harmful), "j2")


@pytest.mark.parametrize("error", [ProviderUnavailable("down"), ProviderRateLimited("busy"), ProviderRetired("gone")])
def test_content_never_passes_while_the_moderation_is_down(jobs: MemoryJobs, error: VidxError) -> None:
    store = prepared()

    with pytest.raises(type(error)):
        moderate(jobs, store, MemoryModerator(errors=[error]))

    assert store.head(keys.moderation("j1")) is None


def test_a_photo_that_fails_alone_stores_nothing(jobs: MemoryJobs) -> None:
    store = prepared()
    moderate(jobs, store, MemoryModerator())
    store.put(keys.web_photo("j1", 0), b"another", PHOTO_TYPE)
    before = store.get(keys.moderation("j1"))

    with pytest.raises(ProviderUnavailable):
        moderate(jobs, store, MemoryModerator(image_errors=[ProviderUnavailable("down")]))

    assert store.get(keys.moderation("j1")) == before


def test_an_image_that_is_missing_stops_the_job(jobs: MemoryJobs) -> None:
    store = prepared()
    store.delete(keys.clip_frames("j1", 1))

    with pytest.raises(ArtifactMissing):
        moderate(jobs, store, MemoryModerator())


def test_an_expired_request_stops_the_job(jobs: MemoryJobs) -> None:
    with pytest.raises(FilesExpired):
        moderate(jobs, MemoryStore(), MemoryModerator())


def test_a_canceled_job_is_not_in_review(jobs: MemoryJobs) -> None:
    run = run_of(jobs)
    jobs.cancel("j1")

    with pytest.raises(JobClosed):
        moderate_job(run.event, run, prepared(), MemoryModerator({PHOTO: with_score("violence", 0.6)}), POLICY)


@pytest.mark.parametrize(
    ("word", "allowed"), [("lamp", True), (REVIEWED_WORD, False)], ids=["harmless text", "doubtful text"]
)
def test_a_model_writes_drafts_about_harmless_texts_only(word: str, allowed: bool) -> None:
    listing = CAR.model_copy(update={"description": f"A {word}."})

    assert is_draft_allowed(listing, MemoryModerator(), POLICY) is allowed


def test_a_draft_about_a_harmful_text_is_refused() -> None:
    with pytest.raises(ContentRefused):
        is_draft_allowed(CAR.model_copy(update={"title": REFUSED_WORD}), MemoryModerator(), POLICY)


@pytest.mark.parametrize("error", [ProviderUnavailable("down"), ProviderRetired("gone")])
def test_no_model_writes_a_draft_while_the_moderation_is_down(error: VidxError) -> None:
    assert not is_draft_allowed(CAR, MemoryModerator(errors=[error]), POLICY)


def test_a_text_alone_is_checked() -> None:
    assert check_text(TextModerationInput(text="A lamp."), MemoryModerator(), POLICY).findings == ()
    (finding,) = check_text(TextModerationInput(text=REVIEWED_WORD), MemoryModerator(), POLICY).findings
    assert finding.verdict is Verdict.REVIEW
    with pytest.raises(ProviderUnavailable):
        check_text(TextModerationInput(text="A lamp."), MemoryModerator(errors=[ProviderUnavailable("down")]), POLICY)


def check_script(jobs: MemoryJobs, text: str, moderator: MemoryModerator) -> None:
    run = run_of(jobs)
    moderate_script(text, run.event, run, ScriptModerator(moderator, POLICY, run.job.approved_content))


def test_a_written_script_is_refused_before_its_voice_is_paid_for(jobs: MemoryJobs) -> None:
    with pytest.raises(ContentRefused, match="The script seems to contain something illegal"):
        check_script(jobs, f"Buy {REFUSED_WORD}.", MemoryModerator())


def test_a_doubtful_script_waits_for_an_operator_and_is_then_spoken_unchanged(jobs: MemoryJobs) -> None:
    text = f"With a {REVIEWED_WORD}."
    with pytest.raises(ContentInReview):
        check_script(jobs, text, MemoryModerator())
    job = jobs.rows["j1"]
    assert job.status is Status.REVIEW
    assert job.review
    assert [finding.part for finding in job.review.findings] == ["script"]
    jobs.approve(job, Decision(verdict=Verdict.PASS, operator="o", decided_at=jobs.clock.now()))

    check_script(jobs, text, MemoryModerator())


def test_an_approved_script_does_not_let_another_one_pass(jobs: MemoryJobs) -> None:
    with pytest.raises(ContentInReview):
        check_script(jobs, f"With a {REVIEWED_WORD}.", MemoryModerator())
    decision = Decision(verdict=Verdict.PASS, operator="o", decided_at=jobs.clock.now())
    jobs.approve(jobs.rows["j1"], decision)

    with pytest.raises(ContentInReview):
        check_script(jobs, f"With another {REVIEWED_WORD}.", MemoryModerator())


def test_no_script_passes_while_moderation_is_down(jobs: MemoryJobs) -> None:
    with pytest.raises(ProviderUnavailable):
        check_script(jobs, "Buy this car.", MemoryModerator(errors=[ProviderUnavailable("down")]))


def test_a_script_is_assessed_once_and_its_harms_are_named_for_the_model() -> None:
    model = MemoryModerator()
    scripts = ScriptModerator(model, POLICY)

    harms = [scripts.harms(text) for text in (f"Buy {REFUSED_WORD}.", f"A {REVIEWED_WORD}.", f"Buy {REFUSED_WORD}.")]

    assert harms == [["something illegal or a weapon"], [], ["something illegal or a weapon"]]
    assert len(model.texts) == 2


def test_a_paid_script_is_kept_for_its_last_check_while_moderation_is_down() -> None:
    scripts = ScriptModerator(MemoryModerator(errors=[ProviderUnavailable("down")]), POLICY)

    assert scripts.harms(f"Buy {REFUSED_WORD}.") == []
    assert scripts.harms(f"Buy {REFUSED_WORD}.") == ["something illegal or a weapon"]
