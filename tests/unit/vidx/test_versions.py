"""What a job takes over from its earlier versions."""

from dataclasses import dataclass

import pytest

from testing.store import MemoryStore
from vidx import keys
from vidx.errors import ArtifactMissing
from vidx.jobs.artifacts import FINGERPRINT, reuse_artifact
from vidx.jobs.request import Listing, VideoChoices, VideoRequest
from vidx.ports import ObjectInfo

LAMP = Listing.model_validate({"title": "Lamp", "description": "Brass", "price": 1})


def job(job_id: str, *earlier: str) -> VideoRequest:
    return VideoRequest(
        job_id=job_id, owner="u1", listing=LAMP, choices=VideoChoices(), photo_keys=("k",), earlier=earlier
    )


def held(*job_ids: str, made: str = "sum") -> MemoryStore:
    """Storage in which these jobs have a voice."""
    store = MemoryStore()
    for job_id in job_ids:
        store.put(keys.voice(job_id), f"voice of {job_id}".encode(), "audio/wav", {FINGERPRINT: made, "voice-s": "2.5"})
    return store


def test_an_earlier_versions_output_is_copied_with_what_is_noted_of_it() -> None:
    store = held("first")

    found = reuse_artifact(store, job("second", "first"), "sum", keys.voice)

    assert found is not None
    assert found.metadata == {FINGERPRINT: "sum", "voice-s": "2.5"}
    assert store.get(keys.voice("second")) == b"voice of first"


def test_own_output_goes_before_the_earlier_versions() -> None:
    store = held("first", "second")

    assert reuse_artifact(store, job("second", "first"), "sum", keys.voice)
    assert store.get(keys.voice("second")) == b"voice of second"


def test_what_the_latest_version_changed_is_found_again_with_the_one_before_it() -> None:
    store = held("first")
    store.put(keys.voice("second"), b"another voice", "audio/wav", {FINGERPRINT: "other"})

    assert reuse_artifact(store, job("third", "second", "first"), "sum", keys.voice)
    assert store.get(keys.voice("third")) == b"voice of first"


@pytest.mark.parametrize("made", ["other", "su"])
def test_an_output_of_other_making_is_not_taken_over(made: str) -> None:
    store = held("first", made=made)

    assert reuse_artifact(store, job("second", "first"), "sum", keys.voice) is None
    assert store.head(keys.voice("second")) is None


def test_a_job_of_its_own_looks_at_nobody_elses() -> None:
    assert reuse_artifact(held("first"), job("second"), "sum", keys.voice) is None


@dataclass
class ExpiringStore(MemoryStore):
    """The object expires between the question and the copy."""

    def copy(self, source_key: str, key: str) -> ObjectInfo:
        raise ArtifactMissing(f"there is no object {source_key}")


def test_an_output_that_expires_meanwhile_is_made_again() -> None:
    full = held("first")

    assert reuse_artifact(ExpiringStore(full.objects, full.info), job("second", "first"), "sum", keys.voice) is None


def test_all_versions_move_like_the_first() -> None:
    versions = (job("first"), job("second", "first"), job("third", "second", "first"))

    seeds = {version.seed for version in versions}

    assert seeds == {"first"}
