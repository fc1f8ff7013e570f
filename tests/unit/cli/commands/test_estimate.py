"""`vidx estimate`."""

from tests.unit.cli.conftest import Vidx
from tests.unit.cli.service import FakeService


def test_estimate_needs_no_details(vidx: Vidx, service: FakeService) -> None:
    result = vidx("estimate", "--photos", "3", "--duration", "30")

    assert result.code == 0
    assert "about $0.0051, by prices of 2026-11" in result.out
    assert service.calls("POST /api/video/estimate")[0].json == {"duration": 30, "photos": 3, "clips": 0}
