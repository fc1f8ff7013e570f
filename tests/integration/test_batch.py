"""A list of listings through the command line and the whole system."""

import csv
from pathlib import Path

import httpx
import pytest

from cli.main import run
from local.cloud import Cloud
from testing.logos import LOGO, logo_shares
from testing.pictures import picture
from testing.seller import Provider, Seller

LIST = """photos,title,description,price,category,format,music,script,publish,logo
one.jpg|two.jpg,Brass desk lamp,"Brass desk lamp from 1962, rewired in 2021.",89.50,home,9:16,none,,yes,emblem.png
two.jpg,Brass floor lamp,Brass floor lamp in good order.,120,home,1:1,calm,,,
one.jpg,Brass lamp for parts,A lamp without its shade.,15,home,16:9,none,A lamp for tinkerers. Fifteen dollars.,,
"""


def results(folder: Path) -> list[dict[str, str]]:
    with (folder / "lamps.results.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_list_that_is_run_twice_makes_each_video_once(
    cloud: Cloud, seller: Seller, provider: Provider, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "one.jpg").write_bytes(picture(width_px=1600, height_px=1200))
    (tmp_path / "two.jpg").write_bytes(picture(width_px=1200, height_px=1600, color="peru"))
    (tmp_path / "emblem.png").write_bytes(LOGO)
    (tmp_path / "lamps.csv").write_text(LIST)
    monkeypatch.setenv("VIDX_API_URL", cloud.description.api_url)
    monkeypatch.setenv("VIDX_TOKEN", seller.token)
    monkeypatch.setenv("VIDX_CONFIG_DIR", str(tmp_path))

    assert run(["batch", str(tmp_path / "lamps.csv"), "--jobs", "2"]) == 0

    rows = results(tmp_path)
    assert [row["status"] for row in rows] == ["complete"] * 3
    assert len({row["jobId"] for row in rows}) == 3
    assert [bool(row["adId"]) for row in rows] == [True, False, False]
    for row in rows:
        assert httpx.get(row["videoUrl"]).headers["content-type"] == "video/mp4"
        assert 0 < float(row["costUsd"]) < 0.02
        assert seller.status(row["jobId"])["title"] == row["title"]
    shares = [logo_shares(httpx.get(row["videoUrl"]).content) for row in rows]
    assert [(first > 0.002, last > 0.002) for first, _, last in shares] == [
        (True, True),
        (False, False),
        (False, False),
    ]
    before = provider.answered()
    assert run(["batch", str(tmp_path / "lamps.csv")]) == 0
    assert (provider.answered(), results(tmp_path)) == (before, rows)
