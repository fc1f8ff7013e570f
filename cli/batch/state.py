"""What a batch has done so far, in a file beside the list: written before and after everything that costs."""

import json
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from cli.batch.rows import Row
from cli.errors import Fault, InvalidRequest
from cli.jobs import COMPLETE


class Done(BaseModel):
    """How far one row has come."""

    model_config = ConfigDict(frozen=True)

    photo_keys: tuple[str, ...] = ()
    """The uploaded photos: repeated, a request must be the same to the letter to start no second job."""
    logo_key: str | None = None
    job_id: str | None = None
    language: str | None = None
    ad_url: str | None = None
    """The page of the listing that was asked for."""
    currency: str | None = None
    """Of the video, as the row names them or as the API detected them."""
    job: dict[str, Any] | None = None
    """The job's last state, once it has ended."""
    error: str | None = None

    @property
    def complete(self) -> bool:
        return self.job is not None and self.job.get("status") == COMPLETE

    @property
    def failed(self) -> bool:
        """The job ended without a video; a row that never became a job has not failed, but not begun."""
        return self.job is not None and not self.complete


_FORM: Final = TypeAdapter(dict[str, Done])


@dataclass
class State:
    """The rows' states by key; may be used by several threads."""

    path: Path
    rows: dict[str, Done] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def of(self, row: Row) -> Done:
        return self.rows.get(row.key, Done())

    def note(self, row: Row, **changes: Any) -> Done:
        """Change what is known of the row, in the file first of all."""
        with self._lock:
            done = self.of(row).model_copy(update=changes)
            self.rows[row.key] = done
            partial = self.path.with_name(f"{self.path.name}.part")
            partial.write_bytes(_FORM.dump_json(self.rows, indent=1, exclude_defaults=True))
            partial.replace(self.path)
            return done


def state_of(listed: Path) -> State:
    """The state of the list's batch, as far as there is one.

    Raises:
        InvalidRequest: the file that should hold it does not.
    """
    path = listed.with_name(f"{listed.name}.state.json")
    try:
        return State(path, _FORM.validate_json(path.read_bytes()))
    except FileNotFoundError:
        return State(path)
    except (OSError, ValidationError, json.JSONDecodeError) as error:
        raise InvalidRequest(
            Fault("does not hold a batch's state; put it right, or move it away to begin anew", str(path))
        ) from error
