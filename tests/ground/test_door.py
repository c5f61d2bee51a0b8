"""The port is ours from the first instant, on the address that was asked for."""

import socket

import pytest

from config import door
from tests.ground.machine import free_port


@pytest.fixture
def entrance():
    """Open doors that close with the test."""
    opened = []

    def enter(host):
        try:
            opened.append(door.opened(host, free_port()))
        except door.CannotStart:
            pytest.skip(f"this machine has no {host}")
        return opened[-1]

    yield enter
    for one in opened:
        one.listener.close()


@pytest.mark.parametrize(
    ("host", "shown", "bound", "reachable"),
    [
        ("127.0.0.1", "localhost", "127.0.0.1", "127.0.0.1"),
        ("localhost", "localhost", "127.0.0.1", "127.0.0.1"),
        ("0.0.0.0", "localhost", "0.0.0.0", "127.0.0.1"),
        ("127.0.0.2", "127.0.0.2", "127.0.0.2", "127.0.0.2"),
        ("::1", "localhost", "[::1]", "::1"),
        ("::", "localhost", "[::]", "::1"),
    ],
)
def test_an_address_is_listened_to_as_asked_and_shown_as_one_types_it(
    entrance, host, shown, bound, reachable
):
    door = entrance(host)

    assert (door.address, door.bound, door.reachable) == (
        f"http://{shown}:{door.port}/",
        f"{bound}:{door.port}",
        (reachable, door.port),
    )


def test_a_port_is_taken_once(entrance):
    taken = entrance("127.0.0.1").port

    with pytest.raises(door.CannotStart, match=f"Le port {taken} est déjà pris"):
        door.opened("127.0.0.1", taken)


def test_a_port_that_was_just_left_is_free(entrance):
    left = entrance("127.0.0.1")
    with socket.create_connection(left.reachable):
        left.listener.close()

    door.opened("127.0.0.1", left.port).listener.close()
