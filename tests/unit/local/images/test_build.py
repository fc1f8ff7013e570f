"""The commands that build container images without AWS. The tests build nothing."""

import json
import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from local import node
from local.errors import ImageFailed, NotReady
from local.images import build
from local.images.build import Asset

Calls = list[list[str]]


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Calls:
    """The commands, which are recorded instead of run. The folder of the images is empty."""
    calls: Calls = []

    def run(command: Sequence[str], env: dict[str, str] | None = None) -> str:
        calls.append(list(command))
        return "4200000\n" if "inspect" in command else f"{tmp_path}/mounted\n"

    monkeypatch.setattr(build, "_run", run)
    monkeypatch.setattr(build, "WORK", tmp_path)
    monkeypatch.setattr(build, "ROOTS", tmp_path / "roots")
    return calls


def staged(tmp_path: Path, function: str) -> Asset:
    context = tmp_path / f"asset.{function}"
    (context / "functions").mkdir(parents=True)
    (context / "functions/Dockerfile").write_text(f"FROM {build.AWS_BASE} AS worker\n", encoding="utf-8")
    return Asset(function, context, "worker")


def test_images_are_built_from_the_assets_of_the_stack(
    calls: Calls, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(node, "install", lambda: None)
    images = {
        name: {
            "source": {
                "directory": f"asset.{name}",
                "dockerBuildArgs": {"FUNCTION": name},
                "dockerBuildTarget": target,
            }
        }
        for name, target in (("tts", "worker"), ("api", "worker"), ("render", "media"))
    }
    (tmp_path / "cdk.out").mkdir()
    (tmp_path / "cdk.out/vidx.assets.json").write_text(json.dumps({"dockerImages": images}), encoding="utf-8")

    assets = build.assets()

    out = tmp_path / "cdk.out"
    assert assets == [
        Asset("api", out / "asset.api", "worker"),
        Asset("render", out / "asset.render", "media"),
        Asset("tts", out / "asset.tts", "worker"),
    ]
    assert calls[0][calls[0].index("packaging=image") - 1 :][:2] == ["-c", "packaging=image"]


@pytest.mark.parametrize(("names", "built"), [([], ["api", "tts"]), (["tts"], ["tts"])])
def test_an_engine_builds_all_or_the_named_images(
    calls: Calls, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, names: list[str], built: list[str]
) -> None:
    assets = [staged(tmp_path, name) for name in ("api", "tts")]
    monkeypatch.setattr(build, "assets", lambda: assets)
    monkeypatch.setattr(build, "_engine_runs", lambda name: name == "podman")

    images = list(build.build(names))

    assert [(image.function, image.size) for image in images] == [(name, 4_200_000) for name in built]
    for name, command_ in zip(built, calls[::2], strict=True):
        context = tmp_path / f"asset.{name}"
        assert command_ == [
            *("podman", "build", "--file", str(context / "functions/Dockerfile"), "--target", "worker"),
            *("--build-arg", f"FUNCTION={name}", "--tag", f"localhost/vidx-{name}", str(context)),
        ]


def test_without_an_engine_buildah_builds_on_the_replacement_base(
    calls: Calls, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mounted").mkdir()
    (tmp_path / "mounted/file").write_bytes(bytes(1000))
    (tmp_path / "mounted/link").symlink_to("file")
    asset = staged(tmp_path, "tts")
    monkeypatch.setattr(build, "assets", lambda: [asset])
    monkeypatch.setattr(build, "_engine_runs", lambda _: False)
    monkeypatch.setattr(build, "_prepare_own_base", lambda: None)
    monkeypatch.setattr(build, "_succeeds", lambda command, env: True)

    (image,) = build.build([])

    assert image.size == 1000, "the target of a link counts once"
    assert (tmp_path / "roots/tts").resolve() == tmp_path / "mounted"
    assert (tmp_path / "Dockerfile.tts").read_text(encoding="utf-8") == f"FROM {build.OWN_BASE} AS worker\n"
    assert [call[:2] for call in calls] == [["buildah", "bud"], ["buildah", "from"], ["buildah", "mount"]]


@pytest.mark.parametrize(("missing", "user"), [({"buildah"}, 0), ({"debootstrap"}, 0), (set(), 1000)])
def test_a_missing_build_tool_is_reported_with_all_that_are_needed(
    monkeypatch: pytest.MonkeyPatch, missing: set[str], user: int
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None if name in missing else f"/usr/bin/{name}")
    monkeypatch.setattr(os, "geteuid", lambda: user)

    with pytest.raises(NotReady, match="Docker, Finch or Podman; or, on Debian as root: apt-get install buildah"):
        build._prepare_own_base()


def test_an_existing_replacement_base_is_not_built_again(calls: Calls, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(build, "_succeeds", lambda command, env: command[:2] == ["buildah", "inspect"])

    build._prepare_own_base()

    assert calls == []


def test_an_engine_that_does_not_run_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None if name == "docker" else f"/usr/bin/{name}")
    monkeypatch.setattr(build, "_succeeds", lambda command, env: command == ["podman", "info"])

    assert [name for name in build.ENGINES if build._engine_runs(name)] == ["podman"]


def test_a_failed_build_ends_with_what_the_builder_printed() -> None:
    script = "import sys; print('x' * 9000, 'step 3'); print('no space left', file=sys.stderr); sys.exit(1)"

    with pytest.raises(ImageFailed, match="failed; it ends with:") as failed:
        build._run([sys.executable, "-c", script])

    assert str(failed.value).endswith("step 3\n\nno space left")
    assert len(str(failed.value)) < build.LOG_TAIL_CHARS + 500 + len(script)


def test_the_store_of_buildah_is_beside_the_images(calls: Calls, tmp_path: Path) -> None:
    environment = build._storage()

    config = Path(environment["CONTAINERS_STORAGE_CONF"]).read_text(encoding="utf-8")
    assert f'graphroot = "{tmp_path}/store"' in config
    assert environment["BUILDAH_ISOLATION"] == "chroot"


def test_success_follows_from_the_exit_code() -> None:
    outcomes = [build._succeeds([sys.executable, "-c", f"raise SystemExit({code})"], {}) for code in (0, 1)]

    assert outcomes == [True, False]
