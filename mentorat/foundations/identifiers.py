"""Identifiers of the French school ecosystem: their shape, and their check letter."""

import re

# The 23 letters of the ministry's check: the alphabet without I, O and Q.
LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"
UAI = re.compile(r"[0-9]{7}[A-Z]")
# Three generations live together: national register, former académies' bases, apprentices.
INE = re.compile(r"[0-9]{9}[A-Z]{2}|[0-9]{10}[A-Z]|[0-9]{4}A[0-9]{5}[A-Z]")


def uai_letter(digits: str) -> str:
    """Return the check letter of the seven digits of an UAI."""
    return LETTERS[int(digits) % len(LETTERS)]


def normal(text: str) -> str:
    """Return an identifier as it is kept: capitals, without spaces."""
    return "".join(text.split()).upper()


def has_uai_shape(text: str) -> bool:
    return UAI.fullmatch(text) is not None


def is_uai(text: str) -> bool:
    """Say whether the text is an UAI as it is kept: seven digits and their check letter."""
    return has_uai_shape(text) and text[7] == uai_letter(text[:7])


def is_ine(text: str) -> bool:
    """Say whether the text has the shape of an INE. The rule of its last letter is not public."""
    return INE.fullmatch(text) is not None
