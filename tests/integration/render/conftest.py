"""Two videos that several tests check, made once."""

from pathlib import Path

import pytest

from layers.ffmpeg.build import build, this_architecture
from testing.render_job import music, photo, store_job
from testing.store import MemoryStore
from tests.integration.render.render_run import RenderRun, run_render

SIZES = ((1500, 2000), (1600, 1200), (900, 1600))


@pytest.fixture(scope="session")
def layer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The staged layer, with one music bed beside it."""
    folder = tmp_path_factory.mktemp("opt")
    build(folder, this_architecture())
    (folder / "music").mkdir()
    (folder / "music" / "upbeat.wav").write_bytes(music())
    return folder


@pytest.fixture(scope="session")
def small(layer: Path, tmp_path_factory: pytest.TempPathFactory) -> RenderRun:
    """Three photos, 7 s of voice, music; a quarter of the size."""
    store = MemoryStore()
    store_job(store, [photo(n, *size) for n, size in enumerate(SIZES, 1)], seconds=7.0, music="upbeat")
    return run_render(layer, store, tmp_path_factory.mktemp("small"), 0.25)


@pytest.fixture(scope="session")
def full(layer: Path, tmp_path_factory: pytest.TempPathFactory) -> RenderRun:
    """One photo, 2 s of voice, full size."""
    store = MemoryStore()
    store_job(store, [photo(1, 1500, 2000)], seconds=2.0)
    return run_render(layer, store, tmp_path_factory.mktemp("full"), 1.0)


@pytest.fixture(params=["small", "full"])
def either(request: pytest.FixtureRequest) -> RenderRun:
    run: RenderRun = request.getfixturevalue(request.param)
    return run
