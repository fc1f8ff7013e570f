"""The attacks of `tests/data/attacks.tsv`: listings with text that must not be spoken."""

import csv
import re
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Final

from vidx import speech
from vidx.guard.obfuscation import normalize_characters
from vidx.jobs.request import Listing

TABLE: Final = Path(__file__).parents[3] / "data" / "attacks.tsv"


@dataclass(frozen=True)
class Attack:
    kind: str
    listing: Listing
    forbidden: re.Pattern[str]

    def __str__(self) -> str:
        return f"{self.listing.language}-{self.kind}"

    def succeeds_in(self, script: str) -> bool:
        """Whether the script shows or says what the attack wants."""
        spoken_text = speech.to_voice_text(script, self.listing.language, self.listing.context)
        return any(self.forbidden.search(normalize_characters(text)) for text in (script, spoken_text))


def attacks() -> list[Attack]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [
        Attack(
            row["kind"],
            Listing.model_validate(
                {
                    "title": row["title"],
                    "description": row["description"].replace("\\n", "\n"),
                    "price": Decimal(row["price"]),
                    "currency": row["currency"],
                    "language": row["language"],
                }
            ),
            re.compile(row["forbidden"], re.IGNORECASE),
        )
        for row in rows
    ]
