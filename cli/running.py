"""Run one command line of a Typer app: every error becomes a message and an exit code."""

from collections.abc import Sequence

import typer

from cli.errors import CliError, ExitCode, InvalidRequest
from cli.output import Screen


def run_app(app: typer.Typer, name: str, arguments: Sequence[str]) -> int:
    """Run one command line and return its exit code.

    Args:
        name: the program's name, which messages show.
    """
    screen = Screen(as_json="--json" in arguments)
    try:
        return int(app(list(arguments), prog_name=name, standalone_mode=False) or 0)
    except CliError as error:
        screen.fail(error)
        return error.exit_code
    except typer.TyperException as error:
        return _usage(screen, error)
    except typer.Abort:
        return ExitCode.INTERRUPTED


def _usage(screen: Screen, error: typer.TyperException) -> int:
    """Show a command line that cannot be parsed like every other error."""
    context = getattr(error, "ctx", None)
    if type(error).__name__ == "NoArgsIsHelpError":
        return ExitCode.INVALID
    hint = f"See `{context.command_path} --help`." if context else None
    screen.fail(InvalidRequest(error.format_message(), code="Usage", hint=hint))
    return ExitCode.INVALID
