"""The accounts of the smoke test: a token, a password, or on the local cloud a new one."""

import pytest

from infra.smoke.__main__ import main


def test_a_remote_service_needs_an_account(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("VIDX_TOKEN", "VIDX_PASSWORD"):
        monkeypatch.delenv(name, raising=False)

    code = main(["--api-url", "https://ads.example.com"])

    assert code == 1
    assert "set VIDX_TOKEN to an access token, or give --email" in capsys.readouterr().err


def test_a_token_is_never_sent_unencrypted(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--api-url", "http://ads.example.com"]) == 1
    assert "use https" in capsys.readouterr().err
