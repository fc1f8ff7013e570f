"""Running single stages on files."""

import json
from pathlib import Path

import pytest

from local import stage
from testing.pictures import picture
from vidx import keys
from vidx.jobs.events import CaptionsResult, ScriptResult, TtsResult
from vidx.jobs.model import Stage
from vidx.script import Script

JOB = stage.EVENT.job_id


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "photo.jpg"
    path.write_bytes(picture("JPEG", 400, 300))
    return path


def run(folder: Path, *arguments: object) -> int:
    return stage.main([*map(str, arguments), "--folder", str(folder / "stage")])


def test_every_stage_can_be_run() -> None:
    assert set(stage.STAGES) == set(Stage)


def test_stages_read_the_files_of_earlier_stages(tmp_path: Path, photo: Path) -> None:
    folder = tmp_path / "stage"
    assert run(tmp_path, Stage.PHOTOS, photo) == 0

    written = stage.run_stage(Stage.SCRIPT, folder)
    spoken = stage.run_stage(Stage.TTS, folder)
    timed = stage.run_stage(Stage.CAPTIONS, folder)

    assert isinstance(written, ScriptResult)
    assert isinstance(spoken, TtsResult)
    assert spoken.voice_s > 5
    assert isinstance(timed, CaptionsResult)
    assert timed.method == "alignment"
    assert "Halden" in (folder / keys.captions_vtt(JOB)).read_text("utf-8")


def test_a_stage_runs_again_with_a_changed_file(tmp_path: Path, photo: Path) -> None:
    folder = tmp_path / "stage"
    run(tmp_path, Stage.PHOTOS, photo)
    stage.run_stage(Stage.SCRIPT, folder)
    whole = stage.run_stage(Stage.TTS, folder)
    path = folder / keys.script(JOB)
    script = Script.model_validate_json(path.read_bytes())
    path.write_text(script.model_copy(update={"sentences": ()}).model_dump_json(), "utf-8")

    shorter = stage.run_stage(Stage.TTS, folder)

    assert isinstance(whole, TtsResult)
    assert isinstance(shorter, TtsResult)
    assert not shorter.reused
    assert shorter.voice_s < whole.voice_s


def test_the_details_file_has_listing_choices_and_script(tmp_path: Path, photo: Path) -> None:
    details = tmp_path / "details.json"
    fields = {
        "title": "Lamp",
        "description": "Brass.",
        "price": 5,
        "voice": "nova",
        "script": "A lamp for five dollars.",
    }
    details.write_text(json.dumps(fields), "utf-8")

    assert run(tmp_path, Stage.PHOTOS, photo, "--details", details) == 0
    assert run(tmp_path, Stage.SCRIPT) == 0

    request = json.loads((tmp_path / "stage" / keys.job_request(JOB)).read_text("utf-8"))
    assert request["choices"]["voice"] == "nova"
    script = Script.model_validate_json((tmp_path / "stage" / keys.script(JOB)).read_bytes())
    assert script.text == "A lamp for five dollars."


def test_a_stage_without_its_inputs_says_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, Stage.RENDER) == stage.FAILED

    assert "job.json does not exist; run the stages before this one first" in capsys.readouterr().err


def test_a_file_that_is_no_photo_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("no photo", "utf-8")

    assert run(tmp_path, Stage.PHOTOS, text) == stage.FAILED

    assert "UnusablePhoto: photo 1" in capsys.readouterr().err
