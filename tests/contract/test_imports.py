"""Packages that importing a handler must not import: every cold start imports it. `benchmarks.imports` measures it."""

import json
import subprocess
import sys
from typing import Final

import pytest

HEAVY: Final = frozenset({
    "openai", "numpy", "cv2", "PIL", "pysubs2", "num2words", "babel", "jinja2",
    "budoux", "pocketsphinx", "segno", "websockets",
})  # fmt: skip
NEEDED: Final = {
    "upload": set[str](),
    "watch": set[str](),
    "account": set[str](),
    "notify": set[str](),
    "photos": {"PIL"},
    "api": set[str](),
    "render": {"numpy", "cv2", "pysubs2"},
    "captions": {"pysubs2"},
    "script": {"openai", "num2words"},
    "tts": {"num2words"},
}


@pytest.mark.parametrize("function", NEEDED)
def test_a_handler_imports_no_heavy_package_that_it_does_not_need(function: str) -> None:
    script = f"import json, sys, functions.{function}.handler; print(json.dumps(list(sys.modules)))"

    ran = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)

    assert set(json.loads(ran.stdout)) & HEAVY == NEEDED[function]
