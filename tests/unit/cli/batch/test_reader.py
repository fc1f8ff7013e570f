"""Lists are read, checked as a whole, and refused by row and column."""

import json
from pathlib import Path

import pytest
from starlette.responses import JSONResponse

from cli.details import NO_CONTACT_HINT
from tests.unit.cli.conftest import Vidx
from tests.unit.cli.lists import GENERATE, HEADER, TWO, generate_bodies, results
from tests.unit.cli.service import ANSWERS, FakeService, job_state


def test_all_rows_are_checked_before_the_first_request(vidx: Vidx, list_file: Path, service: FakeService) -> None:
    list_file.write_text(
        HEADER + "a.jpg,Camera,Fine.,12,nova\nnone.jpg,,Fine.,much,hal\n,Lamp,Brass.,1,\na.jpg,Camera,Fine.,12,nova\n"
    )

    result = vidx("batch", "listings.csv")

    assert (result.code, service.calls("POST")) == (2, [])
    message = " ".join(result.err.split())
    for fault in (
        "row 3, title: is missing",
        "row 3, price: 'much' is not an amount of money; write it like 1299.50",
        "row 3, voice: 'hal' is not one of alloy, nova",
        "row 3, photos: none.jpg: cannot be read: no such file or directory",
        "row 4, photos: photos: give 1 to 10 of them",
        "row 5: is the same as row 2",
    ):
        assert fault in message, message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("photos,titel\n", "titel: is not a vidx column; did you mean title?"),
        ("title,Title\nA,B\n", "title: is there twice"),
        ("", "listings.csv: holds no rows"),
        (HEADER, "listings.csv: holds no rows"),
        ("photos,title\na.jpg,A,B,C\n", "row 2: has 4 cells, but there are 2 columns"),
        ("photos\na.jpg,A\n", "row 2: has 2 cells, but there is 1 column"),
        (
            HEADER.replace("voice", "publish") + "a.jpg,A,B,1,perhaps\n",
            "row 2, publish: 'perhaps' is neither yes nor no",
        ),
    ],
)
def test_an_unreadable_list_is_refused(vidx: Vidx, list_file: Path, text: str, message: str) -> None:
    list_file.write_text(text)

    result = vidx("batch", "listings.csv")

    assert result.code == 2
    assert message in " ".join(result.err.split())


def test_a_list_in_another_encoding_says_how_to_save_it(vidx: Vidx, list_file: Path) -> None:
    list_file.write_bytes(TWO.replace("Lamp", "Lampe für").encode("latin-1"))

    assert "save it as 'CSV UTF-8'" in vidx("batch", "listings.csv").err


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_the_delimiter_and_byte_order_mark_of_spreadsheets_are_accepted(
    vidx: Vidx, list_file: Path, service: FakeService, delimiter: str
) -> None:
    list_file.write_text(
        delimiter.join(["Photos", "Title", "Description", "Price", "Caption Style"])
        + "\r\n"
        + delimiter.join(["a.jpg", "Lamp, brass", '"First line,\r\nsecond."', "89", "karaoke"])
        + "\r\n",
        encoding="utf-8-sig",
        newline="",
    )

    assert vidx("batch", "listings.csv").code == 0

    [body] = generate_bodies(service)
    assert (body["title"], body["description"], body["captionStyle"]) == (
        "Lamp, brass",
        "First line,\nsecond.",
        "karaoke",
    )


def test_json_lines_are_read_and_written(vidx: Vidx, service: FakeService, home: Path, photos: list[str]) -> None:
    description = "Brass.\u2028Pasted from a phone."
    row = {"photos": ["b.jpg", "a.jpg"], "title": "Lamp", "description": description, "price": 89.5, "publish": True}
    (home / "l.jsonl").write_text(json.dumps(row, ensure_ascii=False) + "\r\n\n", "utf-8", newline="")

    assert vidx("batch", "l.jsonl").code == 0

    [body] = generate_bodies(service)
    assert (body["price"], body["publish"], len(body["photoKeys"]), body["description"]) == (89.5, True, 2, description)
    [line] = [json.loads(line) for line in (home / "l.results.jsonl").read_text().splitlines()]
    assert (line["row"], line["status"], line["costUsd"]) == (1, "complete", 0.0014)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "line 1: is not valid JSON"),
        ("[]", "line 1: must be a JSON object"),
        ('{"title": {}}', "line 1, title: is neither text nor number"),
        ('{"titel": "x", "photos": "a.jpg"}', "line 1: titel: is not a vidx column"),
    ],
)
def test_a_line_that_is_no_row_is_named_by_its_number(
    vidx: Vidx, home: Path, photos: list[str], line: str, message: str
) -> None:
    (home / "l.jsonl").write_text(line + "\n")

    result = vidx("batch", "l.jsonl")

    assert (result.code, message in " ".join(result.err.split())) == (2, True), result.err


def test_photo_paths_are_relative_to_the_list(vidx: Vidx, service: FakeService, home: Path, photos: list[str]) -> None:
    (home / "sub").mkdir()
    (home / "a.jpg").rename(home / "sub" / "c.jpg")
    (home / "sub" / "l.csv").write_text(HEADER + "c.jpg,Lamp,Brass.,89,\n")

    assert vidx("batch", "sub/l.csv").code == 0
    assert (home / "sub" / "l.results.csv").exists()


def test_flags_apply_to_rows_without_their_own_value(vidx: Vidx, list_file: Path, service: FakeService) -> None:
    vidx("batch", "listings.csv", "--voice", "alloy", "--music", "calm")

    choices = {body["title"]: (body["voice"], body["music"]) for body in generate_bodies(service)}
    assert choices == {"Camera": ("nova", "calm"), "Lamp": ("alloy", "calm")}


@pytest.mark.parametrize("column", ["script", "description"])
@pytest.mark.parametrize("name", ["script.txt", "texts/Script 2.md", "Anzeige (neu).docx"])
def test_a_file_name_instead_of_a_text_is_refused(
    vidx: Vidx, list_file: Path, service: FakeService, column: str, name: str
) -> None:
    row = {"photos": "a.jpg", "title": "Camera", "description": "Fine.", "price": "12", column: name}
    list_file.write_text(",".join(row) + "\n" + ",".join(row.values()) + "\n")

    result = vidx("batch", "listings.csv")

    assert (result.code, service.calls("POST")) == (2, [])
    assert f"row 2, {column}: {name!r} is the name of a file; put the text itself here" in " ".join(result.err.split())


def test_a_text_that_ends_with_a_file_name_is_a_text(vidx: Vidx, list_file: Path, service: FakeService) -> None:
    list_file.write_text(
        "photos,title,description,price,script\na.jpg,Camera,Fine.,12,A fine camera. See the manual in readme.txt\n"
    )

    assert vidx("batch", "listings.csv", "--dry-run").code == 0


def test_bad_rows_can_be_skipped(vidx: Vidx, list_file: Path, service: FakeService, home: Path) -> None:
    list_file.write_text(
        HEADER + "a.jpg,Camera,Fine.,12,nova\nnone.jpg,Lamp,Brass.,much,\na.jpg,Camera,Fine.,12,nova\n"
    )

    result = vidx("batch", "listings.csv", "--skip-bad-rows")

    assert result.code == 0
    assert "Skipped, not paid for: row 3, 4" in result.out
    assert "1 of 3 videos" in result.out
    assert [body["title"] for body in generate_bodies(service)] == ["Camera"]
    lines = results(home)
    assert [(line["row"], line["title"], line["status"]) for line in lines] == [
        ("2", "Camera", "complete"),
        ("3", "Lamp", "skipped"),
        ("4", "Camera", "skipped"),
    ]
    assert "price: 'much' is not an amount of money" in lines[1]["error"]
    assert "is the same as row 2" in lines[2]["error"]


def test_without_the_flag_the_message_names_it(vidx: Vidx, list_file: Path, service: FakeService) -> None:
    list_file.write_text(TWO + "none.jpg,Lamp,Brass.,1,\n")

    result = vidx("batch", "listings.csv")

    assert (result.code, generate_bodies(service)) == (2, [])
    assert "--skip-bad-rows" in result.err


def test_unknown_columns_are_copied_to_the_results(vidx: Vidx, list_file: Path, home: Path) -> None:
    list_file.write_text("SKU,photos,title,description,price,Shelf,status\nX-1,a.jpg,Lamp,Brass.,89,B 7,sold\n")

    assert vidx("batch", "listings.csv").code == 0

    [line] = results(home)
    assert (line["SKU"], line["Shelf"], line["status"]) == ("X-1", "B 7", "complete")


def test_a_price_is_a_number_in_json_lines_and_a_text_in_csv(
    vidx: Vidx, home: Path, photos: list[str], service: FakeService
) -> None:
    (home / "l.jsonl").write_text('{"photos": "a.jpg", "title": "A", "description": "B", "price": 45.000}\n')
    (home / "l.csv").write_text("photos,title,description,price\na.jpg,A,B,45.000\n")

    assert (vidx("batch", "l.jsonl").code, vidx("batch", "l.csv").code) == (0, 0)

    assert [body["price"] for body in generate_bodies(service)] == [45.0, 45_000.0]


def test_a_failed_row_counts_beside_skipped_ones(vidx: Vidx, list_file: Path, service: FakeService) -> None:
    list_file.write_text(TWO + "a.jpg,Lamp,Brass.,much,\n")
    service.states.append(job_state("error"))

    result = vidx("batch", "listings.csv", "--skip-bad-rows", "--jobs", "1", "--json")

    assert result.code == 5
    assert (result.json["complete"], result.json["failed"], result.json["skipped"]) == (1, 1, 1)


def test_published_rows_name_their_contact_and_their_listing(
    vidx: Vidx, list_file: Path, home: Path, service: FakeService
) -> None:
    list_file.write_text(
        "photos,title,description,price,publish,contact\n"
        "a.jpg,Lamp,Brass.,89,yes,tel:+49301234567\n"
        "b.jpg,Chair,Oak.,20,yes,\n"
        "a.jpg|b.jpg,Desk,Oak.,20,no,\n"
    )
    answer = ANSWERS[GENERATE] | {"adId": "a1", "adUrl": "/ads/a1"}
    service.answers[GENERATE].append(JSONResponse(answer))

    result = vidx("batch", "listings.csv", "--contact", "anna@example.com", "--jobs", "1")

    assert [body.get("contact") for body in generate_bodies(service)] == ["tel:+49301234567", "anna@example.com", None]
    assert f"row 2 (Lamp): {service.url}/ads/a1" in result.out
    assert [line["adUrl"] for line in results(home)] == [f"{service.url}/ads/a1", "", ""]
    assert NO_CONTACT_HINT not in result.err


def test_published_rows_without_a_contact_get_a_warning(vidx: Vidx, list_file: Path) -> None:
    list_file.write_text("photos,title,description,price,publish\na.jpg,Lamp,Brass.,89,yes\n")

    assert NO_CONTACT_HINT in vidx("batch", "listings.csv").err


def test_an_invalid_contact_is_named_with_its_row(vidx: Vidx, list_file: Path, service: FakeService) -> None:
    list_file.write_text("photos,title,description,price,publish,contact\na.jpg,Lamp,Brass.,89,yes,call me\n")

    result = vidx("batch", "listings.csv")

    assert (result.code, generate_bodies(service)) == (2, [])
    assert "row 2, contact: 'call me' is not a web address" in result.err
