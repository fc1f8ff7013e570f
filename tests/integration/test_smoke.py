"""`make smoke` against the local cloud."""

from pathlib import Path

import pytest

from infra.smoke.__main__ import main
from local.cloud import Cloud
from testing.pictures import picture

NO_LIMIT = "100000"


def test_the_smoke_test_makes_lists_and_deletes_a_video(
    cloud: Cloud, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("VIDX_TOKEN", "VIDX_PASSWORD"):
        monkeypatch.delenv(name, raising=False)
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(picture(width_px=900, height_px=1200))
    limits = [f"--{name}-limit-s={NO_LIMIT}" for name in ("draft", "generate", "job")]

    code = main(["--api-url", cloud.description.api_url, "--photos", str(photo), *limits])

    written = capsys.readouterr()
    assert (code, written.err) == (0, "")
    for stage in ("photos", "script", "tts", "captions", "render", "upload"):
        assert f"\n{stage} " in written.out
    assert "architecture" in written.out
    assert "are gone" in written.out
