"""What a sentence must be for a parent to understand it."""

import re

from mentorat.foundations.scope import Family, Scope

LONGEST, MOST_WORDS = 160, 30
JARGON = re.compile(r"[_'<>{}\[\]]|ROME|NSF|MEF|None|score|poids|affinit|\b[A-Z]\d{2}\b", re.ASCII)

# Those outside the school who read why.
READERS = {
    "mentor": Scope(Family.GRANT, mentor=1),
    "mentee": Scope(Family.GRANT, mentee=1),
    "guardian": Scope(Family.GRANT, guardian=1),
}
# Short names that need no word of explanation, and one that stands after its explanation.
ACRONYM = re.compile(r"\b[A-Z]{2,}\b")
KNOWN = {"CAP", "BTS", "BUT", "BMA"}
EXPLAINED = "stage (PFMP)"
NUMBER = re.compile(
    r"\b\d+\b(?! (?:jours?|ans?|mois|kilomètres|janvier|février|mars|avril|mai|juin|juillet"
    r"|août|septembre|octobre|novembre|décembre|\d{4}|%|sur 100))"
)
SUBJECTS = ("Le mentor ", "L’élève ", "Vous ", "Tu ", "Cette personne ", "Votre enfant ", "Vos ")


def is_plain(sentence):
    return (
        sentence[0].isupper()
        and sentence.endswith(".")
        and len(sentence) <= LONGEST
        and len(sentence.split()) <= MOST_WORDS
        and sentence.startswith(SUBJECTS)
        and not JARGON.search(sentence)
        and not NUMBER.search(sentence)
        and set(ACRONYM.findall(sentence.replace(EXPLAINED, ""))) <= KNOWN
        and not re.search(r"  | \.|\.\.", sentence)
    )
