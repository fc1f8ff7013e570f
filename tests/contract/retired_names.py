"""Retired words that identifiers and file names may not hold, with their successors (docs/glossary.md)."""

import io
import re
import subprocess
import tokenize
from collections.abc import Iterator
from pathlib import Path
from typing import Final

RETIRED: Final = {
    "abroad": "foreign, or other languages",
    "asked": "requests, or called",
    "beds": "tracks",
    "bench": "harness",
    "desk": "provider, or a product's name",
    "edition": "recipe",
    "effort": "costs",
    "emblem": "logo",
    "explain": "job_error",
    "fidelity": "transcript_check",
    "film": "video",
    "films": "videos",
    "furnish": "provision, or prepare_fonts",
    "golden": "is_about_jewelry",
    "guarded": "sanitize_listing",
    "guess": "ambiguous_rule",
    "heeded": "enabled",
    "hopeless": "unusable, or cannot_finish",
    "hump": "case boundary",
    "hush": "stop",
    "intake": "add_files",
    "jewels": "carats",
    "karat": "carat",
    "ledger": "recorded requests",
    "lend": "vmsplice_write",
    "lens": "subpixel_resize",
    "lettering": "typography, or text_ass",
    "lexicon": "locale",
    "manner": "instructions",
    "materials": "inputs",
    "painter": "executor",
    "patience": "timeout",
    "pretended": "fake",
    "pump": "start_uploads",
    "retold": "transcript_check",
    "romans": "Roman numerals",
    "said": "spoken_form, or response",
    "stretches": "ranges",
    "stubborn": "ignores_sigterm",
    "studio": "toolchain",
    "titled": "with_title, or thumbnail_frame",
    "told": "reported, or message",
    "twin": "copy, or second_tab",
    "undisguised": "decode_words",
    "untold": "logged_elsewhere",
    "veil": "scrim",
    "vulgar": "fraction",
    "wanted": "expected",
    "weighty": "transcript_check",
    "wish": "request",
    "wishes": "requests",
    "workshop": "service, or inputs",
}
"""Retired word and its successor. A word that a library or a format uses cannot be retired."""
_WORD: Final = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_JAVASCRIPT_TEXT: Final = re.compile(
    r"""/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`""", re.DOTALL
)
_JAVASCRIPT_NAME: Final = re.compile(r"[A-Za-z_$][\w$]*")


def words(name: str) -> set[str]:
    """Words of a name in snake_case, camelCase or kebab-case, in lower case."""
    return {word.lower() for word in _WORD.findall(name)}


def identifiers(path: Path, text: str) -> Iterator[str]:
    """Identifiers of a Python or JavaScript file, without those in comments and strings."""
    if path.suffix == ".py":
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            if token.type == tokenize.NAME:
                yield token.string
    elif path.suffix == ".js":
        yield from _JAVASCRIPT_NAME.findall(_JAVASCRIPT_TEXT.sub("", text))


def uses(root: Path, retired: set[str]) -> list[str]:
    """Places that hold a retired word, as `path: name`, except vendored files and `tools` with its film camera."""
    listing = subprocess.run(["git", "ls-files"], cwd=root, capture_output=True, text=True, check=True).stdout
    matches = []
    for path in (
        root / line for line in listing.splitlines() if "/vendor/" not in line and not line.startswith("tools/")
    ):
        name = path.relative_to(root).as_posix()
        if path.is_file():
            matches += [f"{name}: {part}" for part in path.relative_to(root).parts if words(part) & retired]
            matches += [f"{name}: {use}" for use in _in_code(path, retired)]
    return matches


def _in_code(path: Path, retired: set[str]) -> list[str]:
    if path.suffix not in {".py", ".js"}:
        return []
    text = path.read_text(encoding="utf-8")
    lower = text.lower()
    if not any(word in lower for word in retired):
        return []
    return sorted({name for name in identifiers(path, text) if words(name) & retired})
