"""The AWS emulator (MiniStack) in its own environment."""

import os
import time
from pathlib import Path
from typing import Final

import httpx

from local.errors import StartFailed
from local.places import ROOT, Places
from local.ports import HOST
from local.processes import LOOK_EVERY_S, Service

EMULATOR_VARIABLE: Final = "VIDX_EMULATOR"
"""Environment variable that names another emulator program than `.venv-emulator/bin/ministack`."""
READY_WITHIN_S: Final = 30.0
STOP_WITHIN_S: Final = 20.0
"""It writes its whole state down before it ends."""
WORKER_KEPT_S: Final = 3600
REGION: Final = "us-east-1"
CREDENTIALS: Final = {
    "AWS_ACCESS_KEY_ID": "test",
    "AWS_SECRET_ACCESS_KEY": "test",
    "AWS_REGION": REGION,
    "AWS_DEFAULT_REGION": REGION,
}
"""What any client of the emulator uses; they open nothing elsewhere."""
HANDED_ON: Final = ("PATH", "HOME", "LANG", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SSL_CERT_FILE")


def program() -> Path:
    return Path(os.environ.get(EMULATOR_VARIABLE) or ROOT / ".venv-emulator/bin/ministack")


def command() -> list[str]:
    """What starts it: another program as it is, our own by way of `local/emulator/prompt.py`."""
    if os.environ.get(EMULATOR_VARIABLE):
        return [str(program())]
    return [str(program().with_name("python")), str(ROOT / "local/emulator/prompt.py")]


def endpoint(port: int) -> str:
    return f"http://{HOST}:{port}"


def service(places: Places) -> Service:
    return Service("emulator", places.run, places.logs / "emulator.log")


def environment(places: Places, port: int, wait_scale: float, check_roles: bool = False) -> dict[str, str]:
    """A clean environment: whatever stands in it reaches every function.

    Args:
        wait_scale: factor on the state machine's waits between retries; 1 is as written.
        check_roles: have every call checked against the caller's role, as AWS does.
    """
    handed_on = {name: os.environ[name] for name in HANDED_ON if name in os.environ}
    return {
        **handed_on,
        **CREDENTIALS,
        "GATEWAY_PORT": str(port),
        "BIND_HOST": HOST,
        "AWS_ENDPOINT_URL": endpoint(port),
        "AUTH": str(check_roles).lower(),
        "IOT_MTLS_ENABLED": "0",
        "PERSIST_STATE": "1",
        "STATE_DIR": str(places.emulator / "state"),
        "S3_PERSIST": "1",
        "S3_DATA_DIR": str(places.emulator / "s3"),
        "TMPDIR": str(places.tmp),
        "LAMBDA_WARM_TTL_SECONDS": str(WORKER_KEPT_S),
        "SFN_WAIT_SCALE": f"{wait_scale:g}",
        "VIDX_LOG_DIR": str(places.logs),
        "PYTHONUNBUFFERED": "1",
    }


def start(places: Places, port: int, wait_scale: float, check_roles: bool = False) -> Service:
    """Start it and wait until it answers.

    Raises:
        StartFailed: it ended, or did not answer in time.
    """
    running = service(places)
    running.start(command(), environment(places, port, wait_scale, check_roles), places.state_dir)
    await_answer(running, f"{endpoint(port)}/_ministack/health", READY_WITHIN_S)
    return running


def await_answer(running: Service, url: str, within_s: float) -> None:
    """Wait until `url` answers with success.

    Raises:
        StartFailed: the process ended, or `within_s` seconds went by.
    """
    deadline = time.monotonic() + within_s
    with httpx.Client(timeout=2.0, trust_env=False) as client:
        while time.monotonic() < deadline:
            if running.pid() is None:
                raise StartFailed(f"the {running.name} ended at once; its log ends with:\n{running.tail()}")
            try:
                if client.get(url).is_success:
                    return
            except httpx.TransportError:
                time.sleep(LOOK_EVERY_S)
            else:
                time.sleep(LOOK_EVERY_S)
    raise StartFailed(f"the {running.name} did not answer within {within_s:.0f} s; see {running.log}")
