from datetime import UTC, date, datetime, time

from mentorat.foundations.place import school_span
from mentorat.foundations.scope import Family, Scope
from mentorat.speedmeetings import actions
from tests.factories.matching import NeedFactory, OfferFactory
from tests.factories.people import UserFactory
from tests.factories.programmes import SchoolProjectFactory

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
DAY = date(2026, 11, 9)
AFTER = datetime(2026, 11, 9, 17, tzinfo=UTC)


def scope_of(project):
    return Scope(Family.SCHOOL, school_span(project.place))


def volunteers(project, number, **mentee):
    mentees = {f"mentee__{name}": value for name, value in mentee.items()}
    return [
        NeedFactory(mentee__school=project.school, campaign=project.campaign, **mentees)
        for _ in range(number)
    ]


def seats(project, number, **offer):
    return [
        OfferFactory(school=project.school, campaign=project.campaign, **offer)
        for _ in range(number)
    ]


def planned(project=None, *, pupils=3, mentors=2, rounds=3, **told):
    """Return a meeting that is planned, with as many pupils and mentors."""
    project = project or SchoolProjectFactory()
    needs = told.pop("needs", None) or volunteers(project, pupils)
    offers = told.pop("offers", None) or seats(project, mentors)
    return actions.plan_meeting(
        **{
            "project": project,
            "scope": scope_of(project),
            "held_on": DAY,
            "starts_at": time(14),
            "where": "salle polyvalente",
            "rounds": rounds,
            "needs": [one.pk for one in needs],
            "offers": [one.pk for one in offers],
            "now": NOW,
            "by": UserFactory(),
            **told,
        }
    )


def choose(meeting, one, others, *, now=AFTER, by=None):
    """Let a need or an offer name others, the preferred first."""
    is_need = type(one).__name__ == "Need"
    own, facing = ("need", "mentor_side__offer") if is_need else ("offer", "mentee_side__need")
    participant = meeting.participants.get(**{own: one})
    side = "mentee_side" if is_need else "mentor_side"
    turns = [meeting.turns.get(**{side: participant, facing: other}).pk for other in others]
    return actions.give_marks(participant=participant, turns=turns, now=now, by=by)
