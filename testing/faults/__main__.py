"""`python -m testing.faults`: play the fault matrix and write docs/reliability.md.

    python -m testing.faults --only 'R2|DynamoDB'

Outcomes of earlier runs are kept in output/faults.json, so that rows can be played a few at a time.
"""

import argparse
import re
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.reliability import write_section
from testing.faults import report
from testing.faults.faulty_cloud import FaultyCloud
from testing.faults.play import play_all
from testing.faults.rows import ROWS


def main() -> int:
    """Return the exit code: 0 when every row that was played is good."""
    parser = argparse.ArgumentParser(prog="python -m testing.faults", description="The fault matrix.")
    parser.add_argument("--only", default="", metavar="REGEX", help="rows whose names match")
    parser.add_argument("--quick", action="store_true", help="the rows of `make test`")
    parser.add_argument("--missing", action="store_true", help="rows that are not among the good ones of earlier runs")
    parser.add_argument("--list", action="store_true", help="print the names of the rows and play none")
    options = parser.parse_args()
    outcomes = report.load()
    rows = [row for row in ROWS if re.search(options.only, row.name) and (row.quick or not options.quick)]
    if options.missing:
        rows = [row for row in rows if row.name not in outcomes or not outcomes[row.name].is_good]
    if options.list:
        print(*(row.name for row in rows), sep="\n")
        return 0
    with TemporaryDirectory() as folder, FaultyCloud.running(Path(folder)) as system:
        for row, outcome in play_all(rows, system):
            outcomes[row.name] = outcome
            mark = "good" if outcome.is_good else f"NOT GOOD: {'; '.join(outcome.deviations)}"
            print(
                f"{row.name}: {outcome.status} {outcome.code} {outcome.seconds} s, {outcome.paid}: {mark}", flush=True
            )
            report.save(outcomes.values())
    current = [outcomes[row.name] for row in ROWS if row.name in outcomes]
    write_section(report.TITLE, report.section(current))
    return int(any(not outcomes[row.name].is_good for row in rows))


if __name__ == "__main__":
    sys.exit(main())
