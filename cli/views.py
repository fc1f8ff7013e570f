"""Tables and panels for people."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.filesize import decimal
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from cli.jobs import COMPLETE, Job, Listing, StageTime, Version

STYLE: Final = {COMPLETE: "good", "error": "bad", "canceled": "label"}
SMALLEST_USD: Final = 0.00005
"""What `usd` still shows."""
TRAITS: Final = ("format", "voice", "language", "music", "title")
"""What may set a version apart from the others of its video."""
MARK: Final = {COMPLETE: "✓", "error": "✗", "canceled": "–"}


def usd(amount: float | None) -> str:
    """Dollars with as many digits as small sums need."""
    return "" if amount is None else f"${amount:.4f}"


def job_view(job: Job, saved: Path | None = None) -> RenderableType:
    """A job in full: what it is, what came out, and what each stage took."""
    parts: list[RenderableType] = [Text(), _headline(job), Text(), pairs(_facts(job, saved))]
    parts += [Padding(Text(f"Note: {notice.message}", style="warn"), (1, 0, 0, 2)) for notice in job.notices]
    if job.stages:
        parts.append(Padding(stages_view(job.stages, job.total_usd), (0, 0, 0, 1)))
    return Group(*parts)


def pairs(facts: Sequence[tuple[str, str]]) -> Text:
    """Labels and values in two quiet columns, each fact on one line: an address that is broken cannot be copied."""
    width = max(len(label) for label, _ in facts)
    lines = [Text.assemble("  ", (label.ljust(width), "label"), "  ", value) for label, value in facts]
    return Text("\n", no_wrap=True, overflow="ignore").join(lines)


def jobs_view(jobs: Sequence[Job]) -> RenderableType:
    """One line for every job, newest first."""
    if not jobs:
        return Text(
            "No jobs yet. Make one with `vidx create PHOTO… --title … --description … --price …`.", style="label"
        )
    table = _table("Job", "Created", "Status")
    table.add_column("Title")  # the one that gives way in a narrow terminal
    for job in jobs:
        table.add_row(job.job_id, _created(job), _status(job), _shortened(job.title or ""))
    return table


def versions_view(versions: Sequence[Version], listed: str | None) -> RenderableType:
    """One line for every version: whether the listing shows it, and what sets it apart from the others."""
    table = _table("Job", "Created", "Status", "Listing")
    table.add_column("What differs")
    traits = {version.job_id: _traits(version) for version in versions}
    values = {name: {each[name] for each in traits.values() if name in each} for name in TRAITS}
    for version in versions:
        own = traits[version.job_id]
        differing = ", ".join(f"{name} {own[name]}" for name in TRAITS if name in own and len(values[name]) > 1)
        shown = Text("✓ shown", style="good") if version.job_id == listed else ""
        table.add_row(version.job_id, _created(version), _status(version), shown, differing)
    return table


def listings_view(listings: Sequence[Listing]) -> RenderableType:
    """One line for every listing, newest first, then the addresses, each whole so that it can be copied."""
    if not listings:
        return Text("No listings yet. Publish a video with `vidx publish JOB`.", style="label")
    table = _table("Listing", "Status", "Price")
    table.add_column("Title")
    for listing in listings:
        price = f"{listing.price:,.2f}".removesuffix(".00")
        table.add_row(listing.ad_id, listing.status, f"{price} {listing.currency}", _shortened(listing.title))
    return Group(table, pairs([(listing.ad_id, listing.url) for listing in listings]))


def _table(*columns: str) -> Table:
    table = Table(box=SIMPLE_HEAD, header_style="label", border_style="dim", pad_edge=False)
    for column in columns:
        table.add_column(column, no_wrap=True)
    return table


def _created(job: Job) -> str:
    return job.created_at.astimezone().strftime("%d %b %H:%M") if job.created_at else ""


def _status(job: Job) -> Text:
    status = job.status if job.final else f"{job.status} {job.progress}%"
    return Text(f"{MARK.get(job.status, '●')} {status}", style=STYLE.get(job.status, "busy"))


def _shortened(text: str) -> Text:
    return Text(text, no_wrap=True, overflow="ellipsis")


def _traits(version: Version) -> dict[str, str]:
    choices = version.choices
    known = {
        "format": choices.format if choices else None,
        "voice": choices.voice if choices else None,
        "language": version.language,
        "music": choices.music if choices else None,
        "title": version.title,
    }
    return {name: value for name, value in known.items() if value}


def _headline(job: Job) -> Text:
    line = Text(f"{MARK.get(job.status, '●')} ", style=STYLE.get(job.status, "busy"))
    if job.error and job.status != COMPLETE:
        return line.append(f"{job.error.message} ", style="default").append(
            f"({job.error.code} in {job.error.stage})", style="label"
        )
    line.append(job.message or job.status, style="bold default")
    return line if job.final else line.append(f"  {job.progress}%", style="label")


def _facts(job: Job, saved: Path | None) -> list[tuple[str, str]]:
    facts: list[tuple[str, str]] = [("Job", job.job_id)]
    if job.title:
        facts.append(("Title", job.title))
    if saved:
        facts.append(("File", str(saved)))
    if job.video_url:
        facts.append(("URL", job.video_url))
    if job.duration:
        facts.append(("Duration", f"{job.duration:.1f} s"))
    size = saved.stat().st_size if saved else job.size
    if size:
        facts.append(("Size", decimal(size)))
    return facts


def stages_view(stages: Sequence[StageTime], total_usd: float) -> Table:
    """One line for every stage, with the sums at the end."""
    table = Table(box=SIMPLE_HEAD, header_style="label", border_style="dim", show_footer=True, footer_style="bold")
    table.add_column("Stage", "Total")
    table.add_column("Seconds", f"{sum(stage.seconds or 0 for stage in stages):.2f}", justify="right")
    table.add_column("Cost", usd(total_usd), justify="right")
    table.add_column("", "")
    for stage in stages:
        seconds = Text("running", style="busy") if stage.seconds is None else Text(f"{stage.seconds:.2f}")
        table.add_row(stage.name, seconds, usd(stage.cost_usd), Text("kept" if stage.reused else "", style="label"))
    between = total_usd - sum(stage.cost_usd or 0 for stage in stages)
    if between >= SMALLEST_USD:
        table.add_row("orchestration", "", usd(between))
    return table
