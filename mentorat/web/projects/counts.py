"""Numbers of the project as a whole: typed by the school, hidden under five above it."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from mentorat.access.roles import Permission
from mentorat.foundations import clock
from mentorat.programmes.actions.counts import record_counts
from mentorat.programmes.enums import CountCode
from mentorat.programmes.models import AggregateCount, SchoolProject
from mentorat.steering.policies import is_small, sees_small_numbers
from mentorat.web.forms import Form
from mentorat.web.pages import PageRequest, page, refusals_shown_in

MOST = 5_000


@dataclass(frozen=True)
class ShownCount:
    label: str
    number: int
    is_hidden: bool


class CountsForm(Form):
    """One number a code; left empty, nothing is kept."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code in CountCode:
            self.fields[code] = forms.IntegerField(
                label=code.label.capitalize(), min_value=0, max_value=MOST, required=False
            )

    @property
    def numbers(self) -> dict[CountCode, int | None]:
        return {code: self.cleaned_data[code] for code in CountCode}


def counts_shown(request: PageRequest, project: SchoolProject) -> list[ShownCount]:
    """Return the numbers of a project; above the school, one under five is not said."""
    sees = sees_small_numbers(request.scope)
    counts = AggregateCount.objects.within(request.scope).filter(project=project)
    return [
        ShownCount(one.get_code_display(), one.number, not sees and is_small(one.number))
        for one in counts.order_by("code")
    ]


@page(permission=Permission.PROJECT_MANAGE, writes=True)
def counts(request: PageRequest, pk: int) -> HttpResponse:
    project = get_object_or_404(SchoolProject.objects.within(request.scope), pk=pk)
    known = AggregateCount.objects.within(request.scope).filter(project=project)
    form = CountsForm(
        request.POST if request.method == "POST" else None,
        initial={one.code: one.number for one in known},
    )
    if form.is_valid():
        with refusals_shown_in(form):
            record_counts(project=project, numbers=form.numbers, now=clock.now(), by=request.user)
            messages.success(request, "Les effectifs sont enregistrés.")
            return redirect("projects:detail", pk)
    return render(request, "projects/counts.html", {"form": form, "project": project})
