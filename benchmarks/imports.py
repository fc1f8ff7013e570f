"""What importing a handler costs on top of what every function needs: powertools and boto3.

    python -m benchmarks.imports [--rounds 7]

Each import runs in a fresh interpreter with the function's own packages alone (as `make imports` installs them), all
in turn; CPU seconds of the interpreter are compared, medians of the rounds. Both sides have the bare interpreter of
their own environment taken off. What every handler is compared with is imported where it is installed: most functions
come without boto3.
"""

import json
import os
import statistics
import subprocess
from pathlib import Path
from typing import Final

from benchmarks.film import arguments
from benchmarks.report import Figure, publish

LIMITS: Final = {
    "upload": 1.1, "photos": 1.3, "api": 2.0, "render": 2.0, "captions": 2.0, "script": 4.0, "tts": 4.0,
}  # fmt: skip
BASE: Final = ("api", "import boto3, aws_lambda_powertools")
"""Function whose packages hold both, and the import."""
BARE: Final = "pass"
TIMED: Final = """
import json, resource
{statement}
used = resource.getrusage(resource.RUSAGE_SELF)
print(json.dumps(used.ru_utime + used.ru_stime))
"""
ENVIRONMENTS: Final = Path("build/imports")


def _own(function: str) -> str:
    return f"import functions.{function}.handler"


def import_s(function: str, statement: str) -> float:
    """CPU seconds of an interpreter that does nothing but the import."""
    python = ENVIRONMENTS / function / "bin" / "python"
    environment = os.environ | {"PYTHONPATH": f".{os.pathsep}layers/common/python", "AWS_DEFAULT_REGION": "us-east-1"}
    command = [str(python), "-c", TIMED.format(statement=statement)]
    ran = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    return float(json.loads(ran.stdout))


def main() -> None:
    given = arguments(__doc__, rounds=7)
    cases = [case for name in LIMITS for case in ((name, _own(name)), (name, BARE), BASE)]
    found = {case: list[float]() for case in cases}
    for name, statement in found:
        import_s(name, statement)  # the first one writes the compiled files
    for _ in range(given.rounds):
        for name, statement in cases:
            found[name, statement].append(import_s(name, statement))
    seconds = {case: statistics.median(each) for case, each in found.items()}
    base_s = seconds[BASE] - seconds[BASE[0], BARE]
    figures = [
        Figure(name, (seconds[name, _own(name)] - seconds[name, BARE]) / base_s, limit=limit)
        for name, limit in LIMITS.items()
    ]
    how = (
        "Importing each handler ÷ importing powertools and boto3, the bare interpreter taken off both; CPU time, "
        f"medians of {given.rounds} interleaved rounds, each with the function's own packages alone."
    )
    publish("imports", "Handler imports", how, figures)


if __name__ == "__main__":
    main()
