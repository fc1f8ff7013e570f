"""Output of the commands: results on stdout, progress and errors on stderr, or one JSON document."""

import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console, ConsoleOptions, Group, RenderableType
from rich.filesize import decimal
from rich.markup import escape
from rich.padding import Padding
from rich.progress import (
    BarColumn,
    DownloadColumn,
    Progress,
    SpinnerColumn,
    TaskProgressColumn,
    TextColumn,
    TimeElapsedColumn,
)
from rich.segment import Segment
from rich.table import Table
from rich.text import Text
from rich.theme import Theme

from cli.errors import CliError, InvalidRequest
from cli.models import COMPLETE, REVIEW, Fallback, Job, Listing, StageTime, Version
from cli.photos import Photo
from cli.transfer import OnBytesSent

_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control characters except tab and line feed, bidirectional controls, and surrogates, which cannot be encoded."""
THEME: Final = Theme(
    {
        "label": "dim",
        "good": "green",
        "bad": "red",
        "warn": "yellow",
        "busy": "cyan",
        "bar.complete": "cyan",
        "bar.finished": "green",
        "bar.pulse": "cyan",
        "progress.percentage": "default",
        "progress.elapsed": "dim",
        "repr.number": "default",
    }
)


def confirm_deletion(question: str, *, as_json: bool) -> None:
    """Ask the user at the terminal to confirm a deletion.

    Raises:
        InvalidRequest: there is no terminal.
        typer.Abort: the answer is no.
    """
    if as_json or not sys.stdin.isatty():
        raise InvalidRequest("Nothing was deleted: without a terminal, confirm with --yes.", code="NotConfirmed")
    typer.confirm(printable(question), abort=True, err=True)


def confirm_by_typing(word: str, question: str, *, as_json: bool) -> None:
    """Ask the user at the terminal to type `word`, before an action that cannot be undone.

    Raises:
        InvalidRequest: there is no terminal, or the user types something else.
    """
    if as_json or not sys.stdin.isatty():
        raise InvalidRequest("Nothing was deleted: without a terminal, confirm with --yes.", code="NotConfirmed")
    typed = typer.prompt(printable(question), err=True, default="", show_default=False)
    if typed.strip() != word:
        raise InvalidRequest(f"Nothing was deleted: you did not type {word}.", code="NotConfirmed")


def printable(text: str) -> str:
    """Replace characters that could control the terminal or change the direction of text."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)


def json_text(data: Any) -> str:
    """Return `data` as JSON with all control characters escaped; `json.dumps` escapes only some."""
    text = json.dumps(data, indent=2, ensure_ascii=False)
    return _CONTROL.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


class TerminalConsole(Console):
    """A console that prints texts of others, such as titles, without their control characters."""

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        for segment in super().render(renderable, options):
            yield segment if segment.control else Segment(printable(segment.text), segment.style)


def _console(*, stderr: bool) -> Console:
    return TerminalConsole(theme=THEME, stderr=stderr, highlight=False, soft_wrap=False)


@dataclass(frozen=True)
class Screen:
    """Output of one command. With `as_json`, it writes only the data of `show` or `fail`."""

    as_json: bool = False
    out: Console = field(default_factory=lambda: _console(stderr=False))
    err: Console = field(default_factory=lambda: _console(stderr=True))

    def show(self, data: Any, *views: RenderableType) -> None:
        """Print the result: `data` with --json, else `views`."""
        if self.as_json:
            print(json_text(data))
            return
        for view in views:
            self.out.print(view, crop=False, soft_wrap=isinstance(view, str))

    def note(self, text: str) -> None:
        """Print a note in Rich's markup to stderr, except with --json."""
        if not self.as_json:
            self.err.print(Text.from_markup(text), soft_wrap=True)

    def fail(self, error: CliError) -> None:
        """Print one line for each fault, then the hint."""
        if self.as_json:
            print(json_text(error.as_json()))
            return
        for fault in error.faults:
            mark, label = ("✗ ", "bad"), (fault.label, "bold")
            self.err.print(Text.assemble(mark, label, fault.message), soft_wrap=True)
        if error.hint:
            self.err.print(Text(f"  {error.hint}", style="dim"), soft_wrap=True)


BAR_CELLS = 32


class JobProgress:
    """Shows the progress of one job: a bar on a terminal, or one line for each new message."""

    def __init__(self, screen: Screen, progress: Progress) -> None:
        self._screen = screen
        self._progress = progress
        self._task = progress.add_task("Waiting to start", total=100)
        self._message = ""

    def update(self, job: Job) -> None:
        self._progress.update(self._task, completed=job.progress, description=job.state_text)
        if not self._screen.err.is_terminal and job.state_text != self._message:
            self._message = job.state_text
            self._screen.note(f"{job.progress:3d}%  {escape(job.state_text)}")


@contextmanager
def job_progress(screen: Screen) -> Iterator[JobProgress]:
    """Show a bar with message, percent and elapsed time until the block ends."""
    columns = (
        SpinnerColumn(style="busy"),
        TextColumn("{task.description:<22}", markup=False),
        BarColumn(BAR_CELLS),
        TaskProgressColumn(),
        TimeElapsedColumn(),
    )
    with _progress(screen, *columns) as progress:
        yield JobProgress(screen, progress)


@contextmanager
def upload_progress(screen: Screen, photos: Sequence[Photo]) -> Iterator[OnBytesSent]:
    """Show one bar for each photo."""
    width = max(len(photo.path.name) for photo in photos)
    columns = (TextColumn(f"  {{task.description:<{width}}}", markup=False), BarColumn(BAR_CELLS), DownloadColumn())
    with _progress(screen, *columns) as progress:
        tasks = [progress.add_task(photo.path.name, total=photo.size_bytes) for photo in photos]
        yield lambda index, sent_bytes: progress.update(tasks[index], completed=sent_bytes)


def _progress(
    screen: Screen,
    *columns: TextColumn | BarColumn | SpinnerColumn | TaskProgressColumn | TimeElapsedColumn | DownloadColumn,
) -> Progress:
    hidden = screen.as_json or not screen.err.is_terminal
    return Progress(*columns, console=screen.err, transient=True, disable=hidden)


STYLE: Final = {COMPLETE: "good", "error": "bad", "canceled": "label", REVIEW: "warn"}
TIME: Final = "%d %b %H:%M"
HOURS_SHOWN: Final = 48
"""Longest age that is shown in hours, then in days."""
SMALLEST_USD: Final = 0.00005
"""The smallest amount that `usd` does not round to zero."""
TRAITS: Final = ("format", "voice", "language", "music", "title")
"""Properties in which the versions of a video may differ."""
MARK: Final = {COMPLETE: "✓", "error": "✗", "canceled": "–", REVIEW: "?"}


def usd(amount: float | None) -> str:
    """Format US dollars with four decimals: a video costs a fraction of a cent."""
    return "" if amount is None else f"${amount:.4f}"


def job_view(job: Job, video_file: Path | None = None) -> RenderableType:
    """Show a job in full: state, facts, notices, and time and cost of each stage."""
    parts: list[RenderableType] = [Text(), _headline(job), Text(), pairs(_facts(job, video_file))]
    parts += [Padding(Text(f"Note: {notice.message}", style="warn"), (1, 0, 0, 2)) for notice in job.notices]
    parts += map(fallback_line, job.fallbacks)
    if job.stages:
        parts.append(Padding(stages_view(job.stages, job.total_usd), (0, 0, 0, 1)))
    return Group(*parts)


def fallback_line(fallback: Fallback) -> RenderableType:
    """Show a substitute's work, and what was skipped for which reason."""
    return Padding(Text(f"{fallback.message} ({fallback.provider}: {fallback.code})", style="label"), (1, 0, 0, 2))


def pairs(facts: Sequence[tuple[str, str]]) -> Text:
    """Show labels and values in two columns, without wrapping, so that users can copy addresses."""
    width = max(len(label) for label, _ in facts)
    lines = [Text.assemble("  ", (label.ljust(width), "label"), "  ", value) for label, value in facts]
    return Text("\n", no_wrap=True, overflow="ignore").join(lines)


def jobs_view(jobs: Sequence[Job]) -> RenderableType:
    """Show one line for each job."""
    if not jobs:
        return Text(
            "No jobs yet. Make one with `vidx create PHOTO… --title … --description … --price …`.", style="label"
        )
    table = plain_table("Job", "Created", "Status")
    table.add_column("Title")  # a narrow terminal cuts it
    for job in jobs:
        table.add_row(job.job_id, _created(job), _status(job), _shortened(job.title or ""))
    return table


def versions_view(versions: Sequence[Version], listed_job_id: str | None) -> RenderableType:
    """Show one line for each version: whether the listing shows it, and its properties that differ among versions."""
    table = plain_table("Job", "Created", "Status", "Listing")
    table.add_column("What differs")
    traits = {version.job_id: _traits(version) for version in versions}
    values = {name: {own[name] for own in traits.values() if name in own} for name in TRAITS}
    for version in versions:
        own = traits[version.job_id]
        differing = ", ".join(f"{name} {own[name]}" for name in TRAITS if name in own and len(values[name]) > 1)
        listing = Text("✓ shown", style="good") if version.job_id == listed_job_id else ""
        table.add_row(version.job_id, _created(version), _status(version), listing, differing)
    return table


def listings_view(listings: Sequence[Listing]) -> RenderableType:
    """Show one line for each listing, then the addresses, without wrapping so that users can copy them."""
    if not listings:
        return Text("No listings yet. Publish a video with `vidx publish JOB`.", style="label")
    table = plain_table("Listing", "Status", "Price")
    table.add_column("Title")
    for listing in listings:
        price = f"{listing.price:,.2f}".removesuffix(".00")
        table.add_row(listing.ad_id, listing.status, f"{price} {listing.currency}", _shortened(listing.title))
    return Group(table, pairs([(listing.ad_id, listing.url) for listing in listings]))


def webhooks_view(webhooks: Sequence[Mapping[str, Any]]) -> RenderableType:
    """Show one line for each webhook, then the addresses, and why a webhook is disabled."""
    if not webhooks:
        return Text("No webhooks yet. Add one with `vidx webhooks add URL`.", style="label")
    table = plain_table("Webhook", "State")
    table.add_column("Events")
    for webhook in webhooks:
        table.add_row(webhook["webhookId"], _webhook_state(webhook), ", ".join(webhook["events"]))
    notes = [Text(f"  {each['webhookId']}: {each['note']}", style="warn") for each in webhooks if each["note"]]
    return Group(table, pairs([(webhook["webhookId"], webhook["url"]) for webhook in webhooks]), *notes)


def _webhook_state(webhook: Mapping[str, Any]) -> Text:
    if webhook["disabledAt"]:
        return Text("disabled", style="bad")
    return Text("failing", style="warn") if webhook["failingSince"] else Text("enabled", style="good")


def deliveries_view(deliveries: Sequence[Mapping[str, Any]]) -> RenderableType:
    """Show one line for each message: how many attempts it took, and the result of the last one."""
    if not deliveries:
        return Text("Nothing was sent in the last 30 days. Try it with `vidx webhooks test WEBHOOK`.", style="label")
    table = plain_table("Message", "Event", "Status", "Attempts")
    table.add_column("Last result")
    styles = {"delivered": "good", "failed": "bad"}
    for delivery in deliveries:
        attempts, status = delivery["attempts"], delivery["status"]
        state = Text(status, style=styles.get(status, "busy"))
        table.add_row(delivery["messageId"], delivery["type"], state, str(len(attempts)), _last_result(delivery))
    return table


def reviews_view(reviews: Sequence[Mapping[str, Any]]) -> RenderableType:
    """Show one line for each job in review: how long it has waited, when it ends, and what moderation found."""
    if not reviews:
        return Text("No job is in review.", style="label")
    table = plain_table("Job", "Waits", "Ends", "Found")
    table.add_column("Title")
    for review in reviews:
        findings = ", ".join(_finding_line(finding) for finding in review["findings"])
        table.add_row(review["jobId"], _age(review), _end(review), findings, _shortened(review["title"]))
    return table


def _age(review: Mapping[str, Any]) -> str:
    """Return how long a job has waited for a decision, such as `3 h` or `2 d`."""
    hours = int(review["ageHours"])
    return f"{hours} h" if hours < HOURS_SHOWN else f"{hours // 24} d"


def _end(review: Mapping[str, Any]) -> str:
    return datetime.fromisoformat(review["expiresAt"]).astimezone().strftime(TIME)


def review_view(content: Mapping[str, Any]) -> RenderableType:
    """Show the content of a job in review."""
    details = content["details"]
    facts = [
        ("Job", content["jobId"]),
        ("Seller", content["owner"]),
        ("Waits", f"{_age(content)}; ends without a video on {_end(content)}"),
        ("Found", ", ".join(_finding_line(finding) for finding in content["findings"])),
        ("Price", f"{details['price']} {details['currency']}"),
        *([("Link", content["link"])] if content["link"] else []),
        *(
            (f"{'Clip' if photo['clip'] else 'Photo'} {n}", photo["url"])
            for n, photo in enumerate(content["photos"], 1)
        ),
        *([("Logo", content["logoUrl"])] if content["logoUrl"] else []),
    ]
    texts = [details["title"], details["description"], *([content["script"]] if content["script"] else [])]
    return Group(pairs(facts), *(Padding(Text(text), (1, 0, 0, 2)) for text in texts))


def _finding_line(finding: Mapping[str, Any]) -> str:
    part = f"{finding['part']} {finding['photo']}" if finding["photo"] else finding["part"]
    return f"{part}: {finding['categories'][0]} {finding['score']:.2f}"


def _last_result(delivery: Mapping[str, Any]) -> str:
    last = delivery["attempts"][-1] if delivery["attempts"] else {"statusCode": None, "fault": None}
    result = str(last["statusCode"]) if last["statusCode"] else last["fault"] or ""
    return " ".join(part for part in (result, delivery["note"]) if part)


def plain_table(*columns: str) -> Table:
    """Return a table whose columns are not wrapped."""
    table = Table(box=SIMPLE_HEAD, header_style="label", border_style="dim", pad_edge=False)
    for column in columns:
        table.add_column(column, no_wrap=True)
    return table


def _created(job: Job) -> str:
    return job.created_at.astimezone().strftime(TIME) if job.created_at else ""


def _status(job: Job) -> Text:
    status = job.status if job.is_final or job.in_review else f"{job.status} {job.progress}%"
    return Text(f"{MARK.get(job.status, '●')} {status}", style=STYLE.get(job.status, "busy"))


def _shortened(text: str) -> Text:
    return Text(text, no_wrap=True, overflow="ellipsis")


def _traits(version: Version) -> dict[str, str]:
    choices = version.choices
    traits = {
        "format": choices.format if choices else None,
        "voice": choices.voice if choices else None,
        "language": version.language,
        "music": choices.music if choices else None,
        "title": version.title,
    }
    return {name: value for name, value in traits.items() if value}


def _headline(job: Job) -> Text:
    line = Text(f"{MARK.get(job.status, '●')} ", style=STYLE.get(job.status, "busy"))
    if job.error and job.status != COMPLETE:
        return line.append(f"{job.error.message} ", style="default").append(
            f"({job.error.code} in {job.error.stage})", style="label"
        )
    line.append(job.state_text, style="bold default")
    return line if job.is_final or job.in_review else line.append(f"  {job.progress}%", style="label")


def _facts(job: Job, video_file: Path | None) -> list[tuple[str, str]]:
    facts: list[tuple[str, str]] = [("Job", job.job_id)]
    if job.title:
        facts.append(("Title", job.title))
    if video_file:
        facts.append(("File", str(video_file)))
    if job.video_url:
        facts.append(("URL", job.video_url))
    if job.duration:
        facts.append(("Duration", f"{job.duration:.1f} s"))
    size = video_file.stat().st_size if video_file else job.size
    if size:
        facts.append(("Size", decimal(size)))
    return facts


def stages_view(stages: Sequence[StageTime], total_usd: float) -> Table:
    """Show one line for each stage, and the totals."""
    table = Table(box=SIMPLE_HEAD, header_style="label", border_style="dim", show_footer=True, footer_style="bold")
    table.add_column("Stage", "Total")
    table.add_column("Seconds", f"{sum(stage.seconds or 0 for stage in stages):.2f}", justify="right")
    table.add_column("Cost", usd(total_usd), justify="right")
    table.add_column("", "")
    for stage in stages:
        seconds = Text("running", style="busy") if stage.seconds is None else Text(f"{stage.seconds:.2f}")
        table.add_row(stage.name, seconds, usd(stage.cost_usd), Text("kept" if stage.reused else "", style="label"))
    orchestration_usd = total_usd - sum(stage.cost_usd or 0 for stage in stages)
    if orchestration_usd >= SMALLEST_USD:
        table.add_row("orchestration", "", usd(orchestration_usd))
    return table
