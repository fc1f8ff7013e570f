"""The handler as Lambda finds it."""

import subprocess
import sys


def test_importing_the_handler_does_not_import_openai() -> None:
    script = "import sys, functions.captions.handler; sys.exit('openai' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
