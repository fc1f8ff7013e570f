"""Import time of each handler, which every cold start waits for.

    python -m benchmarks.imports [--rounds 7]

Each import runs in a fresh interpreter with the function's own packages alone, as `make imports` installs them. The
functions take turns; the figure is the median of the rounds, in CPU seconds, which other work on the machine changes
little. The interpreter's own start is not counted.
"""

import os
import statistics
import subprocess
from pathlib import Path
from typing import Final

from benchmarks.render_run import arguments
from benchmarks.report import Figure, write_results

FUNCTIONS: Final = sorted(handler.parent.name for handler in Path("functions").glob("*/handler.py"))
ENVIRONMENTS: Final = Path("build/imports")
TIMED_IMPORT: Final = """
import time
started_s = time.process_time()
import functions.{function}.handler
print(time.process_time() - started_s)
"""


def import_s(function: str) -> float:
    """Return the CPU seconds of importing the function's handler."""
    python = ENVIRONMENTS / function / "bin" / "python"
    environment = os.environ | {"PYTHONPATH": f".{os.pathsep}layers/common/python", "AWS_DEFAULT_REGION": "us-east-1"}
    command = [str(python), "-c", TIMED_IMPORT.format(function=function)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout)


def main() -> None:
    rounds = arguments(__doc__, rounds=7).rounds
    for function in FUNCTIONS:
        import_s(function)  # the first import writes the compiled files
    seconds = [{function: import_s(function) for function in FUNCTIONS} for _ in range(rounds)]
    figures = [
        Figure(function, statistics.median(one_round[function] for one_round in seconds), "s") for function in FUNCTIONS
    ]
    method = (
        "CPU seconds of importing each handler in a fresh interpreter, with the function's own packages alone; "
        f"medians of {rounds} interleaved rounds."
    )
    write_results("imports", "Handler imports", method, figures)


if __name__ == "__main__":
    main()
