"""The messages of the CLI when a seller's script contradicts the details: the file, and the change to make."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pytest
from starlette.responses import Response

from tests.unit.cli.conftest import Vidx
from tests.unit.cli.lists import GENERATE, generate_bodies, results
from tests.unit.cli.service import JOB, FakeService, problem

DETAILS: Final = ["--title", "Camera", "--description", "A fine camera.", "--price", "1299.50"]
ADVICE: Final = "The script says '$99', but the price is $1,299.50. Change one of them."
WORDS: Final = "A fine camera for $99."


def refusal() -> Response:
    return problem(422, "ScriptContradictsDetails", ADVICE, ("script", ADVICE))


@pytest.fixture
def script(home: Path) -> str:
    (home / "words.txt").write_text(WORDS)
    return "words.txt"


@pytest.fixture
def details(home: Path) -> str:
    fields = {"title": "Camera", "description": "A fine camera.", "price": 1299.5, "script": WORDS}
    (home / "camera.json").write_text(json.dumps(fields))
    return "camera.json"


def sole_error(lines: str) -> str:
    """The last error of the output, with line breaks removed."""
    return "✗ " + " ".join(lines.rpartition("✗ ")[2].split())


@pytest.mark.parametrize("flags", [["--script", "words.txt", *DETAILS], ["--details", "camera.json"]])
def test_create_names_the_file_of_the_script_and_the_change_to_make(
    vidx: Vidx, photos: list[str], service: FakeService, script: str, details: str, flags: Sequence[str]
) -> None:
    service.answers[GENERATE].append(refusal())

    result = vidx("create", *photos, *flags)

    assert result.code == 2
    assert sole_error(result.err) == f"✗ {flags[1]}: {ADVICE}"
    assert service.calls("GET /api/video/status") == []


def test_json_output_has_code_file_and_advice(vidx: Vidx, photos: list[str], service: FakeService, script: str) -> None:
    service.answers[GENERATE].append(refusal())

    result = vidx("create", *photos, "--script", script, *DETAILS, "--json")

    error = json.loads(result.out)["error"]
    assert (result.code, error["code"]) == (2, "ScriptContradictsDetails")
    assert error["errors"] == [{"field": script, "message": ADVICE}]


@pytest.mark.parametrize(("flags", "place"), [(["--script", "words.txt"], "words.txt"), (["--price", "99"], "script")])
def test_remake_names_the_script_and_the_change_to_make(
    vidx: Vidx, service: FakeService, script: str, flags: Sequence[str], place: str
) -> None:
    service.answers[f"POST /api/video/jobs/{JOB}/remake"].append(refusal())

    result = vidx("remake", JOB, *flags)

    assert result.code == 2
    assert sole_error(result.err) == f"✗ {place}: {ADVICE}"


def test_batch_names_the_row_and_the_change_to_make_and_makes_the_others(
    vidx: Vidx, service: FakeService, home: Path, photos: list[str]
) -> None:
    header = "photos,title,description,price,script\n"
    camera, lamp = f"a.jpg,Camera,A fine camera.,1299.50,{WORDS}\n", "b.jpg,Lamp,Brass.,89,\n"
    (home / "listings.csv").write_text(header + camera + lamp)
    service.answers[GENERATE].append(refusal())

    result = vidx("batch", "listings.csv", "--jobs", "1")

    assert result.code == 5
    assert f"✗ row 2 (Camera): script: {ADVICE}" in " ".join(result.err.split() + result.out.split())
    refused, complete = results(home)
    assert (refused["row"], refused["status"], refused["jobId"], refused["error"]) == (
        "2",
        "error",
        "",
        f"script: {ADVICE}",
    )
    assert (complete["row"], complete["status"], complete["error"]) == ("3", "complete", "")

    service.requests.clear()
    (home / "listings.csv").write_text(
        header
        + camera.replace("$99", "$1,299.50").replace("A fine camera for $1,299.50.", '"A fine camera for $1,299.50."')
        + lamp
    )
    assert vidx("batch", "listings.csv").code == 0
    assert [body["script"] for body in generate_bodies(service)] == ["A fine camera for $1,299.50."]
    assert [row["error"] for row in results(home)] == ["", ""]


def test_the_result_of_a_refused_json_row_has_the_advice(
    vidx: Vidx, service: FakeService, home: Path, photos: list[str]
) -> None:
    row = {"photos": "a.jpg", "title": "Camera", "description": "A fine camera.", "price": 1299.5, "script": WORDS}
    (home / "l.jsonl").write_text(json.dumps(row) + "\n")
    service.answers[GENERATE].append(refusal())

    assert vidx("batch", "l.jsonl").code == 5

    [line] = [json.loads(text) for text in (home / "l.results.jsonl").read_text().splitlines()]
    assert (line["row"], line["status"], line["error"]) == (1, "error", f"script: {ADVICE}")
