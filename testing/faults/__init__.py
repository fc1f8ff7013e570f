"""The fault matrix: jobs on a local cloud whose parts fail one after another.

`rows/` holds the table of faults, `play.py` plays one row, `proxy.py` stands between the functions and AWS, and
`report.py` writes docs/reliability.md. `make faults` runs all rows; `tests/integration/faults` runs the quick ones.
"""
