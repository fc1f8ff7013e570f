"""Fake stages that the job's id controls: `tts-ProviderUnavailable-2` fails the tts stage twice.

Each call is written to a file of its job, so that a test can read what the state machine sent.
"""

import json
import os
import time
from pathlib import Path
from typing import Any

from vidx.errors import errors_by_code

KILLED = "Killed"
"""In place of an error's name: the worker ends without an answer."""
HANGING = "Hanging"
"""In place of an error's name: the stage gives no answer until its time-out."""
HANG_S = 600
CALLS_VARIABLE = "VIDX_TEST_CALLS"
STAGE_VARIABLE = "VIDX_TEST_STAGE"
RESULTS: dict[str, dict[str, Any]] = {
    "script": {"script_key": "jobs/j/script.json", "word_count": 40, "estimated_s": 15.0},
    "adopt": {"script_key": "jobs/j/script.json", "word_count": 40, "estimated_s": 15.0},
    "photos": {"photo_count": 3},
    "tts": {"voice_key": "jobs/j/voice.wav", "voice_s": 15.2},
    "captions": {"words_key": "w", "ass_key": "a", "vtt_key": "v", "method": "alignment", "confidence": 0.9},
    "render": {"video_key": "r", "thumbnail_key": "t", "duration_s": 16.0, "size_bytes": 123},
    "upload": {
        "video_url": "https://media/v.mp4",
        "thumbnail_url": "https://media/v.jpg",
        "captions_url": "https://media/v.vtt",
        "preview_url": "https://media/v.webp",
        "video_key": "videos/v.mp4",
        "duration_s": 16.03,
        "size_bytes": 4_000_123,
        "photo_count": 3,
    },
}


def handle(event: dict[str, Any], _: object) -> dict[str, Any]:
    """Lambda entry point of every stage; its environment names the stage."""
    name = os.environ[STAGE_VARIABLE]
    path = Path(os.environ[CALLS_VARIABLE]) / f"{event['job_id']}.jsonl"
    earlier = path.read_text(encoding="utf-8").count(f'"stage": "{name}"') if path.exists() else 0
    with path.open("a", encoding="utf-8") as calls:
        calls.write(json.dumps({"stage": name, **event}) + "\n")
    failing, code, times = f"{event['job_id']}-none-0".split("-")[:3]
    if failing == name and earlier < int(times):
        if code == KILLED:
            os._exit(137)
        if code == HANGING:
            time.sleep(HANG_S)
        raise errors_by_code().get(code, ZeroDivisionError)(f"the {name} stage was told to fail")
    return RESULTS[name]
