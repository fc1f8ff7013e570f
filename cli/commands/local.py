"""`vidx local`: hands over to the local cloud, which comes with the repository."""

import importlib.util
import subprocess
import sys
from typing import Annotated

import typer

from cli.errors import InvalidRequest
from cli.screen import Screen

app = typer.Typer(help="Start, stop and watch the local cloud.", no_args_is_help=True)
Json = Annotated[bool, typer.Option("--json", metavar="", help="Print one JSON document on stdout and nothing else.")]


@app.command()
def up(json: Json = False) -> None:
    """Start the local cloud and deploy to it; does nothing when it is up already."""
    _hand_over("up", as_json=json)


@app.command()
def down(json: Json = False) -> None:
    """Stop the local cloud, and only it."""
    _hand_over("down", as_json=json)


@app.command()
def status(json: Json = False) -> None:
    """Tell whether the local cloud is up, and where."""
    _hand_over("status", as_json=json)


@app.command()
def logs(json: Json = False) -> None:
    """Show what the local cloud's parts have logged."""
    _hand_over("logs", as_json=json)


def _hand_over(action: str, *, as_json: bool) -> None:
    if importlib.util.find_spec("local") is None:
        raise InvalidRequest("The local cloud comes with the repository; this vidx was installed without it.")
    done = subprocess.run([sys.executable, "-P", "-m", "local", action], capture_output=as_json, text=True, check=False)
    if as_json:
        Screen(as_json=True).show(
            {"action": action, "exitCode": done.returncode, "output": (done.stdout + done.stderr).splitlines()}
        )
    if done.returncode:
        raise typer.Exit(done.returncode)
