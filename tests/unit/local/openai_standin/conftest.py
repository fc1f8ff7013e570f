"""A stand-in server for all tests of this folder, reset before each."""

from collections.abc import Iterator

import pytest

from testing.standin import Standin, serving


@pytest.fixture(scope="package")
def running() -> Iterator[Standin]:
    with serving() as server:
        yield server


@pytest.fixture
def standin(running: Standin) -> Standin:
    running.forget()
    return running
