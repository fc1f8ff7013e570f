"""Every list of the pipeline's stages names every stage."""

import json
import re
from collections.abc import Callable, Collection
from functools import partial
from typing import Final

import pytest

from functions.api.costs import STAGE_USAGE
from functions.api.errors import STAGE_FAILURES
from infra.pipeline import SIZES
from local import sample_events
from local.paths import ROOT
from local.stage import STAGES
from tests.contract.test_imports import NEEDED
from tests.integration.machine.stages import RESULTS
from vidx.jobs.model import STAGE_PROGRESS, Stage, Status


def _text(path: str) -> str:
    return (ROOT / path).read_text("utf-8")


def _requirements() -> set[str]:
    return set(re.findall(r"^-r \.\./functions/(\w+)/requirements\.in$", _text("requirements/dev.in"), re.MULTILINE))


def _progress() -> set[str]:
    return {name for names in re.findall(r"stages: \[([^\]]*)\]", _text("web/js/components/job-progress.js"))
            for name in re.findall(r'"(\w+)"', names)}  # fmt: skip


def _functions(file: str) -> set[str]:
    """The functions whose folder has the file."""
    return {path.parent.name for path in ROOT.glob(f"functions/*/{file}")}


def _graph() -> set[str]:
    """The functions whose states the graph of the README shows."""
    graph = _text("README.md").split("```mermaid")[1].split("```")[0]
    states = json.loads(_text("statemachine.asl.json"))["States"]
    return {state["Arguments"]["FunctionName"].removeprefix("${").removesuffix("Function}").lower()
            for name, state in states.items() if "lambda" in state.get("Resource", "") and name in graph}  # fmt: skip


def _holds() -> set[str]:
    """Read as text, because the package fails at import while a stage is missing."""
    return {Stage[name].value for name in re.findall(r"Stage\.(\w+): held", _text("testing/faults/rows/stages.py"))}


def _targets() -> set[str]:
    return set(re.findall(r"^FROM function AS (\w+)$", _text("functions/Dockerfile"), re.MULTILINE))


def _events() -> set[str]:
    return {path.stem for path in ROOT.glob("events/*.json")}


FILES: Final = ("__init__.py", "handler.py", "service.py", "requirements.in", "requirements.txt")
LISTS: Final[dict[str, Callable[[], Collection[str]]]] = {
    "STAGE_PROGRESS in layers/common/python/vidx/jobs/model.py": lambda: STAGE_PROGRESS,
    "SIZES in infra/pipeline.py": lambda: SIZES,
    "STAGE_USAGE in functions/api/costs.py": lambda: STAGE_USAGE,
    "STAGES in local/stage.py": lambda: STAGES,
    "NEEDED in tests/contract/test_imports.py": lambda: NEEDED,
    "RESULTS in tests/integration/machine/stages.py": lambda: RESULTS,
    "STAGE_FAILURES in functions/api/errors.py": lambda: STAGE_FAILURES,
    "HOLDS in testing/faults/rows/stages.py": _holds,
    "the graph in README.md": _graph,
    "requirements/dev.in": _requirements,
    "the steps in web/js/components/job-progress.js": _progress,
    **{f"functions/*/{file}": partial(_functions, file) for file in FILES},
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


def test_the_page_has_a_step_for_every_status_of_a_job_that_runs() -> None:
    statuses = re.findall(r'{ status: "(\w+)"', _text("web/js/components/job-progress.js"))

    assert statuses == [status.value for status in Status if status.has_execution]
