"""Checks without a browser: types of the modules, their size, and no code from other hosts."""

import gzip
import re
import subprocess
from typing import Final

from infra import NODE
from local import node
from local.paths import ROOT

WEB: Final = ROOT / "web"
MOST_LINES: Final = 250
MOST_SCRIPT_BYTES: Final = 115_000
MOST_PREVIEW_BYTES: Final = 60_000
CHECK: Final = (
    "--allowJs --checkJs --noEmit --strict --target es2023 --module esnext --moduleResolution bundler"
    " --lib es2023,dom,dom.iterable --types --noUnusedLocals"
)


def test_modules_pass_the_type_checker() -> None:
    node.install()
    flags = [part for part in CHECK.split() if part != "--types"]
    modules = [str(path) for path in sorted([*WEB.rglob("*.js"), *WEB.rglob("*.d.ts")])]

    process = subprocess.run(
        [str(NODE), str(ROOT / "node_modules/typescript/lib/tsc.js"), *flags, *modules],
        cwd=WEB,
        capture_output=True,
        text=True,
        check=False,
    )

    assert process.stdout == ""


def test_modules_and_styles_are_small() -> None:
    for path in [*WEB.rglob("*.js"), *WEB.rglob("*.css")]:
        assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES, path


def test_all_script_together_compresses_to_less_than_115_kb() -> None:
    assert sum(len(gzip.compress(path.read_bytes())) for path in WEB.rglob("*.js")) < MOST_SCRIPT_BYTES


def test_every_kind_of_music_has_a_short_preview() -> None:
    from vidx import options

    for name in set(options.MUSIC) - {"none"}:
        assert 0 < (WEB / f"audio/music/{name}.m4a").stat().st_size < MOST_PREVIEW_BYTES


def test_the_page_has_no_inline_code_and_names_no_other_host() -> None:
    page = (WEB / "index.html").read_text(encoding="utf-8")

    assert not re.search(r"<style|<script(?![^>]*\bsrc=)|\son\w+=|\sstyle=", page)
    assert not re.search(r"(?:src|href)=\"(?:https?:)?//", page)
