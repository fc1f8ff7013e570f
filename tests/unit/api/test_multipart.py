"""The same request as a form with small files."""

import base64
import re
from collections.abc import Sequence
from typing import Any

import pytest

from testing.pictures import picture
from tests.unit.api.conftest import DETAILS, PHOTO, Api, Reply, event
from vidx import keys, options
from vidx.jobs.request import VideoRequest

BOUNDARY = "----edge"
RED = picture("PNG", 300, 300, "red")


def form(
    fields: dict[str, Any], files: list[bytes], part: str = "photos", *, logos: Sequence[bytes] = (), logo: str = "l"
) -> bytes:
    """Args: part: name of the files' parts; logo: file name of the logos."""
    body = b""
    for name, value in fields.items():
        body += f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
    parts = [(part, f"{number}.jpg", file) for number, file in enumerate(files)] + [("logo", logo, f) for f in logos]
    for name, file_name, file in parts:
        head = f'Content-Disposition: form-data; name="{name}"; filename="{file_name}"\r\nContent-Type: image/jpeg'
        body += f"--{BOUNDARY}\r\n{head}\r\n\r\n".encode() + file + b"\r\n"
    return body + f"--{BOUNDARY}--\r\n".encode()


def send(api: Api, body: bytes, *, user: str | None = "u1", key: str | None = None) -> Reply:
    headers = {"content-type": f"multipart/form-data; boundary={BOUNDARY}"}
    if key:
        headers["idempotency-key"] = key
    text = base64.b64encode(body).decode()
    request = event("POST", "/api/video/generate", text, user=user, headers=headers, query={})
    return api.send({**request, "isBase64Encoded": True})


def test_a_form_with_small_files_starts_a_job_like_uploaded_photos(api: Api) -> None:
    reply = send(api, form(DETAILS | {"duration": 30}, [PHOTO, RED]))

    assert reply.status == 202
    request = VideoRequest.model_validate_json(api.store.get(keys.job_request(reply.json["jobId"])))
    assert [api.store.get(key) for key in request.photo_keys] == [PHOTO, RED]
    assert all(key.startswith(keys.user_uploads("u1")) for key in request.photo_keys)
    assert (request.listing.title, request.choices.duration) == ("Oak chair", 30)


def test_a_file_may_come_without_a_file_name(api: Api) -> None:
    body = form(DETAILS, [PHOTO])
    unnamed = re.sub(rb'; filename="[^"]*"', b"", body)

    assert unnamed != body
    assert send(api, unnamed).status == 202


def test_a_repeated_form_is_the_same_request(api: Api) -> None:
    first, second = (send(api, form(DETAILS, [PHOTO]), key="k1") for _ in range(2))

    assert first.json == second.json
    assert len(api.jobs.rows) == 1


def test_a_form_over_4_mb_is_refused_with_a_hint_to_uploads(api: Api) -> None:
    reply = send(api, form(DETAILS, [PHOTO + bytes(4 * 1024 * 1024)]))

    assert (reply.status, reply.json["code"]) == (413, "PayloadTooLarge")
    assert "/api/uploads" in reply.field_messages["photos"]


@pytest.mark.parametrize(("beyond", "status"), [(0, 202), (1, 413)])
def test_a_form_of_exactly_4_mb_is_accepted(api: Api, beyond: int, status: int) -> None:
    """Bytes after the last boundary count towards the size of the form only."""
    body = form(DETAILS, [PHOTO])

    assert send(api, body.ljust(options.MAX_MULTIPART_BYTES + beyond, b"\n")).status == status


@pytest.mark.parametrize(
    ("text", "publishes"), [("true", True), ("on", True), ("1", True), ("False", False), ("0", False)]
)
def test_a_flag_of_a_form_is_a_text(api: Api, text: str, publishes: bool) -> None:
    reply = send(api, form(DETAILS | {"publish": text}, [PHOTO]))

    assert reply.status == 202
    assert bool(reply.json["adId"]) is publishes


def test_a_flag_of_a_form_that_says_neither_is_refused(api: Api) -> None:
    assert set(send(api, form(DETAILS | {"publish": "maybe"}, [PHOTO])).field_messages) == {"publish"}


def test_blank_fields_of_a_form_count_as_missing(api: Api) -> None:
    assert send(api, form(DETAILS | {"script": "", "voice": " "}, [PHOTO])).status == 202


@pytest.mark.parametrize(
    ("fields", "files", "field", "message"),
    [
        ({"price": "-1"}, [PHOTO], "price", "price must be an amount of money such as 1299"),
        ({"duration": "soon"}, [PHOTO], "duration", "duration must be 15 or 30"),
        ({}, [], "photos", "photos: at least 1 needed, not 0"),
        ({}, [PHOTO] * 11, "photos", "photos: at most 10 allowed, not 11"),
        ({}, [PHOTO, b"GIF89a......"], "photos[1]", "photo 2 is a GIF picture"),
        ({}, [b""], "photos[0]", "photo 1 is an empty file"),
    ],
)
def test_a_bad_form_gets_the_same_explanation_as_bad_json(
    api: Api, fields: dict[str, str], files: list[bytes], field: str, message: str
) -> None:
    reply = send(api, form(DETAILS | fields, files))

    assert reply.status == 422
    assert reply.field_messages[field].startswith(message)
    assert not api.jobs.rows


def test_a_logo_in_a_form_is_uploaded_and_stored_in_the_request(api: Api) -> None:
    logo = picture("PNG", 120, 60)

    reply = send(api, form(DETAILS, [PHOTO], logos=[logo]))

    assert reply.status == 202
    request = VideoRequest.model_validate_json(api.store.get(keys.job_request(reply.json["jobId"])))
    assert api.store.get(request.logo_key or "") == logo
    assert [api.store.get(key) for key in request.photo_keys] == [PHOTO]


def test_an_empty_file_field_is_no_logo(api: Api) -> None:
    reply = send(api, form(DETAILS, [PHOTO], logos=[b""], logo=""))

    assert reply.status == 202
    assert VideoRequest.model_validate_json(api.store.get(keys.job_request(reply.json["jobId"]))).logo_key is None


@pytest.mark.parametrize(
    ("logos", "field", "message"),
    [
        ([b""], "logoKey", "the logo has 0.0 MB; it must not be empty"),
        ([b"GIF89a......"], "logoKey", "the logo is a GIF picture"),
        ([RED, RED], "logo", "logo is one picture, not 2"),
    ],
    ids=["empty", "gif", "two"],
)
def test_a_bad_logo_in_a_form_is_refused_and_not_stored(api: Api, logos: list[bytes], field: str, message: str) -> None:
    reply = send(api, form(DETAILS, [PHOTO], logos=logos))

    assert reply.status == 422
    assert reply.field_messages[field].startswith(message)
    assert not api.jobs.rows


def test_a_file_under_a_wrong_part_name_is_named(api: Api) -> None:
    reply = send(api, form(DETAILS, [PHOTO], part="picture"))

    assert reply.field_messages["picture"] == "picture is not a field of this request; leave it out"


def test_an_unreadable_form_is_refused_with_an_explanation(api: Api) -> None:
    reply = send(api, b"this is no form")

    assert (reply.status, reply.json["code"]) == (422, "InvalidDetails")
    assert "multipart/form-data" in reply.field_messages["body"]


def test_a_form_without_a_token_is_a_401(api: Api) -> None:
    assert send(api, form(DETAILS, [PHOTO]), user=None).status == 401


def test_a_route_without_forms_refuses_one(api: Api) -> None:
    headers = {"content-type": f"multipart/form-data; boundary={BOUNDARY}"}
    text = base64.b64encode(form({}, [PHOTO])).decode()
    request = event("POST", "/api/uploads", text, user="u1", headers=headers, query={})

    assert api.send({**request, "isBase64Encoded": True}).status == 415
