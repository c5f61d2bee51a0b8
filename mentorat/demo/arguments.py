"""Why this mentor for this pupil: the matching engine's own sentences, for past relations."""

from functools import lru_cache

from mentorat.demo.lives import Life
from mentorat.demo.stage import PlayedMentor, PlayedSchool, Pupil
from mentorat.matching.engine.facts import METIER, PARCOURS, NeedFacts, OfferFacts, Part
from mentorat.matching.engine.reasons import reasons_of
from mentorat.matching.engine.scoring import BY_REMOTE, FULL, Trades, affinity_of, fit
from mentorat.programmes.enums import MentoringKind

SIDES = {
    MentoringKind.METIER: frozenset({METIER}),
    MentoringKind.PARCOURS: frozenset({PARCOURS}),
    MentoringKind.BOTH: frozenset({METIER, PARCOURS}),
}

affinity = lru_cache(maxsize=4_096)(affinity_of)


def suits(mentor: PlayedMentor, pupil: Pupil) -> bool:
    """Say whether the engine could have proposed this mentor."""
    common = SIDES[pupil.kind] & SIDES[mentor.kind]
    return PARCOURS in common or (METIER in common and _affinity(mentor, pupil) >= 60)


def kind_of(mentor: PlayedMentor, pupil: Pupil) -> MentoringKind:
    """Return what the mentor and the pupil have in common."""
    common = SIDES[pupil.kind] & SIDES[mentor.kind]
    return next(found for found, sides in SIDES.items() if sides == common)


def reasons(school: PlayedSchool, mentor: PlayedMentor, pupil: Pupil, life: Life) -> list[str]:
    """Return the sentences that both sides read before they answer."""
    is_local = mentor.city == school.school.city
    need = NeedFacts(
        id=pupil.number,
        kinds=SIDES[pupil.kind],
        objective=pupil.objective,
        accepts_remote=True,
        days_waiting=(life.proposed_on - life.volunteered_on).days,
        is_last_year=pupil.group.is_last_year,
        training=pupil.group.training,
        nsf_groups=pupil.group.course.trades.nsf_groups,
        rome_domains=pupil.group.course.trades.rome_domains,
    )
    offer = OfferFacts(
        id=mentor.number,
        mentor=mentor.number,
        kinds=SIDES[mentor.kind],
        origin=mentor.origin,
        accepts_remote=mentor.accepts_remote,
        is_local=is_local,
        is_cleared=True,
        seats=1,
        nsf_groups=mentor.course.trades.nsf_groups,
        rome_domains=mentor.course.trades.rome_domains,
    )
    values = {
        Part.AFFINITY: _affinity(mentor, pupil),
        Part.OBJECTIVE: fit(pupil.objective, mentor.origin),
        Part.NEARNESS: FULL if is_local else BY_REMOTE * mentor.accepts_remote,
    }
    return list(reasons_of(need, offer, values))


def _affinity(mentor: PlayedMentor, pupil: Pupil) -> int:
    ours: Trades = pupil.group.course.trades
    return affinity(ours, mentor.course.trades)
