"""Deploying the real template to the emulator with the unmodified CDK command line, when anything has changed."""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from infra import NODE
from local import node
from local.emulator import CREDENTIALS
from local.errors import DeployFailed
from local.places import ROOT, Places

STACK: Final = "vidx"
ACCOUNT: Final = "000000000000"
STAGING_BUCKET: Final = f"cdk-hnb659fds-assets-{ACCOUNT}-{CREDENTIALS['AWS_REGION']}"
"""Where the CDK puts assets; its name is the CDK's own default."""
INPUTS: Final = ("infra/*.py", "statemachine.asl.json", "cdk.json", "package-lock.json", "local/runtime/bootstrap")
LOG_TAIL_CHARS: Final = 3000


def inputs() -> Iterator[Path]:
    for pattern in INPUTS:
        yield from sorted(ROOT.glob(pattern))


def fingerprint(context: Mapping[str, str]) -> str:
    """SHA-256 of everything that the template is made from; function code is not in it, it runs from the tree."""
    digest = hashlib.sha256(json.dumps(dict(context), sort_keys=True).encode())
    for path in inputs():
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def deploy(places: Places, endpoint: str, context: Mapping[str, str]) -> dict[str, str]:
    """Synthesise and deploy the stack; returns its outputs.

    Raises:
        DeployFailed: the command line reported a failure; the message ends with what it said.
    """
    node.install()
    command = [
        *(str(NODE), str(node.CDK), "deploy", STACK, "--app", f"{sys.executable} -m infra.app"),
        *("--output", str(places.cdk_out), "--outputs-file", str(places.outputs)),
        *("--require-approval", "never", "--method", "direct", "--no-notices", "--no-version-reporting", "--ci"),
        *(part for name, value in context.items() for part in ("-c", f"{name}={value}")),
    ]
    places.outputs.unlink(missing_ok=True)
    log = places.logs / "deploy.log"
    with log.open("w", encoding="utf-8") as out:
        done = subprocess.run(command, cwd=ROOT, env=_environment(endpoint), stdout=out, stderr=out, check=False)
    if done.returncode != 0 or not places.outputs.exists():
        said = log.read_text(encoding="utf-8", errors="replace")[-LOG_TAIL_CHARS:]
        raise DeployFailed(f"the template could not be deployed; {log} ends with:\n{said}")
    outputs: dict[str, str] = json.loads(places.outputs.read_text(encoding="utf-8"))[STACK]
    return outputs


def _environment(endpoint: str) -> dict[str, str]:
    """For the command line: the emulator's address and keys, and none of the person's own AWS settings."""
    inherited = {name: value for name, value in node.environment().items() if not name.startswith("AWS_")}
    here = {"AWS_ENDPOINT_URL": endpoint, "AWS_CONFIG_FILE": os.devnull, "AWS_SHARED_CREDENTIALS_FILE": os.devnull}
    return {**inherited, **CREDENTIALS, **here, "CDK_DISABLE_VERSION_CHECK": "1", "CI": "1"}
