"""SAM reads the synthesized template, so that `sam local invoke` needs nothing but a container runtime."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from local.images.sam import SAM, logical_id
from local.paths import ROOT
from local.sample_events import path_of
from tests.contract.synthesis import functions, templates

IMAGE = ("packaging", "image")


def sam(*arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run SAM without its reports to AWS, as if no container runtime were here."""
    assert SAM.exists(), "SAM is not installed; run: make build/sam/venv/.ready"
    quiet = {"SAM_CLI_TELEMETRY": "0", "AWS_DEFAULT_REGION": "us-east-1", "DOCKER_HOST": "unix:///dev/null"}
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    command = [str(SAM), *arguments]
    return subprocess.run(command, env={**inherited, **quiet}, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def template_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sam") / "VidxPipeline.template.json"
    path.write_text(json.dumps(templates(IMAGE)["VidxPipeline"]), encoding="utf-8")
    return path


def test_functions_have_names_that_people_can_type() -> None:
    names = {path.parent.name for path in ROOT.glob("functions/*/handler.py")}

    assert set(functions(IMAGE)) == {logical_id(name) for name in names}


def test_sam_local_invoke_lacks_nothing_but_a_container_runtime(template_file: Path) -> None:
    command = ("local", "invoke", logical_id("upload"), "-t", str(template_file), "-e", str(path_of("upload")))

    process = sam(*command, "--skip-pull-image")

    assert process.returncode != 0
    assert "requires a container runtime" in process.stderr, process.stderr


def test_the_template_is_valid_for_sam(template_file: Path) -> None:
    process = sam("validate", "--template", str(template_file), "--region", "us-east-1")

    assert process.returncode == 0, process.stderr
