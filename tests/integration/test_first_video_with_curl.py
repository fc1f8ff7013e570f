"""Runs the walk-through at the beginning of docs/api.md unchanged."""

import os
import re
import subprocess
from pathlib import Path
from uuid import uuid4

import httpx

from cli.auth import Cognito
from cli.commands.login import LOCAL_CODE
from cli.config import UserPool
from local.cloud import Cloud
from local.paths import ROOT
from testing.pictures import picture
from testing.seller import PASSWORD

BLOCK = re.compile(r"```bash\n(.*?)```", re.DOTALL)


def account(cloud: Cloud) -> dict[str, str]:
    """A new user of the cloud, with the name of the walk-through."""
    email = f"{uuid4().hex}@example.com"
    with httpx.Client() as http:
        pool = Cognito(UserPool(cloud.description.client_id, cloud.description.cognito_endpoint), http)
        pool.sign_up(email, PASSWORD)
        pool.confirm(email, LOCAL_CODE)
    return {"EMAIL": email, "PASSWORD": PASSWORD}


def test_the_curl_commands_of_the_api_page_make_a_video(cloud: Cloud, tmp_path: Path) -> None:
    section = (ROOT / "docs/api.md").read_text("utf-8").split("## The first video with curl", 1)[1].split("\n## ", 1)[0]
    (tmp_path / "photo.jpg").write_bytes(picture(width_px=900, height_px=1200))
    environment = {**os.environ, **account(cloud), "API": cloud.description.api_url, "PHOTO": "photo.jpg"}

    process = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", "\n".join(BLOCK.findall(section))],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert process.returncode == 0, process.stderr
    assert (tmp_path / "first-video.mp4").read_bytes()[4:8] == b"ftyp"
