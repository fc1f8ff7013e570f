"""Builds every function's image from the assets that the CDK stages, as `cdk deploy` does.

With Docker, Finch or Podman the images stand on AWS's own base. Without an engine, buildah (root, Debian) builds them
on a stand-in for that base: Debian with the same minor version of Python and Lambda's folders.
"""

import json
import os
import shutil
import subprocess
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from infra import NODE
from local import node
from local.errors import ImageFailed, NotReady
from local.paths import ROOT

WORK: Final = ROOT / "build/images"
ROOTS: Final = WORK / "roots"
"""One link a function, to the root file system of its image."""
ENGINES: Final = ("docker", "finch", "podman")
AWS_BASE: Final = "public.ecr.aws/lambda/python:3.13"
OWN_BASE: Final = "localhost/lambda-python:3.13"
DEBIAN: Final = "trixie"
"""The release whose Python is 3.13."""
LAMBDA_ENVIRONMENT: Final = {
    "LAMBDA_TASK_ROOT": "/var/task",
    "LAMBDA_RUNTIME_DIR": "/var/runtime",
    "PATH": "/var/lang/bin:/usr/local/bin:/usr/bin:/bin:/opt/bin",
    "LD_LIBRARY_PATH": "/var/lang/lib:/lib64:/usr/lib64:/var/runtime:/var/task:/opt/lib",
    "LANG": "en_US.UTF-8",
    "TZ": ":/etc/localtime",
}
CA_BUNDLE: Final = Path("/etc/ssl/certs/ca-certificates.crt")
LOG_TAIL_CHARS: Final = 3000


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
    seconds: float


def assets() -> list[Asset]:
    """Synthesise the stack as for AWS, and return what each image is built from.

    Raises:
        ImageFailed: the stack does not synthesise.
    """
    node.install()
    out = WORK / "cdk.out"
    command = [str(NODE), str(node.CDK), "synth", "--quiet", "--output", str(out), "-c", "packaging=image"]
    _run([*command, "-c", "publicBaseUrl=https://videos.example.com"], env={**node.environment(), "CI": "1"})
    manifest: dict[str, Any] = json.loads(next(out.glob("*.assets.json")).read_text(encoding="utf-8"))
    sources = [image["source"] for image in manifest["dockerImages"].values()]
    staged = [
        Asset(source["dockerBuildArgs"]["FUNCTION"], out / source["directory"], source["dockerBuildTarget"])
        for source in sources
    ]
    return sorted(staged, key=lambda asset: asset.function)


def build(names: Sequence[str]) -> Iterator[Image]:
    """Build the images of the functions `names`, or of all, one after another, each listed as it is ready.

    Raises:
        NotReady: there is neither a container engine nor buildah.
        ImageFailed: an image does not build; the message ends with what the builder printed.
    """
    engine = next((name for name in ENGINES if _engine_runs(name)), None)
    if engine is None:
        _prepare_own_base()
    for asset in assets():
        if names and asset.function not in names:
            continue
        start_s = time.monotonic()
        size = _build_with(engine, asset) if engine else _build_alone(asset)
        yield Image(asset.function, size, time.monotonic() - start_s)


def _engine_runs(name: str) -> bool:
    return shutil.which(name) is not None and _succeeds([name, "info"], dict(os.environ))


def _tag(function: str) -> str:
    return f"localhost/vidx-{function}"


def _arguments(asset: Asset, dockerfile: Path) -> list[str]:
    options = ["--target", asset.target, "--build-arg", f"FUNCTION={asset.function}", "--tag", _tag(asset.function)]
    return ["--file", str(dockerfile), *options, str(asset.context)]


def _build_with(engine: str, asset: Asset) -> int:
    _run([engine, "build", *_arguments(asset, asset.context / "functions/Dockerfile")])
    return int(_run([engine, "image", "inspect", "--format", "{{.Size}}", _tag(asset.function)]))


def _build_alone(asset: Asset) -> int:
    """Build with buildah, and leave the image's root file system mounted under `ROOTS`."""
    dockerfile = WORK / f"Dockerfile.{asset.function}"
    text = (asset.context / "functions/Dockerfile").read_text(encoding="utf-8")
    dockerfile.write_text(text.replace(AWS_BASE, OWN_BASE), encoding="utf-8")
    _buildah("bud", "--format", "docker", *_arguments(asset, dockerfile))
    container = f"vidx-{asset.function}"
    _succeeds(["buildah", "rm", container], _storage())
    _buildah("from", "--pull-never", "--name", container, _tag(asset.function))
    link = ROOTS / asset.function
    ROOTS.mkdir(parents=True, exist_ok=True)
    link.unlink(missing_ok=True)
    link.symlink_to(_buildah("mount", container).strip())
    return sum(path.lstat().st_size for path in link.resolve().rglob("*") if path.is_file() and not path.is_symlink())


def _prepare_own_base() -> None:
    """Make the stand-in for AWS's base image, once."""
    for program in ("buildah", "debootstrap"):
        if shutil.which(program) is None or os.geteuid() != 0:
            raise NotReady(
                "building images needs Docker, Finch or Podman; or, on Debian as root: apt-get install buildah "
                "debootstrap"
            )
    if _succeeds(["buildah", "inspect", OWN_BASE], _storage()):
        return
    root = WORK / "base"
    shutil.rmtree(root, ignore_errors=True)
    _run(["debootstrap", "--variant=minbase", "--include=python3,python3-pip,ca-certificates", DEBIAN, str(root)])
    (root / "usr/lib/python3.13/EXTERNALLY-MANAGED").unlink(missing_ok=True)
    shutil.copy(CA_BUNDLE, root / "etc/ssl/certs/ca-certificates.crt")
    for folder in ("var/cache/apt", "var/lib/apt/lists", "usr/share/doc", "usr/share/man", "usr/share/locale"):
        shutil.rmtree(root / folder, ignore_errors=True)
    for folder in ("var/task", "var/runtime", "var/lang/bin", "opt"):
        (root / folder).mkdir(parents=True, exist_ok=True)
    for name, program in (("python", "python3"), ("python3", "python3"), ("pip", "pip3")):
        (root / "var/lang/bin" / name).symlink_to(f"/usr/bin/{program}")
    container = _buildah("from", "scratch").strip()
    _buildah("add", container, str(root), "/")
    settings = [part for name, value in LAMBDA_ENVIRONMENT.items() for part in ("--env", f"{name}={value}")]
    certificates = ["--env", "PIP_CERT=/etc/ssl/certs/ca-certificates.crt"]
    _buildah("config", *settings, *certificates, "--workingdir", "/var/task", container)
    _buildah("commit", "--quiet", "--rm", container, OWN_BASE)
    shutil.rmtree(root)


def _storage() -> dict[str, str]:
    """buildah's environment: a store of its own that needs neither overlay mounts nor user namespaces."""
    WORK.mkdir(parents=True, exist_ok=True)
    config = WORK / "storage.conf"
    config.write_text(
        f'[storage]\ndriver = "vfs"\ngraphroot = "{WORK}/store"\nrunroot = "{WORK}/run"\n', encoding="utf-8"
    )
    return {
        **os.environ,
        "CONTAINERS_STORAGE_CONF": str(config),
        "BUILDAH_ISOLATION": "chroot",
        "STORAGE_DRIVER": "vfs",
    }


def _buildah(*arguments: str) -> str:
    return _run(["buildah", *arguments], env=_storage())


def _succeeds(command: Sequence[str], env: dict[str, str]) -> bool:
    return subprocess.run(command, env=env, capture_output=True, check=False).returncode == 0


def _run(command: Sequence[str], env: dict[str, str] | None = None) -> str:
    process = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    if process.returncode != 0:
        output = f"{process.stdout}\n{process.stderr}".strip()[-LOG_TAIL_CHARS:]
        raise ImageFailed(f"`{' '.join(map(str, command[:3]))} …` failed; it ends with:\n{output}")
    return process.stdout
