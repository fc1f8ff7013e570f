from pathlib import Path

from local.demo import commands


def test_demo_makes_a_video_of_all_sample_photos_in_the_order_of_their_names(tmp_path: Path) -> None:
    for name in ("2-side.jpg", "1-front.jpg", "details.json", "README.md"):
        (tmp_path / name).touch()
    (tmp_path / "make").mkdir()

    assert commands(tmp_path) == [
        ["local", "up"],
        ["login", "--demo"],
        [
            *("create", str(tmp_path / "1-front.jpg"), str(tmp_path / "2-side.jpg")),
            *("--details", str(tmp_path / "details.json")),
        ],
    ]
