import stat
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from starlette.responses import JSONResponse

from cli.auth import TokenFile
from tests.unit.cli.conftest import Vidx
from tests.unit.cli.service import OPTIONS, FakeService

SignIn = Callable[..., TokenFile]

HOW: Final = "with `vidx login`, or as the demo user of a local cloud with `vidx login --demo`.\n"


@pytest.fixture(autouse=True)
def _password(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    monkeypatch.setenv("VIDX_PASSWORD", "Secret-123")


def test_sign_in_is_kept_where_only_its_user_may_read_it(
    signed_out_vidx: Vidx, service: FakeService, home: Path
) -> None:
    service.pool.users["me@example.com"] = "Secret-123"

    result = signed_out_vidx("login", "--email", "me@example.com")

    assert result.code == 0
    assert stat.S_IMODE((home / "config" / "tokens.json").stat().st_mode) == 0o600
    assert signed_out_vidx("list").code == 0


def test_wrong_password_is_told(signed_out_vidx: Vidx) -> None:
    result = signed_out_vidx("login", "--email", "me@example.com")

    assert result.code == 3
    assert "password is wrong" in result.err


def test_sign_up_on_the_local_cloud_needs_no_mail(signed_out_vidx: Vidx) -> None:
    result = signed_out_vidx("login", "--sign-up", "--email", "new@example.com", "--json")

    assert result.code == 0
    assert result.json["email"] == "new@example.com"
    assert "token" not in result.out.lower()


def test_password_that_is_refused_is_told_in_the_services_words(
    signed_out_vidx: Vidx, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VIDX_PASSWORD", "short")

    result = signed_out_vidx("login", "--sign-up", "--email", "new@example.com")

    assert result.code == 2
    assert result.err == "✗ password: InvalidPasswordException it is\n"


def test_second_sign_up_of_an_address_is_refused(signed_out_vidx: Vidx, service: FakeService) -> None:
    service.pool.users["me@example.com"] = "Secret-123"

    result = signed_out_vidx("login", "--sign-up", "--email", "me@example.com")

    assert result.code == 2
    assert "has an account already" in result.err


def test_wrong_confirmation_code_is_told(signed_out_vidx: Vidx) -> None:
    result = signed_out_vidx("login", "--sign-up", "--email", "new@example.com", "--code", "999999")

    assert result.code == 2
    assert "code is wrong" in result.err


def test_address_not_confirmed_yet_can_be_confirmed_later(signed_out_vidx: Vidx, service: FakeService) -> None:
    service.pool.users["me@example.com"] = "Secret-123"
    service.pool.unconfirmed.add("me@example.com")

    assert "--code" in signed_out_vidx("login", "--email", "me@example.com").err
    assert signed_out_vidx("login", "--email", "me@example.com", "--code", "123456").code == 0


def test_demo_user_is_made_once(signed_out_vidx: Vidx, service: FakeService) -> None:
    assert signed_out_vidx("login", "--demo").code == 0
    assert signed_out_vidx("login", "--demo").code == 0

    assert list(service.pool.users) == ["demo@vidx.example"]


def test_demo_user_left_unconfirmed_is_confirmed(signed_out_vidx: Vidx, service: FakeService) -> None:
    signed_out_vidx("login", "--demo")
    service.pool.unconfirmed.add("demo@vidx.example")

    assert signed_out_vidx("login", "--demo").code == 0


def test_demo_user_is_for_local_clouds_only(signed_out_vidx: Vidx) -> None:
    result = signed_out_vidx(
        "login", "--demo", "--api-url", "https://vidx.invalid", "--client-id", "c", "--region", "eu-west-1"
    )

    assert result.code == 2
    assert "local clouds only" in result.err


def test_service_may_tell_its_user_pool(signed_out_vidx: Vidx, service: FakeService, home: Path) -> None:
    (home / ".vidx" / "cloud.json").unlink()
    auth = {"clientId": "client", "cognitoEndpoint": f"{service.url}/cognito"}
    service.answers["GET /api/options"].append(JSONResponse({**OPTIONS, "auth": auth}))
    service.pool.users["me@example.com"] = "Secret-123"

    assert signed_out_vidx("login", "--email", "me@example.com", "--api-url", service.url).code == 0


def test_password_is_not_sent_unencrypted_over_a_network(
    signed_out_vidx: Vidx, service: FakeService, home: Path
) -> None:
    (home / ".vidx" / "cloud.json").unlink()
    auth = {"clientId": "client", "cognitoEndpoint": "http://elsewhere.invalid"}
    service.answers["GET /api/options"].append(JSONResponse({**OPTIONS, "auth": auth}))

    result = signed_out_vidx("login", "--email", "me@example.com", "--api-url", service.url)

    assert result.code == 2
    assert "unencrypted" in result.err


def test_service_that_does_not_tell_its_user_pool_is_asked_for_by_flags(
    signed_out_vidx: Vidx, service: FakeService, home: Path
) -> None:
    (home / ".vidx" / "cloud.json").unlink()

    result = signed_out_vidx("login", "--email", "me@example.com", "--api-url", service.url)

    assert result.code == 2
    assert "--client-id" in result.err


def test_nobody_signed_in_is_told_how(signed_out_vidx: Vidx) -> None:
    result = signed_out_vidx("list")

    assert result.code == 3
    assert f"Sign in {HOW}" in result.err


def test_sign_in_about_to_expire_is_renewed_before_use(
    signed_out_vidx: Vidx, sign_in: SignIn, service: FakeService
) -> None:
    file = sign_in(access="old", expires_in_s=30)

    assert signed_out_vidx("list").code == 0

    assert [call.headers["authorization"] for call in service.calls("GET /api/video/jobs")] == ["Bearer good"]
    tokens = file.get(service.url)
    assert tokens is not None
    assert tokens.access_token == "good"


def test_token_refused_by_the_gateway_is_renewed_and_the_call_repeated(
    signed_out_vidx: Vidx, sign_in: SignIn, service: FakeService
) -> None:
    sign_in(access="revoked")

    assert signed_out_vidx("list").code == 0


def test_sign_in_that_cannot_be_renewed_says_sign_in_again(signed_out_vidx: Vidx, sign_in: SignIn) -> None:
    sign_in(access="old", refresh="used up", expires_in_s=-5)

    result = signed_out_vidx("list")

    assert result.code == 3
    assert result.err == f"✗ Your sign-in has expired.\n  Sign in again {HOW}"


def test_sign_in_to_a_cloud_that_was_made_anew_says_sign_in_again(
    signed_out_vidx: Vidx, sign_in: SignIn, service: FakeService
) -> None:
    sign_in(access="old", expires_in_s=-5, client_id="gone")

    result = signed_out_vidx("list")

    assert result.code == 3
    assert result.err == f"✗ Your sign-in has expired.\n  Sign in again {HOW}"


def test_refused_token_of_the_environment_explains_the_gateways_401(
    signed_out_vidx: Vidx, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VIDX_TOKEN", "expired")

    result = signed_out_vidx("list")

    assert result.code == 3
    assert "sign in again with `vidx login`" in result.err


def test_token_of_the_environment_needs_no_sign_in(signed_out_vidx: Vidx, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIDX_TOKEN", "good")

    assert signed_out_vidx("list").code == 0


def test_damaged_token_file_counts_as_signed_out(signed_out_vidx: Vidx, home: Path) -> None:
    (home / "config").mkdir()
    (home / "config" / "tokens.json").write_text("{")

    assert signed_out_vidx("list").code == 3
