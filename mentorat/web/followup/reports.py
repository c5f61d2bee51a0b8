"""A mentor tells how a session went: by the link of a message, or from the account."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from mentorat.access import actions as access
from mentorat.access.enums import LinkAct
from mentorat.access.roles import Permission
from mentorat.followup import actions
from mentorat.followup.enums import Outcome
from mentorat.followup.models import SessionReport
from mentorat.followup.policies.reports import Told
from mentorat.foundations import clock
from mentorat.foundations.scope import Scope
from mentorat.people.models import Mentor
from mentorat.scheduling.models import MentoringSession
from mentorat.scheduling.queries import attendance_sheet
from mentorat.web.changed import mentorship_changed
from mentorat.web.followup.forms import ReportForm
from mentorat.web.guests import GuestRequest, done, guest_page
from mentorat.web.pages import PageRequest, page, refusals_shown_in


@guest_page(act=LinkAct.REPORT, writes=True)
def report_by_link(request: GuestRequest, token: str) -> HttpResponse:  # noqa: ARG001 -- the door reads it
    report = get_object_or_404(
        SessionReport.objects.within(request.scope), pk=request.link.about_id
    )
    session = _session(request.scope, report.session_id)
    form = _form(request, session)
    if form.is_valid():
        with refusals_shown_in(form):
            access.use_link(link=request.link, now=clock.now())
            actions.tell_report(report=report, told=form.told, now=clock.now(), by=None)
            _figures(session)
            return done(request, "Merci, c’est noté", *_next(form.told))
    return render(request, "followup/report_by_link.html", {"form": form, "session": session})


@page(permission=Permission.REPORT_MAKE, writes=True)
def report(request: PageRequest, pk: int) -> HttpResponse:
    session = _session(request.scope, pk)
    form = _form(request, session)
    if form.is_valid():
        mentor = get_object_or_404(Mentor.objects.within(request.scope), pk=request.scope.mentor)
        with refusals_shown_in(form):
            begun = actions.open_report(session=session, mentor=mentor, now=clock.now())
            actions.tell_report(report=begun, told=form.told, now=clock.now(), by=request.user)
            _figures(session)
            messages.success(request, " ".join(("Merci, c’est noté.", *_next(form.told))))
            return redirect("sessions:detail", pk)
    return render(request, "followup/report.html", {"form": form, "session": session})


def _session(scope: Scope, pk: int) -> MentoringSession:
    found = MentoringSession.objects.within(scope).select_related(
        "mentorship__school__academy", "mentorship__project"
    )
    return get_object_or_404(found, pk=pk)


def _form(request: PageRequest | GuestRequest, session: MentoringSession) -> ReportForm:
    lines = attendance_sheet(session, scope=request.scope, full_names=False)
    data = request.POST if request.method == "POST" else None
    return ReportForm(data, lines=lines, today=clock.today())


def _figures(session: MentoringSession) -> None:
    mentorship_changed(session.mentorship)


def _next(told: Told) -> tuple[str, ...]:
    """Return what happens after a report, by what it says."""
    if told.outcome == Outcome.CANCELLED:
        return ("La salle est rendue. Le lycée cherche avec vous une autre date.",)
    if told.outcome == Outcome.NOBODY:
        return ("Le lycée demande à l’élève ce qui s’est passé, et vous répond.",)
    return ("Qui coordonne le mentorat vous lit et vous répond.",)
