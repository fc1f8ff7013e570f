"""The commands that build container images without AWS. The tests build nothing."""

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from infra.settings import EXAMPLES
from local import node
from local.errors import ImageFailed
from local.images import base, build
from local.images.build import Asset

Calls = list[list[str]]


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Calls:
    """The commands, which are recorded instead of run. The folder of the images is empty."""
    calls: Calls = []
    (tmp_path / "mounted").mkdir()
    (tmp_path / "mounted/file").write_bytes(bytes(1000))
    (tmp_path / "mounted/link").symlink_to("file")

    def run(command: Sequence[str], env: dict[str, str] | None = None) -> str:
        calls.append(list(command))
        if "export" in command:
            shutil.make_archive(
                command[command.index("--output") + 1].removesuffix(".tar"), "tar", tmp_path / "mounted"
            )
        return "7\n" if "inspect" in command else f"{tmp_path}/mounted\n"

    def buildah(*arguments: str) -> str:
        answer = run(["buildah", *arguments])
        return json.dumps({"OCIv1": {"rootfs": {"diff_ids": ["a", "b"]}}}) if "inspect" in arguments else answer

    monkeypatch.setattr(build, "run", run)
    monkeypatch.setattr(build, "buildah", buildah)
    monkeypatch.setattr(build, "succeeds", lambda command: True)
    monkeypatch.setattr(build, "CDK_OUT", tmp_path / "cdk.out")
    monkeypatch.setattr(build, "ROOTS", tmp_path / "roots")
    monkeypatch.setattr(base, "prepare", lambda: "localhost/base:1")
    return calls


def staged(tmp_path: Path, function: str) -> Asset:
    context = tmp_path / f"asset.{function}"
    (context / "functions").mkdir(parents=True)
    (context / "functions/Dockerfile").write_text("FROM base\n", encoding="utf-8")
    return Asset(function, context, function)


def test_images_are_built_from_the_assets_of_every_stack(
    calls: Calls, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def manifest(*names: str) -> str:
        sources = {
            name: {
                "source": {
                    "directory": f"asset.{name}",
                    "dockerBuildArgs": {"FUNCTION": name},
                    "dockerBuildTarget": name,
                }
            }
            for name in names
        }
        return json.dumps({"dockerImages": sources})

    out = tmp_path / "out"
    out.mkdir()
    (out / "a.assets.json").write_text(manifest("tts", "api"), encoding="utf-8")
    (out / "b.assets.json").write_text(manifest("render"), encoding="utf-8")
    (out / "c.assets.json").write_text("{}", encoding="utf-8")
    monkeypatch.setattr(build, "synthesize", lambda: out)

    assert build.assets() == [Asset(name, out / f"asset.{name}", name) for name in ("api", "render", "tts")]


def test_the_stack_is_synthesized_with_what_a_deployment_must_choose(
    calls: Calls, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(node, "install", lambda: None)

    build.synthesize()

    assert {"environment=", "packaging=image", f"publicBaseUrl={EXAMPLES['publicBaseUrl']}"} < set(calls[0])
    assert any(word.startswith("storageEndpoint=https://") for word in calls[0])


@pytest.mark.parametrize(("names", "built"), [([], ["api", "tts"]), (["tts"], ["tts"])])
def test_an_engine_builds_all_or_the_named_images(
    calls: Calls, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, names: list[str], built: list[str]
) -> None:
    assets = [staged(tmp_path, name) for name in ("api", "tts")]
    monkeypatch.setattr(build, "assets", lambda: assets)
    monkeypatch.setattr(build, "engine", lambda: "podman")

    images = list(build.build(names, {"RUN_AS": "root"}))

    assert [(image.function, image.size, image.layers) for image in images] == [(name, 1000, 7) for name in built]
    commands = [call for call in calls if call[:2] == ["podman", "build"]]
    for name, command in zip(built, commands, strict=True):
        context = tmp_path / f"asset.{name}"
        assert command == [
            *("podman", "build", "--file", str(context / "functions/Dockerfile"), "--target", name),
            *("--build-arg", f"FUNCTION={name}", "--build-arg", "RUN_AS=root"),
            *("--tag", f"localhost/vidx-{name}:latest", str(context)),
        ]
    assert calls[-1][:2] == ["podman", "rm"], "the container that was only unpacked is removed"


def test_without_an_engine_buildah_builds_on_the_replacement_base(
    calls: Calls, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asset = staged(tmp_path, "tts")
    monkeypatch.setattr(build, "assets", lambda: [asset])
    monkeypatch.setattr(build, "engine", lambda: None)

    (image,) = build.build([])

    assert (image.size, image.layers) == (1000, 2), "the target of a link counts once"
    assert (tmp_path / "roots/tts").resolve() == tmp_path / "mounted"
    assert [call[:2] for call in calls] == [["buildah", word] for word in ("bud", "from", "mount", "inspect")]
    assert "BASE=localhost/base:1" in calls[0]


def test_without_an_engine_an_image_is_built_as_from_a_checkout_with_umask_077(
    calls: Calls, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asset = staged(tmp_path, "tts")
    monkeypatch.setattr(build, "assets", lambda: [asset])
    monkeypatch.setattr(build, "engine", lambda: None)

    list(build.build([]))

    modes = {path.stat().st_mode & 0o777 for path in (asset.context, *asset.context.rglob("*"))}
    assert modes == {0o700, 0o600}


def test_an_unknown_function_is_refused(calls: Calls, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "assets", lambda: [staged(tmp_path, "tts")])
    monkeypatch.setattr(build, "engine", lambda: None)

    with pytest.raises(ImageFailed, match="there is no function tss"):
        list(build.build(["tss"]))


def test_an_image_that_is_removed_takes_its_file_system_with_it(tmp_path: Path, calls: Calls) -> None:
    (tmp_path / "roots/api").mkdir(parents=True)
    (tmp_path / "roots/tts").symlink_to(tmp_path / "mounted")

    for function in ("api", "tts", "watch"):
        build.remove(function)

    assert list((tmp_path / "roots").iterdir()) == []
    assert (tmp_path / "mounted/file").exists()


def test_an_engine_that_does_not_run_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None if name == "docker" else f"/usr/bin/{name}")
    monkeypatch.setattr(build, "succeeds", lambda command: command == ["podman", "info"])

    assert build.engine() == "podman"
