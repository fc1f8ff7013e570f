"""How visitors report a listing."""

import pytest

from tests.unit.api.conftest import Api
from tests.unit.api.listing_helpers import active
from vidx.ads import MAX_REPORTS


def test_a_report_is_stored_with_the_listing_and_counted_for_the_operator(
    api: Api, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    ad = active(api)

    reply = api.call("POST", f"/api/ads/{ad.ad_id}/report", {"reason": "scam", "text": "Never sent."}, user=None)

    assert (reply.status, reply.json) == (202, {"success": True})
    (report,) = api.ads.rows[ad.ad_id].reports
    assert (report.reason, report.text) == ("scam", "Never sent.")
    assert "a listing was reported" in caplog.text
    assert "ListingsReported" in capsys.readouterr().out
    assert "Never sent." not in api.call("GET", f"/api/ads/{ad.ad_id}", user=None).text


def test_reports_of_one_listing_are_limited(api: Api) -> None:
    ad = active(api)
    for _ in range(MAX_REPORTS + 2):
        assert api.call("POST", f"/api/ads/{ad.ad_id}/report", {"reason": "other"}, user=None).status == 202

    assert len(api.ads.rows[ad.ad_id].reports) == MAX_REPORTS


@pytest.mark.parametrize(
    ("body", "status"), [({"reason": "boring"}, 422), ({}, 422), ({"reason": "scam", "text": "x" * 1001}, 422)]
)
def test_a_report_needs_a_known_reason_and_a_short_text(api: Api, body: dict[str, str], status: int) -> None:
    ad = active(api)

    assert api.call("POST", f"/api/ads/{ad.ad_id}/report", body, user=None).status == status


def test_an_unknown_listing_cannot_be_reported(api: Api) -> None:
    assert api.call("POST", "/api/ads/none/report", {"reason": "scam"}, user=None).status == 404
