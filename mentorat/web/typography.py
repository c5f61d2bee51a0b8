"""French typography, applied once, at output: narrow no-break spaces and typographic apostrophes.

Sources hold ordinary spaces; readers never see « Titre : » cut before its colon. Only text that is
read is touched: never tags, attributes, scripts, nor what a person typed into a field.
"""

import re

NARROW = "\u202f"

# What is passed over, one alternative a line: elements left as they are, comments, any other tag,
# text without anything to change. What remains is text to typeset, the second group.
_PIECES = re.compile(
    r"(?:<(script|style|textarea|pre|code|kbd|samp)\b.*?</\1\s*>"
    r"|<!--.*?-->"
    r"|<(?:[^<>\"']|\"[^\"]*\"|'[^']*')*+>"
    r"|[^<;:!?»«%€'&]++(?=<|\Z))+"
    r"|([^<]+)",
    re.DOTALL | re.IGNORECASE,
)
_BEFORE = re.compile(r"[ \u00a0\n\t]+(?=[;:!?»](?:[\s\u00a0.,)»]|$))")
_OPENING = re.compile(r"«\s*")
_UNIT = re.compile(r"(?<=\d)[ \u00a0](?=[%€](?!\w))")
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])(?:'|&#x27;|&#39;)(?=[^\W_]|«|$)")


def typeset(text: str) -> str:
    """Return plain text, or one piece of text of a page, as French is printed."""
    text = _BEFORE.sub(NARROW, text)
    text = _OPENING.sub(f"«{NARROW}", text)
    text = _UNIT.sub(NARROW, text)
    return _APOSTROPHE.sub("’", text)


def typeset_html(page: str) -> str:
    """Return a page, or a fragment of one, with its text typeset and all else unchanged."""
    return _PIECES.sub(_piece, page)


def _piece(found: re.Match[str]) -> str:
    text = found[2]
    return found[0] if text is None else typeset(text)
