"""A function's process ends when its code changes, but never in the middle of a call."""

import io
import subprocess
import sys
import time
from pathlib import Path

from local.runtime.__main__ import Tee, code_state

WATCHING = """
import sys, threading, time
from pathlib import Path
from local.runtime.__main__ import leave_on_change
idle = threading.Event()
threading.Thread(target=leave_on_change, args=([Path(sys.argv[1])], idle), daemon=True).start()
print("busy", flush=True)
sys.stdin.readline()
idle.set()
time.sleep(30)
sys.exit(7)
"""


def test_state_tells_a_change_an_addition_and_a_removal(tmp_path: Path) -> None:
    first = tmp_path / "a.py"
    first.write_text("A = 1", encoding="utf-8")
    before = code_state([tmp_path])

    (tmp_path / "b.py").write_text("B = 1", encoding="utf-8")
    added = code_state([tmp_path])
    first.unlink()

    assert len(before) == 1
    assert added != before
    assert code_state([tmp_path]) != added


def test_changed_code_ends_the_process_once_it_is_idle(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("A = 1", encoding="utf-8")
    command = [sys.executable, "-c", WATCHING, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(0.2)
        (tmp_path / "b.py").write_text("B = 1", encoding="utf-8")
        time.sleep(1.5)
        while_busy = process.poll()
        process.stdin.write("\n")
        process.stdin.flush()
        assert process.wait(timeout=10) == 0
        assert while_busy is None


def test_output_goes_to_the_log_file_too(tmp_path: Path) -> None:
    stream = io.StringIO()

    with Tee(stream, tmp_path / "tts.log") as tee:
        tee.write("line\n")

    assert stream.getvalue() == "line\n"
    assert (tmp_path / "tts.log").read_text(encoding="utf-8") == "line\n"
