"""The departure of an association: what it ends is read first, then it is one act."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from mentorat.access.roles import Permission
from mentorat.followup.actions import association_exits, association_stays
from mentorat.followup.queries import exit_figures
from mentorat.foundations import clock
from mentorat.foundations.errors import Refusal
from mentorat.organisations.models import Association
from mentorat.web.components import KeyFigure
from mentorat.web.forms import DateField, Form
from mentorat.web.pages import PageRequest, page, refusals_shown_in
from mentorat.web.templatetags.french import full_day


class LeavingForm(Form):
    """Sent a first time to read what will happen, a second time with the same day to do it."""

    on = DateField(
        label="Jour du départ",
        help_text="À partir de ce jour, l’association n’ouvre plus rien sur ce site.",
    )
    read = DateField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on < self.today:
            raise forms.ValidationError("Choisissez aujourd’hui ou un jour à venir.")
        return on

    @property
    def is_reviewed(self) -> bool:
        """Say whether what this day ends has been read."""
        return bool(self.cleaned_data["read"] == self.cleaned_data["on"])


@page(permission=Permission.ASSOCIATION_MANAGE, writes=True)
def leave(request: PageRequest, pk: int) -> HttpResponse:
    """Freeze the access of an association from a day on. Figures only: no relation is read."""
    association, today = get_object_or_404(Association, pk=pk), clock.today()
    form = LeavingForm(
        request.POST if request.method == "POST" else None,
        today=today,
        initial={"on": association.leaves_on or today},
    )
    leaves_on = association.leaves_on
    context: dict[str, object] = {
        "association": association,
        "form": form,
        "may_stay": leaves_on is not None and leaves_on > today,
    }
    if form.is_valid():
        on = form.cleaned_data["on"]
        if form.is_reviewed:
            with refusals_shown_in(form):
                association_exits(
                    association=association,
                    span=request.scope.span,
                    on=on,
                    today=today,
                    now=clock.now(),
                    by=request.user,
                )
                said = f"Départ enregistré pour le {full_day(on)}. Chaque lycée décide de la suite."
                messages.success(request, said)
                return redirect("associations:targets")
        else:
            read = {"on": on, "read": on}
            context["form"] = LeavingForm(today=today, initial=read)
        context |= {"day": on, "figures": _figures(request, association, on)}
    return render(request, "associations/leave.html", context)


@require_POST
@page(permission=Permission.ASSOCIATION_MANAGE, writes=True)
def stay(request: PageRequest, pk: int) -> HttpResponse:
    """Take an announced departure back, before its day."""
    association = get_object_or_404(Association, pk=pk)
    try:
        association_stays(
            association=association,
            span=request.scope.span,
            today=clock.today(),
            now=clock.now(),
            by=request.user,
        )
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, f"{association} reste. Les lycées et les mentors sont prévenus.")
    return redirect("associations:targets")


def _figures(request: PageRequest, association: Association, on: date) -> list[KeyFigure]:
    found = exit_figures(association, span=request.scope.span, on=on, now=clock.now())
    return [
        KeyFigure("accès qui s’arrêtent ce jour-là", found.grants),
        KeyFigure("invitations annulées aussitôt", found.invitations),
        KeyFigure("liens de mentors fermés ce jour-là", found.links),
        KeyFigure("établissements qui auront à décider", found.schools),
    ]
