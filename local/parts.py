"""The processes that make up a cloud: emulator, AI stand-in, edge server."""

import fcntl
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Final

from local import emulator
from local.description import Description, Ports
from local.edge import HEALTH
from local.errors import StartFailed
from local.places import ROOT, Places
from local.ports import HOST
from local.processes import Service

EDGE_READY_S: Final = 15.0
STANDIN_READY_S: Final = 20.0
STOP_WITHIN_S: Final = {"edge": 5.0, "emulator": emulator.STOP_WITHIN_S, "standin": 5.0}
PARTS: Final = tuple(STOP_WITHIN_S)
"""In the order in which they are stopped."""
Say = Callable[[str], None]


def origin(port: int) -> str:
    return f"http://{HOST}:{port}"


def service(places: Places, name: str) -> Service:
    return Service(name, places.run, places.logs / f"{name}.log")


def start_servers(places: Places, ports: Ports, wait_scale: float, say: Say, *, check_roles: bool) -> None:
    """Start the stand-in and the emulator where they do not run; both get ready at the same time."""
    standin = service(places, "standin")
    if ports.standin and standin.pid() is None:
        say("starting the AI stand-in …")
        _launch(standin, "local.openai_standin", ["--port", str(ports.standin)])
    if service(places, "emulator").pid() is None:
        say("starting the AWS emulator …")
        emulator.start(places, ports.emulator, wait_scale, check_roles)
    if ports.standin:
        emulator.await_answer(standin, f"{origin(ports.standin)}/healthz", STANDIN_READY_S)


def start_edge(places: Places, ports: Ports, api_id: str, public_bucket: str) -> None:
    """Start the edge server, anew when what it stands before has moved."""
    edge, known = service(places, "edge"), Description.read(places.cloud)
    if known is not None and (known.ports.emulator, known.api_id) != (ports.emulator, api_id):
        edge.stop(STOP_WITHIN_S["edge"])
    if edge.pid() is None:
        target = ["--emulator", emulator.endpoint(ports.emulator), "--api-id", api_id, "--bucket", public_bucket]
        _launch(edge, "local.edge", ["--port", str(ports.edge), *target])
        emulator.await_answer(edge, origin(ports.edge) + HEALTH, EDGE_READY_S)


def _launch(service: Service, module: str, arguments: list[str]) -> None:
    service.start([sys.executable, "-m", module, *arguments], dict(os.environ) | {"PYTHONUNBUFFERED": "1"}, ROOT)


def stop(places: Places, names: Sequence[str]) -> bool:
    if "edge" in names or "emulator" in names:
        places.cloud.unlink(missing_ok=True)
    stopped = [name for name in names if service(places, name).stop(STOP_WITHIN_S[name])]
    return bool(stopped)


@contextmanager
def alone(places: Places) -> Iterator[None]:
    """One start or stop at a time per state folder."""
    with (places.run / "cloud.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise StartFailed(f"another start or stop of the cloud in {places.state_dir} is under way") from error
        yield
