"""`python -m local.runtime HANDLER`, started by `bootstrap` in place of a container image's entry point.

While it waits for work it watches the code it runs; when a file changes it ends, and the emulator starts a new one for
the next call. A call in progress is never cut short.
"""

import os
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, Self, TextIO

from awslambdaric import bootstrap  # type: ignore[import-untyped]  # it has no types
from awslambdaric.lambda_runtime_client import LambdaRuntimeClient  # type: ignore[import-untyped]  # it has no types

POLL_INTERVAL_S: Final = 0.5
SHARED_CODE: Final = "layers/common/python/vidx"


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


def code_state(folders: list[Path]) -> dict[str, int]:
    """Modification time, in nanoseconds, of every Python file in the folders."""

    def files() -> Iterator[tuple[str, int]]:
        for folder in folders:
            for path in folder.rglob("*.py"):
                try:
                    yield str(path), path.stat().st_mtime_ns
                except FileNotFoundError:
                    continue  # removed meanwhile; the next look tells

    return dict(files())


def exit_on_change(folders: list[Path], idle: threading.Event) -> None:
    initial = code_state(folders)
    while code_state(folders) == initial:
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
    watched = [function, root / SHARED_CODE]
    threading.Thread(target=exit_on_change, args=(watched, client.idle), daemon=True).start()
    bootstrap.run(handler, client)


if __name__ == "__main__":
    main()
