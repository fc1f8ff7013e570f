"""Environment and limits of a function that runs in its own image."""

from pathlib import Path

import pytest

from local.images import box


def test_a_function_in_a_sandbox_sees_only_its_settings_and_lambdas_variables() -> None:
    local = {"JOBS_TABLE": "jobs", "AWS_REGION": "eu-west-1", "HOME": "/root", "FFMPEG_BIN": "/x", "PIP_INDEX_URL": "y"}

    environment = box.environment_in_lambda({**local, "PATH": "/home/x/bin", "PYTHONPATH": "/src"})

    assert environment == {"JOBS_TABLE": "jobs", "AWS_REGION": "eu-west-1", **box.LAMBDA}


@pytest.mark.parametrize(("memory_mb", "quota"), [(1769, 100_000), (3538, 200_000), (512, 28_942), (1, 1000)])
def test_a_sandbox_has_memory_and_processor_share_of_its_setting(tmp_path: Path, memory_mb: int, quota: int) -> None:
    (tmp_path / "cgroup.controllers").touch()

    limits = box.Limits("vidx-box-tts", memory_mb, tmp_path)

    group = tmp_path / "vidx-box-tts"
    assert (group / "memory.max").read_text() == str(memory_mb * 1024 * 1024)
    assert (group / "cpu.max").read_text() == f"{quota} 100000"
    (group / "memory.peak").write_text(str(300 << 20))
    assert (limits.peak_mb(), limits.memory_mb) == (300, memory_mb)


def test_a_sandbox_has_the_same_limits_in_control_groups_version_1(tmp_path: Path) -> None:
    (tmp_path / "memory").mkdir()
    (tmp_path / "cpu").mkdir()

    limits = box.Limits("vidx-box-tts", 1769, tmp_path)

    memory, processor = tmp_path / "memory/vidx-box-tts", tmp_path / "cpu/vidx-box-tts"
    assert (memory / "memory.limit_in_bytes").read_text() == str(1769 << 20)
    assert [(processor / f"cpu.cfs_{name}_us").read_text() for name in ("quota", "period")] == ["100000", "100000"]
    (memory / "memory.max_usage_in_bytes").write_text(str(5 << 20))
    assert limits.peak_mb() == 5


def test_only_leftovers_of_sandboxes_are_removed(tmp_path: Path) -> None:
    groups, work = tmp_path / "cgroup", tmp_path / "work"
    removed = [groups / "vidx-box-tts-1", groups / "memory/vidx-box-tts-2", work / "boxes/tts-1"]
    other_folders = [groups / "system.slice", groups / "memory/other", work / "roots"]
    for folder in (*removed, *other_folders):
        folder.mkdir(parents=True)

    box.remove_leftovers(work, groups)

    assert [folder.exists() for folder in removed] == [False] * 3
    assert [folder.exists() for folder in other_folders] == [True] * 3
