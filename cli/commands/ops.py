"""`vidx ops`: run the operators' command line, which is part of the repository and uses AWS credentials."""

import importlib.util
import subprocess
import sys
from typing import Annotated, Any, Final

import typer

from cli.errors import InvalidRequest

PASSED_ON: Final[dict[str, Any]] = {
    "ignore_unknown_options": True,
    "allow_extra_args": True,
    "help_option_names": [],
}
"""Settings of the command: every argument, `--help` and `--json` too, goes to `python -m ops`."""
Arguments = Annotated[
    list[str] | None, typer.Argument(help="A command of operators; `vidx ops --help` lists them.", metavar="COMMAND …")
]


def ops(arguments: Arguments = None) -> None:
    """For operators with AWS credentials: look into jobs, retry, pause and erase. See docs/ops.md."""
    if importlib.util.find_spec("ops") is None:
        raise InvalidRequest("The operators' commands come with the repository; this vidx was installed without it.")
    # -P prevents Python from running another `ops` in the current folder.
    result = subprocess.run([sys.executable, "-P", "-m", "ops", *(arguments or ["--help"])], check=False)
    raise typer.Exit(result.returncode)
