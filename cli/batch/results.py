"""What came of every row, written beside the list in its own form."""

import csv
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from cli.batch.reading import JSON_LINES
from cli.batch.rows import BadRow, Row
from cli.batch.state import Done
from cli.jobs import COMPLETE, Job

COLUMNS: Final = (
    "row",
    "title",
    "status",
    "jobId",
    "adId",
    "adUrl",
    "videoUrl",
    "language",
    "currency",
    "durationS",
    "costUsd",
    "error",
)
FAILED: Final = "error"
WAITING: Final = "waiting"
RUNNING: Final = "running"
SKIPPED: Final = "skipped"


def result(row: Row, done: Done) -> dict[str, Any]:
    """The row's line: None where there is nothing to tell yet."""
    job = Job.model_validate(done.job) if done.job else None
    state = done.job or {}
    begun = RUNNING if done.job_id else WAITING
    return {
        **_own(row.own),
        "row": row.number,
        "title": row.title,
        "status": job.status if job else FAILED if done.error else begun,
        "jobId": done.job_id,
        "adId": state.get("adId"),
        "adUrl": done.ad_url,
        "videoUrl": job.video_url if job else None,
        "language": done.language,
        "currency": done.currency,
        "durationS": job.duration if job else None,
        "costUsd": round(job.total_usd, 6) if job else None,
        "error": done.error,
    }


def bad_result(bad: BadRow) -> dict[str, Any]:
    """The line of a row that was left out."""
    told = "; ".join(str(fault).removeprefix(f"row {bad.raw.number}, ") for fault in bad.faults)
    empty = dict.fromkeys(COLUMNS)
    line = {"row": bad.raw.number, "title": bad.raw.values.get("title", ""), "status": SKIPPED, "error": told}
    return {**_own(bad.raw.own), **empty, **line}


def _own(values: Mapping[str, str]) -> dict[str, str]:
    """The list's own columns, but for those that the results fill in themselves."""
    return {name: text for name, text in values.items() if name not in COLUMNS}


def results_path(listed: Path) -> Path:
    return listed.with_name(f"{listed.stem}.results{listed.suffix}")


def write_results(path: Path, lines: Sequence[dict[str, Any]]) -> None:
    """Write the lines as CSV or JSON Lines by the file's name, whole or not at all."""
    partial = path.with_name(f"{path.name}.part")
    with partial.open("w", encoding="utf-8", newline="") as file:
        if path.suffix.lower() in JSON_LINES:
            file.writelines(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines)
        else:
            own = dict.fromkeys(name for line in lines for name in line if name not in COLUMNS)
            table = csv.DictWriter(file, [*COLUMNS, *own])
            table.writeheader()
            table.writerows(lines)
    partial.replace(path)


def summary(lines: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Counts and the sum of costs."""
    complete = sum(line["status"] == COMPLETE for line in lines)
    costs = [line["costUsd"] for line in lines if line["costUsd"] is not None]
    skipped = sum(line["status"] == SKIPPED for line in lines)
    return {
        "total": len(lines),
        "complete": complete,
        "failed": len(lines) - complete - skipped,
        "skipped": skipped,
        "costUsd": round(sum(costs), 6),
    }
