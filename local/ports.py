"""Finding ports to listen on."""

import socket
from typing import Final

from local.errors import PortBusy

HOST: Final = "127.0.0.1"


def is_free(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
        return True


def any_free() -> int:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def choose(asked: int | None, usual: int) -> int:
    """The port asked for; else the usual one if it is free, else any free one.

    Raises:
        PortBusy: the port asked for is taken.
    """
    if asked is not None:
        if not is_free(asked):
            raise PortBusy(f"port {asked} is taken by another program; ask for another one, or for none")
        return asked
    return usual if usual and is_free(usual) else any_free()
