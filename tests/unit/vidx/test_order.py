"""What photos and render read of a job's request."""

import json
from typing import Any

import pytest
from msgspec import ValidationError

from vidx import options
from vidx.listing import JobRequest, Listing, VideoChoices
from vidx.order import order_of

REQUEST = JobRequest(
    job_id="j2",
    owner="u1",
    listing=Listing.model_validate({"title": "Chair", "description": "Oak", "price": 1}),
    choices=VideoChoices(format="1:1"),
    photo_keys=("uploads/u1/a", "uploads/u1/b"),
    logo_key="uploads/u1/logo",
    earlier=("j1",),
)


def written(**changes: Any) -> bytes:
    document = json.loads(REQUEST.model_dump_json(by_alias=True)) | changes
    return json.dumps({name: value for name, value in document.items() if value != "absent"}).encode()


def test_an_order_says_what_the_whole_request_says() -> None:
    order = order_of(written())

    for told, whole in ((order, REQUEST), (order.listing, REQUEST.listing), (order.choices, REQUEST.choices)):
        for name in set(told.__struct_fields__) - {"listing", "choices"}:
            assert getattr(told, name) == getattr(whole, name)


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"photoKeys": []}, "photoKeys"),
        ({"photoKeys": ["k"] * (options.MAX_PHOTOS + 1)}, "photoKeys"),
        ({"photoKeys": "absent"}, "photoKeys"),
        ({"photoKeys": [1]}, "photoKeys"),
        ({"choices": json.loads(REQUEST.choices.model_dump_json(by_alias=True)) | {"format": "4:3"}}, "choices.format"),
        ({"jobId": None}, "jobId"),
    ],
)
def test_a_request_of_another_form_is_refused_by_the_fields_name(changes: dict[str, Any], named: str) -> None:
    with pytest.raises(ValidationError, match=named):
        order_of(written(**changes))


def test_an_order_written_before_there_were_logos_versions_and_links_is_read() -> None:
    order = order_of(written(logoKey="absent", adUrl="absent", earlier="absent"))

    assert (order.logo_key, order.link, order.seed) == (None, None, order.job_id)
