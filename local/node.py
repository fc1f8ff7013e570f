"""Node and its two packages (the CDK command line, the state machine's validator) without Node on the machine."""

import fcntl
import hashlib
import os
import subprocess
from typing import Final

from infra import NODE
from local.errors import NotReady
from local.paths import ROOT

_NPM: Final = NODE.parents[1] / "lib/node_modules/npm/bin/npm-cli.js"
_PACKAGES: Final = ROOT / "node_modules"
CDK: Final = _PACKAGES / "aws-cdk/bin/cdk"
ASL_VALIDATOR: Final = _PACKAGES / "asl-validator/dist/bin/asl-validator.js"


def environment() -> dict[str, str]:
    """This process's environment with the wheel's Node first on the path."""
    return {**os.environ, "PATH": f"{NODE.parent}{os.pathsep}{os.environ.get('PATH', '')}", "JSII_NODE": str(NODE)}


def install() -> None:
    """Install the packages of package-lock.json, unless they are installed already.

    Raises:
        NotReady: npm could not install it.
    """
    lockfile = ROOT / "package-lock.json"
    checksum = hashlib.sha256(lockfile.read_bytes()).hexdigest()
    stamp = _PACKAGES / ".installed"
    build = ROOT / "build"
    build.mkdir(exist_ok=True)
    with (build / "npm.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if stamp.exists() and stamp.read_text(encoding="utf-8") == checksum:
            return
        process = subprocess.run(
            [str(NODE), str(_NPM), "ci", "--no-fund", "--no-audit"],
            cwd=ROOT,
            env=environment(),
            capture_output=True,
            text=True,
            check=False,
        )
        if process.returncode != 0:
            raise NotReady(f"npm could not install the CDK command line:\n{process.stderr.strip()}")
        stamp.write_text(checksum, encoding="utf-8")
