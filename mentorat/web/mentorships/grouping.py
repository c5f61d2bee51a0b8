"""A pupil leaves a group that goes on: said by the school."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from mentorat.access.roles import Permission
from mentorat.followup import actions
from mentorat.foundations import clock
from mentorat.mentorships.enums import LeavingReason, MentorshipState
from mentorat.mentorships.models import Mentorship
from mentorat.mentorships.queries import mentorship_shown
from mentorat.people.models import Mentee
from mentorat.programmes.enums import MentoringForm
from mentorat.web.changed import mentorship_changed
from mentorat.web.forms import Form
from mentorat.web.mentorships.finding import mentorship_of
from mentorat.web.pages import PageRequest, page, refusals_shown_in


class LeaveForm(Form):
    mentee = forms.ChoiceField(label="Élève qui sort du groupe")
    reason = forms.ChoiceField(
        label="Pourquoi",
        choices=[(one, LeavingReason(one).label) for one in LeavingReason.BY_SCHOOL],
        help_text="Lu du lycée seul. Ce que l’élève a vécu dans le groupe reste dans son dossier.",
    )

    def __init__(self, *args: Any, mentees: Sequence[Mentee], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_number = {str(one.pk): one for one in mentees}
        choices = [(key, str(one)) for key, one in self.by_number.items()]
        self.fields["mentee"].choices = choices  # type: ignore[attr-defined]  # a choice field


@page(permission=Permission.MENTORSHIP_MANAGE, writes=True)
def leave(request: PageRequest, pk: int) -> HttpResponse:
    """Take a pupil out of a running group; the sessions to come no longer expect him or her."""
    mentorship = mentorship_of(request, pk)
    members = Mentee.objects.within(request.scope).filter(memberships__mentorship=mentorship)
    form = LeaveForm(
        request.POST if request.method == "POST" else None,
        mentees=list(members.order_by("last_name__unaccent", "pk")),
    )
    if form.is_valid():
        with refusals_shown_in(form):
            mentee = form.by_number[form.cleaned_data["mentee"]]
            actions.leave_group(
                mentorship=mentorship,
                mentee=mentee,
                reason=LeavingReason(form.cleaned_data["reason"]),
                now=clock.now(),
                by=request.user,
            )
            mentorship_changed(mentorship)
            messages.success(request, f"{mentee} n’est plus dans ce groupe, qui continue.")
            return redirect("mentorships:detail", pk)
    context = {
        "form": form,
        "form_title": "Un élève sort du groupe",
        "submit": "Sortir du groupe",
        "shown": mentorship_shown(mentorship, scope=request.scope),
    }
    return render(request, "mentorships/one_form.html", context)


def can_leave(mentorship: Mentorship) -> bool:
    """Say whether a relation is a group that runs: one who leaves others is not its end."""
    is_group = mentorship.form != MentoringForm.INDIVIDUAL
    return is_group and mentorship.state in MentorshipState.RUNNING
