"""A process in which a test runs commands of operators. A process for each command would cost a second each.

    shell = OperatorShell({"VIDX_STACK": "vidx", …})
    shell.run("vidx ops top --json")

`python -m testing.operators` is that process: it reads one command a line and writes one JSON document a line.
"""

import io
import json
import os
import shlex
import subprocess
import sys
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from typing import Any, Final

from local.paths import ROOT

QUIET: Final = {"POWERTOOLS_LOG_LEVEL": "CRITICAL", "POWERTOOLS_METRICS_DISABLED": "true"}
"""As `ops/__main__.py` sets it."""


@dataclass(frozen=True)
class Result:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        assert self.code == 0, f"exit code {self.code}\n{self.out}{self.err}"
        return json.loads(self.out)


@dataclass
class OperatorShell:
    """Runs `vidx …` with the variables of `environment`, and without AWS's variables of the test's own process."""

    environment: Mapping[str, str]
    process: "subprocess.Popen[str]" = field(init=False)

    def __post_init__(self) -> None:
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "VIDX_"))}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "testing.operators"],
            env=inherited | QUIET | {"COLUMNS": "200"} | dict(self.environment),
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(self, command: str) -> Result:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        print(command, file=self.process.stdin, flush=True)
        return Result(**json.loads(self.process.stdout.readline()))

    def close(self) -> None:
        self.process.communicate()


def main() -> None:
    from cli.main import run as run_vidx
    from ops.main import run as run_ops

    for line in sys.stdin:
        _, *words = shlex.split(line)
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            code = run_ops(words[1:]) if words[0] == "ops" else run_vidx(words)
        print(json.dumps({"code": code, "out": out.getvalue(), "err": err.getvalue()}), flush=True)


if __name__ == "__main__":
    main()
