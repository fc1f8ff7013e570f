"""`vidx login`."""

import stat
from pathlib import Path

import pytest
from starlette.responses import JSONResponse

from tests.unit.cli.conftest import Vidx
from tests.unit.cli.service import OPTIONS, FakeService


@pytest.fixture(autouse=True)
def _password(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    monkeypatch.setenv("VIDX_PASSWORD", "Secret-123")


def test_the_sign_in_is_stored_readable_by_its_user_only(
    signed_out_vidx: Vidx, service: FakeService, home: Path
) -> None:
    service.pool.users["me@example.com"] = "Secret-123"

    result = signed_out_vidx("login", "--email", "me@example.com")

    assert result.code == 0
    assert stat.S_IMODE((home / "config" / "tokens.json").stat().st_mode) == 0o600
    assert signed_out_vidx("list").code == 0


def test_a_wrong_password_is_reported(signed_out_vidx: Vidx) -> None:
    result = signed_out_vidx("login", "--email", "me@example.com")

    assert result.code == 3
    assert "password is wrong" in result.err


def test_sign_up_on_the_local_cloud_needs_no_mail(signed_out_vidx: Vidx) -> None:
    result = signed_out_vidx("login", "--sign-up", "--email", "new@example.com", "--json")

    assert result.code == 0
    assert result.json["email"] == "new@example.com"
    assert "token" not in result.out.lower()


def test_a_refused_password_is_reported_in_the_services_words(
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


def test_a_wrong_confirmation_code_is_reported(signed_out_vidx: Vidx) -> None:
    result = signed_out_vidx("login", "--sign-up", "--email", "new@example.com", "--code", "999999")

    assert result.code == 2
    assert "code is wrong" in result.err


def test_address_not_confirmed_yet_can_be_confirmed_later(signed_out_vidx: Vidx, service: FakeService) -> None:
    service.pool.users["me@example.com"] = "Secret-123"
    service.pool.unconfirmed.add("me@example.com")

    assert "--code" in signed_out_vidx("login", "--email", "me@example.com").err
    assert signed_out_vidx("login", "--email", "me@example.com", "--code", "123456").code == 0


def test_the_demo_user_is_created_once(signed_out_vidx: Vidx, service: FakeService) -> None:
    assert signed_out_vidx("login", "--demo").code == 0
    assert signed_out_vidx("login", "--demo").code == 0

    assert list(service.pool.users) == ["demo@vidx.example"]


def test_an_unconfirmed_demo_user_is_confirmed(signed_out_vidx: Vidx, service: FakeService) -> None:
    signed_out_vidx("login", "--demo")
    service.pool.unconfirmed.add("demo@vidx.example")

    assert signed_out_vidx("login", "--demo").code == 0


def test_demo_user_is_for_local_clouds_only(signed_out_vidx: Vidx) -> None:
    result = signed_out_vidx(
        "login", "--demo", "--api-url", "https://vidx.invalid", "--client-id", "c", "--region", "eu-west-1"
    )

    assert result.code == 2
    assert "local clouds only" in result.err


def test_the_service_can_name_its_user_pool(signed_out_vidx: Vidx, service: FakeService, home: Path) -> None:
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


def test_without_a_user_pool_of_the_service_flags_are_required(
    signed_out_vidx: Vidx, service: FakeService, home: Path
) -> None:
    (home / ".vidx" / "cloud.json").unlink()

    result = signed_out_vidx("login", "--email", "me@example.com", "--api-url", service.url)

    assert result.code == 2
    assert "--client-id" in result.err


def test_an_account_with_a_second_step_needs_the_code_of_its_app(signed_out_vidx: Vidx, service: FakeService) -> None:
    service.pool.users["me@example.com"] = "Secret-123"
    service.pool.app_codes["me@example.com"] = "246810"

    without, wrong, right = (
        signed_out_vidx("login", "--email", "me@example.com", *code)
        for code in ([], ["--app-code", "111111"], ["--app-code", "246810"])
    )

    assert (without.code, wrong.code, right.code) == (2, 3, 0)
    assert "--app-code" in without.err
    assert "code is wrong" in wrong.err
    assert signed_out_vidx("list").code == 0


def test_a_terminal_prompts_for_the_code_of_the_app(
    signed_out_vidx: Vidx, service: FakeService, monkeypatch: pytest.MonkeyPatch
) -> None:
    service.pool.users["me@example.com"] = "Secret-123"
    service.pool.app_codes["me@example.com"] = "246810"
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("typer.prompt", lambda *_, **__: " 246810 ")

    assert signed_out_vidx("login", "--email", "me@example.com").code == 0
