"""The stand-in for AWS's base image, for machines without a container engine: Debian with Lambda's folders.

It has the same minor version of Python as AWS's base. `make images-base` builds it once; it stays in buildah's store
until the recipe below changes.
"""

import hashlib
import os
import shutil
from pathlib import Path
from typing import Final

from local.errors import NotReady
from local.images.buildah import WORK, buildah, run, succeeds

NAME: Final = "localhost/lambda-python"
DEBIAN: Final = "trixie"
"""The release whose Python is 3.13."""
PACKAGES: Final = "python3,python3-pip,ca-certificates"
ENVIRONMENT: Final = {
    "LAMBDA_TASK_ROOT": "/var/task",
    "LAMBDA_RUNTIME_DIR": "/var/runtime",
    "PATH": "/var/lang/bin:/usr/local/bin:/usr/bin:/bin:/opt/bin",
    "LD_LIBRARY_PATH": "/var/lang/lib:/lib64:/usr/lib64:/var/runtime:/var/task:/opt/lib",
    "LANG": "en_US.UTF-8",
    "TZ": ":/etc/localtime",
    "PIP_CERT": "/etc/ssl/certs/ca-certificates.crt",
}
CA_BUNDLE: Final = Path("/etc/ssl/certs/ca-certificates.crt")
UNUSED: Final = ("var/cache/apt", "var/lib/apt/lists", "usr/share/doc", "usr/share/man", "usr/share/locale")


MISSING: Final = (
    "building images needs Docker, Finch or Podman; or, on Debian as root: apt-get install buildah debootstrap"
)


def tag() -> str:
    """Return the base's name with a tag that follows from this file, so that an older base is not used."""
    return f"{NAME}:{hashlib.sha256(Path(__file__).read_bytes()).hexdigest()[:12]}"


def prepare() -> str:
    """Build the base unless it is there, and return its name.

    Raises:
        NotReady: the machine lacks buildah, debootstrap or root.
        ImageFailed: it cannot be built.
    """
    for program in ("buildah", "debootstrap"):
        if shutil.which(program) is None or os.geteuid() != 0:
            raise NotReady(MISSING)
    if not succeeds(["buildah", "inspect", tag()]):
        root = WORK / "base"
        shutil.rmtree(root, ignore_errors=True)
        run(["debootstrap", "--variant=minbase", f"--include={PACKAGES}", DEBIAN, str(root)])
        _arrange(root)
        _commit(root)
        shutil.rmtree(root)
    return tag()


def _arrange(root: Path) -> None:
    """Give Debian the folders and names of Lambda's base, and take away what neither needs."""
    (root / "usr/lib/python3.13/EXTERNALLY-MANAGED").unlink(missing_ok=True)
    shutil.copy(CA_BUNDLE, root / "etc/ssl/certs/ca-certificates.crt")
    for folder in UNUSED:
        shutil.rmtree(root / folder, ignore_errors=True)
    for folder in ("var/task", "var/runtime", "var/lang/bin", "opt"):
        (root / folder).mkdir(parents=True, exist_ok=True)
    for name, program in (("python", "python3"), ("python3", "python3"), ("pip", "pip3")):
        (root / "var/lang/bin" / name).symlink_to(f"/usr/bin/{program}")


def _commit(root: Path) -> None:
    container = buildah("from", "scratch").strip()
    buildah("add", container, str(root), "/")
    settings = [part for name, value in ENVIRONMENT.items() for part in ("--env", f"{name}={value}")]
    buildah("config", *settings, "--workingdir", "/var/task", container)
    buildah("commit", "--quiet", "--rm", container, tag())
