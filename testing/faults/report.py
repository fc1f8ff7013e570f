"""The table of the fault matrix in docs/reliability.md, of the rows that have been played."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from local.paths import ROOT
from testing.faults.play import Outcome

RESULTS: Final = ROOT / "output/faults.json"
TITLE: Final = "Fault matrix"
INTRO: Final = """Written by `make faults`: {good} of {count} faults end well. A seller requests a video and its listing
on a local cloud (videos of a quarter of their size, the state machine's waits between retries scaled to 15 %). The
fault comes from a proxy between the functions and AWS and R2, from the AI stand-in, or by a signal to a process. A row
is good if the fault was met, if the job ends in time, with the right code and a message for people, if its listing
follows, if nothing is paid more often than the row allows, and if a retry completes. `seconds` counts from the request
to the first end; six rows play at the same time, on two processors beside other work, so the figures are upper bounds.
`refused` means that the API answers the request with an error; the client repeats it after the fault. Calls paid
include the retry's. Where a row allows two payments, the only result of the first one was lost.

A lasting 503 on one write takes minutes: the stage writes again for 45 s before it fails, and Step Functions tries
it four times, so an outage of three minutes fails no job. When all writes fail, as in a real outage, each try ends
at the probe before its work, in seconds.

Unproven here: AWS's own behaviour. Throttling, time-outs and 5xx have the codes and bodies of AWS's documentation, but
come from the proxy; the limits of memory, a Lambda that AWS itself ends, an outage of a whole region, R2's real
timing and the delay of EventBridge's schedule were never seen. The state machine's own calls of DynamoDB do not go
through the proxy: they fail because their table has another name. No job calls Cognito: API Gateway checks tokens with
the pool's public keys, which the emulator holds itself. "Disk full" is a limit on the size of files.
"""
HEAD: Final = """| fault | end | seconds | code | the seller reads | calls paid | after a retry |
| --- | --- | --- | --- | --- | --- | --- |
"""


def load(path: Path = RESULTS) -> dict[str, Outcome]:
    """Return the outcomes of earlier runs by the names of their rows."""
    if not path.exists():
        return {}
    outcomes = [Outcome(**each) for each in json.loads(path.read_text(encoding="utf-8"))]
    return {f"{each.part}: {each.fault}": each for each in outcomes}


def save(outcomes: Iterable[Outcome], path: Path = RESULTS) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps([each.as_dict() for each in outcomes], indent=1), encoding="utf-8")


def section(outcomes: Sequence[Outcome]) -> str:
    """Return the section's text: a table for each part that fails."""
    good = sum(each.is_good for each in outcomes)
    parts = dict.fromkeys(each.part for each in outcomes)
    tables = [
        f"### {part}\n\n{HEAD}" + "\n".join(_line(each) for each in outcomes if each.part == part) for part in parts
    ]
    return "\n\n".join([INTRO.format(good=good, count=len(outcomes)).strip(), *tables]) + "\n"


def _line(outcome: Outcome) -> str:
    paid = ", ".join(f"{name} {count}" for name, count in outcome.paid.items()) or "–"
    fault = outcome.fault if outcome.is_good else f"{outcome.fault} **not good: {'; '.join(outcome.deviations)}**"
    cells = [
        fault, outcome.status, f"{outcome.seconds:g}", outcome.code or "–", outcome.message or "–", paid,
        outcome.retry or "–",
    ]  # fmt: skip
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"
