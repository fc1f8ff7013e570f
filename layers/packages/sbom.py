"""Write the software bill of materials (SBOM) of installed packages, with their licences, as CycloneDX 1.6.

    python -m layers.packages.sbom --requirements requirements.txt --path /opt/python --output packages.cdx.json

The image build runs this after pip, with the base image's Python and nothing else. Scanners read such files from an
image: https://cyclonedx.org/docs/1.6/json/
"""

import argparse
import json
import re
from collections.abc import Iterator, Sequence
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import Any, Final

LOCKED: Final = re.compile(r"^([A-Za-z0-9._-]+)==", re.MULTILINE)
BUNDLED: Final = {"imageio-ffmpeg": "BSD-2-Clause AND GPL-3.0-or-later"}
"""Licences of packages that name their own licence alone, and not that of the program they hold."""


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requirements", type=Path, required=True, help="the locked packages to list")
    parser.add_argument("--path", type=Path, help="where they are installed; default: in this interpreter")
    parser.add_argument("--output", type=Path, required=True)
    options = parser.parse_args(arguments)
    options.output.parent.mkdir(parents=True, exist_ok=True)
    bill = sbom(options.requirements.read_text("utf-8"), options.path)
    options.output.write_text(json.dumps(bill, indent=1) + "\n", "utf-8")


def sbom(requirements: str, path: Path | None = None) -> dict[str, Any]:
    """Return the bill of the installed packages that are locked in `requirements`.

    Packages that are locked for other systems or other versions of Python are not installed, so they are left out. The
    same packages give the same text, so that an image's layer does not change without need.
    """
    locked = {normalized(name) for name in LOCKED.findall(requirements)}
    components = sorted(_components(locked, path), key=lambda component: str(component["purl"]))
    return {"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, "components": components}


def normalized(name: str) -> str:
    """Return a package's name as PyPI normalizes it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _components(locked: set[str], path: Path | None) -> Iterator[dict[str, Any]]:
    for installed in distributions(path=[str(path)]) if path else distributions():
        name = normalized(installed.name)
        if name in locked:
            yield {
                "type": "library",
                "name": name,
                "version": installed.version,
                "purl": f"pkg:pypi/{name}@{installed.version}",
                "licenses": _licences(name, installed),
            }


def _licences(name: str, installed: Distribution) -> list[dict[str, Any]]:
    """Return CycloneDX's choice of an SPDX expression, or else of the names that the package gives."""
    about = installed.metadata
    expression = BUNDLED.get(name) or about["License-Expression"]
    if expression:
        return [{"expression": expression}]
    classifiers = [text.rpartition(" :: ")[2] for text in about.get_all("Classifier") or [] if text.startswith("Lic")]
    first_line = (about["License"] or "").strip().partition("\n")[0]
    return [{"license": {"name": text}} for text in classifiers or [first_line] if text]


if __name__ == "__main__":
    main()
