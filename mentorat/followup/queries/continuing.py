"""Which pupils of the new year are those of a relation that goes on."""

from dataclasses import dataclass

from mentorat.foundations.scope import Scope
from mentorat.mentorships.models import Mentorship
from mentorat.people.models import Mentee, MenteeIdentity
from mentorat.programmes.models import SchoolProject


@dataclass(frozen=True)
class SamePupil:
    """A pupil of the relation, and those of the new year who may be the same.

    ``is_sure``: the first of them bears the same INE. Otherwise name, or birth date with name, are
    the same, and the coordinator chooses.
    """

    mentee: Mentee
    found: tuple[Mentee, ...]
    is_sure: bool


def next_project(mentorship: Mentorship, *, scope: Scope) -> SchoolProject | None:
    """Return the project of the same school for the year after, once it is open."""
    year = mentorship.project.campaign.year + 1
    projects = SchoolProject.objects.within(scope).select_related("campaign", "school")
    return projects.filter(school=mentorship.school_id, campaign__year=year).first()


def same_pupils(mentorship: Mentorship, *, scope: Scope) -> list[SamePupil]:
    """Return each pupil of a relation with the pupils of the next year who may be the same."""
    members = mentorship.mentee_memberships.values("mentee_id")
    former = list(Mentee.objects.within(scope).filter(pk__in=members).order_by("pk"))
    year = mentorship.project.campaign.year + 1
    present = list(Mentee.objects.within(scope).present().filter(year=year).order_by("pk"))
    everyone = [*former, *present]
    identities = MenteeIdentity.objects.within(scope).in_bulk([one.pk for one in everyone])
    return [_same(mentee, present, identities) for mentee in former]


def _same(
    mentee: Mentee, present: list[Mentee], identities: dict[int, MenteeIdentity]
) -> SamePupil:
    own = identities.get(mentee.pk)
    digest = own.ine_digest if own else ""
    by_ine = [
        one
        for one in present
        if digest and one.pk in identities and identities[one.pk].ine_digest == digest
    ]
    if by_ine:
        return SamePupil(mentee, tuple(by_ine), is_sure=len(by_ine) == 1)
    birth = own.birth_date if own else None
    named = [one for one in present if _name(one) == _name(mentee)]
    others = [
        one
        for one in named
        if birth is None or one.pk not in identities or identities[one.pk].birth_date == birth
    ]
    return SamePupil(mentee, tuple(others), is_sure=False)


def _name(mentee: Mentee) -> tuple[str, str]:
    return mentee.last_name.casefold(), mentee.first_name.casefold()
