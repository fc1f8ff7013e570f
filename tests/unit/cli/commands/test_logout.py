"""`vidx logout`."""

from collections.abc import Callable

from cli.auth import TokenFile
from tests.unit.cli.conftest import Vidx
from tests.unit.cli.service import FakeService
from tests.unit.cli.user_pool import refused

SIGN_OUT = "POST /cognito"


def test_signing_out_revokes_and_forgets_the_sign_in(vidx: Vidx, service: FakeService) -> None:
    result = vidx("logout")

    assert (result.code, result.out) == (0, f"Signed out of {service.url}.\n")
    assert service.pool.revoked == ["refresh"]
    assert vidx("list").code == 3


def test_signing_out_without_a_sign_in_is_no_error(signed_out_vidx: Vidx, service: FakeService) -> None:
    result = signed_out_vidx("logout", "--json")

    assert (result.code, result.json) == (0, {"apiUrl": service.url, "signedOut": False, "revoked": False})
    assert service.calls(SIGN_OUT) == []


def test_an_expired_sign_in_is_forgotten(vidx: Vidx, service: FakeService) -> None:
    service.answers[SIGN_OUT].append(refused("NotAuthorizedException"))

    assert vidx("logout").code == 0
    assert vidx("list").code == 3


def test_an_unreachable_sign_in_service_is_reported(
    signed_out_vidx: Vidx, service: FakeService, sign_in: Callable[..., TokenFile]
) -> None:
    file = sign_in()
    service.answers[SIGN_OUT].append(refused("TooManyRequestsException"))

    result = signed_out_vidx("logout")

    assert result.code == 0
    assert "works until it expires" in result.out
    assert file.get(service.url) is None
