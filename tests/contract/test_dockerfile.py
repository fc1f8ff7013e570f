"""functions/Dockerfile: one target for each function, on a base that is pinned and kept up to date."""

import json
import re
from typing import Final

import pytest

from infra.dependencies import EXCEPTIONS, packages
from infra.function import EXTRAS
from infra.settings import ROOT
from layers.packages.trim import SERVICES

TEXT: Final = (ROOT / "functions/Dockerfile").read_text(encoding="utf-8")
FUNCTIONS: Final = sorted(path.parent.name for path in ROOT.glob("functions/*/handler.py"))
STAGES: Final = dict(re.findall(r"^FROM (\S+) AS (\w+)$", TEXT, re.MULTILINE))
CLIENTS: Final = re.compile(r"""\.(?:client|resource)\(\s*["']([a-z0-9-]+)["']""")


def target(name: str) -> str:
    """Return the lines of a target."""
    match = re.search(rf"^FROM \S+ AS {name}$(.*?)(?=^FROM|\Z)", TEXT, re.MULTILINE | re.DOTALL)
    assert match, f"functions/Dockerfile has no target {name}"
    return match[1]


@pytest.mark.parametrize("function", FUNCTIONS)
def test_every_function_has_a_target_that_runs_its_handler(function: str) -> None:
    assert f'CMD ["functions.{function}.handler.lambda_handler"]' in target(function)
    assert f'org.opencontainers.image.title="vidx {function}"' in target(function)


def test_every_stage_starts_from_the_pinned_base() -> None:
    bases = set(re.findall(r"^FROM (\S+)", TEXT, re.MULTILINE))

    assert bases == {"${BASE}", "function"}
    assert re.findall(r"^ARG BASE=(\S+)$", TEXT, re.MULTILINE) == [
        *re.findall(r"public\.ecr\.aws/lambda/python:3\.13@sha256:[0-9a-f]{64}", TEXT)
    ]


def test_new_digests_of_the_base_are_proposed() -> None:
    """Renovate reads `ARG` lines that a `FROM` uses; Dependabot does not."""
    config = json.loads((ROOT / "renovate.json").read_text(encoding="utf-8"))

    assert "dockerfile" in config["enabledManagers"]
    assert "docker:pinDigests" in config["extends"]


def test_the_image_is_run_as_lambdas_user() -> None:
    assert re.search(r"^ARG RUN_AS=993:990$.*^USER \$\{RUN_AS\}$", target("function"), re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("function", FUNCTIONS)
def test_the_label_of_licences_names_every_copyleft_licence(function: str) -> None:
    match = re.search(r'image\.licenses="([^"]+)"', target(function))
    assert match
    expected = {"MIT"}
    if EXCEPTIONS.keys() & set(packages([ROOT / f"functions/{function}/requirements.txt"])):
        expected.add("LGPL-2.1-or-later")
    if "layers/ffmpeg/**" in EXTRAS.get(function, ()):
        expected.add("GPL-3.0-or-later")
    if "/opt/fonts" in target(function) or "/staged/ /opt/" in target(function):
        expected.add("OFL-1.1")

    assert set(match[1].split(" AND ")) == expected


def test_images_hold_the_description_of_every_service_that_is_called() -> None:
    sources = [*ROOT.glob("layers/common/python/vidx/**/*.py"), *ROOT.glob("functions/**/*.py")]

    called = {service for source in sources for service in CLIENTS.findall(source.read_text(encoding="utf-8"))}

    assert called == SERVICES, "SERVICES in layers/packages/trim.py decides what stays in the images"


def test_what_the_image_copies_is_in_its_context() -> None:
    copied = set(re.findall(r"^COPY (?!--from)(\S+)", TEXT, re.MULTILINE))

    assert {path for path in copied if not (ROOT / path.replace("${FUNCTION}", "tts")).exists()} == set()
