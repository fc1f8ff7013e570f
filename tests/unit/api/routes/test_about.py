"""The health check."""

import platform

from tests.unit.api.conftest import Api


def test_health_needs_no_sign_in(api: Api) -> None:
    health = api.call("GET", "/api/healthz", user=None).json

    assert (health["status"], health["architecture"]) == ("ok", platform.machine())
    assert health["coldStart"] in {True, False}
