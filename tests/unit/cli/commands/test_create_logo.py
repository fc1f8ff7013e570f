"""A logo beside the photos: by flag, in a details file, and in the rows of a list."""

import json
from pathlib import Path

import pytest

from tests.unit.cli.conftest import PNG, Vidx
from tests.unit.cli.lists import HEADER, generate_bodies
from tests.unit.cli.service import JOB, FakeService, problem

OTHER = b"\x89PNG\r\n\x1a\n" + bytes(50)
DETAILS = ["--title", "Camera", "--description", "A fine camera.", "--price", "12"]
COLUMNS = HEADER.replace("voice", "logo")


def sizes(service: FakeService) -> list[int]:
    """The uploaded files; logos are recognised by their bytes."""
    return [len(put.body) for put in service.calls("PUT")]


def test_a_logo_is_uploaded_and_named_in_the_request(
    vidx: Vidx, photos: list[str], service: FakeService, home: Path
) -> None:
    (home / "logo.png").write_bytes(PNG)

    assert vidx("create", *photos, *DETAILS, "--logo", "logo.png", "--no-wait").code == 0

    uploads = [call.json for call in service.calls("POST /api/uploads")]
    assert uploads[-1] == [{"name": "logo.png", "contentType": "image/png", "size": len(PNG)}]
    assert service.calls("POST /api/video/generate")[0].json["logoKey"] == "uploads/u/0"


def test_a_video_is_refused_as_a_logo(vidx: Vidx, photos: list[str], service: FakeService, home: Path) -> None:
    (home / "logo.mp4").write_bytes(b"\0\0\0\x18ftypmp42" + bytes(40))

    result = vidx("create", *photos, *DETAILS, "--logo", "logo.mp4")

    assert result.code != 0
    assert "is a video; use a picture as logo" in result.err
    assert not service.calls("POST /api/uploads")


def test_a_details_file_names_a_logo_beside_itself_and_the_flag_overrides_it(
    vidx: Vidx, photos: list[str], service: FakeService, home: Path
) -> None:
    (home / "shop").mkdir()
    (home / "shop" / "emblem.png").write_bytes(PNG)
    (home / "other.png").write_bytes(OTHER)
    details = {"title": "Camera", "description": "Fine.", "price": 12, "logo": "emblem.png"}
    (home / "shop" / "details.json").write_text(json.dumps(details))

    vidx("create", *photos, "--details", "shop/details.json", "--no-wait")
    vidx("create", *photos, "--details", "shop/details.json", "--logo", "other.png", "--no-wait")

    assert [size for size in sizes(service) if size < 100] == [len(PNG), len(OTHER)]
    assert [body["logoKey"] for body in generate_bodies(service)] == ["uploads/u/0"] * 2
    assert all("logo" not in body for body in generate_bodies(service))


def test_a_bad_details_file_is_reported_once(vidx: Vidx, photos: list[str], home: Path) -> None:
    (home / "details.json").write_text("{")

    result = vidx("create", *photos, "--details", "details.json")

    assert result.code == 2
    assert result.err.count("is not valid JSON") == 1


def test_logo_paths_of_rows_are_relative_to_the_list(
    vidx: Vidx, photos: list[str], service: FakeService, home: Path
) -> None:
    (home / "emblem.png").write_bytes(PNG)
    (home / "other.png").write_bytes(OTHER)
    (home / "l.csv").write_text(
        COLUMNS + "a.jpg,Lamp,Brass.,89,emblem.png\na.jpg,Lamp,Brass.,89,other.png\na.jpg,Lamp,Brass.,89,\n"
    )

    assert vidx("batch", "l.csv", "--jobs", "1").code == 0

    assert [body.get("logoKey") for body in generate_bodies(service)] == ["uploads/u/0", "uploads/u/0", None]
    assert [size for size in sizes(service) if size < 100] == [len(PNG), len(OTHER)]
    assert all("logo" not in body for body in generate_bodies(service))


def test_json_lines_can_have_logos_and_the_flag_applies_to_the_others(
    vidx: Vidx, photos: list[str], service: FakeService, home: Path
) -> None:
    (home / "emblem.png").write_bytes(PNG)
    (home / "other.png").write_bytes(OTHER)
    row = {"photos": ["a.jpg"], "title": "Lamp", "description": "Brass.", "price": 89}
    lines = [{**row, "logo": "emblem.png"}, row]
    (home / "l.jsonl").write_text("\n".join(json.dumps(line) for line in lines))

    assert vidx("batch", "l.jsonl", "--logo", "other.png", "--jobs", "1").code == 0

    assert [size for size in sizes(service) if size < 100] == [len(PNG), len(OTHER)]


@pytest.mark.parametrize(
    ("file", "message"),
    [
        (None, "row 2, logo: emblem.png: cannot be read: no such file or directory"),
        (b"GIF89a" + bytes(40), "row 2, logo: emblem.png: is a GIF; save it as"),
        (b"\0\0\0\x18ftypmp42" + bytes(40), "row 2, logo: emblem.png: is a video; use a picture as logo"),
        (PNG + bytes(5 * 1024 * 1024), "row 2, logo: emblem.png: has 5.0 MB; at most 5 MB are possible"),
    ],
    ids=["none", "gif", "video", "large"],
)
def test_a_bad_logo_of_a_row_is_reported_before_the_first_request(
    vidx: Vidx, photos: list[str], service: FakeService, home: Path, file: bytes | None, message: str
) -> None:
    if file is not None:
        (home / "emblem.png").write_bytes(file)
    (home / "l.csv").write_text(COLUMNS + "a.jpg,Lamp,Brass.,89,emblem.png\n")

    result = vidx("batch", "l.csv")

    assert (result.code, service.calls("POST")) == (2, [])
    assert message in " ".join(result.err.replace(f"{home}/", "").split())


def test_a_logo_that_the_service_refuses_is_sent_again_by_the_next_run(
    vidx: Vidx, photos: list[str], service: FakeService, home: Path
) -> None:
    (home / "emblem.png").write_bytes(PNG)
    (home / "l.csv").write_text(COLUMNS + "a.jpg,Lamp,Brass.,89,emblem.png\n")
    fault = "the logo is not among your uploads"
    service.answers["POST /api/video/generate"].append(problem(422, "InvalidPhotos", fault, ("logoKey", fault)))

    first, second = vidx("batch", "l.csv"), vidx("batch", "l.csv")

    assert (first.code, second.code) == (5, 0)
    assert sizes(service).count(len(PNG)) == 2
    state = json.loads((home / "l.csv.state.json").read_text())
    assert [(row["job_id"], row["logo_key"]) for row in state.values()] == [(JOB, "uploads/u/0")]
