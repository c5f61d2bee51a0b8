"""What a sentence must be for a parent to understand it."""

import re

from mentorat.foundations.scope import Family, Scope

LONGEST = 160
JARGON = re.compile(r"[_'<>{}\[\]]|ROME|NSF|MEF|None|score|poids|affinit|\b[A-Z]\d{2}\b", re.ASCII)

# Those outside the school who read why.
READERS = {
    "mentor": Scope(Family.GRANT, mentor=1),
    "mentee": Scope(Family.GRANT, mentee=1),
    "guardian": Scope(Family.GRANT, guardian=1),
}


def is_plain(sentence):
    return (
        sentence[0].isupper()
        and sentence.endswith(".")
        and len(sentence) <= LONGEST
        and not JARGON.search(sentence)
        and not re.search(r"  | \.|\.\.", sentence)
    )
