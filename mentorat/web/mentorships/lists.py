"""The list of relations."""

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render

from mentorat.access.roles import Permission
from mentorat.mentorships.enums import MentorshipState
from mentorat.mentorships.models import Mentorship, MentorshipQuerySet
from mentorat.mentorships.queries import mentorships_shown
from mentorat.programmes.enums import MentoringForm, Objective
from mentorat.web.lists import Filter, List, Search, Sort, template_of
from mentorat.web.pages import PageRequest, page


def with_words(rows: MentorshipQuerySet, words: str) -> MentorshipQuerySet:
    """Keep the relations of which a member's name begins with each of the words."""
    for word in words.split():
        rows = rows.filter(
            Q(mentee_memberships__mentee__last_name__unaccent__istartswith=word)
            | Q(mentee_memberships__mentee__first_name__unaccent__istartswith=word)
            | Q(mentor_memberships__mentor__last_name__unaccent__istartswith=word)
            | Q(mentor_memberships__mentor__first_name__unaccent__istartswith=word)
        )
    return rows.distinct()


MENTORSHIPS = List(
    noun="relation",
    search=Search("Nom d’un élève ou d’un mentor", with_words),
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


@page(permission=Permission.MENTORSHIP_VIEW)
def index(request: PageRequest) -> HttpResponse:
    mentorships = Mentorship.objects.within(request.scope).select_related("school")
    listing = MENTORSHIPS.read(request, mentorships)
    context = {
        "listing": listing,
        "lines": mentorships_shown(listing.rows, scope=request.scope),
    }
    return render(request, template_of(request, "mentorships/index.html"), context)
