"""Content is moderated on the whole local cloud before anything is paid for, and an operator decides about doubts."""

from collections.abc import Iterator

import httpx
import pytest

from local.cloud import Cloud
from testing.moderation import REFUSED_WORD, REVIEWED_WORD
from testing.pictures import picture
from testing.seller import BRIEF, LAMP, Provider, Seller
from tests.integration.test_ads import publish, until
from vidx.moderation import REVIEW_MESSAGE


@pytest.fixture(scope="module")
def operator(cloud: Cloud) -> Iterator[Seller]:
    seller = Seller(cloud)
    operator = Seller(cloud, seller.as_operator())
    yield operator
    seller.http.close()
    operator.http.close()


def decide(operator: Seller, job_id: str, action: str, **body: str) -> httpx.Response:
    return operator.http.post(f"/api/moderation/jobs/{job_id}/{action}", json=body or None)


def test_a_harmful_text_is_refused_before_anything_is_paid_for(
    seller: Seller, photo_keys: list[str], provider: Provider
) -> None:
    before = provider.answered()

    ended = seller.wait(seller.start(photo_keys, title=f"Fresh {REFUSED_WORD}"))

    assert (ended["status"], ended["error"]["code"], ended["error"]["retryable"]) == ("error", "ContentRefused", False)
    assert ended["error"]["message"].startswith("Your text seems to contain something illegal")
    assert provider.answered() == before


def test_a_harmful_photo_is_refused_by_its_number(seller: Seller, photo_keys: list[str], provider: Provider) -> None:
    (harmful,) = seller.upload([picture("JPEG", 1600, 1200, "hotpink")])
    before = provider.answered()

    ended = seller.wait(seller.start([*photo_keys, harmful], script=BRIEF))

    assert (ended["error"]["code"], ended["error"]["photo"]) == ("ContentRefused", len(photo_keys) + 1)
    assert provider.answered() == before


def test_the_video_of_an_approved_job_is_made_and_published(
    seller: Seller, operator: Seller, photo_keys: list[str], provider: Provider
) -> None:
    (doubtful,) = seller.upload([picture("JPEG", 1600, 1200, "chartreuse")])
    before = provider.answered()
    job_id, ad_id = publish(seller, [*photo_keys, doubtful], script=BRIEF)

    waiting = seller.wait(job_id, "review")

    assert waiting["message"] == REVIEW_MESSAGE
    assert provider.answered() == before
    assert httpx.get(f"{seller.cloud.description.api_url}/api/ads/{ad_id}").status_code == 404
    assert job_id in [job["jobId"] for job in operator.http.get("/api/moderation/jobs?limit=100").json()["jobs"]]
    content = operator.http.get(f"/api/moderation/jobs/{job_id}").raise_for_status().json()
    assert content["findings"][0]["photo"] == len(photo_keys) + 1
    assert [httpx.get(photo["url"]).status_code for photo in content["photos"]] == [200] * (len(photo_keys) + 1)

    assert decide(operator, job_id, "approve").json()["status"] == "queued"

    done = seller.wait(job_id, "complete", "error")
    assert (done["status"], done["attempt"]) == ("complete", 2)
    assert until(seller, ad_id, "active")["jobId"] == job_id


def test_a_rejected_job_ends_with_its_listing(
    seller: Seller, operator: Seller, photo_keys: list[str], provider: Provider
) -> None:
    before = provider.answered()
    job_id, ad_id = publish(seller, photo_keys, description=f"{LAMP['description']} With a {REVIEWED_WORD}.")
    seller.wait(job_id, "review")

    assert decide(operator, job_id, "reject", reason="no weapons").json()["status"] == "error"

    ended = seller.status(job_id)
    assert ended["error"]["message"] == "We looked at your ad and cannot make this video: no weapons."
    assert until(seller, ad_id, "failed")["jobId"] == job_id
    assert seller.http.post(f"/api/video/jobs/{job_id}/retry").status_code == 422
    assert provider.answered() == before


def test_a_seller_is_no_operator(seller: Seller) -> None:
    assert seller.http.get("/api/moderation/jobs").status_code == 403


def test_content_is_not_published_unchecked_while_moderation_fails(
    seller: Seller, photo_keys: list[str], provider: Provider
) -> None:
    provider.fail("moderations", "retired", 1)
    before = provider.answered()

    ended = seller.wait(seller.start(photo_keys, script="Nobody has read these words. Take it home."))

    assert (ended["status"], ended["error"]["code"]) == ("error", "ProviderRetired")
    assert provider.answered() == before


def test_a_moderation_that_fails_for_a_moment_is_repeated(
    seller: Seller, photo_keys: list[str], provider: Provider
) -> None:
    provider.fail("moderations", "500", 2)

    assert seller.wait(seller.start(photo_keys, script=BRIEF))["status"] == "complete"


def test_a_harmful_draft_is_refused_without_a_model(seller: Seller, provider: Provider) -> None:
    before = provider.answered()
    body = {name: LAMP[name] for name in ("description", "price", "currency")}

    refused = seller.http.post("/api/video/generate-script", json={**body, "title": REFUSED_WORD})
    doubtful = seller.http.post("/api/video/generate-script", json={**body, "title": f"An old {REVIEWED_WORD}"})

    assert (refused.status_code, refused.json()["code"]) == (422, "ContentRefused")
    assert doubtful.status_code == 200
    assert provider.answered() == before


def test_a_harmful_script_of_the_model_is_written_anew(
    seller: Seller, photo_keys: list[str], provider: Provider
) -> None:
    before = provider.answered()
    provider.fail("chat", "harmful", 1)

    ended = seller.wait(seller.start(photo_keys))

    assert ended["status"] == "complete", ended
    assert "cocaine" not in ended["script"]
    assert provider.answered()["chat"] == before["chat"] + 2


def test_a_doubtful_script_of_the_model_waits_for_an_operator_and_is_then_spoken(
    seller: Seller, operator: Seller, photo_keys: list[str], provider: Provider
) -> None:
    before = provider.answered()
    provider.fail("chat", "doubtful", 1)
    job_id = seller.start(photo_keys)
    seller.wait(job_id, "review")

    content = operator.http.get(f"/api/moderation/jobs/{job_id}").raise_for_status().json()
    assert [finding["part"] for finding in content["findings"]] == ["script"]
    assert "rifle" in content["script"]
    assert provider.answered() == {**before, "chat": before["chat"] + 1}
    decide(operator, job_id, "approve").raise_for_status()

    done = seller.wait(job_id)
    assert (done["status"], done["script"]) == ("complete", content["script"])
    assert provider.answered()["chat"] == before["chat"] + 1
