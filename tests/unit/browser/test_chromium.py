"""Which browser the tests take, and when they install one; apt-get itself is stood in for by a script."""

from pathlib import Path

import pytest

from tests.e2e.browser import SETTING, NoChromium, chromium

INSTALLS = """#!/bin/sh
echo "$DEBIAN_FRONTEND $*" >> {folder}/asked
case "$*" in *chromium*) printf '#!/bin/sh' > {folder}/chromium; /bin/chmod +x {folder}/chromium ;; esac
"""
FAILS = """#!/bin/sh
echo "$*" >> {folder}/asked
exit 100
"""


def program(folder: Path, name: str, text: str = "#!/bin/sh\n") -> Path:
    path = folder / name
    path.write_text(text.format(folder=folder))
    path.chmod(0o755)
    return path


def test_the_browser_named_by_the_setting_comes_first(tmp_path: Path) -> None:
    program_path = program(tmp_path, "my-chrome")
    program(tmp_path, "chromium")

    assert chromium({SETTING: str(program_path), "PATH": str(tmp_path)}) == program_path


def test_a_setting_that_names_nothing_is_told_of_and_not_worked_around(tmp_path: Path) -> None:
    program(tmp_path, "chromium")

    with pytest.raises(NoChromium, match="which is not there"):
        chromium({SETTING: str(tmp_path / "gone"), "PATH": str(tmp_path)})


def test_one_on_the_path_is_taken_without_installing_any(tmp_path: Path) -> None:
    program(tmp_path, "apt-get", INSTALLS)
    installed = program(tmp_path, "google-chrome")

    assert chromium({"PATH": str(tmp_path)}, as_root=True) == installed
    assert not (tmp_path / "asked").exists()


def test_root_on_debian_gets_one_installed_without_questions(tmp_path: Path) -> None:
    program(tmp_path, "apt-get", INSTALLS)

    assert chromium({"PATH": str(tmp_path)}, as_root=True) == tmp_path / "chromium"
    assert (tmp_path / "asked").read_text().splitlines() == [
        "noninteractive update -qq",
        "noninteractive install -y -qq --no-install-recommends chromium",
    ]


def test_others_than_root_are_told_how_to_get_one(tmp_path: Path) -> None:
    program(tmp_path, "apt-get", INSTALLS)

    with pytest.raises(NoChromium, match="apt-get install chromium"):
        chromium({"PATH": str(tmp_path)}, as_root=False)
    assert not (tmp_path / "asked").exists()


def test_an_installation_that_fails_ends_in_the_same_message(tmp_path: Path) -> None:
    program(tmp_path, "apt-get", FAILS)

    with pytest.raises(NoChromium, match=SETTING):
        chromium({"PATH": str(tmp_path)}, as_root=True)
    assert (tmp_path / "asked").exists()
