"""Text messages: what a provider must offer, and the one used until there is a provider.

``SMS_BACKEND`` names a class; it is made without argument and has one method:

    def send(self, number: str, text: str) -> None: ...

It raises ``OSError`` when the message could not leave: it is then tried again.
"""

import logging
import re
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

logger = logging.getLogger(__name__)

FRENCH = re.compile(r"(?:\+33|0033|0)([1-9]\d{8})")
ABROAD = re.compile(r"(?:\+|00)([1-9]\d{7,13})")


class Backend(Protocol):
    def send(self, number: str, text: str) -> None: ...


class LoggingBackend:
    """Say in the log what would leave; the number is masked."""

    def send(self, number: str, text: str) -> None:
        logger.warning("SMS %s : %s", masked(number), text)


def backend() -> Backend:
    found: Backend = import_string(settings.SMS_BACKEND)()
    return found


def normalized(number: str) -> str:
    """Return a number as +33612345678, or nothing when it is none."""
    digits = re.sub(r"[\s.\-()]", "", number)
    if known := FRENCH.fullmatch(digits):
        return f"+33{known[1]}"
    abroad = ABROAD.fullmatch(digits)
    return f"+{abroad[1]}" if abroad else ""


def masked(number: str) -> str:
    """Return a number of which the two last digits alone are read."""
    return f"…{number[-2:]}"
