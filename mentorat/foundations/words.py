"""Words as they are compared, whatever the case, the accents and the marks between them."""

import re
import unicodedata

NOT_A_WORD = re.compile(r"[^a-z0-9]+")


def folded(text: str) -> str:
    """Return the text as it is compared: lower case, without accents, words apart by a space."""
    plain = unicodedata.normalize("NFKD", text.lower().replace("œ", "oe").replace("æ", "ae"))
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return NOT_A_WORD.sub(" ", letters).strip()
