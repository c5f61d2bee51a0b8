"""An association leaves: a school decides what becomes of each of its own relations."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from mentorat.access.roles import Permission
from mentorat.followup import actions
from mentorat.followup.enums import ExitChoice
from mentorat.followup.queries import RelationLeft, relations_left, relations_to_settle
from mentorat.foundations import clock
from mentorat.organisations.models import Association, School
from mentorat.programmes.queries import campaign_on, project_of
from mentorat.web.changed import school_changed
from mentorat.web.forms import Form
from mentorat.web.pages import PageRequest, page, refusals_shown_in
from mentorat.web.templatetags.french import several


class SettleForm(Form):
    """One choice a relation, named by its number; one association for those that are passed on."""

    successor = forms.ModelChoiceField(
        label="Association qui reprend",
        queryset=Association.objects.none(),
        required=False,
        empty_label="Aucune",
        help_text="Seulement si vous le choisissez plus bas : ses mentors la rejoignent.",
    )

    def __init__(
        self,
        *args: Any,
        relations: Sequence[RelationLeft],
        leaving: Association,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        others = Association.objects.filter(leaves_on=None).exclude(pk=leaving.pk).order_by("name")
        self.fields["successor"].queryset = others  # type: ignore[attr-defined]  # a model choice
        for one in relations:
            self.fields[f"relation_{one.shown.mentorship.pk}"] = forms.ChoiceField(
                label=one.shown.title,
                choices=ExitChoice.choices,
                initial=ExitChoice.LATER,
                widget=forms.RadioSelect,
                help_text=_hint(one),
            )

    @property
    def choices(self) -> dict[int, ExitChoice]:
        return {
            int(name.removeprefix("relation_")): ExitChoice(value)
            for name, value in self.cleaned_data.items()
            if name.startswith("relation_")
        }


@page(permission=Permission.MENTORSHIP_MANAGE, writes=True)
def settle(request: PageRequest, pk: int) -> HttpResponse:
    """Show the relations of an association that leaves, and decide about several at once."""
    today = clock.today()
    association = get_object_or_404(Association, pk=pk, leaves_on__isnull=False)
    school = get_object_or_404(School.objects.within(request.scope), place=request.scope.place)
    campaign = campaign_on(today)
    relations = relations_left(
        list(relations_to_settle(request.scope, association).select_related("school")),
        project=project_of(school, campaign, scope=request.scope),
        scope=request.scope,
        today=today,
    )
    form = SettleForm(
        request.POST if request.method == "POST" else None,
        relations=relations,
        leaving=association,
    )
    if form.is_valid():
        with refusals_shown_in(form):
            count = actions.settle_exit(
                association=association,
                choices=form.choices,
                successor=form.cleaned_data["successor"],
                scope=request.scope,
                today=today,
                now=clock.now(),
                by=request.user,
            )
            school_changed(school_id=school.pk, campaign_id=campaign.pk)
            messages.success(request, f"{several(count, 'relation décidée,relations décidées')}.")
            return redirect("closing:association", pk)
    context = {"association": association, "form": form, "relations": relations}
    return render(request, "closing/association.html", context)


def _hint(one: RelationLeft) -> str:
    state = f"Relation {one.shown.mentorship.get_state_display()}."
    if one.other is None:
        return f"{state} Aucun autre mentor de ce type n’a de place aujourd’hui."
    return f"{state} Un autre mentor possible : {one.other}, {one.other.job}."
