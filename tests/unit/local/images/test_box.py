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
    (group / "memory.current").write_text(str(300 << 20))
    (group / "memory.stat").write_text(f"anon 1\nactive_file {20 << 20}\ninactive_file {30 << 20}\n")
    (group / "cpu.stat").write_text("usage_usec 1250000\nuser_usec 1\n")
    assert (limits.used_mb(), limits.memory_mb) == (250, memory_mb), "copies of files are not in use"
    assert box.processor_seconds("vidx-box-tts", tmp_path) == 1.25


def test_a_sandbox_has_the_same_limits_in_control_groups_version_1(tmp_path: Path) -> None:
    limits = box.Limits("vidx-box-tts", 1769, tmp_path)

    memory, processor = tmp_path / "memory/vidx-box-tts", tmp_path / "cpu/vidx-box-tts"
    assert (memory / "memory.limit_in_bytes").read_text() == str(1769 << 20)
    assert [(processor / f"cpu.cfs_{name}_us").read_text() for name in ("quota", "period")] == ["100000", "100000"]
    (memory / "memory.usage_in_bytes").write_text(str(9 << 20))
    (memory / "memory.stat").write_text(f"active_file 7\ntotal_active_file {1 << 20}\ntotal_inactive_file {3 << 20}\n")
    (tmp_path / "cpuacct/vidx-box-tts/cpuacct.usage").write_text("1250000000")
    assert limits.used_mb() == 5
    assert box.processor_seconds("vidx-box-tts", tmp_path) == 1.25


def test_only_leftovers_of_sandboxes_are_removed(tmp_path: Path) -> None:
    groups, work = tmp_path / "cgroup", tmp_path / "work"
    removed = [groups / "vidx-box-tts-1", groups / "memory/vidx-box-tts-2", work / "boxes/tts-1", work / "tmp/tts-1"]
    other_folders = [groups / "system.slice", groups / "memory/other", work / "roots"]
    for folder in (*removed, *other_folders):
        folder.mkdir(parents=True)

    box.remove_leftovers(work, groups)

    assert [folder.exists() for folder in removed] == [False] * 4
    assert [folder.exists() for folder in other_folders] == [True] * 3


def test_the_size_of_tmp_counts_the_files_of_all_folders(tmp_path: Path) -> None:
    (tmp_path / "work").mkdir()
    (tmp_path / "work/clip.mp4").write_bytes(bytes(3 << 20))
    (tmp_path / "frame.jpg").write_bytes(bytes(2 << 20))

    assert box.size_mb(tmp_path) == 5
