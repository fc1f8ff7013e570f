"""The local cloud's command line; `vidx local …` runs it."""

import argparse
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from local import cloud
from local.errors import LocalCloudError, NoLog
from local.paths import STATE_DIR_VARIABLE, StatePaths, default_state_dir

FAILED: Final = 1
LINES: Final = 40


def main(arguments: Sequence[str] | None = None) -> int:
    """Return the exit code: 0 success, 1 failure (the reason is on stderr), 2 wrong usage."""
    command = _parser().parse_args(arguments)
    try:
        command.run(command)
    except LocalCloudError as error:
        print(f"local cloud: {error}", file=sys.stderr)
        return FAILED
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m local", description="The whole of vidx on this machine.")
    parser.add_argument(
        "--state-dir", type=Path, default=default_state_dir(), help=f"default: ${STATE_DIR_VARIABLE} or .vidx"
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    up = commands.add_parser("up", help="start it, or bring it up to date")
    up.add_argument("--port", type=int, help="the address's port, and no other; default: 8080 or a free one")
    up.add_argument(
        "-c", "--context", action="append", default=[], type=_setting, metavar="NAME=VALUE", help="a setting"
    )
    up.set_defaults(run=_up)
    commands.add_parser("down", help="stop it, and only it").set_defaults(run=_down)
    commands.add_parser("status", help="tell what is running").set_defaults(run=_status)
    logs = commands.add_parser("logs", help="show the end of its logs")
    logs.add_argument("part", nargs="?", help="emulator, edge, standin, deploy or a function's name")
    logs.add_argument("-n", "--lines", type=int, default=LINES)
    logs.set_defaults(run=_logs)
    operator = commands.add_parser("operator", help="let a user decide about content in review")
    operator.add_argument("email", help="e-mail address of an account that exists")
    operator.set_defaults(run=_operator)
    return parser


def _setting(text: str) -> tuple[str, str]:
    """Return name and value of `NAME=VALUE`."""
    name, separator, value = text.partition("=")
    if not separator:
        raise argparse.ArgumentTypeError(f"{text!r} has no value; write {text}=VALUE")
    return name, value


def _operator(command: argparse.Namespace) -> None:
    cloud.running(command.state_dir).make_operator(command.email)
    print(f"{command.email} is an operator after the next sign-in")


def _up(command: argparse.Namespace) -> None:
    started_s = time.monotonic()
    options = cloud.Options(edge_port=command.port, context=dict(command.context))
    started = cloud.start(command.state_dir, options, on_message=lambda text: print(text, flush=True))
    print(f"the local cloud is up at {started.description.api_url} ({time.monotonic() - started_s:.1f} s)")
    print(f"logs: {started.description.logs}")


def _down(command: argparse.Namespace) -> None:
    stopped = cloud.stop(command.state_dir)
    print("the local cloud is stopped" if stopped else "no local cloud was running here")


def _status(command: argparse.Namespace) -> None:
    print(json.dumps(cloud.running(command.state_dir).description.model_dump(by_alias=True), indent=2))


def _logs(command: argparse.Namespace) -> None:
    logs = {path.stem: path for path in sorted(StatePaths(command.state_dir).logs.glob("*.log"))}
    if command.part and command.part not in logs:
        raise NoLog(f"there is no log of {command.part!r}; there are {', '.join(logs) or 'none yet'}")
    for path in [logs[command.part]] if command.part else logs.values():
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()[-command.lines :]
        print(f"==> {path} <==", *lines, "", sep="\n")
