"""`vidx batch`: a video for every row of a list."""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.text import Text

from cli.batch.reader import PUBLISH, InvalidRow, Row, RowChecker, read_rows
from cli.batch.report import (
    SKIPPED,
    ProgressTable,
    invalid_line,
    live,
    result_line,
    results_path,
    summary,
    write_results,
)
from cli.batch.runner import BatchRunner, BatchState, RowState, load_state
from cli.details import CONTACT, CONTACT_KINDS, resolve_contact, warn_if_no_contact
from cli.errors import ExitCode, Fault, Interrupted, InvalidRequest
from cli.flags import ChoiceFlags, LogoFlag, Target, flags
from cli.jobs import detected_values
from cli.models import COMPLETE, REVIEW
from cli.output import usd
from cli.session import Session, session

ListPath = Annotated[
    Path, typer.Argument(help="CSV or JSON Lines file in UTF-8, one video per row.", metavar="FILE", show_default=False)
]
AtOnce = Annotated[int, typer.Option("--jobs", help="How many videos at the same time.", min=1, max=10, metavar="N")]
ContactFlag = Annotated[
    str | None,
    typer.Option(
        "--contact",
        help=f"How buyers reach you in the listings of published rows: {CONTACT_KINDS} [VIDX_CONTACT].",
        metavar="CONTACT",
    ),
]
Results = Annotated[
    Path | None,
    typer.Option(
        help="Where to write the results of all rows; by default list.results.csv beside list.csv.",
        metavar="FILE",
    ),
]


@dataclass(frozen=True)
class RunFlags:
    """How the rows are run."""

    dry_run: Annotated[
        bool, typer.Option("--dry-run", metavar="", help="Check every row without sending or paying for anything.")
    ] = False
    skip_bad_rows: Annotated[
        bool,
        typer.Option(
            "--skip-bad-rows",
            metavar="",
            help="Skip invalid rows and make the others; skipped rows do not count as failed.",
        ),
    ] = False
    retry_failed: Annotated[
        bool,
        typer.Option("--retry-failed", metavar="", help="Retry rows whose jobs failed in an earlier run."),
    ] = False


@flags
def batch(
    list_path: ListPath,
    choices: ChoiceFlags,
    logo_flag: LogoFlag,
    run: RunFlags,
    target: Target,
    jobs: AtOnce = 2,
    results: Results = None,
    contact: ContactFlag = None,
) -> None:
    """Make a video for every row of a list.

    Columns: photos (named from the list's folder, with | between), title, description, price, and any of currency,
    category, language, voice, music, format, duration, caption_style, brand_colour, overlays, link, script, logo (named
    like the photos), publish (yes or no), contact (how buyers reach you in its listing). A flag or setting fills in
    what a row leaves empty. All other columns are copied to the results.

    All rows are checked before anything is sent. Progress is saved in FILE.state.json: after Ctrl-C or a failure, run
    the same command again to continue. No row is made twice. When a limit of the service is reached, such as the jobs
    per day, the run waits and then continues.
    """
    with session(target) as current:
        link = resolve_contact(current, contact)
        checks = RowChecker(list_path.parent, current.options, asdict(choices), current.settings, logo_flag.logo, link)
        rows, invalid = checks.check(read_rows(list_path))
        if invalid and not (run.skip_bad_rows and rows):
            hint = "Nothing was sent. Leave these rows out with --skip-bad-rows." if rows else None
            raise InvalidRequest(*(fault for row in invalid for fault in row.faults), hint=hint)
        state = load_state(list_path)
        path = _writable(results or results_path(list_path), list_path)
        if run.dry_run:
            outcome = f"{len(rows)} rows are good" if invalid else f"All {len(rows)} rows are good"
            _show(current, _lines(rows, invalid, state), f"{outcome}; nothing was sent.")
            return
        _run(current, rows, invalid, state, path, jobs, retry_failed=run.retry_failed)
        lines = _lines(rows, invalid, state)
        for row in rows:
            _show_detected(current, row, state)
        if any(row.body.get(PUBLISH) and not row.body.get(CONTACT) for row in rows):
            warn_if_no_contact(current, None, "vidx publish JOB --contact CONTACT")
        _show(current, lines, f"Results are in {path}.")
        if any(line["status"] not in {COMPLETE, SKIPPED, REVIEW} for line in lines):
            raise typer.Exit(ExitCode.JOB_FAILED)
        if any(line["status"] == REVIEW for line in lines):
            raise typer.Exit(ExitCode.REFUSED)


def _lines(rows: list[Row], invalid: list[InvalidRow], state: BatchState) -> list[dict[str, Any]]:
    """Return the result of every row in the list's order."""
    lines = [result_line(row, state.of(row)) for row in rows] + [invalid_line(row) for row in invalid]
    return sorted(lines, key=lambda line: int(line["row"]))


def _show_detected(current: Session, row: Row, state: BatchState) -> None:
    row_state = state.of(row)
    detected = detected_values(row.body, {"language": row_state.language, "currency": row_state.currency})
    if detected:
        values = ", ".join(f"{name} {value}" for name, value in detected.items())
        current.screen.note(f"[label]Row {row.number}, detected from its text:[/] {values}")


def _run(
    current: Session,
    rows: list[Row],
    invalid: list[InvalidRow],
    state: BatchState,
    path: Path,
    concurrency: int,
    *,
    retry_failed: bool,
) -> None:
    table = ProgressTable(current.screen, rows)

    def on_end(row: Row, row_state: RowState) -> None:
        table.finish(row, row_state)
        with table.lock:
            write_results(path, _lines(rows, invalid, state))

    try:
        with live(table):
            BatchRunner(current.api, state, table.update, on_end, retry_failed).run(rows, concurrency)
    except KeyboardInterrupt as interrupt:
        raise Interrupted(
            "Interrupted; jobs that have started continue without you.",
            hint="Run the same command again to continue where this one stopped.",
        ) from interrupt


def _show(current: Session, lines: list[dict[str, Any]], last: str) -> None:
    counts = summary(lines)
    failed = [line for line in lines if line["error"]]
    skipped = ", ".join(str(line["row"]) for line in lines if line["status"] == SKIPPED)
    views = [Text(f"✗ row {line['row']} ({line['title']}): {line['error']}", style="bad") for line in failed]
    if counts["complete"]:
        views.append(
            Text(f"✓ {counts['complete']} of {counts['total']} videos, {usd(counts['costUsd'])}", style="good")
        )
    views += [
        Text(f"  row {line['row']} ({line['title']}): {line['adUrl']}", no_wrap=True) for line in lines if line["adUrl"]
    ]
    if counts["inReview"]:
        text = f"? {counts['inReview']} in review: we check the ad first. Run the same command later to get the video."
        views.append(Text(text, style="warn"))
    if skipped:
        views.append(Text(f"– Skipped, not paid for: row {skipped}", style="warn"))
    current.screen.show({"rows": lines, **counts}, *views, Text(last))


def _writable(path: Path, list_path: Path) -> Path:
    if path.is_dir() or not path.parent.is_dir():
        raise InvalidRequest(Fault(f"{path} cannot be written; name a file in a folder that exists", "--results"))
    if path.resolve() == list_path.resolve():
        raise InvalidRequest(Fault("is the list itself; name another file", "--results"))
    return path
