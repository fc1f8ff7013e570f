"""Check the packages that are shipped: known vulnerabilities (pip-audit) and licences (`make audit-dependencies`).

Shipped packages are those in the images of the functions, without tools for tests and development.
"""

import json
import os
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import Any, Final, NamedTuple

from infra.settings import ROOT

REPORT: Final = ROOT / "build/audit/vulnerabilities.json"
REQUIREMENTS: Final = ROOT / "build/audit/requirements.txt"
PIP_AUDIT: Final = ROOT / "build/audit/venv/bin/pip-audit"
REQUIREMENT: Final = re.compile(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)", re.MULTILINE)
BLOCK: Final = re.compile(r"^[A-Za-z0-9].*?\n(?=[A-Za-z0-9]|\Z)", re.MULTILINE | re.DOTALL)
"""A requirement with its hashes, to the next one."""
ACCEPTED: Final = re.compile(
    r"\b(MIT|MIT-0|MIT-CMU|BSD|BSD-\d-Clause|0BSD|Apache|Apache-2\.0|PSF-2\.0|OFL-1\.1|Zlib|CC0-1\.0|CNRI-Python)\b"
)
COPYLEFT: Final = re.compile(r"GPL|Affero|Lesser General|Mozilla|MPL|EUPL", re.IGNORECASE)
EXCEPTIONS: Final = {
    "num2words": "LGPL: an unchanged separate library, which a user may replace in the image.",
    "python-bidi": "LGPL: as num2words.",
    "soxr": "LGPL: as num2words.",
}
"""Shipped packages with another licence, with the reason why they may be shipped."""
NOT_CHECKED: Final = 3
"""Exit code when pip-audit gives no report, such as when the advisory database does not answer."""


class Licence(NamedTuple):
    package: str
    version: str
    licence: str
    """Empty: the package names none, or is not installed here because it is for other systems."""

    @property
    def is_accepted(self) -> bool:
        if self.package in EXCEPTIONS:
            return True
        return bool(ACCEPTED.search(self.licence)) and not COPYLEFT.search(self.licence)


def shipped() -> list[Path]:
    """Return the locked requirements of everything that is in an image."""
    return sorted([*ROOT.glob("functions/*/requirements.txt"), *ROOT.glob("layers/*/requirements.txt")])


def packages(files: Iterable[Path]) -> list[str]:
    """Return the names of the packages in requirements files, each once."""
    return sorted({name.lower() for file in files for name, _ in REQUIREMENT.findall(file.read_text("utf-8"))})


def licence_of(package: str) -> Licence | None:
    """Return the licence that the installed package names; None if it is not installed."""
    try:
        about = metadata(package)
    except PackageNotFoundError:
        return None
    classifiers = [text.rpartition(" :: ")[2] for text in about.get_all("Classifier") or [] if text.startswith("Lic")]
    first_line = (about["License"] or "").strip().partition("\n")[0]
    return Licence(package, about["Version"], about["License-Expression"] or ", ".join(classifiers) or first_line)


def licences() -> list[Licence]:
    """Return the licences of all shipped packages. Those for other systems are left out."""
    return [licence for licence in map(licence_of, packages(shipped())) if licence]


def vulnerabilities(report: dict[str, Any]) -> list[str]:
    """Return a line for each vulnerability in a report of pip-audit."""
    return sorted({
        f"{package['name']} {package['version']}: {advisory['id']}"
        + (f", fixed in {', '.join(advisory['fix_versions'])}" if advisory["fix_versions"] else ", not fixed yet")
        for package in report["dependencies"]
        for advisory in package.get("vulns", ())
    })  # fmt: skip


def without_duplicates(files: Iterable[Path]) -> list[str]:
    """Return the requirements of all files as texts that each have a package once; pip-audit refuses others.

    There are as many texts as the most frequent package has versions, or versions by Python version.
    """
    blocks: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for file in files:
        for block in BLOCK.findall(file.read_text("utf-8") + "\n"):
            requirement = block.partition("\\")[0].strip()
            blocks[requirement.partition("==")[0].lower()].setdefault(requirement.lower(), block)
    count = max(map(len, blocks.values()), default=0)
    versions = [list(each.values()) for _, each in sorted(blocks.items())]
    return ["".join(each[index] for each in versions if index < len(each)) for index in range(count)]


def audit(command: Sequence[str | Path]) -> int:
    """Run pip-audit on what is shipped, print what it finds, and return an exit code.

    Args:
        command: the program and its first arguments; the requirements and the report are added.
    """
    REPORT.parent.mkdir(parents=True, exist_ok=True)
    options = ["--disable-pip", "--require-hashes", "--progress-spinner", "off", "--format", "json", "--output", REPORT]
    run = [str(part) for part in (*command, *options, "-r", REQUIREMENTS)]
    lines: set[str] = set()
    for requirements in without_duplicates(shipped()):
        REQUIREMENTS.write_text(requirements, "utf-8")
        REPORT.unlink(missing_ok=True)
        process = subprocess.run(run, cwd=ROOT, env=dict(os.environ), capture_output=True, text=True, check=False)
        if not REPORT.exists() or not REPORT.read_text("utf-8").strip():
            reason = (process.stderr.strip().splitlines() or ["it gave no reason"])[-1]
            print(f"NOT CHECKED: pip-audit gave no report ({reason[:200]}).")
            print("If it cannot reach PyPI's advisory database from here, run it where it can, such as in your CI.")
            return NOT_CHECKED
        lines |= set(vulnerabilities(json.loads(REPORT.read_text("utf-8"))))
    print("\n".join(sorted(lines)) or "No known vulnerability in what is shipped.")
    return 1 if lines else 0


def main() -> int:
    unknown = False
    for each in licences():
        mark = "" if each.is_accepted else "  <- not accepted: replace it, or say why in infra/dependencies.py"
        unknown = unknown or bool(mark)
        print(f"{each.package:28} {each.version:16} {each.licence or 'no licence named'}{mark}")
    return max(audit([PIP_AUDIT]), int(unknown))


if __name__ == "__main__":
    sys.exit(main())
