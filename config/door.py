"""The port of ``make run``: taken at once, kept until the server inherits it."""

import errno
import socket
from dataclasses import dataclass

HOST, PORT = "127.0.0.1", 8000
PORTS = range(1, 65_536)
EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 -- read, not bound


class CannotStart(Exception):
    """Why the site does not start, in a sentence."""


@dataclass(frozen=True)
class Door:
    listener: socket.socket
    host: str
    port: int

    @property
    def bound(self) -> str:
        """« host:port », as servers take it."""
        return f"{self._host}:{self.port}"

    @property
    def reachable(self) -> tuple[str, int]:
        """The host and port that this machine connects to."""
        return EVERYWHERE.get(self.host, self.host), self.port

    @property
    def address(self) -> str:
        """The address to type in a browser of this machine."""
        here = {*EVERYWHERE, *EVERYWHERE.values()}
        return f"http://{'localhost' if self.host in here else self._host}:{self.port}/"

    @property
    def _host(self) -> str:
        return f"[{self.host}]" if ":" in self.host else self.host


def opened(host: str, port: int) -> Door:
    """Listen at once, so that nobody takes the port while the database is prepared.

    A browser that is early waits, instead of being refused.
    """
    if port not in PORTS:
        raise CannotStart(f"PORT doit être compris entre 1 et 65535, pas « {port} ».")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listener = socket.create_server((host, port), family=family, backlog=128)
    except OSError as error:
        raise CannotStart(_reason(host, port, error)) from error
    return Door(listener, str(listener.getsockname()[0]), port)


def _reason(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        other = port + 1 if port + 1 in PORTS else PORT
        return f"Le port {port} est déjà pris. Choisissez-en un autre : PORT={other} make run"
    if error.errno == errno.EACCES:
        return f"Le port {port} est réservé à l’administrateur. Prenez-en un autre : PORT={PORT}"
    return f"HOST={host} n’est pas une adresse de cette machine."
