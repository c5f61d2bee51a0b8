"""A relation proposed by hand: a coordinator chooses mentors and pupils."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from mentorat.access.questions import holders
from mentorat.access.roles import Permission
from mentorat.followup.queries import useful_days
from mentorat.foundations import clock
from mentorat.matching.actions import propose_by_hand
from mentorat.matching.queries import Choice, choices_by_hand
from mentorat.organisations.models import School
from mentorat.people.models import User
from mentorat.programmes.models import SchoolProject
from mentorat.programmes.queries import campaign_on, project_of
from mentorat.web.changed import mentorship_changed
from mentorat.web.mentorships.forms import ProposeForm
from mentorat.web.pages import PageRequest, page, refusals_shown_in


@page(permission=Permission.MENTORSHIP_MANAGE, writes=True)
def propose(request: PageRequest) -> HttpResponse:
    """Choose who and why; both sides then answer, as for what the engine proposes."""
    project = own_project(request)
    if project is None:
        return redirect("projects:index")
    choice = choices_by_hand(project, scope=request.scope, today=clock.today())
    form = ProposeForm(
        request.POST if request.method == "POST" else None,
        choice=choice,
        team=team_of(project),
        initial={"followed_by": project.pilot_id, "needs": [request.GET.get("need", "")]},
    )
    if form.is_valid():
        with refusals_shown_in(form):
            mentorship = _propose(request, project, choice, form)
            messages.success(request, "C’est proposé : chaque côté reçoit son lien et répond.")
            return redirect("mentorships:detail", mentorship)
    context = {
        "form": form,
        "choice": choice,
        "useful_days": useful_days(project.campaign),
        "minimum_months": project.campaign.minimum_months,
    }
    return render(request, "mentorships/propose.html", context)


def own_project(request: PageRequest) -> SchoolProject | None:
    """Return the project of the school of the one who works, for the campaign of the day."""
    school = get_object_or_404(School.objects.within(request.scope), place=request.scope.place)
    return project_of(school, campaign_on(clock.today()), scope=request.scope)


def team_of(project: SchoolProject) -> list[User]:
    """Return who may follow a relation at the school."""
    day = clock.today()
    return holders(Permission.MENTORSHIP_MANAGE, over=project.school.span, on=day)


def _propose(
    request: PageRequest, project: SchoolProject, choice: Choice, form: ProposeForm
) -> int:
    values = form.cleaned_data
    offers = [values["offer"], values["second"]]
    mentorship = propose_by_hand(
        project=project,
        offers=[choice.offers[number] for number in dict.fromkeys(offers) if number],
        needs=[choice.needs[number] for number in values["needs"]],
        form=values["form"],
        objective=values["objective"],
        why=values["why"],
        followed_by=form.team.get(values["followed_by"]),
        derogation=values["derogation"],
        now=clock.now(),
        by=request.user,
    )
    mentorship_changed(mentorship)
    return mentorship.pk
