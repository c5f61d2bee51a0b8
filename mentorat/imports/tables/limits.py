"""How much of a file is read at most. A file of 2 kB can ask for gigabytes."""

import time

MEGABYTE = 1024 * 1024
MAX_MEGABYTES = 5
MAX_BYTES = MAX_MEGABYTES * MEGABYTE
MAX_INFLATED = 60 * MEGABYTE
MAX_RATIO = 120
MAX_MEMBERS = 200
MAX_LINES = 20_000
LAST_LINE = MAX_LINES + 1  # the line of titles comes on top
MAX_COLUMNS = 60
MAX_CHARACTERS = 5_000
MAX_STRINGS = 400_000
MAX_STYLES = 65_000
MAX_NAMES = 2_000
SECONDS = 20.0


class Patience:
    """The time that one file may take, from its first byte to its last line."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._until = time.monotonic() + seconds

    @property
    def is_over(self) -> bool:
        return time.monotonic() > self._until
