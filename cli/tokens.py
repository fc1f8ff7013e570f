"""Sign-ins kept between calls: one JSON file that only its user may read, one entry per service."""

import json
import os
import tempfile
import time
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Final

EXPIRY_MARGIN_S: Final = 60.0


@dataclass(frozen=True)
class Tokens:
    """What Cognito handed out; `expires_at_s` (seconds since 1970) concerns the access token."""

    email: str
    client_id: str
    endpoint: str
    access_token: str
    refresh_token: str
    expires_at_s: float

    @property
    def stale(self) -> bool:
        return time.time() > self.expires_at_s - EXPIRY_MARGIN_S

    def renewed(self, access_token: str, expires_at_s: float) -> "Tokens":
        return replace(self, access_token=access_token, expires_at_s=expires_at_s)


@dataclass(frozen=True)
class TokenFile:
    path: Path

    def get(self, api_url: str) -> Tokens | None:
        entry = self._read().get(api_url)
        try:
            return Tokens(**entry) if isinstance(entry, dict) else None
        except TypeError:  # written by another version: as good as signed out
            return None

    def put(self, api_url: str, tokens: Tokens) -> None:
        """Keep a sign-in; a reader sees the old file or the new one, never a part."""
        self._write(self._read() | {api_url: asdict(tokens)})

    def _write(self, entries: dict[str, object]) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, temporary = tempfile.mkstemp(dir=self.path.parent, prefix=self.path.name)  # made with mode 0600
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump(entries, file, indent=2)
        Path(temporary).replace(self.path)

    def remove(self, api_url: str) -> None:
        """Forget the sign-in of a service."""
        entries = self._read()
        if entries.pop(api_url, None) is not None:
            self._write(entries)

    def _read(self) -> dict[str, object]:
        try:
            entries = json.loads(self.path.read_text(encoding="utf-8"))
        except (FileNotFoundError, json.JSONDecodeError):
            return {}
        return entries if isinstance(entries, dict) else {}
