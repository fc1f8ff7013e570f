"""Every list of the pipeline's stages names every stage."""

import re
import tomllib
from collections.abc import Callable, Collection
from typing import Final

import pytest

from functions.api.costs import STAGE_USAGE
from infra.pipeline import SIZES
from local import sample_events
from local.paths import ROOT
from local.stage import STAGES
from tests.contract.test_imports import NEEDED
from tests.integration.machine.stages import RESULTS
from vidx.jobs.model import STAGE_PROGRESS, Stage


def _text(path: str) -> str:
    return (ROOT / path).read_text("utf-8")


def _import_rule() -> set[str]:
    contracts = tomllib.loads(_text("pyproject.toml"))["tool"]["importlinter"]["contracts"]
    (rule,) = [contract for contract in contracts if contract["type"] == "independence"]
    return {module.removeprefix("functions.") for module in rule["modules"]}


def _makefile() -> set[str]:
    match = re.search(r"^FUNCTIONS := (.*)$", _text("Makefile"), re.MULTILINE)
    return set(match[1].split()) if match else set()


def _requirements() -> set[str]:
    return set(re.findall(r"^-r \.\./functions/(\w+)/requirements\.in$", _text("requirements/dev.in"), re.MULTILINE))


def _progress() -> set[str]:
    return {name for names in re.findall(r"stages: \[([^\]]*)\]", _text("web/js/components/job-progress.js"))
            for name in re.findall(r'"(\w+)"', names)}  # fmt: skip


def _folders() -> set[str]:
    return {path.parent.name for path in ROOT.glob("functions/*/handler.py")}


def _targets() -> set[str]:
    return set(re.findall(r"^FROM function AS (\w+)$", _text("functions/Dockerfile"), re.MULTILINE))


def _events() -> set[str]:
    return {path.stem for path in ROOT.glob("events/*.json")}


LISTS: Final[dict[str, Callable[[], Collection[str]]]] = {
    "STAGE_PROGRESS in layers/common/python/vidx/jobs/model.py": lambda: STAGE_PROGRESS,
    "SIZES in infra/pipeline.py": lambda: SIZES,
    "STAGE_USAGE in functions/api/costs.py": lambda: STAGE_USAGE,
    "STAGES in local/stage.py": lambda: STAGES,
    "NEEDED in tests/contract/test_imports.py": lambda: NEEDED,
    "RESULTS in tests/integration/machine/stages.py": lambda: RESULTS,
    "the import rule in pyproject.toml": _import_rule,
    "FUNCTIONS in Makefile": _makefile,
    "requirements/dev.in": _requirements,
    "the steps in web/js/components/job-progress.js": _progress,
    "the handlers in functions": _folders,
    "the sample events in events": _events,
    "RESULTS in local/sample_events.py": lambda: sample_events.RESULTS,
    "the targets in functions/Dockerfile": _targets,
}


def problems(name: str, stages: Collection[str]) -> list[str]:
    return [f'{name}: the stage "{stage}" is missing' for stage in stages if stage not in LISTS[name]()]


@pytest.mark.parametrize("name", LISTS)
def test_every_list_names_every_stage(name: str) -> None:
    assert problems(name, [stage.value for stage in Stage]) == []


@pytest.mark.parametrize("name", LISTS)
def test_a_forgotten_stage_is_named(name: str) -> None:
    assert problems(name, ["no-such"]) == [f'{name}: the stage "no-such" is missing']
