"""A missing requirement is named with its remedy; ports and settings are remembered."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from local import cloud, emulator
from local.cloud import Description, Ports, load_ports, save_ports, user_setting
from local.emulator import EMULATOR_VARIABLE
from local.errors import NotReady
from local.main import main


@pytest.fixture
def no_emulator(tmp_path: Path) -> Iterator[None]:
    before = os.environ.get(EMULATOR_VARIABLE)
    os.environ[EMULATOR_VARIABLE] = str(tmp_path / "nothing-here")
    yield
    if before is None:
        del os.environ[EMULATOR_VARIABLE]
    else:
        os.environ[EMULATOR_VARIABLE] = before


@pytest.mark.usefixtures("no_emulator")
def test_missing_emulator_is_named_with_the_command_that_installs_it(tmp_path: Path) -> None:
    with pytest.raises(NotReady, match="make setup"):
        cloud.check_requirements(tmp_path)


@pytest.mark.usefixtures("no_emulator")
def test_another_emulator_is_started_by_its_own_command(tmp_path: Path) -> None:
    assert emulator.command() == [str(tmp_path / "nothing-here")]


def test_free_space_is_measured_for_a_folder_that_does_not_exist_yet(tmp_path: Path) -> None:
    assert cloud.free_bytes(tmp_path / "not" / "yet") > 0


@pytest.mark.usefixtures("no_emulator")
def test_failure_is_one_readable_line_and_an_exit_code(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["--state-dir", str(tmp_path), "up"])

    assert code == 1
    assert capsys.readouterr().err.startswith("local cloud: the AWS emulator is not installed")


def test_status_without_a_cloud_says_how_to_start_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--state-dir", str(tmp_path), "status"]) == 1
    assert "vidx local up" in capsys.readouterr().err


def test_down_without_a_cloud_is_no_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--state-dir", str(tmp_path), "down"]) == 0
    assert "no local cloud" in capsys.readouterr().out


def test_logs_show_the_end_of_every_part(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "logs").mkdir()
    (tmp_path / "logs/render.log").write_text("one\ntwo\nthree\n", encoding="utf-8")

    main(["--state-dir", str(tmp_path), "logs", "-n", "2"])

    output = capsys.readouterr().out
    assert "two\nthree" in output
    assert "one" not in output


def test_ports_used_last_are_remembered(tmp_path: Path) -> None:
    save_ports(tmp_path / "ports.json", Ports(emulator=1, edge=2, standin=3))

    assert load_ports(tmp_path / "ports.json") == Ports(emulator=1, edge=2, standin=3)


@pytest.mark.parametrize("content", ["", "{", '{"emulator": "x"}'])
def test_a_damaged_ports_file_is_ignored(tmp_path: Path, content: str) -> None:
    (tmp_path / "ports.json").write_text(content, encoding="utf-8")

    assert load_ports(tmp_path / "ports.json") == Ports()


def test_a_description_of_another_version_is_ignored(tmp_path: Path) -> None:
    (tmp_path / "cloud.json").write_text('{"apiUrl": "http://127.0.0.1:8080"}', encoding="utf-8")

    assert Description.read(tmp_path / "cloud.json") is None


def test_settings_are_read_from_the_env_file(tmp_path: Path) -> None:
    env_file = tmp_path / ".env"
    env_file.write_text("# key\nVIDX_KEY='sk-1'\nexport VIDX_OTHER=a=b$c\nVIDX_EMPTY=\nVIDX_BARE\n\n", encoding="utf-8")

    names = ("VIDX_KEY", "VIDX_OTHER", "VIDX_EMPTY", "VIDX_BARE", "VIDX_ABSENT")
    assert [user_setting(name, env_file) for name in names] == ["sk-1", "a=b$c", "", "", ""]
    assert user_setting("VIDX_KEY", tmp_path / "none") == ""


def test_the_environment_overrides_the_env_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".env").write_text("VIDX_KEY=file\n", encoding="utf-8")
    monkeypatch.setenv("VIDX_KEY", "environment")

    assert user_setting("VIDX_KEY", tmp_path / ".env") == "environment"


def test_an_unknown_log_is_refused_with_the_names_of_all_logs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "logs").mkdir()
    (tmp_path / "logs/render.log").touch()

    assert main(["--state-dir", str(tmp_path), "logs", "rendre"]) == 1

    assert "there is no log of 'rendre'; there are render" in capsys.readouterr().err


def test_an_operator_needs_a_running_cloud(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--state-dir", str(tmp_path), "operator", "mia@vidx.example"]) == 1
    assert "vidx local up" in capsys.readouterr().err
