"""Entry point of `vidx ops`: its commands."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Annotated, Final

import typer

from cli.errors import ExitCode, InvalidRequest
from cli.flags import JobId, Yes, flags
from cli.output import Screen, confirm_by_typing, pairs
from cli.running import run_app
from ops import admission, jobs, sellers, views
from ops.connection import Connection, Target, connection
from ops.durations import parse_duration
from ops.models import model_lines
from vidx.jobs.model import Job
from vidx.observability import logger

SUMMARY: Final = """For operators: look into a deployment and repair it, with your own AWS credentials.

Works with the local cloud (`vidx local up`) unless a stack is named by --stack or VIDX_STACK.
"""

app = typer.Typer(
    name="vidx ops",
    help=SUMMARY,
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    add_completion=False,
)
AllLogs = Annotated[
    bool, typer.Option("--all-logs", metavar="", help="Show all log lines, not only warnings and errors.")
]
SellerOption = Annotated[
    str | None, typer.Option("--seller", help="Only this seller, by e-mail address or user id.", metavar="SELLER")
]
Seller = Annotated[str, typer.Argument(help="E-mail address or user id.", metavar="SELLER")]
Limit = Annotated[int, typer.Option(help="How many lines at most.", metavar="NUMBER", min=1, max=10_000)]
Jobs = Annotated[list[str] | None, typer.Argument(help="Ids of jobs.", metavar="JOB …")]
Rate = Annotated[float, typer.Option(help="Jobs per minute.", metavar="NUMBER", min=0.1, max=6000)]
DryRun = Annotated[bool, typer.Option("--dry-run", metavar="", help="Show which jobs it would be, and change nothing.")]
Reason = Annotated[str, typer.Option(help="Why, for other operators; sellers do not see it.", metavar="TEXT")]
WORD: Final = "ERASE"


@dataclass(frozen=True)
class FailureFilter:
    """Which failed jobs are meant."""

    since: Annotated[str, typer.Option(help="How long ago at most, such as 90m, 2h or 1d.", metavar="DURATION")] = "2h"
    code: Annotated[
        list[str] | None,
        typer.Option("--code", help="Only this error, such as StorageUnavailable; repeatable.", metavar="CODE"),
    ] = None
    stage: Annotated[
        list[str] | None, typer.Option("--stage", help="Only this stage, such as render; repeatable.", metavar="STAGE")
    ] = None
    seller: SellerOption = None

    def selection(self, current: Connection) -> jobs.Selection:
        owner = _owner(current, self.seller) if self.seller else None
        codes, stages = frozenset(self.code or ()), frozenset(self.stage or ())
        return jobs.Selection(parse_duration(self.since), codes, stages, owner)


@app.command()
@flags
def job(job: JobId, target: Target, all_logs: AllLogs = False) -> None:
    """Show everything about a job: timeline, stages, cost, log lines and links."""
    with connection(target) as current:
        report = jobs.report(job, current, all_logs=all_logs)
        current.screen.show(report.model_dump(mode="json", by_alias=True), views.report_view(report))


@app.command()
@flags
def failed(target: Target, failures: FailureFilter, limit: Limit = 20) -> None:
    """Show the jobs that failed lately, by error, and the last ones."""
    with connection(target) as current:
        matches = jobs.failed_jobs(failures.selection(current), current.ports)
        groups = jobs.failure_groups(matches)
        document = {
            "groups": [group.model_dump(mode="json", by_alias=True) for group in groups],
            "jobs": [_failure_line(each) for each in matches],
        }
        current.screen.show(document, views.failures_view(matches, groups, limit))


@app.command()
@flags
def retry(
    target: Target,
    failures: FailureFilter,
    job: Jobs = None,
    rate: Rate = 60,
    dry_run: DryRun = False,
    yes: Yes = False,
) -> None:
    """Retry failed jobs, those named or those selected. Nothing that was paid for is paid again.

    They wait in the queue like new jobs, so sellers still take turns. Jobs that no attempt can help are skipped. Repeat
    the command after an interruption: jobs that were retried are no longer failed.
    """
    with connection(target) as current:
        if job:
            chosen = [jobs.any_job(job_id, current.ports) for job_id in job]
        else:
            chosen = jobs.failed_jobs(failures.selection(current), current.ports)
        if dry_run:
            document = {"jobs": [_failure_line(each) for each in chosen]}
            current.screen.show(document, views.failures_view(chosen, jobs.failure_groups(chosen), len(chosen)))
            return
        _confirm(f"Retry {len(chosen)} jobs, {rate:g} a minute?", chosen, target, yes=yes)
        outcomes = []
        for outcome in jobs.retry_all(chosen, current.ports, rate):
            outcomes.append(outcome)
            current.screen.note(f"[label]{len(outcomes)} of {len(chosen)}  {outcome.job_id}  {outcome.result}[/]")
        _show_outcomes(outcomes, len(chosen), "retried", current.screen)


@app.command()
@flags
def cancel(target: Target, job: Jobs = None, seller: SellerOption = None, yes: Yes = False) -> None:
    """Cancel jobs that wait or run, those named or all of a seller. They can be retried later."""
    with connection(target) as current:
        if bool(job) == bool(seller):
            raise InvalidRequest("Name either jobs or --seller.")
        if seller:
            chosen = jobs.unfinished_jobs(_owner(current, seller), current.ports)
        else:
            chosen = [jobs.any_job(job_id, current.ports) for job_id in job or ()]
        _confirm(f"Cancel {len(chosen)} jobs?", chosen, target, yes=yes)
        outcomes = list(jobs.cancel_all(chosen, current.ports))
        _show_outcomes(outcomes, len(chosen), "canceled", current.screen)


@app.command()
@flags
def pause(target: Target, reason: Reason) -> None:
    """Pause admission: no further job starts. Jobs that run end as usual, new ones wait, and the API says so."""
    with connection(target) as current:
        _show_admission(admission.pause(reason, current.caller, current.ports), current)


@app.command()
@flags
def resume(target: Target) -> None:
    """Resume admission: waiting jobs start, in their order."""
    with connection(target) as current:
        _show_admission(admission.resume(current.ports), current)


@app.command()
@flags
def top(target: Target, limit: Limit = 20) -> None:
    """Show who uses what: jobs now, and today's jobs, uploads and money, the most expensive seller first."""
    with connection(target) as current:
        usage = admission.top(current.ports)
        current.screen.show(usage.model_dump(mode="json", by_alias=True), views.top_view(usage, limit))


@app.command()
@flags
def seller(seller: Seller, target: Target) -> None:
    """Show a seller: account, what they use, and their newest jobs."""
    with connection(target) as current:
        user = sellers.find_user(seller, current.settings.user_pool_id, current.users)
        report = sellers.seller_report(seller, user, current.ports)
        current.screen.show(report.model_dump(mode="json", by_alias=True), views.seller_view(report))


@app.command()
@flags
def erase(seller: Seller, target: Target, yes: Yes = False) -> None:
    """Delete a seller's account with everything in it, as the seller could. This cannot be undone.

    Jobs are canceled. Listings, videos, uploads, webhooks and the sign-in are deleted.
    """
    with connection(target) as current:
        owner = _owner(current, seller)
        if not yes:
            question = f"This deletes everything of {seller} ({owner}). Type {WORD} to continue"
            confirm_by_typing(WORD, question, as_json=target.json)
        receipt = sellers.erase(owner, current.ports)
        document = receipt.model_dump(mode="json", by_alias=True)
        current.screen.show(document, pairs([("Receipt", receipt.receipt_id), ("Status", receipt.status)]))
        current.screen.note(f"[label]See the progress: vidx ops receipt {receipt.receipt_id}[/]")


@app.command()
@flags
def receipt(
    receipt: Annotated[str, typer.Argument(help="The receipt's id, as `vidx ops erase` shows it.", metavar="RECEIPT")],
    target: Target,
) -> None:
    """Show what has been deleted of an erased account, and whether it is complete."""
    with connection(target) as current:
        current_receipt = sellers.receipt(receipt, current.ports)
        deleted = [(name, str(number)) for name, number in current_receipt.deleted.model_dump().items()]
        facts = [("Receipt", current_receipt.receipt_id), ("Status", current_receipt.status), *deleted]
        current.screen.show(current_receipt.model_dump(mode="json", by_alias=True), pairs(facts))


@app.command()
@flags
def models(target: Target) -> None:
    """Show the configured models, the day on which each shuts down, and what takes over then."""
    with connection(target) as current:
        lines = model_lines(current.settings, current.ports.clock.now().date())
        document = {"models": [line.model_dump(mode="json", by_alias=True) for line in lines]}
        current.screen.show(document, views.models_view(lines))


def _owner(current: Connection, name: str) -> str:
    user = sellers.find_user(name, current.settings.user_pool_id, current.users)
    return sellers.owner_of(name, user, current.ports)


def _failure_line(job: Job) -> dict[str, object]:
    failure = job.error.model_dump() if job.error else None
    failed_at = job.updated_at.isoformat()
    return {"jobId": job.job_id, "owner": job.owner, "failedAt": failed_at, "attempt": job.attempt, "error": failure}


def _confirm(question: str, chosen: Sequence[Job], target: Target, *, yes: bool) -> None:
    """Ask before many jobs are changed."""
    if not chosen or yes:
        return
    if target.json or not sys.stdin.isatty():
        raise InvalidRequest("Nothing was changed: without a terminal, confirm with --yes.", code="NotConfirmed")
    typer.confirm(question, abort=True, err=True)


def _show_outcomes(outcomes: list[jobs.Outcome], chosen: int, done: str, screen: Screen) -> None:
    """Show the outcomes. The exit code is 6 if a job failed or was not reached."""
    document = {
        "jobs": [outcome.model_dump(mode="json", by_alias=True) for outcome in outcomes],
        "notReached": chosen - len(outcomes),
    }
    screen.show(document, views.outcomes_view(outcomes, done))
    if len(outcomes) < chosen:
        screen.note(
            f"[warn]Stopped early: {chosen - len(outcomes)} jobs were not reached. Repeat the command later.[/]"
        )
    if len(outcomes) < chosen or any(outcome.result == "failed" for outcome in outcomes):
        raise typer.Exit(ExitCode.UNAVAILABLE)


def _show_admission(state: admission.Admission, current: Connection) -> None:
    current.screen.show(state.model_dump(mode="json", by_alias=True), views.admission_view(state))


def main() -> None:
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit code."""
    with _without_logs():
        return run_app(app, "vidx ops", arguments)


@contextmanager
def _without_logs() -> Iterator[None]:
    """Write neither log lines below errors nor metrics: only in Lambda do they reach anybody."""
    level, variable = logger.log_level, "POWERTOOLS_METRICS_DISABLED"
    before = os.environ.get(variable, "false")
    logger.setLevel("ERROR")
    os.environ[variable] = "true"
    try:
        yield
    finally:
        logger.setLevel(level)
        os.environ[variable] = before
