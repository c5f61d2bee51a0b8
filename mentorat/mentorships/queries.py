"""A relation as a reader sees it: members with their answers, and what happened so far."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils import timezone

from mentorat.foundations.scope import Family, Scope
from mentorat.journal.models import Entry
from mentorat.mentorships.enums import MemberState, MentorshipState, RematchWait
from mentorat.mentorships.models import (
    MenteeMembership,
    MentorMembership,
    Mentorship,
    RematchHold,
)
from mentorat.mentorships.policies import held
from mentorat.people.models import Mentee, Mentor

# Once a relation has ended, those outside the school no longer read the pupil's name.
HIDDEN = "élève"

Side = MentorMembership | MenteeMembership
# By number of the person: the name, and a word on the trade or the training.
Names = dict[int, tuple[str, str]]


@dataclass(frozen=True)
class Member:
    membership_id: int
    person_id: int
    name: str
    detail: str
    state: MemberState
    is_mentor: bool
    is_me: bool


@dataclass(frozen=True)
class MentorshipShown:
    mentorship: Mentorship
    mentors: list[Member]
    mentees: list[Member]
    asked: Member | None
    """My own membership, while I have not answered."""

    @property
    def title(self) -> str:
        mentors = " et ".join(member.name for member in self.mentors)
        verb = "accompagnent" if len(self.mentors) > 1 else "accompagne"
        return f"{mentors} {verb} {', '.join(member.name for member in self.mentees)}"


@dataclass(frozen=True)
class Moment:
    """A line of the timeline."""

    at: datetime
    sentence: str
    by: str = ""


def mentorship_shown(mentorship: Mentorship, *, scope: Scope) -> MentorshipShown:
    """Return the relation with the names that the scope may read."""
    (shown,) = mentorships_shown([mentorship], scope=scope)
    return shown


def mentorships_shown(mentorships: Sequence[Mentorship], *, scope: Scope) -> list[MentorshipShown]:
    """Return relations with the names that the scope may read, in four queries."""
    names = {True: _mentors(mentorships, scope), False: _mentees(mentorships, scope)}
    members: dict[int, list[Member]] = {mentorship.pk: [] for mentorship in mentorships}
    for model in (MentorMembership, MenteeMembership):
        memberships = model.objects.unscoped("of relations seen within the scope")
        for one in memberships.filter(mentorship__in=mentorships).order_by("pk"):
            members[one.mentorship_id].append(_member(one, names, scope))
    return [_shown(mentorship, members[mentorship.pk]) for mentorship in mentorships]


def _shown(mentorship: Mentorship, members: list[Member]) -> MentorshipShown:
    is_open = mentorship.state == MentorshipState.PROPOSED
    mine = (one for one in members if one.is_me and one.state == MemberState.ASKED)
    return MentorshipShown(
        mentorship=mentorship,
        mentors=[one for one in members if one.is_mentor],
        mentees=[one for one in members if not one.is_mentor],
        asked=next(mine, None) if is_open else None,
    )


@dataclass(frozen=True)
class HoldLine:
    """A pupil whose relation has ended, and what is waited for before another one."""

    hold: RematchHold
    wait: RematchWait


def holds_listed(*, scope: Scope, today: date) -> list[HoldLine]:
    """Return the minors who wait before another relation; those to decide of first."""
    holds = list(
        RematchHold.objects.within(scope)
        .undecided()
        .filter(mentee__left_on=None)
        .select_related("mentee")
        .order_by("until", "pk")
    )
    waiting = held({hold.mentee_id for hold in holds}, on=today)
    lines = [
        HoldLine(hold, wait)
        for hold in holds
        if (wait := hold.waits_for(on=today)) and hold.mentee_id in waiting
    ]
    return sorted(lines, key=lambda line: line.wait is not RematchWait.DECISION)


def timeline(mentorship: Mentorship, *, scope: Scope) -> list[Moment]:
    """Return what happened, latest first. The school reads who did it; the others read what."""
    if scope.family is not Family.SCHOOL:
        return sorted(_dates(mentorship), key=lambda moment: moment.at, reverse=True)
    entries = (
        Entry.objects.within(scope)
        .filter(about_kind="mentorship", about_id=mentorship.pk)
        .select_related("by")
        .order_by("-at", "-pk")
    )
    return [Moment(entry.at, entry.get_event_display(), str(entry.by or "")) for entry in entries]


def _dates(mentorship: Mentorship) -> Iterator[Moment]:
    yield Moment(mentorship.proposed_at, "relation proposée")
    if mentorship.started_on:
        yield Moment(_noon(mentorship.started_on), "première séance")
    if mentorship.ended_on:
        yield Moment(_noon(mentorship.ended_on), "relation terminée")


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=timezone.get_current_timezone())


def _mentors(mentorships: Sequence[Mentorship], scope: Scope) -> Names:
    found = Mentor.objects.within(scope).filter(memberships__mentorship__in=mentorships)
    return {mentor.pk: (_name(mentor, scope), mentor.job) for mentor in found.distinct()}


def _mentees(mentorships: Sequence[Mentorship], scope: Scope) -> Names:
    found = (
        Mentee.objects.within(scope)
        .filter(memberships__mentorship__in=mentorships)
        .select_related("speciality", "family")
        .distinct()
    )
    return {mentee.pk: (_name(mentee, scope), _training(mentee)) for mentee in found}


def _training(mentee: Mentee) -> str:
    return ", ".join(str(part) for part in (mentee.class_label, mentee.training) if part)


def _name(person: Mentor | Mentee, scope: Scope) -> str:
    is_own_mentor = scope.association is not None and isinstance(person, Mentor)
    return str(person) if scope.family is Family.SCHOOL or is_own_mentor else person.short_name


def _member(membership: Side, names: dict[bool, Names], scope: Scope) -> Member:
    if isinstance(membership, MentorMembership):
        is_mentor, person, me = True, membership.mentor_id, scope.mentor
    else:
        is_mentor, person, me = False, membership.mentee_id, scope.mentee
    name, detail = names[is_mentor].get(person, (HIDDEN, ""))
    state = MemberState(membership.state)
    return Member(membership.pk, person, name, detail, state, is_mentor, person == me)
