"""A relation as a reader sees it: members with their answers, and what happened so far."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils import timezone

from mentorat.foundations.scope import Family, Scope
from mentorat.journal.models import Entry
from mentorat.mentorships.enums import MemberState, MentorshipState
from mentorat.mentorships.models import Membership, MentorMembership, Mentorship
from mentorat.people.models import Mentee, Mentor

# Once a relation has ended, those outside the school no longer read the pupil's name.
HIDDEN = "élève"


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
        return f"{mentors} accompagne {', '.join(member.name for member in self.mentees)}"


@dataclass(frozen=True)
class Moment:
    """A line of the timeline."""

    at: datetime
    sentence: str
    by: str = ""


def mentorship_shown(mentorship: Mentorship, *, scope: Scope) -> MentorshipShown:
    """Return the relation with the names that the scope may read, in four queries."""
    mentors = _members(mentorship.mentor_memberships.all(), _mentors(mentorship, scope), scope)
    mentees = _members(mentorship.mentee_memberships.all(), _mentees(mentorship, scope), scope)
    waiting = mentorship.state == MentorshipState.PROPOSED
    mine = [member for member in (*mentors, *mentees) if member.is_me]
    asked = next((member for member in mine if member.state == MemberState.ASKED), None)
    return MentorshipShown(mentorship, mentors, mentees, asked if waiting else None)


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


def _mentors(mentorship: Mentorship, scope: Scope) -> dict[int, tuple[str, str]]:
    found = Mentor.objects.within(scope).filter(memberships__mentorship=mentorship)
    return {mentor.pk: (_name(mentor, scope), mentor.job) for mentor in found}


def _mentees(mentorship: Mentorship, scope: Scope) -> dict[int, tuple[str, str]]:
    found = (
        Mentee.objects.within(scope)
        .filter(memberships__mentorship=mentorship)
        .select_related("speciality", "family")
    )
    return {
        mentee.pk: (_name(mentee, scope), f"{mentee.class_label}, {mentee.training or ''}")
        for mentee in found
    }


def _name(person: Mentor | Mentee, scope: Scope) -> str:
    if scope.family is Family.SCHOOL or (scope.association and isinstance(person, Mentor)):
        return str(person)
    return person.short_name


def _members(
    memberships: "Iterator[Membership] | object",
    names: dict[int, tuple[str, str]],
    scope: Scope,
) -> list[Member]:
    members = []
    for membership in memberships:  # type: ignore[attr-defined]  # a related manager's answer
        is_mentor = isinstance(membership, MentorMembership)
        person = membership.mentor_id if is_mentor else membership.mentee_id
        name, detail = names.get(person, (HIDDEN, ""))
        mine = scope.mentor if is_mentor else scope.mentee
        state = MemberState(membership.state)
        members.append(
            Member(membership.pk, person, name, detail, state, is_mentor, person == mine)
        )
    return members
