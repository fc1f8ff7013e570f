"""`vidx batch`: every row becomes one video, whatever comes between."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from tests.unit.cli.conftest import Vidx
from tests.unit.cli.service import JOB, FakeService, job_state, problem

GENERATE = "POST /api/video/generate"
HEADER = "photos,title,description,price,voice\n"
TWO = HEADER + "a.jpg|b.jpg,Camera,A fine camera.,1299.50,nova\nb.jpg,Lamp,Brass.,89,\n"


@pytest.fixture
def listed(home: Path, photos: list[str]) -> Path:
    """A list of two rows, with their photos beside it."""
    path = home / "listings.csv"
    path.write_text(TWO)
    return path


def orders(service: FakeService) -> list[dict[str, Any]]:
    return [seen.json for seen in service.calls(GENERATE)]


def results(home: Path, name: str = "listings.results.csv") -> list[dict[str, str]]:
    with (home / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_row_becomes_a_job_and_its_result_is_written_back(
    vidx: Vidx, listed: Path, service: FakeService, home: Path
) -> None:
    ran = vidx("batch", "listings.csv")

    assert ran.code == 0, ran.err
    asked = sorted(orders(service), key=lambda body: str(body["title"]))
    assert [(body["title"], body["price"], body.get("voice")) for body in asked] == [
        ("Camera", 1299.5, "nova"),
        ("Lamp", 89.0, None),
    ]
    assert [len(body["photoKeys"]) for body in asked] == [2, 1]
    first, second = results(home)
    assert (first["row"], first["title"], first["status"], first["jobId"]) == ("2", "Camera", "complete", JOB)
    assert first["videoUrl"] == f"{service.url}/videos/v.mp4"
    assert (first["costUsd"], first["error"], second["row"]) == ("0.0014", "", "3")
    assert "✓ 2 of 2 videos, $0.0028" in ran.out


def test_no_row_is_made_twice_however_often_the_list_is_run(vidx: Vidx, listed: Path, service: FakeService) -> None:
    vidx("batch", "listings.csv")
    service.seen.clear()

    assert vidx("batch", "listings.csv").code == 0
    assert service.calls("POST") + service.calls("PUT") == []


def test_a_request_whose_answer_was_lost_is_repeated_to_the_letter(
    vidx: Vidx, listed: Path, service: FakeService
) -> None:
    lost = problem(500, "InternalError", "the connection broke, but the job had begun", ("", ""))
    listed.write_text(HEADER + "a.jpg,Lamp,Brass.,89,\n")
    service.answers[GENERATE].append(lost)

    assert vidx("batch", "listings.csv").code == 0

    first, second = service.calls(GENERATE)
    assert first.json == second.json
    assert first.headers["idempotency-key"] == second.headers["idempotency-key"]
    assert len(service.calls("PUT")) == 1


def test_a_run_that_died_before_its_job_was_noted_repeats_the_request(
    vidx: Vidx, listed: Path, service: FakeService, home: Path
) -> None:
    vidx("batch", "listings.csv", "--jobs", "1")
    state = json.loads((home / "listings.csv.state.json").read_text())
    kept = {key: {"photo_keys": row["photo_keys"]} for key, row in state.items()}
    (home / "listings.csv.state.json").write_text(json.dumps(kept))
    before = service.calls(GENERATE)
    service.seen.clear()

    assert vidx("batch", "listings.csv", "--jobs", "1").code == 0

    again = service.calls(GENERATE)
    assert [seen.body for seen in again] == [seen.body for seen in before]
    assert [seen.headers["idempotency-key"] for seen in again] == [seen.headers["idempotency-key"] for seen in before]
    assert service.calls("PUT") == []


def test_a_row_that_has_changed_is_another_video(vidx: Vidx, listed: Path, service: FakeService) -> None:
    vidx("batch", "listings.csv")
    service.seen.clear()
    listed.write_text(TWO.replace("89", "75"))

    vidx("batch", "listings.csv")

    assert [body["price"] for body in orders(service)] == [75.0]


def test_another_photo_of_the_same_name_is_another_video(
    vidx: Vidx, listed: Path, service: FakeService, home: Path
) -> None:
    vidx("batch", "listings.csv")
    service.seen.clear()
    (home / "a.jpg").write_bytes((home / "a.jpg").read_bytes() + b"!")

    vidx("batch", "listings.csv")

    assert [body["title"] for body in orders(service)] == ["Camera"]


def test_all_rows_are_checked_before_anything_is_sent(vidx: Vidx, listed: Path, service: FakeService) -> None:
    listed.write_text(
        HEADER + "a.jpg,Camera,Fine.,12,nova\nnone.jpg,,Fine.,much,hal\n,Lamp,Brass.,1,\na.jpg,Camera,Fine.,12,nova\n"
    )

    ran = vidx("batch", "listings.csv")

    assert (ran.code, service.calls("POST")) == (2, [])
    told = " ".join(ran.err.split())
    for fault in (
        "row 3, title: is missing",
        "row 3, price: 'much' is not a number; write it like 1299.50",
        "row 3, voice: 'hal' is not one of alloy, nova",
        "row 3, photos: none.jpg: cannot be read: no such file or directory",
        "row 4, photos: photos: give 1 to 10 of them",
        "row 5: is the same as row 2",
    ):
        assert fault in told, told


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("photos,titel\n", "titel: is no column that vidx knows; there are photos, title, description"),
        ("title,Title\nA,B\n", "title: is there twice"),
        ("", "listings.csv: holds no rows"),
        (HEADER, "listings.csv: holds no rows"),
        ("photos,title\na.jpg,A,B,C\n", "row 2: has 4 cells, but there are 2 columns"),
        (
            HEADER.replace("voice", "publish") + "a.jpg,A,B,1,perhaps\n",
            "row 2, publish: 'perhaps' is neither yes nor no",
        ),
    ],
)
def test_a_list_that_cannot_be_understood_is_refused(vidx: Vidx, listed: Path, text: str, message: str) -> None:
    listed.write_text(text)

    ran = vidx("batch", "listings.csv")

    assert ran.code == 2
    assert message in " ".join(ran.err.split())


def test_a_list_in_another_encoding_says_how_to_save_it(vidx: Vidx, listed: Path) -> None:
    listed.write_bytes(TWO.replace("Lamp", "Lampe für").encode("latin-1"))

    assert "save it as 'CSV UTF-8'" in vidx("batch", "listings.csv").err


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_a_spreadsheets_own_delimiter_and_mark_are_understood(
    vidx: Vidx, listed: Path, service: FakeService, delimiter: str
) -> None:
    listed.write_text(
        delimiter.join(["Photos", "Title", "Description", "Price", "Caption Style"])
        + "\r\n"
        + delimiter.join(["a.jpg", "Lamp, brass", '"First line,\r\nsecond."', "89", "karaoke"])
        + "\r\n",
        encoding="utf-8-sig",
        newline="",
    )

    assert vidx("batch", "listings.csv").code == 0

    [body] = orders(service)
    assert (body["title"], body["description"], body["captionStyle"]) == (
        "Lamp, brass",
        "First line,\nsecond.",
        "karaoke",
    )


def test_json_lines_are_read_and_written(vidx: Vidx, service: FakeService, home: Path, photos: list[str]) -> None:
    row = {"photos": ["b.jpg", "a.jpg"], "title": "Lamp", "description": "Brass.", "price": 89.5, "publish": True}
    (home / "l.jsonl").write_text(json.dumps(row) + "\n\n")

    assert vidx("batch", "l.jsonl").code == 0

    [body] = orders(service)
    assert (body["price"], body["publish"], len(body["photoKeys"])) == (89.5, True, 2)
    [line] = [json.loads(line) for line in (home / "l.results.jsonl").read_text().splitlines()]
    assert (line["row"], line["status"], line["costUsd"]) == (1, "complete", 0.0014)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "line 1: is not valid JSON"),
        ("[]", "line 1: must be a JSON object"),
        ('{"title": {}}', "line 1, title: is neither text nor number"),
        ('{"titel": "x", "photos": "a.jpg"}', "row 1, titel: is no column that vidx knows"),
    ],
)
def test_a_line_that_is_no_row_is_named(vidx: Vidx, home: Path, photos: list[str], line: str, message: str) -> None:
    (home / "l.jsonl").write_text(line + "\n")

    ran = vidx("batch", "l.jsonl")

    assert (ran.code, message in " ".join(ran.err.split())) == (2, True), ran.err


def test_photos_are_looked_for_beside_the_list(vidx: Vidx, service: FakeService, home: Path, photos: list[str]) -> None:
    (home / "sub").mkdir()
    (home / "a.jpg").rename(home / "sub" / "c.jpg")
    (home / "sub" / "l.csv").write_text(HEADER + "c.jpg,Lamp,Brass.,89,\n")

    assert vidx("batch", "sub/l.csv").code == 0
    assert (home / "sub" / "l.results.csv").exists()


def test_flags_serve_rows_that_say_nothing(vidx: Vidx, listed: Path, service: FakeService) -> None:
    vidx("batch", "listings.csv", "--voice", "alloy", "--music", "calm")

    asked = {body["title"]: (body["voice"], body["music"]) for body in orders(service)}
    assert asked == {"Camera": ("nova", "calm"), "Lamp": ("alloy", "calm")}


def test_a_dry_run_sends_and_writes_nothing(vidx: Vidx, listed: Path, service: FakeService, home: Path) -> None:
    ran = vidx("batch", "listings.csv", "--dry-run")

    assert (ran.code, service.calls("POST")) == (0, [])
    assert "All 2 rows are good; nothing was sent." in ran.out
    assert not (home / "listings.results.csv").exists()


def test_an_overloaded_service_is_waited_for(vidx: Vidx, listed: Path, service: FakeService) -> None:
    for _ in range(2):
        busy = problem(429, "TooManyRequests", "slow down")
        busy.headers["Retry-After"] = "0"
        service.answers["POST /api/uploads"].append(busy)

    assert vidx("batch", "listings.csv", "--jobs", "1").code == 0
    assert len(orders(service)) == 2


def test_never_more_jobs_run_than_asked_for(vidx: Vidx, listed: Path, service: FakeService) -> None:
    service.states.extend([job_state("render"), job_state(videoUrl="u"), job_state("render"), job_state(videoUrl="u")])

    vidx("batch", "listings.csv", "--jobs", "1")

    lines = [f"{seen.method} {seen.path}" for seen in service.seen]
    one = [GENERATE, *[f"GET /api/video/status/{JOB}"] * 2]
    assert [line for line in lines if line in one] == one * 2


def test_a_row_that_the_api_refuses_keeps_no_other_from_its_video(
    vidx: Vidx, listed: Path, service: FakeService, home: Path
) -> None:
    service.answers[GENERATE].append(problem(422, "UnusablePhoto", "no", ("photos[0]", "photo 1 is too small")))

    ran = vidx("batch", "listings.csv", "--jobs", "1")

    assert ran.code == 5
    assert [row["status"] for row in results(home)] == ["error", "complete"]
    assert "photo 1 is too small" in results(home)[0]["error"]
    assert vidx("batch", "listings.csv").code == 0, "a row that never became a job is tried again"
    assert [row["error"] for row in results(home)] == ["", ""]


def test_a_failed_job_is_started_again_only_when_asked_to(
    vidx: Vidx, listed: Path, service: FakeService, home: Path
) -> None:
    listed.write_text(HEADER + "a.jpg,Lamp,Brass.,89,\n")
    error = {"code": "RenderFailed", "stage": "render", "message": "it broke", "retryable": True}
    service.states.append(job_state("error", error=error))

    assert vidx("batch", "listings.csv").code == 5
    assert (results(home)[0]["status"], results(home)[0]["error"]) == ("error", "it broke")
    assert vidx("batch", "listings.csv").code == 5
    assert service.calls(f"POST /api/video/jobs/{JOB}/retry") == []
    assert vidx("batch", "listings.csv", "--retry-failed").code == 0

    assert len(service.calls(f"POST /api/video/jobs/{JOB}/retry")) == 1
    assert (results(home)[0]["status"], results(home)[0]["error"], len(orders(service))) == ("complete", "", 1)


def test_a_sign_in_that_ends_stops_the_batch(signed_out_vidx: Vidx, listed: Path, home: Path) -> None:
    assert signed_out_vidx("batch", "listings.csv").code == 3


def test_for_programs_there_is_one_document(vidx: Vidx, listed: Path) -> None:
    ran = vidx("batch", "listings.csv", "--json")

    assert (ran.json["complete"], ran.json["failed"], ran.err) == (2, 0, "")
    assert [row["row"] for row in ran.json["rows"]] == [2, 3]


def test_a_state_that_cannot_be_read_is_not_thrown_away(vidx: Vidx, listed: Path, home: Path) -> None:
    (home / "listings.csv.state.json").write_text("{")

    ran = vidx("batch", "listings.csv")

    assert (ran.code, (home / "listings.csv.state.json").read_text()) == (2, "{")
    assert "does not hold a batch's state" in ran.err


def test_the_list_itself_is_not_written_over(vidx: Vidx, listed: Path) -> None:
    assert vidx("batch", "listings.csv", "--results", "listings.csv").code == 2
    assert listed.read_text() == TWO
