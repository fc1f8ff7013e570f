"""The process of a function ends when its code changes, but never during a call."""

import io
import subprocess
import sys
from pathlib import Path

from local.runtime.__main__ import Tee, code_state

WATCHING = """
import sys, threading
from local.runtime import __main__ as runtime

class Busy(threading.Event):
    def wait(self, timeout=None):
        print("code changed during a call", flush=True)
        return bool(sys.stdin.readline())

states = iter([{"a.py": 1}, {"a.py": 1}, {"a.py": 2}])
runtime.code_state = lambda _: next(states)
runtime.POLL_INTERVAL_S = 0
runtime.exit_on_change([], Busy())
sys.exit(7)
"""


def test_the_code_state_differs_after_a_change_an_addition_and_a_removal(tmp_path: Path) -> None:
    first = tmp_path / "a.py"
    first.write_text("A = 1", encoding="utf-8")
    before = code_state([tmp_path])

    (tmp_path / "b.py").write_text("B = 1", encoding="utf-8")
    added = code_state([tmp_path])
    first.unlink()

    assert len(before) == 1
    assert added != before
    assert code_state([tmp_path]) != added


def test_changed_code_ends_an_idle_process() -> None:
    command = [sys.executable, "-c", WATCHING]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stdout.readline() == "code changed during a call\n"
        while_busy = process.poll()
        process.stdin.write("\n")
        process.stdin.flush()
        assert process.wait() == 0
        assert while_busy is None


def test_output_goes_to_the_log_file_too(tmp_path: Path) -> None:
    stream = io.StringIO()

    with Tee(stream, tmp_path / "tts.log") as tee:
        tee.write("line\n")

    assert stream.getvalue() == "line\n"
    assert (tmp_path / "tts.log").read_text(encoding="utf-8") == "line\n"
