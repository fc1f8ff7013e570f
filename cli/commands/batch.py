"""`vidx batch`: a video for every row of a list."""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.text import Text

from cli.batch.reading import PUBLISH, read_rows
from cli.batch.results import SKIPPED, bad_result, result, results_path, summary, write_results
from cli.batch.rows import BadRow, Checks, Row
from cli.batch.running import Batch
from cli.batch.state import Done, State, state_of
from cli.batch.table import Board, live
from cli.contact import CONTACT, KINDS, chosen_contact, hint_at_contact
from cli.errors import Fault, Interrupted, InvalidRequest
from cli.exits import ExitCode
from cli.flags import ChoiceFlags, LogoFlag, Target, flags
from cli.jobs import COMPLETE
from cli.ordering import detected
from cli.session import Session, session
from cli.views import usd

Listed = Annotated[
    Path, typer.Argument(help="CSV or JSON Lines file, UTF-8, one video a row.", metavar="FILE", show_default=False)
]
AtOnce = Annotated[int, typer.Option("--jobs", help="How many videos at the same time.", min=1, max=10, metavar="N")]
ContactFlag = Annotated[
    str | None,
    typer.Option(
        "--contact",
        help=f"How buyers reach you in the listings of published rows: {KINDS} [VIDX_CONTACT].",
        metavar="LINK",
    ),
]
Results = Annotated[
    Path | None,
    typer.Option(
        help="Where to write what came of every row; beside the list when not given: list.results.csv for list.csv.",
        metavar="FILE",
    ),
]


@dataclass(frozen=True)
class RunFlags:
    """How the rows are run."""

    dry_run: Annotated[
        bool, typer.Option("--dry-run", metavar="", help="Check every row, and send and pay for nothing.")
    ] = False
    skip_bad_rows: Annotated[
        bool,
        typer.Option(
            "--skip-bad-rows",
            metavar="",
            help="Leave out rows that are not good, instead of sending nothing; they do not count as failed.",
        ),
    ] = False
    retry_failed: Annotated[
        bool,
        typer.Option("--retry-failed", metavar="", help="Start rows again whose jobs failed in an earlier run."),
    ] = False


@flags
def batch(
    listed: Listed,
    choices: ChoiceFlags,
    emblem: LogoFlag,
    run: RunFlags,
    target: Target,
    jobs: AtOnce = 2,
    results: Results = None,
    contact: ContactFlag = None,
) -> None:
    """Make a video for every row of a list.

    Columns: photos (named from the list's folder, with | between), title, description, price, and any of currency,
    category, language, voice, music, format, duration, caption_style, brand_colour, overlays, link, script, logo (named
    as the photos are), publish (yes or no), contact (how buyers reach you in its listing). What a row does not say, a
    flag or setting does. Your own columns are kept in the results.

    All rows are checked before anything is sent. Progress is kept in FILE.state.json: after Ctrl-C or a failure the
    same command goes on where it stopped, and never makes a row twice.
    """
    with session(target) as current:
        link = chosen_contact(current, contact)
        checks = Checks(listed.parent, current.options, asdict(choices), current.settings, emblem.logo, link)
        rows, bad = checks.rows(read_rows(listed))
        if bad and not (run.skip_bad_rows and rows):
            hint = "Nothing was sent. Leave these rows out with --skip-bad-rows." if rows else None
            raise InvalidRequest(*(fault for one in bad for fault in one.faults), hint=hint)
        state = state_of(listed)
        path = _writable(results or results_path(listed), listed)
        if run.dry_run:
            good = f"{len(rows)} rows are good" if bad else f"All {len(rows)} rows are good"
            _show(current, _lines(rows, bad, state), f"{good}; nothing was sent.")
            return
        _run(current, rows, bad, state, path, jobs, retry_failed=run.retry_failed)
        lines = _lines(rows, bad, state)
        for row in rows:
            _note_detected(current, row, state)
        if any(row.body.get(PUBLISH) and not row.body.get(CONTACT) for row in rows):
            hint_at_contact(current, None, "vidx publish JOB --contact LINK")
        _show(current, lines, f"Results are in {path}.")
        if any(line["status"] not in {COMPLETE, SKIPPED} for line in lines):
            raise typer.Exit(ExitCode.JOB_FAILED)


def _lines(rows: list[Row], bad: list[BadRow], state: State) -> list[dict[str, Any]]:
    """What came of every row, in the list's order."""
    lines = [result(row, state.of(row)) for row in rows] + [bad_result(one) for one in bad]
    return sorted(lines, key=lambda line: int(line["row"]))


def _note_detected(current: Session, row: Row, state: State) -> None:
    done = state.of(row)
    found = detected(row.body, {"language": done.language, "currency": done.currency})
    if found:
        values = ", ".join(f"{name} {value}" for name, value in found.items())
        current.screen.note(f"[label]Row {row.number}, detected from its text:[/] {values}")


def _run(
    current: Session,
    rows: list[Row],
    bad: list[BadRow],
    state: State,
    path: Path,
    at_once: int,
    *,
    retry_failed: bool,
) -> None:
    board = Board(current.screen, rows)

    def ended(row: Row, done: Done) -> None:
        board.over(row, done)
        with board.lock:
            write_results(path, _lines(rows, bad, state))

    try:
        with live(board):
            Batch(current.api, state, board.seen, ended, retry_failed).run(rows, at_once)
    except KeyboardInterrupt as interrupt:
        raise Interrupted(
            "Interrupted; jobs that had started go on without you.",
            hint="The same command goes on where this one stopped.",
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
    if skipped:
        views.append(Text(f"– Skipped, and nothing paid for: row {skipped}", style="warn"))
    current.screen.show({"rows": lines, **counts}, *views, Text(last))


def _writable(path: Path, listed: Path) -> Path:
    if path.is_dir() or not path.parent.is_dir():
        raise InvalidRequest(Fault(f"{path} cannot be written; name a file in a folder that exists", "--results"))
    if path.resolve() == listed.resolve():
        raise InvalidRequest(Fault("is the list itself; name another file", "--results"))
    return path
