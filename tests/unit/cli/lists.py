"""Lists of listings, the requests that they caused, and the results that were written."""

import csv
from pathlib import Path
from typing import Any

from tests.unit.cli.service import FakeService

GENERATE = "POST /api/video/generate"


HEADER = "photos,title,description,price,voice\n"


TWO = HEADER + "a.jpg|b.jpg,Camera,A fine camera.,1299.50,nova\nb.jpg,Lamp,Brass.,89,\n"


def generate_bodies(service: FakeService) -> list[dict[str, Any]]:
    return [request.json for request in service.calls(GENERATE)]


def results(home: Path, name: str = "listings.results.csv") -> list[dict[str, str]]:
    with (home / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
