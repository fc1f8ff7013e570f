import json
from pathlib import Path

import pytest
from starlette.responses import HTMLResponse

from cli import config
from cli.errors import InvalidRequest
from local.paths import StatePaths, default_state_dir
from tests.unit.cli.conftest import Vidx
from tests.unit.cli.service import FakeService


def test_flags_environment_folder_file_and_user_file_have_this_precedence(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "config").mkdir()
    (home / "config" / "vidx.toml").write_text('voice = "user"\nmusic = "user"\nformat = "user"\nduration = 30\n')
    (home / "vidx.toml").write_text('voice = "folder"\nmusic = "folder"\nformat = "folder"\n')
    monkeypatch.setenv("VIDX_VOICE", "environment")
    monkeypatch.setenv("VIDX_MUSIC", "environment")

    settings = config.load_settings()

    assert settings.get("voice", "flag") == "flag"
    assert settings.get("music") == "environment"
    assert settings.get("format") == "folder"
    assert settings.get("duration") == "30"
    assert settings.get("category") is None


@pytest.mark.parametrize(
    ("text", "message"), [("voice = ", "not valid TOML"), ('volume = "1"', "volume is not a setting")]
)
def test_bad_settings_file_is_named(home: Path, text: str, message: str) -> None:
    (home / "vidx.toml").write_text(text)

    with pytest.raises(InvalidRequest, match=f"vidx.toml: .*{message}"):
        config.load_settings()


def test_a_settings_file_may_not_hold_a_token(home: Path) -> None:
    (home / "vidx.toml").write_text('token = "secret"')

    with pytest.raises(InvalidRequest, match="token is not a setting here"):
        config.load_settings()


def test_local_cloud_is_found_from_a_folder_below(vidx: Vidx, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "deep" / "er").mkdir(parents=True)
    monkeypatch.chdir(home / "deep" / "er")

    assert vidx("list").code == 0


def test_state_folder_names_another_local_cloud(
    vidx: Vidx, home: Path, service: FakeService, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / ".vidx").rename(home / "elsewhere")
    monkeypatch.setenv("VIDX_STATE_DIR", str(home / "elsewhere"))

    assert vidx("list").code == 0


def test_without_a_service_the_message_says_how_to_get_one(
    vidx: Vidx, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VIDX_STATE_DIR", str(home / "nothing"))

    result = vidx("list")

    assert result.code == 6
    assert "vidx local up" in result.err


def test_damaged_cloud_file_is_named(vidx: Vidx, home: Path) -> None:
    (home / ".vidx" / "cloud.json").write_text(json.dumps({"no": "address"}))

    result = vidx("list")

    assert result.code == 6
    assert "cloud.json: is damaged" in result.err


@pytest.mark.parametrize(
    ("url", "message"),
    [("example.com", "is not an address"), ("ftp://x.org", "is not an address"), ("http://x.org", "use https")],
)
def test_an_invalid_address_is_reported(vidx: Vidx, url: str, message: str) -> None:
    result = vidx("list", "--api-url", url)

    assert result.code == 2
    assert message in result.err


def test_the_address_can_end_in_api_or_a_slash(vidx: Vidx, service: FakeService) -> None:
    assert vidx("list", "--api-url", f"{service.url}/api/").code == 0


def test_a_website_that_is_no_vidx_service_is_reported(vidx: Vidx, service: FakeService) -> None:
    service.answers["GET /api/video/jobs"].append(HTMLResponse("<h1>Welcome</h1>"))

    result = vidx("list")

    assert result.code == 6
    assert "does not answer as a vidx service does" in result.err


def test_the_cli_looks_where_a_local_cloud_keeps_its_state(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VIDX_STATE_DIR", raising=False)

    assert default_state_dir() == config.REPOSITORY / config.STATE_DIR
    assert StatePaths(Path()).cloud.name == config.CLOUD_FILE
