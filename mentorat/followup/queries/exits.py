"""The departure of an association: what it ends, and what each school still has to decide."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection
from django.db.models import Count, Exists, OuterRef

from mentorat.access.queries import association_access
from mentorat.followup.models import Closing
from mentorat.foundations.place import Span
from mentorat.foundations.scope import Scope
from mentorat.matching.queries import choices_by_hand
from mentorat.mentorships.models import Mentorship, MentorshipQuerySet
from mentorat.mentorships.queries import MentorshipShown, mentorships_shown
from mentorat.organisations.models import Association
from mentorat.people.models import Mentor
from mentorat.programmes.enums import MentoringKind
from mentorat.programmes.models import SchoolProject


@dataclass(frozen=True)
class ExitFigures:
    """What the departure of an association ends, in figures alone."""

    grants: int
    invitations: int
    links: int
    schools: int
    is_within: bool
    """Whether every school concerned is in the territory of whoever asks."""


@dataclass(frozen=True)
class ExitToSettle:
    association_id: int
    name: str
    leaves_on: date
    count: int


@dataclass(frozen=True)
class RelationLeft:
    """A relation to decide about, and a mentor of the same kind who has a seat."""

    shown: MentorshipShown
    other: Mentor | None


def exit_figures(association: Association, *, span: Span, on: date, now: datetime) -> ExitFigures:
    ends = association_access(association, mentor_ids=mentor_ids(association), on=on, now=now)
    places = _answers("SELECT mentorat_association_places(%s)", association)
    return ExitFigures(
        grants=ends.grants.count(),
        invitations=ends.invitations.count(),
        links=ends.links.count(),
        schools=len(places),
        is_within=all(place in span for place in places),
    )


def mentor_ids(association: Association) -> list[int]:
    """Return the numbers of its mentors, whom a territory does not read."""
    return _answers("SELECT mentorat_association_mentors(%s)", association)


def exits_to_settle(scope: Scope) -> list[ExitToSettle]:
    """Return the associations that leave relations to decide about, the first to leave first."""
    rows = (
        _left(scope)
        .values_list("association", "association__name", "association__leaves_on")
        .annotate(count=Count("pk"))
        .order_by("association__leaves_on", "association__name")
    )
    return [ExitToSettle(*row) for row in rows]


def relations_to_settle(scope: Scope, association: Association) -> MentorshipQuerySet:
    return _left(scope).filter(association=association).order_by("pk")


def relations_left(
    relations: Sequence[Mentorship], *, project: SchoolProject | None, scope: Scope, today: date
) -> list[RelationLeft]:
    """Return relations with a mentor to suggest for each. No seat is suggested twice."""
    shown = mentorships_shown(relations, scope=scope)
    if project is None:
        return [RelationLeft(one, None) for one in shown]
    choice = choices_by_hand(project, scope=scope, today=today)
    seats = dict(choice.seats)
    found = []
    for one in shown:
        own = {member.person_id for member in one.mentors}
        needed = len(one.mentees)
        offers = (
            offer
            for offer in choice.offers.values()
            if offer.mentor.association_id != one.mentorship.association_id
            and offer.mentor_id not in own
            and seats[offer.pk] >= needed
            and _goes_with(one.mentorship.kind, offer.kind)
        )
        offer = next(offers, None)
        if offer is not None:
            seats[offer.pk] -= needed
        found.append(RelationLeft(one, offer.mentor if offer else None))
    return found


def _goes_with(kind: str, other: str) -> bool:
    return kind == other or MentoringKind.BOTH in {kind, other}


def _left(scope: Scope) -> MentorshipQuerySet:
    """Keep the live relations of associations that leave, unless their closing is open."""
    closing = Closing.objects.unscoped("inside a condition").standing()
    return (
        Mentorship.objects.within(scope)
        .live()
        .filter(association__leaves_on__isnull=False)
        .exclude(Exists(closing.filter(mentorship=OuterRef("pk"))))
    )


def _answers(question: str, association: Association) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(question, [association.pk])
        return [number for (number,) in cursor.fetchall()]
