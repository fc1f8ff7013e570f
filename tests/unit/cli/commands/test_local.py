from pathlib import Path

import pytest

from tests.unit.cli.conftest import Vidx

FAKE_CLOUD = """
import sys
print('{"apiUrl": "http://127.0.0.1:8080", "pids": {}}' if "status" in sys.argv else " ".join(["doing", *sys.argv[1:]]))
sys.exit(1 if "broken" in sys.argv else 0)
"""


@pytest.fixture(autouse=True)
def _fake_cloud(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    folder: Path = tmp_path_factory.mktemp("cloud")
    (folder / "local").mkdir()
    (folder / "local" / "__init__.py").write_text("")
    (folder / "local" / "__main__.py").write_text(FAKE_CLOUD)
    monkeypatch.setenv("PYTHONPATH", str(folder))


@pytest.mark.parametrize("action", ["up", "down"])
def test_local_commands_return_the_output_of_the_local_cloud(vidx: Vidx, action: str) -> None:
    result = vidx("local", action, "--json")

    assert (result.code, result.err) == (0, "")
    assert result.json == {"action": action, "exitCode": 0, "output": [f"doing {action}"]}


def test_flags_are_passed_on(vidx: Vidx) -> None:
    assert vidx("local", "up", "--port", "8090", "--json").json["output"] == ["doing up --port 8090"]
    assert vidx("local", "logs", "edge", "-n", "5", "--json").json["output"] == ["doing logs edge --lines 5"]
    assert vidx("local", "operator", "mia@x.example", "--json").json["output"] == ["doing operator mia@x.example"]


@pytest.mark.parametrize("more", [[], ["--json"]])
def test_a_failing_local_cloud_is_an_unavailable_service(vidx: Vidx, more: list[str]) -> None:
    assert vidx("local", "logs", "broken", *more).code == 6


def test_folder_named_local_in_the_current_one_is_not_run(vidx: Vidx, home: Path) -> None:
    (home / "local").mkdir()
    (home / "local" / "__init__.py").write_text("")
    (home / "local" / "__main__.py").write_text("print('taken over')")

    assert vidx("local", "up", "--json").json["output"] == ["doing up"]


def test_status_is_a_short_table(vidx: Vidx) -> None:
    result = vidx("local", "status")

    assert result.code == 0
    assert [line.split() for line in result.out.splitlines()] == [
        ["State", "running"],
        ["Web", "http://127.0.0.1:8080"],
        ["API", "http://127.0.0.1:8080/api"],
    ]


def test_json_status_has_every_field(vidx: Vidx) -> None:
    status = vidx("local", "status", "--json").json

    assert status == {"action": "status", "exitCode": 0, "result": {"apiUrl": "http://127.0.0.1:8080", "pids": {}}}
