"""What is shipped has licences that allow it, and a scan that could not be made never looks like a clean one."""

import sys
from pathlib import Path

import pytest

from infra.dependencies import (
    EXCEPTIONS,
    NOT_CHECKED,
    REQUIREMENT,
    Licence,
    audit,
    licence_of,
    licences,
    packages,
    shipped,
    vulnerabilities,
    without_duplicates,
)

REPORT = '{"dependencies": [{"name": "pillow", "version": "1.0", "vulns": [%s]}, {"name": "x", "skip_reason": "y"}]}'
FOUND = '{"id": "PYSEC-1", "fix_versions": ["1.1"], "aliases": [], "description": ""}'
WRITE = "import sys; open(sys.argv[sys.argv.index('--output') + 1], 'w').write({!r})"


def test_every_shipped_package_has_an_accepted_licence() -> None:
    assert [each for each in licences() if not each.is_accepted] == []


def test_every_exception_is_still_shipped() -> None:
    assert set(EXCEPTIONS) <= set(packages(shipped()))


@pytest.mark.parametrize(
    ("licence", "accepted"),
    [
        ("MIT", True),
        ("BSD License", True),
        ("Apache-2.0 AND CNRI-Python", True),
        ("GPL-3.0-or-later", False),
        ("MIT AND AGPL-3.0-only", False),
        ("GNU Library or Lesser General Public License (LGPL)", False),
        ("", False),
        ("Proprietary", False),
    ],
)
def test_a_licence_is_accepted_by_its_name(licence: str, accepted: bool) -> None:
    assert Licence("some-package", "1", licence).is_accepted is accepted


def test_a_package_that_is_not_installed_has_no_licence() -> None:
    assert licence_of("no-such-package-anywhere") is None


def test_names_are_read_from_locked_requirements(tmp_path: Path) -> None:
    file = tmp_path / "requirements.txt"
    file.write_text("Pillow==1.0 \\\n    --hash=sha256:00\n    # via x\nnumpy==2.4 ; python_version < '3.12' \\\n")

    assert packages([file, file]) == ["numpy", "pillow"]


def test_each_package_is_audited_once_for_each_of_its_versions(tmp_path: Path) -> None:
    one, other = tmp_path / "one.txt", tmp_path / "other.txt"
    one.write_text("boto3==1.44.8 \\\n    --hash=sha256:00\n    # via x\nnumpy==2.4 \\\n    --hash=sha256:01\n")
    other.write_text("Boto3==1.44.8 \\\n    --hash=sha256:00\nnumpy==2.5 \\\n    --hash=sha256:02\n")

    texts = without_duplicates([one, other])

    assert [REQUIREMENT.findall(text) for text in texts] == [
        [("boto3", "1.44.8"), ("numpy", "2.4")],
        [("numpy", "2.5")],
    ]
    assert "--hash=sha256:00\n" in texts[0]


def test_no_package_that_is_shipped_is_in_a_text_twice() -> None:
    texts = without_duplicates(shipped())

    names = [[name.lower() for name, _ in REQUIREMENT.findall(text)] for text in texts]
    assert all(len(each) == len(set(each)) for each in names)
    assert {name for each in names for name in each} == set(packages(shipped()))


def test_a_report_has_one_line_for_each_vulnerability() -> None:
    unfixed = {"id": "PYSEC-2", "fix_versions": []}
    fixed = {"id": "PYSEC-1", "fix_versions": ["1.1", "2.0"]}
    report = {"dependencies": [{"name": "pillow", "version": "1.0", "vulns": [unfixed, fixed]}]}

    assert vulnerabilities(report) == [
        "pillow 1.0: PYSEC-1, fixed in 1.1, 2.0",
        "pillow 1.0: PYSEC-2, not fixed yet",
    ]


@pytest.mark.parametrize(
    ("program", "code", "text"),
    [
        (WRITE.format(REPORT % ""), 0, "No known vulnerability"),
        (WRITE.format(REPORT % FOUND), 1, "PYSEC-1"),
        ("import sys; sys.exit('ConnectionError: no route')", NOT_CHECKED, "NOT CHECKED"),
        (WRITE.format(""), NOT_CHECKED, "NOT CHECKED"),
    ],
)
def test_the_exit_code_tells_clean_from_vulnerable_and_unchecked(
    program: str, code: int, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert audit([sys.executable, "-c", program]) == code
    assert text in capsys.readouterr().out
