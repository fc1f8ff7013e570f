"""Fixtures for the CLI: an own folder, a running service, a sign-in."""

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from cli.auth import TokenFile, Tokens
from cli.main import run
from tests.unit.cli.lists import TWO
from tests.unit.cli.service import FakeService, running

PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)
JPEG = b"\xff\xd8\xff\xe0" + b"pixels" * 2000


@dataclass(frozen=True)
class CommandResult:
    """How a command ended and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Vidx = Callable[..., CommandResult]


@pytest.fixture(scope="session")
def running_service() -> Iterator[FakeService]:
    with running() as service:
        yield service


@pytest.fixture
def service(running_service: FakeService) -> FakeService:
    running_service.reset()
    return running_service


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, service: FakeService) -> Path:
    """The current folder, with a running local cloud and no sign-in."""
    monkeypatch.chdir(tmp_path)
    for name in ("VIDX_API_URL", "VIDX_TOKEN", "VIDX_VOICE", "VIDX_STATE_DIR", "VIDX_PASSWORD"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("VIDX_CONFIG_DIR", str(tmp_path / "config"))
    monkeypatch.setenv("COLUMNS", "100")
    cloud = {
        "apiUrl": service.url,
        "clientId": "client",
        "cognitoEndpoint": f"{service.url}/cognito",
        "region": "us-east-1",
    }
    (tmp_path / ".vidx").mkdir()
    (tmp_path / ".vidx" / "cloud.json").write_text(json.dumps(cloud))
    return tmp_path


@pytest.fixture
def sign_in(home: Path, service: FakeService) -> Callable[..., TokenFile]:
    """Writes a sign-in for the running service."""

    def write(
        access: str = "good", refresh: str = "refresh", expires_in_s: float = 3600, client_id: str = "client"
    ) -> TokenFile:
        file = TokenFile(home / "config" / "tokens.json")
        endpoint = f"{service.url}/cognito"
        file.put(
            service.url, Tokens("me@example.com", client_id, endpoint, access, refresh, time.time() + expires_in_s)
        )
        return file

    return write


@pytest.fixture
def signed_out_vidx(home: Path, capsys: pytest.CaptureFixture[str]) -> Vidx:
    """Runs one command line in `home`."""

    def vidx(*arguments: str) -> CommandResult:
        code = run(arguments)
        written = capsys.readouterr()
        return CommandResult(code, written.out, written.err)

    return vidx


@pytest.fixture
def vidx(signed_out_vidx: Vidx, sign_in: Callable[..., TokenFile]) -> Vidx:
    """Runs one command line in `home`, signed in."""
    sign_in()
    return signed_out_vidx


@pytest.fixture
def photos(home: Path) -> list[str]:
    """Two photos in the current folder."""
    names = ["a.jpg", "b.jpg"]
    for name in names:
        (home / name).write_bytes(JPEG + name.encode())
    return names


@pytest.fixture
def list_file(home: Path, photos: list[str]) -> Path:
    """A list of two rows, with their photos beside it."""
    path = home / "listings.csv"
    path.write_text(TWO)
    return path
