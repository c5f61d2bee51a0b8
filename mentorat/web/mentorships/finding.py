"""The relation that a page is about, within the scope of who reads it."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from mentorat.foundations.scope import Scope
from mentorat.mentorships.models import (
    Agreement,
    MenteeMembership,
    MentorMembership,
    Mentorship,
    MentorshipQuerySet,
)
from mentorat.web.guests import GuestRequest
from mentorat.web.pages import PageRequest


def mentorship_of(request: PageRequest | GuestRequest, pk: int | None) -> Mentorship:
    return get_object_or_404(with_its_year(Mentorship.objects.within(request.scope)), pk=pk)


def with_its_year(mentorships: MentorshipQuerySet) -> MentorshipQuerySet:
    return mentorships.select_related("school", "project__campaign", "followed_by")


def own_membership(scope: Scope, mentorship: Mentorship) -> MentorMembership | MenteeMembership:
    """Return the side of the one who reads. Whoever has none does not find the page."""
    if scope.mentor is not None:
        mine = MentorMembership.objects.within(scope)
        return get_object_or_404(mine, mentorship=mentorship, mentor_id=scope.mentor)
    own = MenteeMembership.objects.within(scope)
    return get_object_or_404(own, mentorship=mentorship, mentee_id=scope.mentee)


def agreement_in_force(scope: Scope, mentorship: Mentorship) -> Agreement:
    found = Agreement.objects.within(scope).filter(mentorship=mentorship, replaced_at=None)
    agreement = found.select_related("mentorship__project__campaign").first()
    if agreement is None:
        raise Http404
    return agreement
