"""How results look on the terminal."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from cli.output import MARK, STYLE, TIME, pairs, plain_table, usd
from ops.admission import Admission, Usage
from ops.history import Step
from ops.jobs import FailureGroup, JobReport, Outcome
from ops.logs import LogLine
from ops.models import ModelLine
from ops.sellers import SellerReport
from vidx.jobs.model import Job, Status

CLOCK: Final = "%H:%M:%S"
SOON_DAYS: Final = 60
URGENT_DAYS: Final = 7
LEVEL_STYLES: Final = {"WARNING": "warn", "ERROR": "bad", "CRITICAL": "bad"}


def report_view(report: JobReport) -> RenderableType:
    """Show a job: what became of it, its timeline, costs, log lines and links."""
    parts: list[RenderableType] = [Text(), _headline(report), Text(), pairs(_facts(report))]
    parts.append(_section("Timeline", timeline_view(report.timeline)))
    if report.stages:
        parts.append(_section("Stages", _stages(report)))
    if report.logs:
        parts.append(_section("Log", logs_view(report.logs)))
    if report.links:
        parts.append(_section("Links", pairs(list(report.links.items()))))
    return Group(*parts)


def _headline(report: JobReport) -> Text:
    line = _status(report.status)
    if report.error:
        line.append(f"  {report.error.message} ", style="default")
        return line.append(f"({report.error.code} in {report.error.stage})", style="label")
    return line.append(f"  {report.message}", style="default")


def _facts(report: JobReport) -> list[tuple[str, str]]:
    facts = [
        ("Job", report.job_id),
        ("Title", report.title),
        ("Seller", report.owner),
        ("Created", _time(report.created_at)),
        ("Changed", _time(report.updated_at)),
        ("Attempt", str(report.attempt)),
        ("Cost", usd(report.cost.total_usd)),
    ]
    if report.queue_position:
        facts.append(("Queue", f"number {report.queue_position}" + (", admission is paused" if report.paused else "")))
    if report.ad_id:
        facts.append(("Listing", report.ad_id))
    if report.video_url:
        facts.append(("Video", report.video_url))
    return facts


def timeline_view(steps: Sequence[Step]) -> RenderableType:
    """Show when each step began, how long after the job it was, and how long it took."""
    table = plain_table("Time", "After", "Step", "Seconds")
    table.columns[1].justify = table.columns[3].justify = "right"
    table.add_column("")
    several = steps[-1].attempt > 1
    for step in steps:
        after = (step.at - steps[0].at).total_seconds()
        name = f"{step.name} (attempt {step.attempt})" if several and step.name.startswith("Execution") else step.name
        seconds = "" if step.seconds is None else f"{step.seconds:.1f}"
        style = "bad" if step.fault else "default"
        table.add_row(
            Text(_clock(step.at), style="label"), f"+{after:.1f}", Text(name, style=style), seconds, Text(step.detail)
        )
    return table


def _stages(report: JobReport) -> RenderableType:
    table = plain_table("Stage", "Seconds", "Cost", "Provider")
    table.add_column("Model")
    for stage in report.stages:
        seconds = Text("running", style="busy") if stage.seconds is None else Text(f"{stage.seconds:.1f}")
        provider = "kept from before" if stage.reused else stage.provider or ""
        table.add_row(stage.name, seconds, usd(stage.cost_usd), provider, stage.model or "")
    return table


def logs_view(lines: Iterable[LogLine]) -> RenderableType:
    table = plain_table("Time", "Function", "Level")
    table.add_column("Message", overflow="fold")
    for line in lines:
        facts = "  ".join(f"{name}={value}" for name, value in line.fields.items())
        message = Text(line.message)
        if line.exception:
            message.append(f"  {line.exception}", style="bad")
        if facts:
            message.append(f"  {facts}", style="label")
        level = Text(line.level.lower(), style=LEVEL_STYLES.get(line.level, "label"))
        table.add_row(Text(_clock(line.at), style="label"), line.function, level, message)
    return table


def failures_view(jobs: Sequence[Job], groups: Sequence[FailureGroup], limit: int) -> RenderableType:
    """Show the failures by error, then the last `limit` jobs."""
    if not jobs:
        return Text("No job has failed in this time.", style="good")
    table = plain_table("Jobs", "Sellers", "Error", "Stage", "Retry")
    table.add_column("Last one", no_wrap=True)
    for group in groups:
        helps = Text("may help", style="good") if group.retryable else Text("cannot help", style="label")
        table.add_row(str(group.jobs), str(group.sellers), group.code, group.stage, helps, group.example)
    lines = plain_table("Failed", "Job", "Error")
    lines.add_column("Seller", no_wrap=True)
    for job in jobs[-limit:]:
        lines.add_row(
            Text(_time(job.updated_at), style="label"), job.job_id, job.error.code if job.error else "", job.owner
        )
    return Group(table, lines)


def outcomes_view(outcomes: Sequence[Outcome], done: str) -> RenderableType:
    """Show how many jobs a bulk command changed, and those that it did not.

    Args:
        done: what it did to a job, such as `retried`.
    """
    changed = sum(each.result == "done" for each in outcomes)
    line = Text(f"{changed} of {len(outcomes)} jobs {done}.", style="good" if changed == len(outcomes) else "warn")
    rest = [each for each in outcomes if each.result != "done"]
    if not rest:
        return line
    table = plain_table("Job", "Result")
    table.add_column("Why", overflow="fold")
    for each in rest:
        table.add_row(each.job_id, Text(each.result, style="bad" if each.result == "failed" else "label"), each.reason)
    return Group(line, table)


def admission_view(admission: Admission) -> RenderableType:
    """Show whether jobs start, and how many run and wait."""
    if admission.paused and admission.since:
        state = Text(f"‖ Admission is paused since {_time(admission.since)}", style="warn")
        state.append(f"  {admission.reason} ({admission.by})", style="default")
    else:
        state = Text("✓ Jobs start as usual", style="good")
    return Group(state, Text(f"  {admission.running} run, {admission.waiting} wait", style="label"))


def top_view(usage: Usage, limit: int) -> RenderableType:
    """Show admission, the day's spending, and the sellers who use the most."""
    spent, budget = usage.spent_usd_today, usage.spend_usd_per_day
    facts = [
        ("Running", f"{usage.admission.running} of {usage.max_executions}"),
        ("Waiting", str(usage.admission.waiting)),
        ("Spent today", f"${spent:,.2f} of ${budget:,.2f} ({spent / budget:.0%}), UTC"),
    ]
    if not usage.sellers:
        return Group(
            admission_view(usage.admission), pairs(facts), Text("  Nobody has used anything today.", style="label")
        )
    table = plain_table("Spent", "Jobs", "Run", "Wait", "Unfinished", "Drafts/h", "Uploads", "MB")
    for column in table.columns:
        column.justify = "right"
    table.add_column("Seller", no_wrap=True)
    for each in usage.sellers[:limit]:
        table.add_row(
            usd(each.spent_usd_today),
            *map(str, (each.jobs_today, each.running, each.waiting, each.unfinished)),
            *map(str, (each.drafts_this_hour, each.uploads_today)),
            f"{each.upload_mb_today:.0f}",
            each.owner,
        )
    return Group(admission_view(usage.admission), pairs(facts), table)


def seller_view(report: SellerReport) -> RenderableType:
    """Show a seller and their newest jobs."""
    state = "being deleted" if report.is_closed else "can sign in" if report.enabled else "cannot sign in"
    usage = report.usage
    facts = [
        ("Seller", report.user_id),
        ("E-mail", report.email or "none: the sign-in is deleted"),
        ("Account", state),
        ("Today", f"{usage.jobs_today} jobs, {usd(usage.spent_usd_today)}, {usage.uploads_today} uploads"),
        ("Now", f"{usage.running} run, {usage.waiting} wait"),
    ]
    if not report.jobs:
        return Group(pairs(facts), Text("  No jobs.", style="label"))
    table = plain_table("Job", "Created", "Status", "Error", "Listing")
    table.add_column("Title", no_wrap=True, overflow="ellipsis")
    for job in report.jobs:
        table.add_row(
            job.job_id, _time(job.created_at), _status(job.status), job.error_code or "", job.ad_id or "", job.title
        )
    return Group(pairs(facts), table)


def models_view(lines: Sequence[ModelLine]) -> RenderableType:
    """Show the models of every stage, with the day on which each shuts down and what takes over."""
    table = plain_table("Stage", "Order", "Model", "Shuts down", "Days left")
    table.add_column("Then")
    for line in lines:
        days = Text("" if line.days_left is None else str(line.days_left), style=_urgency(line.days_left))
        end = line.shuts_down.isoformat() if line.shuts_down else "no date" if line.known else "not in our table"
        then = "" if line.days_left is None else line.successor or "nothing: choose another model"
        table.add_row(line.stage, str(line.order), line.model, end, days, then)
    return table


def _urgency(days: int | None) -> str:
    if days is None or days > SOON_DAYS:
        return "default"
    return "bad" if days <= URGENT_DAYS else "warn"


def _section(title: str, view: RenderableType) -> RenderableType:
    return Group(Padding(Text(title, style="bold"), (1, 0, 0, 0)), view)


def _status(status: Status) -> Text:
    return Text(f"{MARK.get(status, '●')} {status}", style=STYLE.get(status, "busy"))


def _time(time: datetime) -> str:
    return time.astimezone().strftime(TIME)


def _clock(time: datetime) -> str:
    return time.astimezone().strftime(CLOCK)
