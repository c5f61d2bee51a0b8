"""The list of relations."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import or_

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from mentorat.access.roles import Permission
from mentorat.foundations import clock
from mentorat.foundations.scope import Family
from mentorat.matching.queries import WaitToMeeting, waits_to_meeting
from mentorat.mentorships.enums import MentorshipState
from mentorat.mentorships.models import Mentorship, MentorshipQuerySet
from mentorat.mentorships.queries import mentorships_shown
from mentorat.programmes.enums import MentoringForm, Objective
from mentorat.web.lists import Filter, List, Search, Sort, template_of
from mentorat.web.pages import PageRequest, page

MENTEE, MENTOR = "mentee_memberships__mentee", "mentor_memberships__mentor"
FIRST_NAMES = (f"{MENTEE}__first_name", f"{MENTOR}__first_name")
NAMES = (*FIRST_NAMES, f"{MENTEE}__last_name", f"{MENTOR}__last_name")


def with_words(rows: MentorshipQuerySet, words: str, names: Sequence[str]) -> MentorshipQuerySet:
    """Keep the relations of which a member's name begins with each of the words."""
    for word in words.split():
        begins = (Q(**{f"{name}__unaccent__istartswith": word}) for name in names)
        rows = rows.filter(reduce(or_, begins))
    return rows.distinct()


MENTORSHIPS = List(
    noun="relation",
    search=Search(
        "Nom d’un élève ou d’un mentor", lambda rows, words: with_words(rows, words, NAMES)
    ),
    filters=(
        Filter("state", "État", MentorshipState.choices, lambda rows, v: rows.filter(state=v)),
        Filter("form", "Forme", MentoringForm.choices, lambda rows, v: rows.filter(form=v)),
        Filter(
            "objective", "Objectif", Objective.choices, lambda rows, v: rows.filter(objective=v)
        ),
    ),
    sorts=(
        Sort("recent", "Les plus récentes", ("-proposed_at",)),
        Sort("started", "Début", ("started_on",)),
        Sort("state", "État", ("state",)),
    ),
)


# Those who read an initial must not spell the surname out by searching it letter by letter.
BY_FIRST_NAME = replace(
    MENTORSHIPS,
    search=Search(
        "Prénom d’un élève ou d’un mentor", lambda rows, words: with_words(rows, words, FIRST_NAMES)
    ),
)


@dataclass(frozen=True)
class Line:
    """A row of the list: the relation, whom it brings together, and how long that took."""

    mentorship: Mentorship
    title: str
    waited: WaitToMeeting | None


@page(permission=Permission.MENTORSHIP_VIEW)
def index(request: PageRequest) -> HttpResponse:
    mentorships = Mentorship.objects.within(request.scope).select_related("school")
    of_school = request.scope.family is Family.SCHOOL
    listing = (MENTORSHIPS if of_school else BY_FIRST_NAME).read(request, mentorships)
    context = {
        "listing": listing,
        "lines": _lines(listing.rows, request),
        "manages": request.can(Permission.MENTORSHIP_MANAGE),
        "is_mentee": request.scope.mentee is not None,
        **_when_none(request),
    }
    return render(request, template_of(request, "mentorships/index.html"), context)


def _lines(rows: Sequence[Mentorship], request: PageRequest) -> list[Line]:
    waits = waits_to_meeting(rows, scope=request.scope, today=clock.today())
    return [
        Line(shown.mentorship, shown.title, waits.get(shown.mentorship.pk))
        for shown in mentorships_shown(rows, scope=request.scope)
    ]


def _when_none(request: PageRequest) -> dict[str, str]:
    """Return what is said to someone without any relation, and the act that may change it."""
    if request.can(Permission.OWN_NEED):
        words = ("Tu n’as pas encore de mentor.", "Demander un mentor", "volunteering:mine")
    elif request.can(Permission.OWN_OFFER):
        words = ("Aucun élève ne vous est encore proposé.", "Mes disponibilités", "offering:mine")
    elif request.can(Permission.MATCHING_RUN):
        words = ("Aucune relation pour le moment.", "Chercher des mentors", "matching:index")
    else:
        return {"nothing": "Aucune relation pour le moment.", "act": "", "act_url": ""}
    nothing, act, name = words
    return {"nothing": nothing, "act": act, "act_url": reverse(name)}
