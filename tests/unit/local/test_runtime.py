"""The process of a function ends when its code changes, but never during a call."""

import io
import subprocess
import sys
from pathlib import Path

from local.runtime.__main__ import Tee

WATCHING = """
import sys, threading
from local.runtime import __main__ as runtime

class Busy(threading.Event):
    def wait(self, timeout=None):
        print("code changed during a call", flush=True)
        return bool(sys.stdin.readline())

stamps = iter([1, 1, 2])
runtime.stamp_of = lambda function, folder: next(stamps)
runtime.POLL_INTERVAL_S = 0
runtime.exit_on_change("tts", None, 1, Busy())
sys.exit(7)
"""


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
