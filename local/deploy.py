"""Deploy the real template to the emulator with the unmodified CDK command line, if anything has changed."""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from infra import NODE
from infra.environments import ENVIRONMENT
from local import node
from local.emulator import CREDENTIALS
from local.errors import DeployFailed
from local.paths import ROOT, StatePaths

LOCAL: Final = "local"
"""The environment whose file is `infra/environments/local.yaml`."""
ACCOUNT: Final = "000000000000"
STAGING_BUCKET: Final = f"cdk-hnb659fds-assets-{ACCOUNT}-{CREDENTIALS['AWS_REGION']}"
"""The CDK's bucket for assets, by its default name."""
INPUTS: Final = (
    "infra/*.py",
    "infra/environments/*.yaml",
    "statemachine.asl.json",
    "cdk.json",
    "package-lock.json",
    "local/runtime/bootstrap",
)
LOG_TAIL_CHARS: Final = 3000


def inputs() -> Iterator[Path]:
    for pattern in INPUTS:
        yield from sorted(ROOT.glob(pattern))


def fingerprint_of(context: Mapping[str, str]) -> str:
    """SHA-256 of all inputs of the template. Function code is not an input: it runs from the working tree."""
    digest = hashlib.sha256(json.dumps(dict(context), sort_keys=True).encode())
    for path in inputs():
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def deploy(paths: StatePaths, endpoint: str, context: Mapping[str, str]) -> dict[str, str]:
    """Synthesise and deploy the stacks and return their outputs.

    Raises:
        DeployFailed: the command failed; the message ends with its output.
    """
    node.install()
    command = [
        *(str(NODE), str(node.CDK), "deploy", "--all", "--app", f"{sys.executable} -m infra.app"),
        *("-c", f"{ENVIRONMENT}={LOCAL}"),
        *("--output", str(paths.cdk_out), "--outputs-file", str(paths.outputs)),
        *("--require-approval", "never", "--method", "direct", "--no-notices", "--no-version-reporting", "--ci"),
        *(part for name, value in context.items() for part in ("-c", f"{name}={value}")),
    ]
    paths.outputs.unlink(missing_ok=True)
    log = paths.logs / "deploy.log"
    with log.open("w", encoding="utf-8") as out:
        process = subprocess.run(command, cwd=ROOT, env=_environment(endpoint), stdout=out, stderr=out, check=False)
    if process.returncode != 0 or not paths.outputs.exists():
        output = log.read_text(encoding="utf-8", errors="replace")[-LOG_TAIL_CHARS:]
        raise DeployFailed(f"the template could not be deployed; {log} ends with:\n{output}")
    by_stack: dict[str, dict[str, str]] = json.loads(paths.outputs.read_text(encoding="utf-8"))
    return {name: value for outputs in by_stack.values() for name, value in outputs.items()}


def _environment(endpoint: str) -> dict[str, str]:
    """Return the environment of the command: the emulator's address and keys, without the user's AWS settings."""
    inherited = {name: value for name, value in node.environment().items() if not name.startswith("AWS_")}
    emulator = {"AWS_ENDPOINT_URL": endpoint, "AWS_CONFIG_FILE": os.devnull, "AWS_SHARED_CREDENTIALS_FILE": os.devnull}
    return {**inherited, **CREDENTIALS, **emulator, "CDK_DISABLE_VERSION_CHECK": "1", "CI": "1"}
