"""A relation goes on: into the next year, or into AvenirPro+ after the diploma."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from mentorat.access.roles import Permission
from mentorat.followup.queries import SamePupil, next_project, same_pupils
from mentorat.foundations import clock
from mentorat.foundations.errors import Refusal
from mentorat.mentorships import actions
from mentorat.mentorships.errors import MembersMissing, NoNextProject
from mentorat.mentorships.models import Mentorship
from mentorat.mentorships.policies import end_of_bridge
from mentorat.mentorships.queries import mentorship_shown
from mentorat.programmes.enums import Objective
from mentorat.web.forms import Form
from mentorat.web.pages import PageRequest, page, refusals_shown_in


class ContinuingForm(Form):
    """Who goes on, and with which objective."""

    objective = forms.ChoiceField(label="Objectif de la nouvelle année", choices=Objective.choices)

    def __init__(self, *args: Any, pupils: list[SamePupil], objective: str, **kwargs: Any) -> None:
        super().__init__(*args, initial={"objective": objective}, **kwargs)
        self.pupils = pupils
        for pupil in pupils:
            choices = [(str(one.pk), f"{one}, {one.class_label}") for one in pupil.found]
            self.fields[f"mentee_{pupil.mentee.pk}"] = forms.ChoiceField(
                label=f"{pupil.mentee}, dans les listes de la nouvelle année",
                choices=[("", "ne continue pas, ou n’y est pas encore"), *choices],
                required=False,
                initial=choices[0][0] if pupil.is_sure else "",
                help_text="Reconnu à son INE."
                if pupil.is_sure
                else "Même nom : vérifiez que c’est bien le même élève.",
            )

    @property
    def chosen(self) -> list[int]:
        names = (f"mentee_{pupil.mentee.pk}" for pupil in self.pupils)
        return [int(self.cleaned_data[name]) for name in names if self.cleaned_data[name]]


@page(permission=Permission.MENTORSHIP_MANAGE, writes=True)
def next_year(request: PageRequest, pk: int) -> HttpResponse:
    mentorship = _mentorship(request, pk)
    pupils = same_pupils(mentorship, scope=request.scope)
    form = ContinuingForm(
        request.POST if request.method == "POST" else None,
        pupils=pupils,
        objective=mentorship.objective,
    )
    project = next_project(mentorship, scope=request.scope)
    if form.is_valid():
        with refusals_shown_in(form):
            if project is None:
                raise NoNextProject
            found = {one.pk: one for pupil in pupils for one in pupil.found}
            mentees = [found[number] for number in form.chosen]
            if not mentees:
                raise MembersMissing
            following = actions.continue_next_year(
                mentorship=mentorship,
                project=project,
                mentees=mentees,
                objective=Objective(form.cleaned_data["objective"]),
                now=clock.now(),
                by=request.user,
            )
            messages.success(request, "La suite est proposée : chacun redit s’il est d’accord.")
            return redirect("mentorships:detail", following.pk)
    context = {
        "shown": mentorship_shown(mentorship, scope=request.scope),
        "form": form,
        "project": project,
        "months": mentorship.project.campaign.bridge_months,
        "until": end_of_bridge(mentorship.project.campaign),
    }
    return render(request, "closing/continue.html", context)


@require_POST
@page(permission=Permission.MENTORSHIP_MANAGE, writes=True)
def avenir_pro(request: PageRequest, pk: int) -> HttpResponse:
    mentorship = _mentorship(request, pk)
    try:
        actions.continue_in_avenir_pro(mentorship=mentorship, on=clock.today(), by=request.user)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
        return redirect("closing:continue", pk)
    messages.success(
        request,
        "La relation continue dans AvenirPro+ après le diplôme. Le mentor et l’élève le lisent.",
    )
    return redirect("mentorships:detail", pk)


def _mentorship(request: PageRequest, pk: int) -> Mentorship:
    found = Mentorship.objects.within(request.scope).select_related("school", "project__campaign")
    return get_object_or_404(found, pk=pk)
