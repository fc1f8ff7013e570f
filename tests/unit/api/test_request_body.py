"""Requests that are made to break the API get a small problem document that says what is wrong."""

import base64
import json
from typing import Any

import pytest

from tests.unit.api.conftest import DETAILS, PHOTO, Api, Reply, event
from tests.unit.api.test_multipart import BOUNDARY, form
from vidx import options
from vidx.errors import NotFound

MAX_PROBLEM_BYTES = 16_000
DRAFT = "/api/video/generate-script"
LONG = "x" * 200_000


def send(api: Api, body: bytes | str, content_type: str = "application/json", path: str = DRAFT) -> Reply:
    text = body if isinstance(body, str) else base64.b64encode(body).decode()
    request = event("POST", path, text, user="u1", headers={"content-type": content_type}, query={})
    return api.send({**request, "isBase64Encoded": isinstance(body, bytes)})


def assert_is_problem(reply: Reply, status: int) -> None:
    assert reply.status == status, reply.text[:500]
    assert reply.headers["Content-Type"] == "application/problem+json"
    assert reply.json["status"] == status
    assert reply.json["code"].isalpha()
    assert len(reply.text.encode()) < MAX_PROBLEM_BYTES
    assert reply.json["detail"].isprintable()
    assert all(f"{error['field']}{error['message']}".isprintable() for error in reply.json["errors"])


BODIES: dict[str, bytes | str] = {
    "a hundred thousand lists": "[" * 100_000,
    "a hundred thousand objects": '{"a":' * 100_000,
    "nested but closed": "[" * 5_000 + "]" * 5_000,
    "nested in a field": '{"title":' + "[" * 200 + "]" * 200 + "}",
    "half a surrogate pair": r'{"title": "\ud800"}',
    "half a surrogate pair as a name": r'{"\udfff": 1}',
    "an integer of 5,000 digits": '{"price": ' + "9" * 5_000 + "}",
    "NaN": '{"price": NaN}',
    "Infinity": '{"price": -Infinity}',
    "a huge exponent": '{"duration": 1e999999999}',
    "a name twice": '{"title": "A", "title": "B"}',
    "not UTF-8": b'{"title": "\xff\xfe"}',
    "UTF-16": '{"title": "A"}'.encode("utf-16"),
    "cut off": '{"title": ',
    "empty": "",
    "blank": "   ",
    "null": "null",
    "a list": "[]",
    "a text": '"title"',
    "a number": "1",
    "many unknown fields": json.dumps({f"field {n}": n for n in range(50_000)}),
    "a long unknown field": json.dumps({LONG: 1}),
    "long values": json.dumps(
        dict.fromkeys(("title", "description", "currency", "category", "language", "voice"), LONG)
    ),
    "control characters": json.dumps({"currency": "\x1b]0;x\x07\x9b31m\u202e", "\x1b[2J": 1}),
    "wide characters": json.dumps({"\U0001f9a5" * 9_000 + str(n): "\U0001f9a5" * 9_000 for n in range(20)}),
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES.keys())
def test_a_body_that_cannot_be_read_is_refused_in_few_words(api: Api, body: bytes | str) -> None:
    assert_is_problem(send(api, body), 422)


@pytest.mark.parametrize(
    "path", [DRAFT, "/api/uploads", "/api/video/generate", "/api/ads/create", "/api/video/estimate"]
)
@pytest.mark.parametrize("value", [None, True, -1, 1.5, "text", [], {}, [[]], {"a": {}}], ids=repr)
def test_a_wrong_type_in_any_field_is_refused(api: Api, path: str, value: Any) -> None:
    fields = api.call("GET", "/api/openapi.json", user=None).json["components"]["schemas"]
    names = {name for model in fields.values() for name in model.get("properties", {})}

    reply = api.call("POST", path, dict.fromkeys(names, value))

    assert reply.status in {200, 422}
    if reply.status == 422:
        assert_is_problem(reply, 422)


@pytest.mark.parametrize("body", ["3", "3.5", "1e2", "true", '"text"', "[]", "[{}]", '[{"title": "A lamp"}]'])
@pytest.mark.parametrize("path", ["/api/video/detect", "/api/video/estimate", "/api/webhooks"])
def test_a_body_that_is_no_object_is_refused(api: Api, path: str, body: str) -> None:
    reply = api.call("POST", path, body)

    assert (reply.status, reply.json["detail"]) == (422, "body must be a JSON object")


@pytest.mark.parametrize("content_type", ["text/plain", "application/xml", "application/jsonp", "multipart/form-data"])
def test_a_body_of_another_type_is_refused(api: Api, content_type: str) -> None:
    assert_is_problem(send(api, "{}", content_type), 415)


@pytest.mark.parametrize(
    "content_type", ["Application/JSON", "application/json;charset=utf-8", " application/json ", ""]
)
def test_json_may_be_announced_in_every_way_that_http_allows(api: Api, content_type: str) -> None:
    assert send(api, json.dumps(DETAILS), content_type).status == 200


def test_a_byte_order_mark_before_the_json_does_no_harm(api: Api) -> None:
    assert send(api, json.dumps(DETAILS).encode("utf-8-sig")).status == 200


@pytest.mark.parametrize(
    "price", ["1e-400", "1e400", "-0", "-0.0", "-1", "1e30", "0.001", "true", '"1e-400"', "1e999999999"]
)
def test_a_number_that_is_no_price_is_refused(api: Api, price: str) -> None:
    body = json.dumps(DETAILS | {"price": "PRICE"}).replace('"PRICE"', price)

    reply = send(api, body)

    assert_is_problem(reply, 422)
    assert set(reply.field_messages) == {"price"}


@pytest.mark.parametrize("number", ["1e999", "1e-999", "9" * 500, "1." + "0" * 500, "1"])
def test_a_number_is_no_text_however_long_it_is(api: Api, number: str) -> None:
    reply = send(api, json.dumps(DETAILS | {"title": "TITLE"}).replace('"TITLE"', number))

    assert_is_problem(reply, 422)
    assert set(reply.field_messages) == {"title"}


@pytest.mark.parametrize(("price", "amount"), [("1e2", "100"), ("12.50", "12.50"), ("0", "0"), ("19.99", "19.99")])
def test_a_price_as_a_number_keeps_its_digits(api: Api, price: str, amount: str) -> None:
    send(api, json.dumps(DETAILS | {"price": "PRICE"}).replace('"PRICE"', price))

    assert str(api.drafts.requests[0].listing.price) == amount


@pytest.mark.parametrize(("photos", "status"), [("2", 200), ("2.0", 200), ("0.2e1", 200), ('"2"', 422), ("true", 422)])
def test_a_whole_number_is_a_number_with_any_spelling(api: Api, photos: str, status: int) -> None:
    assert api.call("POST", "/api/video/estimate", f'{{"photos": {photos}}}').status == status


@pytest.mark.parametrize("publish", ['"true"', '"yes"', "1", "0", "null"])
def test_a_flag_is_true_or_false_and_nothing_that_resembles_it(api: Api, publish: str) -> None:
    body = json.dumps(DETAILS | {"photoKeys": api.photos(1), "publish": "FLAG"}).replace('"FLAG"', publish)

    assert set(api.call("POST", "/api/video/generate", body).field_messages) == {"publish"}


@pytest.mark.parametrize("path", ["detect", "estimate"])
def test_html_of_a_description_does_not_count_against_its_length(api: Api, path: str) -> None:
    description = f"<p>{'x' * options.MAX_DESCRIPTION_CHARS}</p>\n"

    assert api.call("POST", f"/api/video/{path}", {"description": description}).status == 200


@pytest.mark.parametrize("separator", ["\n", "\r\n", "\v", "\f", "\x1c", "\x85", "\u2028", "\u2029"])
def test_a_title_is_one_line(api: Api, separator: str) -> None:
    api.call("POST", DRAFT, DETAILS | {"title": f"Oak{separator}chair\x1b[31m\x00"})

    assert api.drafts.requests[0].listing.title == "Oak chair[31m"


@pytest.mark.parametrize("cursor", ["[" * 3_000, "\ud800", "eyJhIjp7fX0=", "9" * 5_000, "null", "٣", "\x00"])
@pytest.mark.parametrize("path", ["/api/video/jobs", "/api/ads", "/api/ads/mine"])
def test_a_cursor_that_was_not_given_out_is_refused(api: Api, path: str, cursor: str) -> None:
    assert_is_problem(api.call("GET", path, query={"cursor": cursor}), 422)


@pytest.mark.parametrize("job_id", ["x" * 3_000, "a b", "ä", "..", "%00"])
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/api/video/status/{}"),
        ("POST", "/api/video/jobs/{}/cancel"),
        ("POST", "/api/video/jobs/{}/retry"),
        ("DELETE", "/api/video/jobs/{}"),
        ("GET", "/api/ads/{}"),
        ("DELETE", "/api/ads/{}"),
    ],
)
def test_an_id_that_cannot_be_one_is_not_looked_up(api: Api, method: str, path: str, job_id: str) -> None:
    def never(_: str) -> None:
        raise AssertionError("was looked up")

    api.jobs.get = never  # type: ignore[assignment, method-assign]
    api.ads.get = never  # type: ignore[assignment, method-assign]

    reply = api.call(method, path.format(job_id))

    assert_is_problem(reply, 404)
    assert reply.json["code"] == NotFound.code()


@pytest.mark.parametrize(
    "key", ["uploads/u1/../u2/p0", "uploads/u1//p0", "uploads/u1/", "uploads/u1/\x00", "uploads/u1/a/b"]
)
def test_an_upload_key_cannot_lead_elsewhere(api: Api, key: str) -> None:
    api.store.put(key, PHOTO, "image/jpeg")

    reply = api.generate(photoKeys=[key])

    assert_is_problem(reply, 422)
    assert reply.json["code"] == "InvalidPhotos"
    assert_is_problem(api.generate(logoKey=key), 422)


FORMS: dict[str, bytes] = {
    "no boundary line": b"title=Oak",
    "cut off": form(DETAILS, [PHOTO])[:-40],
    "empty": b"",
    "a field twice": form(DETAILS, [PHOTO]).replace(b'name="description"', b'name="title"'),
    "not UTF-8": form(DETAILS | {"title": "OAK"}, [PHOTO]).replace(b"OAK", b"\xff\xfe"),
    "many fields": form({f"field {n}": n for n in range(2_000)}, [PHOTO]),
    "a number of 5,000 digits": form(DETAILS | {"duration": "9" * 5_000}, [PHOTO]),
    "a part without a name": form(DETAILS, [PHOTO]).replace(b'; name="title"', b""),
}


@pytest.mark.parametrize("body", FORMS.values(), ids=FORMS.keys())
def test_a_malformed_form_is_refused(api: Api, body: bytes) -> None:
    assert_is_problem(send(api, body, f"multipart/form-data; boundary={BOUNDARY}", "/api/video/generate"), 422)
    assert not api.jobs.rows


@pytest.mark.parametrize("parameters", ["", "; boundary=", "; boundary=" + "b" * 5_000, '; boundary="', "; charset=x"])
def test_a_form_without_a_usable_boundary_is_refused(api: Api, parameters: str) -> None:
    assert_is_problem(send(api, form(DETAILS, [PHOTO]), f"multipart/form-data{parameters}", "/api/video/generate"), 422)


def test_the_description_of_the_api_tells_of_the_answer_without_a_token(api: Api) -> None:
    paths = api.call("GET", "/api/openapi.json", user=None).json["paths"]

    for verbs in paths.values():
        for route in verbs.values():
            assert ("401" in route["responses"]) == (route.get("security") != [{}])
