"""The table of faults: what fails, how, and the right end."""

from typing import Final

from testing.faults.rows.executions import execution_rows
from testing.faults.rows.processes import process_rows
from testing.faults.rows.providers import captions_rows, script_rows, voice_rows
from testing.faults.rows.seller import seller_rows
from testing.faults.rows.storage import missing_rows, storage_rows
from testing.faults.rows.tables import table_rows

ROWS: Final = (
    *script_rows(),
    *voice_rows(),
    *captions_rows(),
    *storage_rows(),
    *missing_rows(),
    *table_rows(),
    *execution_rows(),
    *process_rows(),
    *seller_rows(),
)
