"""`vidx account`: export everything that the service stores about you, and delete your account."""

import json
from pathlib import Path, PurePosixPath
from typing import Annotated, Any, Final
from urllib.parse import quote

import typer
from rich.console import RenderableType

from cli.errors import Fault, InvalidRequest, Unreachable
from cli.flags import Target, Yes, flags
from cli.output import confirm_by_typing, pairs
from cli.session import Session, session
from cli.transfer import download

WORD: Final = "DELETE"
DOCUMENT: Final = "account.json"

app = typer.Typer(help="Export everything that is stored about you, or delete your account.", no_args_is_help=True)
Folder = Annotated[Path, typer.Option("--folder", "-f", help="Where the export is written.", metavar="FOLDER")]
NoFiles = Annotated[
    bool,
    typer.Option("--no-files", metavar="", help="Write only the records; their links to files work for a day."),
]
ReceiptId = Annotated[
    str, typer.Argument(help="The receipt's id, as `vidx account delete` shows it.", metavar="RECEIPT")
]


@app.command()
@flags
def export(target: Target, folder: Folder = Path("vidx-export"), no_files: NoFiles = False) -> None:
    """Save your jobs, listings, webhooks and files in a folder. Repeat it to load what is missing."""
    with session(target) as current:
        sections = _sections(current)
        files = [file for entries in sections.values() for entry in entries for file in entry["files"]]
        sizes = [] if no_files else [_load(current, file, folder / "files") for file in files]
        path = _write(sections, folder)
        counts = {name: len(entries) for name, entries in sections.items()}
        summary = {"folder": str(folder), "records": counts, "files": len(files), "bytes": sum(sizes)}
        current.screen.show(summary, f"Saved in {folder}: {path.name} and {0 if no_files else len(files)} files.")


@app.command()
@flags
def delete(target: Target, yes: Yes = False) -> None:
    """Delete your account with everything in it. This cannot be undone.

    Running jobs are canceled. Listings, videos, uploads, webhooks and the sign-in are deleted.
    """
    with session(target) as current:
        if not yes:
            question = f"This deletes your account with all listings and videos. Type {WORD} to continue"
            confirm_by_typing(WORD, question, as_json=target.json)
        receipt = current.api.delete("/account").json()
        current.tokens.remove(current.service.api_url)
        current.screen.show(receipt, _receipt_view(receipt))
        current.screen.note(
            f"[label]Your account is closed. See the progress: vidx account receipt {receipt['receiptId']}[/]"
        )


@app.command()
@flags
def receipt(receipt: ReceiptId, target: Target) -> None:
    """Show the receipt of a deleted account. This needs no sign-in."""
    with session(target) as current:
        response = current.api.get_public(f"/account/receipts/{quote(receipt, safe='')}")
        current.screen.show(response, _receipt_view(response))


def _sections(current: Session) -> dict[str, list[dict[str, Any]]]:
    """Return all entries of the export, by section."""
    sections: dict[str, list[dict[str, Any]]] = {}
    cursor: str | None = ""
    while cursor is not None:
        page = current.api.get_json("/account/export", params={"cursor": cursor} if cursor else None)
        sections.setdefault(page["section"], []).extend(page["entries"])
        cursor = page["cursor"]
    return sections


def _load(current: Session, file: dict[str, Any], folder: Path) -> int:
    """Download a file unless the folder has it already, and return its size in bytes."""
    key = PurePosixPath(file["key"])
    if key.is_absolute() or ".." in key.parts:
        raise Unreachable(
            f"{current.service.api_url} sends a file name that is not safe; nothing was written for it.", code="NotVidx"
        )
    path = folder.joinpath(*key.parts)
    if path.is_file() and path.stat().st_size == file["size"]:
        return int(file["size"])
    _make_folder(path.parent)
    return download(current.http, file["url"], path)


def _write(sections: dict[str, list[dict[str, Any]]], folder: Path) -> Path:
    _make_folder(folder)
    path = folder / DOCUMENT
    try:
        path.write_text(json.dumps(sections, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    except OSError as error:
        raise InvalidRequest(Fault(f"{path} cannot be written: {error.strerror}", "--folder")) from error
    return path


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InvalidRequest(Fault(f"{folder} cannot be created: {error.strerror}", "--folder")) from error


def _receipt_view(receipt: dict[str, Any]) -> RenderableType:
    deleted = receipt["deleted"]
    facts = [("Receipt", receipt["receiptId"]), ("Status", receipt["status"]), ("Requested", receipt["requestedAt"])]
    if receipt["completedAt"]:
        facts.append(("Completed", receipt["completedAt"]))
    facts += [("Videos", str(deleted["videos"])), ("Listings", str(deleted["listings"]))]
    facts += [("Files", str(deleted["files"])), ("Webhooks", str(deleted["webhooks"]))]
    facts += [("Messages", str(deleted["messages"])), ("Sign-in", "deleted" if deleted["signIns"] else "not yet")]
    return pairs(facts)
