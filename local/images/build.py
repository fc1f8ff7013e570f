"""Builds every function's image from the assets that the CDK stages, as `cdk deploy` does.

With Docker, Finch or Podman the images stand on AWS's own base. Without an engine, buildah (root, Debian) builds them
on a stand-in for that base (`local/images/base.py`).
"""

import json
import shutil
import tarfile
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from infra import NODE
from infra.settings import EXAMPLES
from local import node
from local.errors import ImageFailed
from local.images import base
from local.images.buildah import WORK, buildah, make_private, run, succeeds

ROOTS: Final = WORK / "roots"
"""Root file system of each function's image, by the function's name."""
CDK_OUT: Final = WORK / "cdk.out"
CONTEXT: Final = {"environment": "", "packaging": "image", **EXAMPLES}
"""The default settings, and what a deployment must choose. They decide nothing about the images."""
ENGINES: Final = ("docker", "finch", "podman")


@dataclass(frozen=True)
class Asset:
    """What the CDK stages for one function's image."""

    function: str
    context: Path
    target: str


@dataclass(frozen=True)
class Image:
    """A built image; `size` in bytes with its base, `seconds` of building."""

    function: str
    size: int
    layers: int
    seconds: float


def synthesize() -> Path:
    """Synthesize the stack as for AWS, and return the folder with its template and assets.

    Raises:
        ImageFailed: the stack does not synthesize.
    """
    node.install()
    shutil.rmtree(CDK_OUT, ignore_errors=True)
    command = [str(NODE), str(node.CDK), "synth", "--quiet", "--output", str(CDK_OUT)]
    context = [part for name, value in CONTEXT.items() for part in ("-c", f"{name}={value}")]
    run([*command, *context], {**node.environment(), "CI": "1"})
    return CDK_OUT


def assets() -> list[Asset]:
    """Return what each function's image is built from.

    Raises:
        ImageFailed: the stack does not synthesize.
    """
    out = synthesize()
    manifests = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(out.glob("*.assets.json"))]
    sources: list[dict[str, Any]] = [
        image["source"] for manifest in manifests for image in manifest.get("dockerImages", {}).values()
    ]
    staged = [
        Asset(source["dockerBuildArgs"]["FUNCTION"], out / source["directory"], source["dockerBuildTarget"])
        for source in sources
    ]
    return sorted(staged, key=lambda asset: asset.function)


def engine() -> str | None:
    """Return the container engine that answers on this machine; None: there is none."""
    return next((name for name in ENGINES if shutil.which(name) and succeeds([name, "info"])), None)


def tag(function: str) -> str:
    return f"localhost/vidx-{function}:latest"


def build(names: Sequence[str], arguments: Mapping[str, str] | None = None) -> Iterator[Image]:
    """Build the images of the functions `names`, or of all, one after another, each listed as it is ready.

    Args:
        arguments: build arguments of the Dockerfile besides FUNCTION.

    Raises:
        NotReady: there is neither a container engine nor buildah.
        ImageFailed: an image does not build, or there is no function of this name.
    """
    container_engine = engine()
    base_name = None if container_engine else base.prepare()
    staged = assets()
    unknown = set(names) - {asset.function for asset in staged}
    if unknown:
        raise ImageFailed(f"there is no function {', '.join(sorted(unknown))}")
    for asset in staged:
        if not names or asset.function in names:
            start_s = time.monotonic()
            if container_engine:
                layers = _build_with(container_engine, asset, arguments or {})
            else:
                layers = _build_alone(asset, {"BASE": base_name or "", **(arguments or {})})
            yield Image(asset.function, size_of(ROOTS / asset.function), layers, time.monotonic() - start_s)


def size_of(root: Path) -> int:
    """Return the size of all files under `root`, in bytes. Links count nothing."""
    return sum(path.lstat().st_size for path in root.resolve().rglob("*") if path.is_file() and not path.is_symlink())


def _arguments(asset: Asset, arguments: Mapping[str, str]) -> list[str]:
    values = {"FUNCTION": asset.function, **arguments}
    pairs = [("--build-arg", f"{name}={value}") for name, value in values.items()]
    options = ["--target", asset.target, *(part for pair in pairs for part in pair), "--tag", tag(asset.function)]
    return ["--file", str(asset.context / "functions/Dockerfile"), *options, str(asset.context)]


def _build_with(container_engine: str, asset: Asset, arguments: Mapping[str, str]) -> int:
    """Build with an engine, and unpack the image's root file system under `ROOTS`. Return the number of layers."""
    run([container_engine, "build", *_arguments(asset, arguments)])
    layers = run([container_engine, "image", "inspect", "--format", "{{len .RootFS.Layers}}", tag(asset.function)])
    _unpack(container_engine, asset.function)
    return int(layers)


def _unpack(container_engine: str, function: str) -> None:
    root = ROOTS / function
    shutil.rmtree(root, ignore_errors=True)
    container = run([container_engine, "create", tag(function)]).strip()
    try:
        with tempfile.TemporaryDirectory() as folder:
            archive = Path(folder) / "image.tar"
            run([container_engine, "export", "--output", str(archive), container])
            with tarfile.open(archive) as files:
                files.extractall(root, filter="tar")
    finally:
        run([container_engine, "rm", container])


def _build_alone(asset: Asset, arguments: Mapping[str, str]) -> int:
    """Build with buildah, and leave the image's root file system mounted under `ROOTS`. Return the number of layers.

    Every build is one of a checkout with umask 077, the hardest one.
    """
    make_private(asset.context)
    remove(asset.function)
    buildah("bud", "--format", "docker", "--pull-never", *_arguments(asset, arguments))
    buildah("from", "--pull-never", "--name", _container(asset.function), tag(asset.function))
    ROOTS.mkdir(parents=True, exist_ok=True)
    (ROOTS / asset.function).symlink_to(buildah("mount", _container(asset.function)).strip())
    about = json.loads(buildah("inspect", "--type", "image", tag(asset.function)))
    return len(about["OCIv1"]["rootfs"]["diff_ids"])


def remove(function: str) -> None:
    """Remove an image that buildah built, and its root file system."""
    succeeds(["buildah", "rm", _container(function)])
    succeeds(["buildah", "rmi", tag(function)])
    root = ROOTS / function
    if root.is_symlink():
        root.unlink()
    elif root.exists():
        shutil.rmtree(root)


def _container(function: str) -> str:
    return f"vidx-{function}"
