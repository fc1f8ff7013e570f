"""The API behind its real gateway, with real tables."""

from uuid import uuid4

import httpx
import pytest

from local.cloud import Cloud
from testing.logos import LOGO, logo_shares
from testing.pictures import picture, png_with_size
from testing.seller import LAMP, Seller
from vidx.adapters.dynamodb.idempotency import idempotency_in
from vidx.errors import IdempotencyMismatch, RequestInFlight

MIB = 1024 * 1024


def problem(answer: httpx.Response) -> dict[str, str]:
    """The messages of a problem by field."""
    assert answer.headers["content-type"] == "application/problem+json"
    return {error["field"]: error["message"] for error in answer.json()["errors"]}


def form(seller: Seller, files: list[bytes], logo: bytes = b"") -> httpx.Response:
    """A form as a page sends it, with an empty file field if no logo was chosen."""
    fields = {name: str(value) for name, value in LAMP.items()}
    parts = [("photos", (f"{number}.jpg", file, "image/jpeg")) for number, file in enumerate(files)]
    parts += [("logo", ("emblem.png" if logo else "", logo, "image/png"))]
    return seller.http.post("/api/video/generate", data=fields, files=parts)


def cancel(seller: Seller, answer: httpx.Response) -> None:
    """Cancel the job, because the test does not need the rest of the pipeline."""
    assert answer.status_code == 202, answer.text
    seller.http.post(f"/api/video/jobs/{answer.json()['jobId']}/cancel").raise_for_status()


def test_a_job_of_ten_photos_is_accepted(seller: Seller) -> None:
    keys = seller.upload([picture(color=color) for color in ("red", "lime", "blue", "teal", "peru") * 2])

    answer = seller.generate(keys)

    assert answer.headers["location"] == answer.json()["statusUrl"]
    cancel(seller, answer)


def test_small_files_can_be_sent_in_a_form(seller: Seller) -> None:
    cancel(seller, form(seller, [picture(width_px=900, height_px=700), picture("PNG", 600, 600, "peru")]))


def test_a_logo_in_a_form_is_visible_in_the_video(seller: Seller) -> None:
    answer = form(seller, [picture(width_px=900, height_px=1200)], LOGO)

    video_url = seller.wait(answer.raise_for_status().json()["jobId"])["videoUrl"]

    first, middle, last = logo_shares(httpx.get(video_url).content)
    assert min(first, last) > 0.002 > middle


def test_a_form_over_4_mb_is_refused_with_a_hint_to_uploads(seller: Seller) -> None:
    answer = form(seller, [picture() + bytes(4 * MIB)])

    assert answer.status_code == 413
    assert "/api/uploads" in problem(answer)["photos"]


def test_an_idempotency_key_with_another_body_is_refused(seller: Seller, photo_keys: list[str]) -> None:
    key = uuid4().hex
    cancel(seller, seller.generate(photo_keys, key))

    answer = seller.generate(photo_keys, key, title="Another lamp")

    assert (answer.status_code, answer.json()["code"]) == (422, "IdempotencyMismatch")


def test_a_refused_request_does_not_use_up_its_key(seller: Seller, photo_keys: list[str]) -> None:
    key = uuid4().hex
    assert seller.generate([*photo_keys, f"{photo_keys[0]}-gone"], key).status_code == 422

    cancel(seller, seller.generate(photo_keys, key))


@pytest.mark.filterwarnings("ignore:Couldn't determine the remaining time left")
def test_a_second_request_is_refused_while_the_first_is_in_progress(cloud: Cloud) -> None:
    once, key = idempotency_in(cloud.aws.dynamodb, cloud.description.jobs_table), uuid4().hex
    meanwhile: list[type[Exception]] = []

    def work() -> dict[str, str]:
        for body in ("body", "another body"):
            with pytest.raises((RequestInFlight, IdempotencyMismatch)) as refused:
                once.run("u1", key, body, dict)
            meanwhile.append(refused.type)
        return {"jobId": "j1"}

    first = once.run("u1", key, "body", work)

    assert meanwhile == [RequestInFlight, IdempotencyMismatch]
    assert once.run("u1", key, "body", dict) == first == {"jobId": "j1"}


@pytest.mark.parametrize(
    ("file", "message"),
    [
        (picture()[:-200], "damaged or incomplete JPEG"),
        (picture("PNG", 1, 1), "only 1×1 pixels"),
        (png_with_size(30_000, 30_000), "30,000×30,000 pixels"),
    ],
    ids=["truncated", "1x1", "bomb"],
)
def test_a_photo_is_refused_by_its_first_and_last_bytes(
    seller: Seller, photo_keys: list[str], file: bytes, message: str
) -> None:
    (bad,) = seller.upload([file])

    answer = seller.generate([*photo_keys, bad])

    assert answer.status_code == 422
    assert message in problem(answer)["photos[2]"]


def test_the_public_routes_need_no_sign_in(cloud: Cloud) -> None:
    base = cloud.description.api_url
    options = httpx.get(f"{base}/api/options").json()

    assert options["auth"]["clientId"] == cloud.description.client_id
    assert httpx.get(f"{base}/api/healthz").json()["status"] == "ok"
    assert "/api/video/generate" in httpx.get(f"{base}/api/openapi.json").json()["paths"]
    assert "SwaggerUIBundle" in httpx.get(f"{base}/api/docs").text


def test_a_wrong_method_is_refused_through_the_gateway(seller: Seller) -> None:
    answers = [seller.http.put("/api/video/generate"), seller.http.get("/api/video/generate")]

    assert [(answer.status_code, answer.headers["allow"]) for answer in answers] == [(405, "POST")] * 2


@pytest.mark.parametrize("method", ["GET", "POST", "PATCH", "DELETE"])
@pytest.mark.parametrize("path", ["/api/video/generate", "/api/ads/a1", "/api/options"])
def test_a_preflight_request_of_a_named_origin_is_allowed(cloud: Cloud, method: str, path: str) -> None:
    origin = cloud.description.api_url
    headers = {"Origin": origin, "Access-Control-Request-Method": method}
    headers["Access-Control-Request-Headers"] = "authorization,content-type,idempotency-key"

    answer = httpx.options(f"{origin}{path}", headers=headers)

    assert answer.status_code in {200, 204}
    assert answer.headers["access-control-allow-origin"] == origin
    assert method in answer.headers["access-control-allow-methods"].split(",")
    assert {"authorization", "idempotency-key"} <= set(answer.headers["access-control-allow-headers"].split(","))


def test_the_answer_of_a_named_origins_request_names_the_origin(cloud: Cloud) -> None:
    origin = cloud.description.api_url

    answer = httpx.get(f"{origin}/api/options", headers={"Origin": origin})

    assert answer.headers["access-control-allow-origin"] == origin
    assert "retry-after" in answer.headers["access-control-expose-headers"]


def test_a_preflight_request_of_another_origin_is_refused(cloud: Cloud) -> None:
    headers = {"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"}

    answer = httpx.options(f"{cloud.description.api_url}/api/video/generate", headers=headers)

    assert answer.status_code == 403
    assert "access-control-allow-origin" not in answer.headers
