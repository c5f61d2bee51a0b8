"""« Besoin d’aide ? »: whom a pupil or a mentor turns to, on the page that opens first."""

from collections.abc import Collection
from dataclasses import dataclass

from mentorat.access.models import Grant
from mentorat.access.roles import SCHOOL_STAFF
from mentorat.foundations import clock
from mentorat.mentorships.models import Mentorship
from mentorat.organisations.models import School
from mentorat.web.pages import PageRequest


@dataclass(frozen=True)
class Contact:
    """Someone of a school, or the school alone while nobody follows a relation there."""

    school: School
    name: str = ""
    role: str = ""


def contacts(request: PageRequest) -> list[Contact]:
    """Return who follows one's relations, one line a person; two questions, whatever their number.

    The pilot of the project stands in for whoever is not named.
    """
    scope, school = request.scope, request.grant.school
    if (scope.mentor is None and scope.mentee is None) or school is None:
        return []
    relations = (
        Mentorship.objects.within(scope)
        .live()
        .select_related("school", "followed_by", "project__pilot")
        .order_by("pk")
    )
    followers = {
        (one.school_id, follower.pk): (one.school, follower)
        for one in relations
        if (follower := one.followed_by or one.project.pilot) is not None
    }
    roles = _roles(followers)
    named = [
        Contact(at, follower.full_name, roles.get(key, ""))
        for key, (at, follower) in followers.items()
    ]
    return named or [Contact(school)]


def _roles(keys: Collection[tuple[int, int]]) -> dict[tuple[int, int], str]:
    """Return the role of people at their school, by numbers of the school and of the person."""
    schools, users = {school for school, _ in keys}, {user for _, user in keys}
    grants = Grant.objects.in_force(on=clock.today()).filter(
        role__in=SCHOOL_STAFF, school__in=schools, user__in=users
    )
    return {
        (grant.school_id, grant.user_id): grant.get_role_display()
        for grant in grants
        if grant.school_id is not None
    }
