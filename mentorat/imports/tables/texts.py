"""How the value of a cell is written as text, whatever the format that carried it."""

import re
import unicodedata
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation

INVISIBLE = re.compile(r"[\u0000-\u0008\u000e-\u001f\u007f\u00ad\u200b-\u200f\u2028-\u202e\ufeff]")
SPACES = re.compile(r"\s+")
# Beyond, a number is no identifier that a person would type, and its digits would fill memory.
MAX_DIGITS = 20


def cleaned(text: str) -> str:
    """Return the text composed, without invisible characters, with single ordinary spaces."""
    if text.isascii() and text.isalnum():
        return text
    visible = INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    return SPACES.sub(" ", visible).strip()


def number(text: str) -> str:
    """Return a number as one would type it: no « .0 », no power of ten."""
    try:
        value = Decimal(text)
    except InvalidOperation:
        return text
    if not value.is_finite() or abs(value.adjusted()) > MAX_DIGITS:
        return text
    if value == value.to_integral_value():
        return f"{value:.0f}"
    return f"{value.normalize():f}"


def moment(value: date | time) -> str:
    """Return a date as dd/mm/yyyy, with the hour when it says one."""
    if isinstance(value, time):
        return f"{value:%H:%M}"
    day = f"{value.day:02}/{value.month:02}/{value.year:04}"
    if isinstance(value, datetime) and (value.hour or value.minute):
        return f"{day} {value:%H:%M}"
    return day


def iso_moment(text: str) -> str:
    """Return an ISO date as dd/mm/yyyy; anything else stays as it is."""
    try:
        return moment(datetime.fromisoformat(text))
    except ValueError:
        return text


def yes_or_no(*, truth: bool) -> str:
    return "oui" if truth else "non"
