"""`vidx batch`: every row becomes one video, also after interruptions."""

import json
from pathlib import Path

from tests.unit.cli.conftest import Vidx
from tests.unit.cli.lists import GENERATE, HEADER, TWO, generate_bodies, results
from tests.unit.cli.service import JOB, FakeService, job_state, problem


def test_every_row_becomes_a_job_and_its_result_is_written_back(
    vidx: Vidx, list_file: Path, service: FakeService, home: Path
) -> None:
    result = vidx("batch", "listings.csv")

    assert result.code == 0, result.err
    bodies = sorted(generate_bodies(service), key=lambda body: str(body["title"]))
    assert [(body["title"], body["price"], body.get("voice")) for body in bodies] == [
        ("Camera", 1299.5, "nova"),
        ("Lamp", 89.0, None),
    ]
    assert [len(body["photoKeys"]) for body in bodies] == [2, 1]
    first, second = results(home)
    assert (first["row"], first["title"], first["status"], first["jobId"]) == ("2", "Camera", "complete", JOB)
    assert first["videoUrl"] == f"{service.url}/videos/v.mp4"
    assert (first["costUsd"], first["error"], second["row"]) == ("0.0014", "", "3")
    assert "✓ 2 of 2 videos, $0.0028" in result.out


def test_detected_language_and_currency_are_shown_and_written_back(vidx: Vidx, list_file: Path, home: Path) -> None:
    result = vidx("batch", "listings.csv")

    assert "Row 2, detected from its text: language de, currency EUR" in result.err
    assert [(line["language"], line["currency"]) for line in results(home)] == [("de", "EUR"), ("de", "EUR")]


def test_running_the_list_again_makes_no_row_twice(vidx: Vidx, list_file: Path, service: FakeService) -> None:
    vidx("batch", "listings.csv")
    service.requests.clear()

    assert vidx("batch", "listings.csv").code == 0
    assert service.calls("POST") + service.calls("PUT") == []


def test_a_request_without_an_answer_is_repeated_unchanged(vidx: Vidx, list_file: Path, service: FakeService) -> None:
    lost = problem(500, "InternalError", "the connection broke, but the job had begun", ("", ""))
    list_file.write_text(HEADER + "a.jpg,Lamp,Brass.,89,\n")
    service.answers[GENERATE].append(lost)

    assert vidx("batch", "listings.csv").code == 0

    first, second = service.calls(GENERATE)
    assert first.json == second.json
    assert first.headers["idempotency-key"] == second.headers["idempotency-key"]
    assert len(service.calls("PUT")) == 1


def test_a_run_interrupted_before_it_stored_its_job_repeats_the_request(
    vidx: Vidx, list_file: Path, service: FakeService, home: Path
) -> None:
    vidx("batch", "listings.csv", "--jobs", "1")
    state = json.loads((home / "listings.csv.state.json").read_text())
    uploads = {key: {"photo_keys": row["photo_keys"]} for key, row in state.items()}
    (home / "listings.csv.state.json").write_text(json.dumps(uploads))
    before = service.calls(GENERATE)
    service.requests.clear()

    assert vidx("batch", "listings.csv", "--jobs", "1").code == 0

    again = service.calls(GENERATE)
    assert [request.body for request in again] == [request.body for request in before]
    assert [request.headers["idempotency-key"] for request in again] == [
        request.headers["idempotency-key"] for request in before
    ]
    assert service.calls("PUT") == []


def test_a_changed_row_makes_another_video(vidx: Vidx, list_file: Path, service: FakeService) -> None:
    vidx("batch", "listings.csv")
    service.requests.clear()
    list_file.write_text(TWO.replace("89", "75"))

    vidx("batch", "listings.csv")

    assert [body["price"] for body in generate_bodies(service)] == [75.0]


def test_another_photo_of_the_same_name_makes_another_video(
    vidx: Vidx, list_file: Path, service: FakeService, home: Path
) -> None:
    vidx("batch", "listings.csv")
    service.requests.clear()
    (home / "a.jpg").write_bytes((home / "a.jpg").read_bytes() + b"!")

    vidx("batch", "listings.csv")

    assert [body["title"] for body in generate_bodies(service)] == ["Camera"]


def test_a_dry_run_sends_and_writes_nothing(vidx: Vidx, list_file: Path, service: FakeService, home: Path) -> None:
    result = vidx("batch", "listings.csv", "--dry-run")

    assert (result.code, service.calls("POST")) == (0, [])
    assert "All 2 rows are good; nothing was sent." in result.out
    assert not (home / "listings.results.csv").exists()


def test_an_overloaded_service_is_called_again_later(vidx: Vidx, list_file: Path, service: FakeService) -> None:
    for _ in range(2):
        busy = problem(429, "TooManyRequests", "slow down")
        busy.headers["Retry-After"] = "0"
        service.answers["POST /api/uploads"].append(busy)

    assert vidx("batch", "listings.csv", "--jobs", "1").code == 0
    assert len(generate_bodies(service)) == 2


def test_a_limit_that_is_used_up_is_waited_for(vidx: Vidx, list_file: Path, service: FakeService) -> None:
    reached = problem(429, "LimitReached", "you have 2 videos that are not ready yet; start the next one later")
    reached.headers["Retry-After"] = "1"
    service.answers[GENERATE].append(reached)

    result = vidx("batch", "listings.csv", "--jobs", "1")

    assert result.code == 0, result.err
    first, second, _ = generate_bodies(service)
    assert first == second


def test_no_more_jobs_run_than_requested(vidx: Vidx, list_file: Path, service: FakeService) -> None:
    service.states.extend([job_state("render"), job_state(videoUrl="u"), job_state("render"), job_state(videoUrl="u")])

    vidx("batch", "listings.csv", "--jobs", "1")

    lines = [f"{request.method} {request.path}" for request in service.requests]
    one = [GENERATE, *[f"GET /api/video/status/{JOB}"] * 2]
    assert [line for line in lines if line in one] == one * 2


def test_a_row_that_the_api_refuses_does_not_stop_the_others(
    vidx: Vidx, list_file: Path, service: FakeService, home: Path
) -> None:
    service.answers[GENERATE].append(problem(422, "UnusablePhoto", "no", ("photos[0]", "photo 1 is too small")))

    result = vidx("batch", "listings.csv", "--jobs", "1")

    assert result.code == 5
    assert [row["status"] for row in results(home)] == ["error", "complete"]
    assert "photo 1 is too small" in results(home)[0]["error"]
    assert vidx("batch", "listings.csv").code == 0, "a row without a job is tried again"
    assert [row["error"] for row in results(home)] == ["", ""]


def test_a_failed_job_is_started_again_only_with_the_flag(
    vidx: Vidx, list_file: Path, service: FakeService, home: Path
) -> None:
    list_file.write_text(HEADER + "a.jpg,Lamp,Brass.,89,\n")
    error = {"code": "RenderFailed", "stage": "render", "message": "it broke", "retryable": True}
    service.states.append(job_state("error", error=error))

    assert vidx("batch", "listings.csv").code == 5
    assert (results(home)[0]["status"], results(home)[0]["error"]) == ("error", "it broke")
    assert vidx("batch", "listings.csv").code == 5
    assert service.calls(f"POST /api/video/jobs/{JOB}/retry") == []
    assert vidx("batch", "listings.csv", "--retry-failed").code == 0

    assert len(service.calls(f"POST /api/video/jobs/{JOB}/retry")) == 1
    assert (results(home)[0]["status"], results(home)[0]["error"], len(generate_bodies(service))) == ("complete", "", 1)


def test_an_expired_sign_in_stops_the_batch(signed_out_vidx: Vidx, list_file: Path, home: Path) -> None:
    assert signed_out_vidx("batch", "listings.csv").code == 3


def test_json_output_is_one_document(vidx: Vidx, list_file: Path) -> None:
    result = vidx("batch", "listings.csv", "--json")

    assert (result.json["complete"], result.json["failed"], result.err) == (2, 0, "")
    assert [row["row"] for row in result.json["rows"]] == [2, 3]


def test_an_unreadable_state_file_is_not_overwritten(vidx: Vidx, list_file: Path, home: Path) -> None:
    (home / "listings.csv.state.json").write_text("{")

    result = vidx("batch", "listings.csv")

    assert (result.code, (home / "listings.csv.state.json").read_text()) == (2, "{")
    assert "is not a valid state file" in result.err


def test_the_list_itself_is_not_overwritten(vidx: Vidx, list_file: Path) -> None:
    assert vidx("batch", "listings.csv", "--results", "listings.csv").code == 2
    assert list_file.read_text() == TWO
