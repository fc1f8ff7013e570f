"""A setting reaches the functions that read it, has one default and is described for operators."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

import pytest
from pydantic.alias_generators import to_camel

from infra.settings import Deployment
from local.paths import ROOT
from tests.contract.synthesis import functions
from vidx.settings import Settings

OF_THE_RUNTIME: Final = {"aws_region", "aws_lambda_function_memory_size", "aws_endpoint_url"}
"""Lambda sets these itself, the local emulator the last."""
LOCAL_ONLY: Final = {
    "packaging", "code_dir", "python", "image_roots", "ffmpeg_bin", "fonts_dir", "music_dir", "frame_scale",
    "polly_endpoint", "webhook_loopback",
}  # fmt: skip
"""Choices of a deployment that only the local cloud and the tests set."""
ELSEWHERE_UNDER_OPT: Final = {"ffmpeg_bin", "fonts_dir", "music_dir"}
"""Their defaults are paths in an image; those of the deployment are paths in the working tree."""


def unreached(settings: Iterable[str], environments: Iterable[Mapping[str, Any]]) -> list[str]:
    """A problem for each setting that no function gets."""
    variable_names = {name.lower() for environment in environments for name in environment}
    return [
        f'setting "{name}" reaches no function: add it to the environment in infra/pipeline.py or infra/api.py'
        for name in settings
        if name not in variable_names | OF_THE_RUNTIME
    ]


def undescribed(choices: Iterable[str], text: str) -> list[str]:
    """A problem for each choice of a deployment that the operator's manual does not name."""
    return [
        f'setting "{name}" is not in docs/operations.md: add `{to_camel(name)}` to its table'
        for name in choices
        if name not in LOCAL_ONLY and f"`{to_camel(name)}`" not in text
    ]


def environments() -> list[Mapping[str, Any]]:
    contexts = (("packaging", "image"), ("packaging", "zip"))
    return [function["Environment"]["Variables"] for context in contexts for function in functions(context).values()]


def manual(root: Path = ROOT) -> str:
    return (root / "docs/operations.md").read_text("utf-8").split("\n## Settings\n")[1].split("\n## ")[0]


def test_every_setting_reaches_a_function() -> None:
    assert unreached(Settings.model_fields, environments()) == []


def test_a_setting_that_reaches_no_function_is_named() -> None:
    (problem,) = unreached([*Settings.model_fields, "greeting"], environments())

    assert 'setting "greeting" reaches no function' in problem
    assert "infra/pipeline.py" in problem


def test_every_choice_of_an_operator_is_described() -> None:
    assert undescribed(Deployment.model_fields, manual()) == []


def test_a_choice_that_is_not_described_is_named() -> None:
    assert undescribed(["greeting"], manual()) == [
        'setting "greeting" is not in docs/operations.md: add `greeting` to its table'
    ]


@pytest.mark.parametrize("name", sorted(set(Settings.model_fields) & set(Deployment.model_fields)))
def test_both_defaults_of_a_setting_are_the_same(name: str) -> None:
    chosen = Deployment.model_fields[name].default

    if name not in ELSEWHERE_UNDER_OPT | {"work_bucket", "public_bucket"}:  # names that only a deployment has
        assert Settings.model_fields[name].default == chosen
