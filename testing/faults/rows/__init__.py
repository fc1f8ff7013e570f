"""The table of faults: what fails, how, and the right end."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from testing.faults.play import Row
from testing.faults.rows.executions import execution_rows
from testing.faults.rows.others import other_rows
from testing.faults.rows.processes import process_rows
from testing.faults.rows.providers import captions_rows, moderation_rows, script_rows, voice_rows
from testing.faults.rows.seller import seller_rows
from testing.faults.rows.storage import missing_rows, storage_rows
from testing.faults.rows.tables import table_rows

QUICK_PATTERNS: Final = (
    "OpenAI, script: model retired",
    "OpenAI, voice: (429|500|401|model retired|refusal|HTML|empty|silent|audio that)[^,]*, lasting",
    "OpenAI, voice: 500 of all",
    "OpenAI, captions: malformed",
    "OpenAI, moderation: (500|malformed)",
    "R2: 503 on the write of the (photo|script|voice|captions|moderation), 4 times",
    "R2: 403 on the write of the (photo|voice), lasting",
    "R2: 503 on every read of the uploaded photo",
    "R2: (down, from the voice stage|wrong checksum|connection lost in 4 (reads|writes))",
    "R2: upload of a photo cut off",
    "Objects: (working copy|script|captions|request|uploaded photo|photo damaged)",
    "DynamoDB: (GetItem|UpdateItem|Query|TransactWriteItems) throttled",
    "DynamoDB: UpdateItem (500|connection lost)",
    "DynamoDB: down for the state machine in “Record failure”",
    "Step Functions: StopExecution in the (photos|script|voice) stage",
    "Delivery: (photos|voice) stage called twice",
    "FFmpeg: killed",
    "Webhooks: the seller's server is down",
    "Seller: cancels in the (photos|script|voice) stage",
    "Seller: deletes the listing in the voice stage",
    "Step Functions: StartExecution fails with 500",
    "Seller: sends two retries at once",
)
"""Rows of `make test`, over a quarter of all: every part without long waits. Most end before the video is rendered."""


def _rows() -> Iterator[Row]:
    parts = (
        script_rows, moderation_rows, voice_rows, captions_rows, storage_rows, missing_rows, table_rows,
        execution_rows, process_rows, other_rows, seller_rows,
    )  # fmt: skip
    for part in parts:
        for row in part():
            yield replace(row, quick=any(re.match(pattern, row.name) for pattern in QUICK_PATTERNS))


ROWS: Final = tuple(_rows())
