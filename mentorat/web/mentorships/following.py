"""Who follows what, and what is changed on the way: follower, hours, objective, paper links."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from mentorat.access.roles import Permission
from mentorat.foundations import clock
from mentorat.mentorships import actions
from mentorat.mentorships.queries import following, links_to_hand, mentorship_shown
from mentorat.programmes.actions.following import declare_following_time
from mentorat.programmes.enums import Objective
from mentorat.web.changed import mentorship_changed
from mentorat.web.mentorships.finding import mentorship_of
from mentorat.web.mentorships.forms import FollowerForm, HoursForm, ObjectiveForm
from mentorat.web.mentorships.proposing import own_project, team_of
from mentorat.web.pages import PageRequest, page, refusals_shown_in
from mentorat.web.qr import qr_code


@page(permission=Permission.MENTORSHIP_MANAGE, writes=True)
def caseload(request: PageRequest) -> HttpResponse:
    """Say how many hours each has, and read how many relations that allows."""
    project = own_project(request)
    if project is None:
        return redirect("projects:index")
    lines = following(project, team_of(project), scope=request.scope)
    form = HoursForm(request.POST if request.method == "POST" else None, lines=lines)
    if form.is_valid():
        declared = {line.user.pk: line.hours for line in lines}
        for name, user in form.people.items():
            hours = form.cleaned_data[name]
            if hours is not None and hours != declared[user.pk]:
                declare_following_time(
                    project=project, user=user, hours=hours, now=clock.now(), by=request.user
                )
        messages.success(request, "Les heures de suivi sont enregistrées.")
        return redirect("mentorships:caseload")
    rule = project.campaign.relations_per_hour
    context = {"form": form, "lines": lines, "rule": rule}
    return render(request, "mentorships/caseload.html", context)


@page(permission=Permission.MENTORSHIP_MANAGE, writes=True)
def follower(request: PageRequest, pk: int) -> HttpResponse:
    mentorship = mentorship_of(request, pk)
    project = mentorship.project
    project.school = mentorship.school
    form = FollowerForm(
        request.POST if request.method == "POST" else None,
        team=team_of(project),
        initial={"follower": mentorship.followed_by_id},
    )
    if form.is_valid():
        with refusals_shown_in(form):
            actions.name_follower(
                mentorship=mentorship,
                follower=form.team[form.cleaned_data["follower"]],
                derogation=form.cleaned_data["derogation"],
                by=request.user,
            )
            messages.success(request, "C’est noté.")
            return redirect("mentorships:detail", pk)
    return _form(request, pk, form, "Qui suit cette relation", "Enregistrer")


@page(permission=Permission.MENTORSHIP_MANAGE, writes=True)
def objective(request: PageRequest, pk: int) -> HttpResponse:
    """Revise the objective on the way; what it was is kept, the agreement is signed again."""
    mentorship = mentorship_of(request, pk)
    form = ObjectiveForm(
        request.POST if request.method == "POST" else None,
        initial={"objective": mentorship.objective},
    )
    if form.is_valid():
        with refusals_shown_in(form):
            actions.revise_objective(
                mentorship=mentorship,
                objective=Objective(form.cleaned_data["objective"]),
                now=clock.now(),
                by=request.user,
            )
            mentorship_changed(mentorship)
            messages.success(request, "L’objectif est revu.")
            return redirect("mentorships:detail", pk)
    return _form(request, pk, form, "Revoir l’objectif", "Enregistrer l’objectif")


@page(permission=Permission.MENTORSHIP_MANAGE)
def hand(request: PageRequest, pk: int) -> HttpResponse:
    """A sheet to print: the personal links of a relation, for those whom no message reaches."""
    mentorship = mentorship_of(request, pk)
    links = links_to_hand(mentorship, scope=request.scope, now=clock.now())
    cards = [(link, qr_code(link.address, title=f"Code QR de {link.name}")) for link in links]
    shown = mentorship_shown(mentorship, scope=request.scope)
    return render(request, "mentorships/hand.html", {"cards": cards, "shown": shown})


def _form(
    request: PageRequest, pk: int, form: FollowerForm | ObjectiveForm, title: str, submit: str
) -> HttpResponse:
    shown = mentorship_shown(mentorship_of(request, pk), scope=request.scope)
    context = {"form": form, "shown": shown, "form_title": title, "submit": submit}
    return render(request, "mentorships/one_form.html", context)
