"""What can go wrong in the CLI. Each class carries its exit code and a stable name for `--json`.

CliError
├── InvalidRequest   the caller must change something       (2)
├── SignedOut        sign in (again)                        (3)
├── NotFound         no such job                            (4)
├── JobFailed        the job ended without a video          (5)
├── Unreachable      no answer at all                       (6)
├── Unavailable      an answer that asks for patience       (6)
├── Refused          the state of the job does not allow it (7)
└── Interrupted      Ctrl-C                                 (130)
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from cli.exits import ExitCode


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong; `field` names the part of the input (`title`, `photos[2]`), when there is one."""

    message: str
    field: str | None = None

    @property
    def label(self) -> str:
        """What to put before the message: the field, unless the message begins with it."""
        return f"{self.field}: " if self.field and not self.message.startswith(self.field) else ""

    def __str__(self) -> str:
        return self.label + self.message


class CliError(Exception):
    """Root of the CLI's errors: one or more faults, each shown on a line of its own.

    Attributes:
        code: stable name of the error; the API's own `code` where it sent one.
        hint: what to do about it, when the faults do not say so already.
        job: the state of the job concerned, as the API tells it; only for `--json`.
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
        told = {"error": {"code": self.code, "exitCode": int(self.exit_code), "errors": errors, "hint": self.hint}}
        return {**told, "job": self.job} if self.job else told


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
    """The service answered, but could not do it now; `retry_after_s` is how long it asks us to wait."""

    exit_code = ExitCode.UNAVAILABLE
    retry_after_s: float | None = None


class Refused(CliError):
    exit_code = ExitCode.REFUSED


class Interrupted(CliError):
    exit_code = ExitCode.INTERRUPTED
