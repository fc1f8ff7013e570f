"""Exit codes of `vidx`: part of its interface, listed in the help and in docs/cli.md."""

from enum import IntEnum
from typing import Final


class ExitCode(IntEnum):
    OK = 0
    UNEXPECTED = 1
    INVALID = 2
    SIGNED_OUT = 3
    NOT_FOUND = 4
    JOB_FAILED = 5
    UNAVAILABLE = 6
    REFUSED = 7
    INTERRUPTED = 130


MEANINGS: Final[dict[ExitCode, str]] = {
    ExitCode.OK: "Done.",
    ExitCode.UNEXPECTED: "Something that vidx did not foresee.",
    ExitCode.INVALID: "The command line, a photo, a detail or a settings file is not valid; nothing was paid for.",
    ExitCode.SIGNED_OUT: "Not signed in, or the sign-in has expired or is not allowed to do this.",
    ExitCode.NOT_FOUND: "No such job, or it belongs to somebody else.",
    ExitCode.JOB_FAILED: "The job, or one of a batch, ended in an error or was canceled.",
    ExitCode.UNAVAILABLE: "The service cannot be reached, is overloaded or has an internal error; try again.",
    ExitCode.REFUSED: "The job's present state does not allow this, such as canceling a finished job.",
    ExitCode.INTERRUPTED: "Interrupted with Ctrl-C; a job that had started goes on.",
}


def epilog() -> str:
    """The exit codes as a Markdown list for the end of the help text."""
    return "\n\n".join(["Exit codes", *(f"- {code.value}: {meaning}" for code, meaning in MEANINGS.items())])
