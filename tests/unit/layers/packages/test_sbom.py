"""The bill of materials lists what is installed and locked, with its licences."""

import json
from pathlib import Path
from typing import Final

import pytest

from layers.packages.sbom import main

LOCKED: Final = """
openai==2.1.0 \\
    --hash=sha256:00
    # via -r functions/tts/requirements.in
Typing_Extensions==4.16.0 ; python_version < '3.13' \\
    --hash=sha256:00
pywin32==1.0 ; sys_platform == 'win32'
imageio-ffmpeg==0.8.1
old==1
silent==1
"""
ABOUT: Final = {
    "openai": ("2.1.0", "License-Expression: Apache-2.0"),
    "typing.extensions": ("4.16.0", "License-Expression: PSF-2.0"),
    "imageio_ffmpeg": ("0.8.1", "License: BSD-2-Clause"),
    "old": ("1", "Classifier: License :: OSI Approved :: MIT License"),
    "silent": ("1", "Summary: it names none"),
    "pip": ("26.0", "License-Expression: MIT"),
}


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    folder = tmp_path / "python"
    for name, (version, line) in ABOUT.items():
        about = folder / f"{name}-{version}.dist-info/METADATA"
        about.parent.mkdir(parents=True)
        about.write_text(f"Metadata-Version: 2.4\nName: {name}\nVersion: {version}\n{line}\n", encoding="utf-8")
    (tmp_path / "requirements.txt").write_text(LOCKED, encoding="utf-8")
    return folder


def test_the_locked_and_installed_packages_are_listed_with_their_licences(packages: Path) -> None:
    output = packages.parent / "sbom/packages.cdx.json"

    main(
        ["--requirements", str(packages.parent / "requirements.txt"), "--path", str(packages), "--output", str(output)]
    )

    bill = json.loads(output.read_text(encoding="utf-8"))
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    assert [(each["purl"], each["licenses"]) for each in bill["components"]] == [
        ("pkg:pypi/imageio-ffmpeg@0.8.1", [{"expression": "BSD-2-Clause AND GPL-3.0-or-later"}]),
        ("pkg:pypi/old@1", [{"license": {"name": "MIT License"}}]),
        ("pkg:pypi/openai@2.1.0", [{"expression": "Apache-2.0"}]),
        ("pkg:pypi/silent@1", []),
        ("pkg:pypi/typing-extensions@4.16.0", [{"expression": "PSF-2.0"}]),
    ]
