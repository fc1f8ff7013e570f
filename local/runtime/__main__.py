"""`python -m local.runtime HANDLER`, started by `bootstrap` in place of a container image's entry point.

When its code changes it ends, and the emulator starts a new one for the next call. A call in progress is never cut
short. One thread of the emulator watches the files for all processes (`local/runtime/code_watch.py`).
"""

import os
import sys
import threading
import time
from pathlib import Path
from typing import Any, Final, Self, TextIO

from awslambdaric import bootstrap  # type: ignore[import-untyped]  # it has no types
from awslambdaric.lambda_runtime_client import LambdaRuntimeClient  # type: ignore[import-untyped]  # it has no types

from local.runtime.code_watch import stamp_of

POLL_INTERVAL_S: Final = 0.5


class IdleAware(LambdaRuntimeClient):  # type: ignore[misc]  # awslambdaric has no types
    """The runtime client, telling whether it waits for the next call."""

    idle = threading.Event()

    def wait_next_invocation(self) -> Any:
        self.idle.set()
        event = super().wait_next_invocation()
        self.idle.clear()
        return event


class Tee:
    """Standard output that is also kept in a file of the local cloud's log folder."""

    def __init__(self, stream: TextIO, path: Path) -> None:
        self._stream = stream
        self._file = path.open("a", encoding="utf-8", buffering=1)

    def write(self, text: str) -> int:
        self._file.write(text)
        return self._stream.write(text)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def exit_on_change(function: str, stamps: Path, seen: int, idle: threading.Event) -> None:
    """End the process when the function's code has changed since the time `seen`, but never during a call."""
    while stamp_of(function, stamps) == seen:
        time.sleep(POLL_INTERVAL_S)
    idle.wait()
    os._exit(0)


def main() -> None:
    handler = sys.argv[1]
    root = Path(os.environ["CODE_DIR"])
    function = root.joinpath(*handler.split(".")[:-2])
    if "VIDX_LOG_DIR" in os.environ:
        sys.stdout = Tee(sys.stdout, Path(os.environ["VIDX_LOG_DIR"]) / f"{function.name}.log")
    client = IdleAware(os.environ["AWS_LAMBDA_RUNTIME_API"])
    if "VIDX_CODE_STAMPS" in os.environ:
        stamps = Path(os.environ["VIDX_CODE_STAMPS"])
        watched = (function.name, stamps, stamp_of(function.name, stamps), client.idle)
        threading.Thread(target=exit_on_change, args=watched, daemon=True).start()
    bootstrap.run(handler, client)


if __name__ == "__main__":
    main()
