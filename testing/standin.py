"""The OpenAI stand-in on a free port of this machine, in this process."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import httpx
import uvicorn

from local.openai_standin.app import app


@dataclass(frozen=True)
class Standin:
    """A running server; `url` ends in `/v1`."""

    root: str

    @property
    def url(self) -> str:
        return f"{self.root}/v1"

    def fail(self, endpoint: str, kind: str, times: int = 1) -> None:
        order = {"endpoint": endpoint, "kind": kind, "times": times}
        httpx.post(f"{self.root}/_faults", json=order).raise_for_status()

    def calls(self, endpoint: str) -> dict[str, int]:
        counts: dict[str, int] = httpx.get(f"{self.root}/_calls").json()[endpoint]
        return counts

    def forget(self) -> None:
        """Remove all faults and counts."""
        httpx.delete(f"{self.root}/_faults").raise_for_status()
        httpx.delete(f"{self.root}/_calls").raise_for_status()


@contextmanager
def serving() -> Iterator[Standin]:
    """Run a server until the block ends."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app(), log_level="warning", timeout_graceful_shutdown=1))
        thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        try:
            yield Standin(f"http://127.0.0.1:{listener.getsockname()[1]}")
        finally:
            server.should_exit = True
            thread.join()
