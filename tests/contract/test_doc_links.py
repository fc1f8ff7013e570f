"""Links of the documents to files of this repository lead to files that exist."""

import re
from pathlib import Path
from typing import Final

import pytest

from infra.settings import ROOT

LINK: Final = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")
DOCUMENTS: Final = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_linked_file_exists(document: Path) -> None:
    links = LINK.findall(document.read_text(encoding="utf-8"))

    assert [link for link in links if not (document.parent / link).exists()] == []


def test_every_decision_is_listed_in_the_architecture() -> None:
    listed = LINK.findall((ROOT / "docs/architecture.md").read_text(encoding="utf-8").split("## Decisions\n")[1])

    assert listed == [
        path.relative_to(ROOT / "docs").as_posix() for path in sorted((ROOT / "docs/decisions").iterdir())
    ]
