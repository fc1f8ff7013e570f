"""Commands of the image builds, and buildah's own store."""

import sys
from pathlib import Path

import pytest

from local.errors import ImageFailed
from local.images import buildah


def test_a_failed_build_ends_with_what_the_builder_printed() -> None:
    script = "import sys; print('x' * 9000, 'step 3'); print('no space left', file=sys.stderr); sys.exit(1)"

    with pytest.raises(ImageFailed, match="failed; it ends with:") as failed:
        buildah.run([sys.executable, "-c", script])

    assert str(failed.value).endswith("step 3\n\nno space left")
    assert len(str(failed.value)) < buildah.LOG_TAIL_CHARS + 500 + len(script)


def test_the_store_of_buildah_is_beside_the_images(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(buildah, "WORK", tmp_path)

    environment = buildah.environment()

    config = Path(environment["CONTAINERS_STORAGE_CONF"]).read_text(encoding="utf-8")
    assert f'graphroot = "{tmp_path}/store"' in config
    assert environment["BUILDAH_ISOLATION"] == "chroot"


def test_success_follows_from_the_exit_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(buildah, "WORK", tmp_path)

    outcomes = [buildah.succeeds([sys.executable, "-c", f"raise SystemExit({code})"]) for code in (0, 1)]

    assert outcomes == [True, False]
