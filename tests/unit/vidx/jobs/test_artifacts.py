"""When an artifact of the job or of an earlier version is used again."""

from dataclasses import dataclass

import pytest

from testing.store import MemoryStore
from vidx import keys
from vidx.errors import ArtifactMissing, FilesExpired
from vidx.jobs import artifacts
from vidx.jobs.artifacts import FINGERPRINT, reuse_artifact
from vidx.jobs.request import Listing, VideoChoices, VideoRequest
from vidx.ports.storage import ObjectInfo

LAMP = Listing.model_validate({"title": "Lamp", "description": "Brass", "price": 1})


def job(job_id: str, *earlier: str) -> VideoRequest:
    return VideoRequest(
        job_id=job_id, owner="u1", listing=LAMP, choices=VideoChoices(), photo_keys=("k",), earlier=earlier
    )


def store_with_voices(*job_ids: str, fingerprint: str = "sum") -> MemoryStore:
    """Return storage in which these jobs have a voice."""
    store = MemoryStore()
    for job_id in job_ids:
        store.put(
            keys.voice(job_id), f"voice of {job_id}".encode(), "audio/wav", {FINGERPRINT: fingerprint, "voice-s": "2.5"}
        )
    return store


def test_the_artifact_of_an_earlier_version_is_copied_with_its_metadata() -> None:
    store = store_with_voices("first")

    artifact = reuse_artifact(store, job("second", "first"), "sum", keys.voice)

    assert artifact is not None
    assert artifact.metadata == {FINGERPRINT: "sum", "voice-s": "2.5"}
    assert store.get(keys.voice("second")) == b"voice of first"


def test_the_jobs_own_artifact_comes_before_those_of_earlier_versions() -> None:
    store = store_with_voices("first", "second")

    assert reuse_artifact(store, job("second", "first"), "sum", keys.voice)
    assert store.get(keys.voice("second")) == b"voice of second"


def test_an_artifact_of_any_earlier_version_is_reused() -> None:
    store = store_with_voices("first")
    store.put(keys.voice("second"), b"another voice", "audio/wav", {FINGERPRINT: "other"})

    assert reuse_artifact(store, job("third", "second", "first"), "sum", keys.voice)
    assert store.get(keys.voice("third")) == b"voice of first"


@pytest.mark.parametrize("fingerprint", ["other", "su"])
def test_an_artifact_of_other_inputs_is_not_reused(fingerprint: str) -> None:
    store = store_with_voices("first", fingerprint=fingerprint)

    assert reuse_artifact(store, job("second", "first"), "sum", keys.voice) is None
    assert store.head(keys.voice("second")) is None


def test_a_first_version_reuses_no_other_job() -> None:
    assert reuse_artifact(store_with_voices("first"), job("second"), "sum", keys.voice) is None


@dataclass
class ExpiringStore(MemoryStore):
    """The object expires between `head` and `copy`."""

    def copy(self, source_key: str, key: str) -> ObjectInfo:
        raise ArtifactMissing(f"there is no object {source_key}")


def test_an_artifact_that_expires_during_the_copy_is_made_again() -> None:
    full = store_with_voices("first")

    assert reuse_artifact(ExpiringStore(full.objects, full.info), job("second", "first"), "sum", keys.voice) is None


def test_all_versions_move_like_the_first() -> None:
    versions = (job("first"), job("second", "first"), job("third", "second", "first"))

    seeds = {version.seed for version in versions}

    assert seeds == {"first"}


def test_an_artifact_is_reused_only_for_the_same_inputs() -> None:
    store = MemoryStore()
    fingerprint = artifacts.fingerprint_of("script", b"voice")
    store.put("k", b"...", "audio/wav", {artifacts.FINGERPRINT: fingerprint})
    assert artifacts.find_artifact(store, "k", fingerprint) is not None
    assert artifacts.find_artifact(store, "k", artifacts.fingerprint_of("other", b"voice")) is None
    assert artifacts.find_artifact(store, "nothing here", fingerprint) is None


def test_text_moved_to_the_next_input_changes_the_fingerprint() -> None:
    assert artifacts.fingerprint_of("ab", "c") != artifacts.fingerprint_of("a", "bc")


def test_a_request_that_is_gone_has_expired() -> None:
    with pytest.raises(FilesExpired):
        artifacts.read_request(MemoryStore(), "j1")
