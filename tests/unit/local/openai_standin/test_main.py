"""The stand-in as a program."""

import subprocess
import sys

import httpx


def test_it_prints_its_address_once_it_listens() -> None:
    command = [sys.executable, "-m", "local.openai_standin", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as program:
        try:
            assert program.stdout is not None
            line = program.stdout.readline().strip()
            url = line.removeprefix("standin ready on ")

            assert httpx.get(url.removesuffix("/v1") + "/healthz").json() == {"status": "ok"}
        finally:
            program.terminate()
