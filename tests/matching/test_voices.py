"""Every reason, towards each reader: a sentence that a parent understands."""

import itertools
import re

import pytest

from mentorat.foundations.scope import Family, Scope
from mentorat.matching.engine import METIER, PARCOURS, Part
from mentorat.matching.engine.reasons import GOALS, KNOWS, reasons_of
from mentorat.matching.queries import reasons_for
from tests.matching.engine_facts import need, offer
from tests.matching.sentences import READERS, is_plain

STAFF = Scope(Family.SCHOOL)
TRAINING = "bac pro Métiers de l’électricité et de ses environnements connectés"
KINDS = (frozenset({METIER}), frozenset({PARCOURS}), frozenset({METIER, PARCOURS}))


def values(**parts):
    return dict.fromkeys(Part, 0) | {Part(name): value for name, value in parts.items()}


def every_reason():
    """Return each sentence that the engine can write, with its facts taken to their ends."""
    found = set()
    for affinity in (0, 30, 40, 60, 80, 100):
        found.update(reasons_of(need(training=TRAINING), offer(), values(affinity=affinity)))
    for asked, given in itertools.product(KINDS, KINDS):
        if asked & given:
            found.update(reasons_of(need(kinds=asked), offer(kinds=given), values()))
    for goal, origin in itertools.product(GOALS, KNOWS):
        found.update(reasons_of(need(objective=goal), offer(origin=origin), values(objective=100)))
    wished = need(wished_mentors=frozenset({10}), days_waiting=365, is_last_year=True)
    found.update(reasons_of(wished, offer(is_local=False), values(nearness=70)))
    for kilometres in (8.0, 12.5, 29.0):
        found.update(reasons_of(need(), offer(is_local=False, distance_km=kilometres), values()))
    asked_for = need(wishing_mentors=frozenset({10}))
    found.update(reasons_of(asked_for, offer(), values()))
    spoken = frozenset({"ara"})
    found.update(reasons_of(need(languages=spoken), offer(languages=spoken), values()))
    return sorted(found)


REASONS = every_reason()


def test_the_engine_writes_plain_sentences():
    assert [reason for reason in REASONS if not is_plain(reason)] == []
    assert len(REASONS) > 60


@pytest.mark.parametrize("reader", READERS)
def test_each_reason_is_turned_towards_whoever_reads_it(reader):
    said = dict(zip(REASONS, reasons_for(READERS[reader], REASONS), strict=True))

    assert [one for one in said.values() if not is_plain(one)] == []
    if reader == "mentor":
        assert [one for one in said.values() if not re.search(r"[Vv]ous|[Ll]’élève", one)] == []
    else:
        # Neither the pupil nor the parent is spoken to of « l’élève ».
        about = re.compile(r"[Ll]’élève\b|[Ll]e mentor\b")
        assert [one for one in said.values() if about.search(one)] == []


def test_a_reason_about_the_pupil_says_tu_to_the_pupil_alone():
    reasons = [
        "Le mentor travaille dans le domaine que prépare l’élève : CAP Coiffure.",
        (
            "Le mentor a déjà accueilli des élèves en stage : "
            "utile pour trouver ou réussir un stage (PFMP)."
        ),
        "L’élève attendait un mentor depuis 40 jours.",
    ]

    assert reasons_for(READERS["mentee"], reasons) == [
        "Cette personne travaille dans le domaine que tu prépares : CAP Coiffure.",
        (
            "Cette personne a déjà accueilli des élèves en stage : "
            "utile pour trouver ou réussir un stage (PFMP)."
        ),
        "Tu attendais un mentor depuis 40 jours.",
    ]
    assert reasons_for(READERS["mentor"], reasons) == [
        "Vous travaillez dans le domaine que prépare l’élève : CAP Coiffure.",
        (
            "Vous avez déjà accueilli des élèves en stage : "
            "utile pour trouver ou réussir un stage (PFMP)."
        ),
        "L’élève attendait un mentor depuis 40 jours.",
    ]
    assert reasons_for(READERS["guardian"], reasons) == [
        "Cette personne travaille dans le domaine que prépare votre enfant : CAP Coiffure.",
        (
            "Cette personne a déjà accueilli des élèves en stage : "
            "utile pour trouver ou réussir un stage (PFMP)."
        ),
        "Votre enfant attendait un mentor depuis 40 jours.",
    ]
    assert reasons_for(STAFF, reasons) == reasons


def test_what_a_person_wrote_by_hand_is_not_rewritten():
    assert reasons_for(READERS["mentee"], ["Vous aimez tous deux le rugby"]) == [
        "Vous aimez tous deux le rugby"
    ]
