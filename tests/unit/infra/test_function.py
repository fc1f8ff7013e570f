"""Each image is built from the files of its own function only."""

import shutil
from pathlib import Path
from typing import Final

import pytest
from aws_cdk import App, IgnoreMode, Stack
from aws_cdk.aws_ecr_assets import DockerImageAsset

from infra.function import asset_exclude
from infra.settings import ROOT

FUNCTIONS: Final = ("api", "tts", "render")


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for path in ("functions/Dockerfile", "functions/__init__.py"):
        target = tmp_path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / path, target)
    for name in (*(f"functions/{name}" for name in FUNCTIONS), "layers/common/python/vidx", "layers/music"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "code.py").write_text("A = 1\n", encoding="utf-8")
    return tmp_path


def hashes(tree: Path) -> dict[str, str]:
    stack = Stack(App(outdir=str(tree.parent / f"{tree.name}-out")), "S")
    return {
        name: DockerImageAsset(
            stack,
            name,
            directory=str(tree),
            file="functions/Dockerfile",
            exclude=asset_exclude(name),
            ignore_mode=IgnoreMode.DOCKER,
        ).asset_hash
        for name in FUNCTIONS
    }


def changed(tree: Path, path: str) -> set[str]:
    """Images whose hash differs once `path` has been written; in a copy, since the CDK remembers a folder's hash."""
    copy = shutil.copytree(tree, tree.with_name(f"{tree.name}-changed"))
    target = copy / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text("A = 2\n", encoding="utf-8")
    before, after = hashes(tree), hashes(copy)
    return {name for name in FUNCTIONS if before[name] != after[name]}


@pytest.mark.parametrize(
    ("path", "images"),
    [
        ("functions/tts/code.py", {"tts"}),
        ("functions/api/code.py", {"api"}),
        ("layers/music/code.py", {"render"}),
        ("layers/subpixel_resize/subpixel_resize.c", {"render"}),
        ("functions/render/compositing/libsubpixel_resize.so", set()),
        ("layers/common/python/vidx/code.py", set(FUNCTIONS)),
        ("layers/packages/trim.py", set(FUNCTIONS)),
        ("functions/tts/__pycache__/code.cpython-313.pyc", set()),
        ("tests/test_code.py", set()),
        (".venv/lib/code.py", set()),
    ],
)
def test_a_change_rebuilds_only_the_images_that_contain_it(tree: Path, path: str, images: set[str]) -> None:
    assert changed(tree, path) == images
