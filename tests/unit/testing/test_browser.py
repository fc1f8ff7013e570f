"""Which browser the tests use, and when they install one. A script replaces apt-get."""

from pathlib import Path

import pytest

from testing.browser import SETTING, NoChromium, chromium

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


def test_the_browser_of_the_setting_is_used_first(tmp_path: Path) -> None:
    program_path = program(tmp_path, "my-chrome")
    program(tmp_path, "chromium")

    assert chromium({SETTING: str(program_path), "PATH": str(tmp_path)}) == program_path


def test_a_setting_that_names_no_browser_is_an_error(tmp_path: Path) -> None:
    program(tmp_path, "chromium")

    with pytest.raises(NoChromium, match="which is not there"):
        chromium({SETTING: str(tmp_path / "gone"), "PATH": str(tmp_path)})


def test_a_browser_on_the_path_is_used_without_installing_one(tmp_path: Path) -> None:
    program(tmp_path, "apt-get", INSTALLS)
    installed = program(tmp_path, "google-chrome")

    assert chromium({"PATH": str(tmp_path)}, as_root=True) == installed
    assert not (tmp_path / "asked").exists()


def test_a_browser_is_installed_for_root_on_debian(tmp_path: Path) -> None:
    program(tmp_path, "apt-get", INSTALLS)

    assert chromium({"PATH": str(tmp_path)}, as_root=True) == tmp_path / "chromium"
    assert (tmp_path / "asked").read_text().splitlines() == [
        "noninteractive update -qq",
        "noninteractive install -y -qq --no-install-recommends chromium",
    ]


def test_users_without_root_are_shown_how_to_get_a_browser(tmp_path: Path) -> None:
    program(tmp_path, "apt-get", INSTALLS)

    with pytest.raises(NoChromium, match="apt-get install chromium"):
        chromium({"PATH": str(tmp_path)}, as_root=False)
    assert not (tmp_path / "asked").exists()


def test_a_failed_installation_ends_in_the_same_message(tmp_path: Path) -> None:
    program(tmp_path, "apt-get", FAILS)

    with pytest.raises(NoChromium, match=SETTING):
        chromium({"PATH": str(tmp_path)}, as_root=True)
    assert (tmp_path / "asked").exists()
