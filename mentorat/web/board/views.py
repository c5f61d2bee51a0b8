"""The board of the bureau des entreprises: one look at the mentoring of the school."""

from collections.abc import Sequence

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from mentorat.access.roles import Permission
from mentorat.followup.enums import Health
from mentorat.followup.models import Alarm
from mentorat.followup.queries import (
    by_subject,
    days_to_first_meeting,
    health_counts,
    not_begun,
    subjects,
    useful_days,
    with_health,
)
from mentorat.foundations import clock
from mentorat.matching.queries import waiting_list
from mentorat.mentorships.enums import MentorshipState
from mentorat.mentorships.models import MenteeMembership, Mentorship, MentorshipQuerySet
from mentorat.mentorships.queries import mentorships_shown
from mentorat.organisations.models import School
from mentorat.people.models import User
from mentorat.programmes.enums import MentoringForm
from mentorat.programmes.models import Campaign, SchoolProject
from mentorat.programmes.queries import campaign_on, project_of
from mentorat.scheduling.queries import agenda
from mentorat.web.components import KeyFigure, Task
from mentorat.web.lists import Filter, List, Sort, template_of
from mentorat.web.pages import PageRequest, page
from mentorat.web.waiting.deciding import alarms as alarms_counted
from mentorat.web.waiting.tasks import tasks_of, volunteers

# What one sees without asking; each part leads to its whole list.
MOST = 6
CLASS = "mentee_memberships__mentee__class_label"


def of_class(rows: MentorshipQuerySet, label: str) -> MentorshipQuerySet:
    return rows.filter(**{CLASS: label}).distinct()


def of_health(rows: MentorshipQuerySet, health: str) -> MentorshipQuerySet:
    return rows.filter(Q(("health", health)))


def of_follower(rows: MentorshipQuerySet, user: str) -> MentorshipQuerySet:
    return rows.filter(followed_by=int(user))


def relations_list(
    classes: Sequence[str], followers: Sequence[tuple[str, str]]
) -> List[MentorshipQuerySet]:
    return List(
        noun="relation",
        filters=(
            Filter("health", "Santé", Health.choices, of_health),
            Filter("class", "Classe", [(label, label) for label in classes], of_class),
            Filter("follower", "Suivie par", followers, of_follower),
            Filter("form", "Forme", MentoringForm.choices, lambda rows, v: rows.filter(form=v)),
        ),
        sorts=(
            Sort("health", "Ce qui presse", ("urgency", "last_met")),
            Sort("last", "Dernière séance", ("last_met",)),
            Sort("next", "Prochaine séance", ("next_on",)),
        ),
        page_size=20,
    )


@page(permission=Permission.MATCHING_RUN)
def index(request: PageRequest) -> HttpResponse:
    campaign = campaign_on(clock.today())
    school = get_object_or_404(
        School.objects.within(request.scope).select_related("academy"), place=request.scope.place
    )
    project = project_of(school, campaign, scope=request.scope)
    if project is None:
        return redirect("projects:index")
    relations = with_health(
        Mentorship.objects.within(request.scope).running().select_related("school"),
        campaign=campaign,
        now=clock.now(),
    )
    listing = relations_list(_classes(request), _followers(request)).read(request, relations)
    context: dict[str, object] = {
        "listing": listing,
        "lines": [
            {"shown": shown, "row": shown.mentorship}
            for shown in mentorships_shown(listing.rows, scope=request.scope)
        ],
    }
    if not listing.is_swap:
        context |= _around(request, campaign, project, relations)
    return render(request, template_of(request, "board/index.html"), context)


def _around(
    request: PageRequest,
    campaign: Campaign,
    project: SchoolProject,
    relations: MentorshipQuerySet,
) -> dict[str, object]:
    """Return what stands above the list of relations."""
    today = clock.today()
    waiting = waiting_list(project, scope=request.scope, today=today)
    out = not_begun(request.scope)
    alarms = by_subject(Alarm.objects.within(request.scope).open().order_by("raised_on", "pk"))
    health = health_counts(relations)
    median = days_to_first_meeting(request.scope, campaign)
    return {
        "today": today,
        "waiting": waiting[:MOST],
        "waiting_more": max(len(waiting) - MOST, 0),
        "out": [{"one": one, "is_late": one.is_late(today)} for one in out[:MOST]],
        "out_more": max(len(out) - MOST, 0),
        "sessions": agenda(request.scope, today, today, full_names=True),
        "tasks": tasks_of(request, campaign, but=(alarms_counted, volunteers)),
        "alarms": [
            Task(
                f"{found.title} : {found.causes}.",
                "Voir quoi faire",
                reverse("alarms:detail", args=[found.first.alarm.pk]),
                detail=found.sentence,
            )
            for found in subjects(alarms[:MOST], scope=request.scope)
        ],
        "alarms_more": max(len(alarms) - MOST, 0),
        "days": [{"one": one, "is_past": today > one.day} for one in useful_days(campaign)],
        "minimum_months": campaign.minimum_months,
        "figures": [
            KeyFigure("volontaires en attente", len(waiting), url=reverse("matching:index")),
            KeyFigure("relations pas encore commencées", len(out)),
            *(
                KeyFigure(
                    f"relations {each.label}",
                    health[each],
                    url=f"{reverse('board:index')}?health={each}",
                )
                for each in Health
            ),
            KeyFigure("jours de la demande à la première séance", median),
        ],
    }


def _classes(request: PageRequest) -> list[str]:
    """Return the classes of the pupils of running relations."""
    members = MenteeMembership.objects.within(request.scope).filter(
        mentorship__state__in=MentorshipState.RUNNING
    )
    labels = members.order_by("mentee__class_label").values_list("mentee__class_label", flat=True)
    return list(labels.distinct())


def _followers(request: PageRequest) -> list[tuple[str, str]]:
    """Return who follows a running relation, by number."""
    running = Mentorship.objects.within(request.scope).running()
    people = User.objects.filter(pk__in=running.values("followed_by"))
    return [(str(user.pk), str(user)) for user in people.order_by("full_name", "pk")]
