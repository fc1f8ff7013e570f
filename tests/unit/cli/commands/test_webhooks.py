"""`vidx webhooks`."""

import pytest
from starlette.responses import JSONResponse

from tests.unit.cli.conftest import Vidx
from tests.unit.cli.service import MESSAGE, WEBHOOK, FakeService, delivery, webhook


def test_add_shows_the_secret_once(vidx: Vidx, service: FakeService) -> None:
    result = vidx("webhooks", "add", "https://shop.example/hooks", "--events", "job.completed, ad.published")

    assert result.code == 0
    assert "whsec_c2VjcmV0" in result.out
    (call,) = service.calls("POST /api/webhooks")
    assert call.json == {"url": "https://shop.example/hooks", "events": ["job.completed", "ad.published"]}


def test_add_without_events_leaves_the_choice_to_the_service(vidx: Vidx, service: FakeService) -> None:
    assert vidx("webhooks", "add", "https://shop.example/hooks", "--json").json["webhookId"] == WEBHOOK
    assert service.calls("POST /api/webhooks")[0].json == {"url": "https://shop.example/hooks"}


def test_list_shows_address_and_why_a_webhook_is_disabled(vidx: Vidx, service: FakeService) -> None:
    answer = {"webhooks": [webhook(disabledAt="2026-11-22T12:00:00Z", note="It answered 410 Gone."), webhook()]}
    service.answers["GET /api/webhooks"].append(JSONResponse(answer))

    result = vidx("webhooks", "list")

    for text in (WEBHOOK, "disabled", "enabled", "https://shop.example/hooks", "It answered 410 Gone."):
        assert text in result.out


def test_an_empty_list_says_how_to_begin(vidx: Vidx, service: FakeService) -> None:
    service.answers["GET /api/webhooks"].append(JSONResponse({"webhooks": []}))

    assert "vidx webhooks add" in vidx("webhooks", "list").out


def test_rotate_says_how_long_the_previous_secret_is_valid(vidx: Vidx) -> None:
    result = vidx("webhooks", "rotate", WEBHOOK)

    assert "whsec_bmV3" in result.out
    assert "2026-11-23T12:00:00Z" in result.out


def test_a_test_message_leads_to_the_log(vidx: Vidx, service: FakeService) -> None:
    result = vidx("webhooks", "test", WEBHOOK)

    assert f"vidx webhooks deliveries {WEBHOOK}" in result.out
    assert service.calls(f"POST /api/webhooks/{WEBHOOK}/test")


def test_deliveries_show_the_last_result(vidx: Vidx, service: FakeService) -> None:
    failed = delivery(
        messageId="msg_2",
        status="pending",
        attempts=[{"at": "2026-11-22T12:00:00Z", "statusCode": None, "fault": "There was no answer in time."}],
    )
    answer = {"deliveries": [delivery(), failed, delivery(messageId="msg_3", attempts=[])], "cursor": None}
    service.answers[f"GET /api/webhooks/{WEBHOOK}/deliveries"].append(JSONResponse(answer))

    result = vidx("webhooks", "deliveries", WEBHOOK)

    for text in (MESSAGE, "204", "msg_2", "pending", "msg_3"):
        assert text in result.out


def test_resend_names_the_message(vidx: Vidx, service: FakeService) -> None:
    assert vidx("webhooks", "resend", WEBHOOK, MESSAGE).code == 0
    assert service.calls(f"POST /api/webhooks/{WEBHOOK}/deliveries/{MESSAGE}/resend")


@pytest.mark.parametrize(("flags", "code"), [(["--yes"], 0), ([], 2)])
def test_delete_needs_a_confirmation(vidx: Vidx, service: FakeService, flags: list[str], code: int) -> None:
    assert vidx("webhooks", "delete", WEBHOOK, *flags).code == code
    assert bool(service.calls("DELETE")) == (code == 0)
