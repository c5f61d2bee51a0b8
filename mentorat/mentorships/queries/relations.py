"""A relation as a reader sees it: its members, with their answers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from mentorat.foundations.scope import Family, Scope
from mentorat.mentorships.enums import MemberState, MentorshipState
from mentorat.mentorships.models import (
    FormerMentee,
    MenteeMembership,
    MentorMembership,
    Mentorship,
)
from mentorat.people.models import Mentee, Mentor
from mentorat.people.queries import photos_of
from mentorat.programmes.enums import MentoringForm

# Once a relation has ended, those outside the school no longer read the pupil's name.
HIDDEN = "élève"
# A second mentor whom another body brings: those outside the school do not read that file.
HIDDEN_MENTOR = "un autre mentor"

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
    photo: str = ""


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


def with_photos(shown: MentorshipShown, *, scope: Scope) -> MentorshipShown:
    """Add the photos of the mentors that the scope may see, while the relation lives."""
    if shown.mentorship.state not in MentorshipState.LIVE:
        return shown
    found = photos_of([one.person_id for one in shown.mentors], scope=scope)
    mentors = [replace(one, photo=found.get(one.person_id, "")) for one in shown.mentors]
    return replace(shown, mentors=mentors)


def former_mentees(mentorship: Mentorship, *, scope: Scope) -> list[FormerMentee]:
    """Return the pupils who left this group, with their names, the first to leave first."""
    if mentorship.form == MentoringForm.INDIVIDUAL:
        return []
    found = FormerMentee.objects.within(scope).filter(mentorship=mentorship)
    return list(found.select_related("mentee").order_by("left_on", "pk"))


def _shown(mentorship: Mentorship, members: list[Member]) -> MentorshipShown:
    is_open = mentorship.state == MentorshipState.PROPOSED
    mine = (one for one in members if one.is_me and one.state == MemberState.ASKED)
    return MentorshipShown(
        mentorship=mentorship,
        mentors=[one for one in members if one.is_mentor],
        mentees=[one for one in members if not one.is_mentor],
        asked=next(mine, None) if is_open else None,
    )


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
    name, detail = names[is_mentor].get(person, (HIDDEN_MENTOR if is_mentor else HIDDEN, ""))
    state = MemberState(membership.state)
    return Member(membership.pk, person, name, detail, state, is_mentor, person == me)
