"""Container images built and run without AWS: commands, environments and limits; nothing is built here."""

import json
import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from local import node
from local.errors import ImageFailed, NotReady
from local.images import __main__ as command
from local.images import box, build
from local.images.build import Asset, Image

Calls = list[list[str]]


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Calls:
    """Commands instead of running them; the images' folder is an empty one."""
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


def test_images_are_built_from_what_the_stack_stages(
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
def test_an_engine_builds_all_images_or_those_named(
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


def test_without_an_engine_buildah_builds_on_the_own_base_and_leaves_a_root_file_system(
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
def test_what_is_needed_to_build_is_told(monkeypatch: pytest.MonkeyPatch, missing: set[str], user: int) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None if name in missing else f"/usr/bin/{name}")
    monkeypatch.setattr(os, "geteuid", lambda: user)

    with pytest.raises(NotReady, match="Docker, Finch or Podman; or, on Debian as root: apt-get install buildah"):
        build._prepare_own_base()


def test_a_stand_in_that_is_there_is_not_made_again(calls: Calls, monkeypatch: pytest.MonkeyPatch) -> None:
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


def test_buildahs_store_lies_beside_the_images(calls: Calls, tmp_path: Path) -> None:
    environment = build._storage()

    config = Path(environment["CONTAINERS_STORAGE_CONF"]).read_text(encoding="utf-8")
    assert f'graphroot = "{tmp_path}/store"' in config
    assert environment["BUILDAH_ISOLATION"] == "chroot"


def test_a_function_in_a_box_sees_its_settings_and_lambdas_variables_only() -> None:
    local = {"JOBS_TABLE": "jobs", "AWS_REGION": "eu-west-1", "HOME": "/root", "FFMPEG_BIN": "/x", "PIP_INDEX_URL": "y"}

    environment = box.environment_in_lambda({**local, "PATH": "/home/x/bin", "PYTHONPATH": "/src"})

    assert environment == {"JOBS_TABLE": "jobs", "AWS_REGION": "eu-west-1", **box.LAMBDA}


@pytest.mark.parametrize(("memory_mb", "quota"), [(1769, 100_000), (3538, 200_000), (512, 28_942), (1, 1000)])
def test_a_box_has_memory_and_processor_of_its_setting(tmp_path: Path, memory_mb: int, quota: int) -> None:
    (tmp_path / "cgroup.controllers").touch()

    limits = box.Limits("vidx-box-tts", memory_mb, tmp_path)

    group = tmp_path / "vidx-box-tts"
    assert (group / "memory.max").read_text() == str(memory_mb * 1024 * 1024)
    assert (group / "cpu.max").read_text() == f"{quota} 100000"
    (group / "memory.peak").write_text(str(300 << 20))
    assert (limits.peak_mb(), limits.memory_mb) == (300, memory_mb)


def test_a_box_has_the_same_limits_in_control_groups_of_version_1(tmp_path: Path) -> None:
    (tmp_path / "memory").mkdir()
    (tmp_path / "cpu").mkdir()

    limits = box.Limits("vidx-box-tts", 1769, tmp_path)

    memory, processor = tmp_path / "memory/vidx-box-tts", tmp_path / "cpu/vidx-box-tts"
    assert (memory / "memory.limit_in_bytes").read_text() == str(1769 << 20)
    assert [(processor / f"cpu.cfs_{name}_us").read_text() for name in ("quota", "period")] == ["100000", "100000"]
    (memory / "memory.max_usage_in_bytes").write_text(str(5 << 20))
    assert limits.peak_mb() == 5


def test_only_leftovers_of_boxes_are_removed(tmp_path: Path) -> None:
    groups, work = tmp_path / "cgroup", tmp_path / "work"
    removed = [groups / "vidx-box-tts-1", groups / "memory/vidx-box-tts-2", work / "boxes/tts-1"]
    kept = [groups / "system.slice", groups / "memory/other", work / "roots"]
    for folder in (*removed, *kept):
        folder.mkdir(parents=True)

    box.remove_leftovers(work, groups)

    assert [folder.exists() for folder in removed] == [False] * 3
    assert [folder.exists() for folder in kept] == [True] * 3


def test_the_demo_prints_the_peaks_of_each_function(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command, "USAGE", tmp_path)
    for name, usage in {"tts-1": "90 512 3", "tts-2": "120 512 1", "render-3": "900 1769 250"}.items():
        (tmp_path / f"{name}.tsv").write_text("\t".join(usage.split()), encoding="utf-8")
    for name in ("tts-2", "photos-4"):  # functions ended in the middle of a write
        (tmp_path / f"{name}.new").touch()

    command._print_usage()

    lines = [line.split() for line in capsys.readouterr().out.splitlines()[1:]]
    assert [(line[0], line[1], line[4], line[6]) for line in lines] == [
        ("render", "900", "1769", "250"),
        ("tts", "120", "512", "3"),
    ]


def test_each_image_is_told_as_it_is_ready(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(command, "build", lambda names: iter([Image(name, 123_000_000, 4.2) for name in names]))

    assert command.main(["build", "tts", "api"]) == 0

    assert [line.split() for line in capsys.readouterr().out.splitlines()] == [
        ["tts", "123", "MB", "4", "s"],
        ["api", "123", "MB", "4", "s"],
    ]


def test_the_demo_needs_images_built_as_root(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command, "ROOTS", tmp_path / "none")

    assert command.main(["demo"]) == 1

    assert "images: the images' file systems are needed, built by buildah as root" in capsys.readouterr().err


def test_succeeding_is_told_by_the_exit_code() -> None:
    outcomes = [build._succeeds([sys.executable, "-c", f"raise SystemExit({code})"], {}) for code in (0, 1)]

    assert outcomes == [True, False]
