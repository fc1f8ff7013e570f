"""`vidx local`: run the command line of the local cloud, which is part of the repository."""

import importlib.util
import json as json_module
import subprocess
import sys
from typing import Annotated, Any

import typer

from cli.errors import ExitCode, InvalidRequest
from cli.output import Screen, pairs

app = typer.Typer(help="Start, stop and watch the local cloud.", no_args_is_help=True)
Json = Annotated[bool, typer.Option("--json", metavar="", help="Print one JSON document on stdout and nothing else.")]
Port = Annotated[int | None, typer.Option(help="Port of its address; by default a free one.", metavar="NUMBER")]
Part = Annotated[str | None, typer.Argument(help="Only of this part, such as edge or render.", metavar="[PART]")]
Lines = Annotated[int, typer.Option("--lines", "-n", help="How many lines of each log.", min=1, metavar="NUMBER")]


@app.command()
def up(port: Port = None, json: Json = False) -> None:
    """Start the local cloud and deploy to it, or bring it up to date."""
    _run_and_show("up", *(["--port", str(port)] if port else []), as_json=json)


@app.command()
def down(json: Json = False) -> None:
    """Stop the local cloud, and only it."""
    _run_and_show("down", as_json=json)


@app.command()
def status(json: Json = False) -> None:
    """Show whether the local cloud is running, and where."""
    if json:
        _run_and_show("status", as_json=True)
        return
    result = _run("status", capture=True)
    if result.returncode:
        sys.stderr.write(result.stderr)
        raise typer.Exit(_exit_code(result.returncode))
    address = json_module.loads(result.stdout)["apiUrl"]
    facts = [("State", "running"), ("Web", address), ("API", f"{address}/api")]
    Screen().show({}, pairs(facts))


@app.command()
def logs(part: Part = None, lines: Lines = 40, json: Json = False) -> None:
    """Show the end of the local cloud's logs."""
    _run_and_show("logs", *([part] if part else []), "--lines", str(lines), as_json=json)


@app.command()
def operator(
    email: Annotated[str, typer.Argument(help="E-mail address of an account that exists.", metavar="EMAIL")],
    json: Json = False,
) -> None:
    """Let a user of the local cloud decide about content in review, from the next sign-in on."""
    _run_and_show("operator", email, as_json=json)


def _run_and_show(action: str, *arguments: str, as_json: bool) -> None:
    result = _run(action, *arguments, capture=as_json)
    code = _exit_code(result.returncode)
    if as_json:
        Screen(as_json=True).show({"action": action, "exitCode": int(code), **_output(result)})
    if code:
        raise typer.Exit(code)


def _run(action: str, *arguments: str, capture: bool) -> subprocess.CompletedProcess[str]:
    """Run `python -m local`; `-P` prevents Python from running another `local` in the current folder."""
    if importlib.util.find_spec("local") is None:
        raise InvalidRequest("The local cloud comes with the repository; this vidx was installed without it.")
    command = [sys.executable, "-P", "-m", "local", action, *arguments]
    return subprocess.run(command, capture_output=capture, text=True, check=False)


def _exit_code(returncode: int) -> ExitCode:
    """Map an exit code of `python -m local`: 0 is success, 1 a failure, 2 wrong usage."""
    codes = {0: ExitCode.OK, 2: ExitCode.INVALID, 130: ExitCode.INTERRUPTED}
    return codes.get(returncode, ExitCode.UNAVAILABLE)


def _output(process: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    """Return the process's output: a JSON document unchanged, other text as a list of lines."""
    try:
        return {"result": json_module.loads(process.stdout)}
    except json_module.JSONDecodeError:
        return {"output": (process.stdout + process.stderr).splitlines()}
