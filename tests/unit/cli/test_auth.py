"""The sign-in that commands use: read, renewed or refused."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from cli.auth import TokenFile
from tests.unit.cli.conftest import Vidx
from tests.unit.cli.service import FakeService

SignIn = Callable[..., TokenFile]

HOW: Final = "with `vidx login`, or as the demo user of a local cloud with `vidx login --demo`.\n"


def test_without_a_sign_in_the_message_says_how_to_sign_in(signed_out_vidx: Vidx) -> None:
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


def test_a_sign_in_of_a_recreated_cloud_says_sign_in_again(
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
