"""The health check."""

from tests.unit.api.conftest import Api


def test_health_needs_no_sign_in(api: Api) -> None:
    assert api.call("GET", "/api/healthz", user=None).json == {"status": "ok"}
