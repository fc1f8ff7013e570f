"""Ports: the usual one, else a free one; never a taken one."""

import socket
from collections.abc import Iterator

import pytest

from local.errors import PortBusy
from local.ports import HOST, any_free, choose, is_free


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket() as listener:
        listener.bind((HOST, 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_usual_port_is_kept_while_it_is_free() -> None:
    usual = any_free()

    assert choose(None, usual) == usual


def test_another_is_found_when_the_usual_one_is_taken(taken: int) -> None:
    chosen = choose(None, taken)

    assert chosen != taken
    assert is_free(chosen)


def test_port_asked_for_by_number_is_taken_or_refused(taken: int) -> None:
    with pytest.raises(PortBusy, match=str(taken)):
        choose(taken, 0)


def test_zero_asks_for_any() -> None:
    assert choose(None, 0) > 0
