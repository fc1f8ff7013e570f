"""`vidx account`."""

import json
from pathlib import Path

import pytest
from starlette.responses import JSONResponse, Response

from cli.auth import TokenFile
from tests.unit.cli.conftest import Vidx
from tests.unit.cli.service import RECEIPT, VIDEO, FakeService, export_page

EXPORT = "GET /api/account/export"
DELETE = "DELETE /api/account"


def file_of(service: FakeService, key: str = "jobs/j1/render.mp4", size: int | None = len(VIDEO)) -> dict[str, object]:
    return {"key": key, "size": size, "url": f"{service.url}/videos/v.mp4"}


def test_an_export_has_all_pages_and_files(vidx: Vidx, service: FakeService, home: Path) -> None:
    pages = [
        export_page("jobs", file_of(service), cursor="c1"),
        export_page("jobs", cursor="c2"),
        export_page("listings", file_of(service, "videos/v.mp4", None)),
    ]
    service.answers[EXPORT].extend(JSONResponse(page) for page in pages)

    result = vidx("account", "export", "--folder", "mine")

    assert result.code == 0
    assert [call.query.get("cursor") for call in service.calls(EXPORT)] == [None, "c1", "c2"]
    document = json.loads((home / "mine/account.json").read_text())
    assert {name: len(entries) for name, entries in document.items()} == {"jobs": 2, "listings": 1}
    assert (home / "mine/files/jobs/j1/render.mp4").read_bytes() == VIDEO
    assert (home / "mine/files/videos/v.mp4").read_bytes() == VIDEO


def test_a_repeated_export_loads_only_what_is_missing(vidx: Vidx, service: FakeService) -> None:
    for _ in range(2):
        service.answers[EXPORT].append(JSONResponse(export_page("jobs", file_of(service))))
        assert vidx("account", "export").code == 0

    assert len(service.calls("GET /videos/v.mp4")) == 1


def test_an_export_without_files_has_their_links(vidx: Vidx, service: FakeService, home: Path) -> None:
    service.answers[EXPORT].append(JSONResponse(export_page("jobs", file_of(service))))

    result = vidx("account", "export", "--no-files", "--json")

    assert result.json["files"] == 1
    assert service.calls("GET /videos/v.mp4") == []
    assert f"{service.url}/videos/v.mp4" in (home / "vidx-export/account.json").read_text()


@pytest.mark.parametrize("key", ["../outside", "/etc/outside", "jobs/../../outside"])
def test_a_file_is_never_written_outside_the_folder(vidx: Vidx, service: FakeService, key: str) -> None:
    service.answers[EXPORT].append(JSONResponse(export_page("jobs", file_of(service, key))))

    result = vidx("account", "export")

    assert result.code == 6
    assert service.calls("GET /videos/v.mp4") == []


def test_a_deletion_shows_the_receipt_and_forgets_the_sign_in(vidx: Vidx, service: FakeService, home: Path) -> None:
    result = vidx("account", "delete", "--yes")

    assert result.code == 0
    assert RECEIPT in result.out
    assert len(service.calls(DELETE)) == 1
    assert TokenFile(home / "config/tokens.json").get(service.url) is None


def test_nothing_is_deleted_without_a_terminal_or_yes(vidx: Vidx, service: FakeService) -> None:
    result = vidx("account", "delete")

    assert result.code == 2
    assert "--yes" in result.err
    assert service.calls(DELETE) == []


@pytest.mark.parametrize(("typed", "deletions"), [("DELETE", 1), (" DELETE ", 1), ("delete", 0), ("yes", 0), ("", 0)])
def test_a_deletion_is_confirmed_by_typing_the_word(
    vidx: Vidx, service: FakeService, monkeypatch: pytest.MonkeyPatch, typed: str, deletions: int
) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("typer.prompt", lambda *_, **__: typed)

    result = vidx("account", "delete")

    assert len(service.calls(DELETE)) == deletions
    assert result.code == (0 if deletions else 2)


def test_a_failed_deletion_keeps_the_sign_in(vidx: Vidx, service: FakeService, home: Path) -> None:
    service.answers[DELETE].append(Response(status_code=503))

    assert vidx("account", "delete", "--yes").code == 6
    assert TokenFile(home / "config/tokens.json").get(service.url) is not None


def test_a_receipt_needs_no_sign_in(signed_out_vidx: Vidx) -> None:
    result = signed_out_vidx("account", "receipt", RECEIPT)

    assert result.code == 0
    assert "deleting" in result.out
