"""Lines of the functions' logs that belong to a job."""

import json
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from pydantic import Field

from ops.history import ReportModel

if TYPE_CHECKING:
    from mypy_boto3_logs import CloudWatchLogsClient

    from ops.connection import FunctionInfo

WARNINGS: Final = frozenset({"WARNING", "ERROR", "CRITICAL"})
THREADS: Final = 8
MARGIN: Final = timedelta(minutes=2)
"""Time around a job in which lines about it are written, by clocks that differ a little."""
COMMON: Final = frozenset(
    {"level", "location", "message", "timestamp", "service", "job_id", "cold_start", "function_name", "xray_trace_id"}
    | {"function_memory_size", "function_arn", "function_request_id", "sampling_rate", "exception_name", "stack_trace"}
)
"""Keys of a line that its view leaves out or shows in its own place."""


class LogLine(ReportModel):
    at: datetime
    function: str
    level: str
    message: str
    fields: dict[str, Any] = Field(default_factory=dict)
    """Further facts of the line."""
    exception: str = ""


def lines_of_job(
    job_id: str, since: datetime, until: datetime, functions: Iterable["FunctionInfo"], client: "CloudWatchLogsClient"
) -> list[LogLine]:
    """Return the lines of all functions that name the job, the oldest first."""

    def read(function: "FunctionInfo") -> list[LogLine]:
        return list(_read(function, job_id, since - MARGIN, until + MARGIN, client))

    with ThreadPoolExecutor(THREADS) as pool:
        lines = [line for function_lines in pool.map(read, functions) for line in function_lines]
    return sorted(lines, key=lambda line: line.at)


def _read(
    function: "FunctionInfo", job_id: str, since: datetime, until: datetime, client: "CloudWatchLogsClient"
) -> Iterator[LogLine]:
    pages = client.get_paginator("filter_log_events").paginate(
        logGroupName=function.log_group,
        filterPattern=f'"{job_id}"',
        startTime=_milliseconds(since),
        endTime=_milliseconds(until),
    )
    try:
        for page in pages:
            for event in page["events"]:
                line = parse_line(event["message"], function.name, event["timestamp"])
                if line:
                    yield line
    except client.exceptions.ResourceNotFoundException:
        return  # the function has never run


def parse_line(text: str, function: str, milliseconds: int) -> LogLine | None:
    """Parse a line of the functions' logger. Return None for the lines that Lambda itself writes."""
    try:
        fields: Mapping[str, Any] = json.loads(text)
    except ValueError:
        return None
    if not isinstance(fields, Mapping) or "message" not in fields:
        return None
    return LogLine(
        at=datetime.fromtimestamp(milliseconds / 1000, UTC),
        function=function,
        level=str(fields.get("level", "")),
        message=str(fields["message"]),
        fields={name: value for name, value in fields.items() if name not in COMMON and name != "exception"},
        exception=str(fields.get("exception_name") or ""),
    )


def _milliseconds(time: datetime) -> int:
    return int(time.timestamp() * 1000)
