"""Errors of the CLI and their exit codes. Each class has a stable name for `--json`.

CliError
├── InvalidRequest   the caller must change something       (2)
├── SignedOut        sign in (again)                        (3)
├── NotFound         no such job                            (4)
├── JobFailed        the job ended without a video          (5)
├── Unreachable      no response                            (6)
├── Unavailable      try again later                        (6)
│   └── LimitReached a limit of the service is used up
├── Refused          the state of the job does not allow it (7)
│   └── InReview     an operator decides about the job first
└── Interrupted      Ctrl-C                                 (130)
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, ClassVar, Final


class ExitCode(IntEnum):
    """Exit codes, a part of the CLI's interface; the help text and docs/cli.md list them."""

    OK = 0
    UNEXPECTED = 1
    INVALID = 2
    SIGNED_OUT = 3
    NOT_FOUND = 4
    JOB_FAILED = 5
    UNAVAILABLE = 6
    REFUSED = 7
    INTERRUPTED = 130


EXIT_MEANINGS: Final[dict[ExitCode, str]] = {
    ExitCode.OK: "Done.",
    ExitCode.UNEXPECTED: "An unexpected error.",
    ExitCode.INVALID: "The command line, a photo, a detail or a settings file is not valid; nothing was paid for.",
    ExitCode.SIGNED_OUT: "Not signed in, or the sign-in has expired or is not allowed to do this.",
    ExitCode.NOT_FOUND: "No such job, or it belongs to somebody else.",
    ExitCode.JOB_FAILED: "The job, or one of a batch, ended in an error or was canceled.",
    ExitCode.UNAVAILABLE: "The service cannot be reached, is overloaded or has an internal error; try again.",
    ExitCode.REFUSED: "The job's state does not allow this, such as canceling a finished job; "
    "or an operator decides about the ad first, and there is no video yet.",
    ExitCode.INTERRUPTED: "Interrupted with Ctrl-C; a job that has started continues.",
}


def exit_codes_markdown() -> str:
    """Return the exit codes as a Markdown list for the end of the help text."""
    return "\n\n".join(["Exit codes", *(f"- {code.value}: {meaning}" for code, meaning in EXIT_MEANINGS.items())])


@dataclass(frozen=True)
class Fault:
    """One fault in the input. `field` names the part of the input with the fault (`title`, `photos[2]`), if known."""

    message: str
    field: str | None = None

    @property
    def label(self) -> str:
        """The text before the message: the field, unless the message starts with it."""
        return f"{self.field}: " if self.field and not self.message.startswith(self.field) else ""

    def __str__(self) -> str:
        return self.label + self.message


class CliError(Exception):
    """Base class of the CLI's errors: one or more faults, each shown on its own line.

    Attributes:
        code: stable name of the error: the API's `code`, or else the class name.
        hint: what the user can do, if the faults do not say so.
        job: the job's state as the API returns it; only for `--json`.
    """

    exit_code: ClassVar[ExitCode] = ExitCode.UNEXPECTED

    def __init__(self, *faults: Fault | str, code: str | None = None, hint: str | None = None) -> None:
        self.faults: Sequence[Fault] = [Fault(fault) if isinstance(fault, str) else fault for fault in faults]
        self.code = code or type(self).__name__
        self.hint = hint
        self.job: dict[str, Any] | None = None
        super().__init__("; ".join(map(str, self.faults)))

    def as_json(self) -> dict[str, Any]:
        errors = [{"field": fault.field, "message": fault.message} for fault in self.faults]
        document = {"error": {"code": self.code, "exitCode": int(self.exit_code), "errors": errors, "hint": self.hint}}
        return {**document, "job": self.job} if self.job else document


class InvalidRequest(CliError):
    exit_code = ExitCode.INVALID


class SignedOut(CliError):
    exit_code = ExitCode.SIGNED_OUT


class NotFound(CliError):
    exit_code = ExitCode.NOT_FOUND


class JobFailed(CliError):
    exit_code = ExitCode.JOB_FAILED


class Unreachable(CliError):
    exit_code = ExitCode.UNAVAILABLE


class Unavailable(CliError):
    """The service is overloaded or failing. `retry_after_s` is its `Retry-After`, in seconds."""

    exit_code = ExitCode.UNAVAILABLE
    retry_after_s: float | None = None


class LimitReached(Unavailable):
    """A limit of the service is reached: jobs per day, drafts per hour, spending. `retry_after_s` is always set."""


class Refused(CliError):
    exit_code = ExitCode.REFUSED


class InReview(Refused): ...


class Interrupted(CliError):
    exit_code = ExitCode.INTERRUPTED
