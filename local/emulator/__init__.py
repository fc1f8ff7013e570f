"""The AWS emulator (MiniStack) in its own environment."""

import os
import time
from pathlib import Path
from typing import Final

import httpx

from local.errors import StartFailed
from local.paths import ROOT, StatePaths
from local.processes import HOST, POLL_INTERVAL_S, Service

EMULATOR_VARIABLE: Final = "VIDX_EMULATOR"
"""Environment variable with the path of another emulator program than `.venv-emulator/bin/ministack`."""
START_TIMEOUT_S: Final = 30.0
STOP_TIMEOUT_S: Final = 20.0
"""The emulator saves its whole state before it ends."""
WORKER_TTL_S: Final = 120
"""Time after which an idle process of a function ends, except the last one of each function."""
MAX_CONCURRENCY: Final = 16
"""Functions that run at once. Further calls get status 429, as on Lambda."""
REGION: Final = "us-east-1"
CREDENTIALS: Final = {
    "AWS_ACCESS_KEY_ID": "test",
    "AWS_SECRET_ACCESS_KEY": "test",
    "AWS_REGION": REGION,
    "AWS_DEFAULT_REGION": REGION,
}
"""Credentials of every client of the emulator; they are valid nowhere else."""
INHERITED_VARIABLES: Final = ("PATH", "HOME", "LANG", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SSL_CERT_FILE")


def program() -> Path:
    return Path(os.environ.get(EMULATOR_VARIABLE) or ROOT / ".venv-emulator/bin/ministack")


def command() -> list[str]:
    """Return the command that starts it: `local/emulator/run.py`, unless another program is set."""
    if os.environ.get(EMULATOR_VARIABLE):
        return [str(program())]
    return [str(program().with_name("python")), str(ROOT / "local/emulator/run.py")]


def endpoint(port: int) -> str:
    return f"http://{HOST}:{port}"


def service(paths: StatePaths) -> Service:
    return Service("emulator", paths.run, paths.logs / "emulator.log")


def environment(
    paths: StatePaths, port: int, wait_scale: float, check_roles: bool = False, functions_endpoint: str = ""
) -> dict[str, str]:
    """Return a clean environment, because the emulator passes all of it to every function.

    Args:
        wait_scale: factor on the state machine's waits between retries; 1 keeps them.
        check_roles: check every call against the caller's role, as AWS does.
        functions_endpoint: base URL at which the functions call AWS; empty: the emulator's own.
    """
    inherited = {name: os.environ[name] for name in INHERITED_VARIABLES if name in os.environ}
    return {
        **inherited,
        **CREDENTIALS,
        "GATEWAY_PORT": str(port),
        "BIND_HOST": HOST,
        "AWS_ENDPOINT_URL": functions_endpoint or endpoint(port),
        "AUTH": str(check_roles).lower(),
        "IOT_MTLS_ENABLED": "0",
        "PERSIST_STATE": "1",
        "STATE_DIR": str(paths.emulator / "state"),
        "S3_PERSIST": "1",
        "S3_DATA_DIR": str(paths.emulator / "s3"),
        "TMPDIR": str(paths.tmp),
        "LAMBDA_WARM_TTL_SECONDS": str(WORKER_TTL_S),
        "LAMBDA_ACCOUNT_CONCURRENCY": str(MAX_CONCURRENCY),
        "SFN_WAIT_SCALE": f"{wait_scale:g}",
        "VIDX_LOG_DIR": str(paths.logs),
        "VIDX_CODE_DIR": str(ROOT),
        "VIDX_CODE_STAMPS": str(paths.code_stamps),
        "PYTHONUNBUFFERED": "1",
    }


def start(
    paths: StatePaths, port: int, wait_scale: float, check_roles: bool = False, functions_endpoint: str = ""
) -> Service:
    """Start it and wait until it is healthy.

    Raises:
        StartFailed: it ended, or did not respond in time.
    """
    running = service(paths)
    clean_environment = environment(paths, port, wait_scale, check_roles, functions_endpoint)
    running.start(command(), clean_environment, paths.state_dir)
    wait_until_healthy(running, f"{endpoint(port)}/_ministack/health", START_TIMEOUT_S)
    return running


def wait_until_healthy(running: Service, url: str, timeout_s: float) -> None:
    """Wait until `url` responds with success.

    Raises:
        StartFailed: the process ended, or `timeout_s` seconds have passed.
    """
    deadline = time.monotonic() + timeout_s
    with httpx.Client(timeout=2.0, trust_env=False) as client:
        while time.monotonic() < deadline:
            if running.pid() is None:
                raise StartFailed(f"the {running.name} ended at once; its log ends with:\n{running.tail()}")
            try:
                if client.get(url).is_success:
                    return
            except httpx.TransportError:
                time.sleep(POLL_INTERVAL_S)
            else:
                time.sleep(POLL_INTERVAL_S)
    raise StartFailed(f"the {running.name} did not respond within {timeout_s:.0f} s; see {running.log}")
