"""Sessions: what comes, what waits for its attendance sheet, and the forms around one."""

from datetime import timedelta
from itertools import groupby, islice

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from mentorat.access.queries import team
from mentorat.access.roles import Permission
from mentorat.foundations import clock
from mentorat.foundations.errors import Refusal
from mentorat.foundations.scope import Family
from mentorat.mentorships.enums import MentorshipState
from mentorat.mentorships.models import Mentorship
from mentorat.mentorships.queries import mentorship_shown
from mentorat.organisations.models import Room
from mentorat.people.models import User
from mentorat.scheduling import actions, queries
from mentorat.scheduling.enums import SessionState
from mentorat.scheduling.models import MentoringSession
from mentorat.scheduling.policies import needs_adult
from mentorat.web.changed import mentorship_changed
from mentorat.web.pages import PageRequest, page, refusals_shown_in
from mentorat.web.sessions.forms import REMOTE, AttendanceForm, SessionForm
from mentorat.web.templatetags.french import day, several

CHOSEN = ("day", "starts", "where")


@page(permission=Permission.SESSION_VIEW)
def detail(request: PageRequest, pk: int) -> HttpResponse:
    session = _session(request, pk)
    is_planned = session.state == SessionState.PLANNED
    has_begun = session.during.lower <= clock.now()
    context = {
        "session": session,
        "shown": mentorship_shown(session.mentorship, scope=request.scope),
        "sheet": queries.attendance_sheet(
            session, scope=request.scope, full_names=_reads_full_names(request)
        ),
        "not_invited": queries.not_invited(session, scope=request.scope)
        if _reads_full_names(request)
        else [],
        "can_record": request.can(Permission.ATTENDANCE_RECORD)
        and session.state != SessionState.CANCELLED
        and has_begun,
        "has_begun": has_begun,
        "reads_adult": request.scope.family is Family.SCHOOL or request.scope.mentor is not None,
        "can_change": request.can(Permission.SESSION_PLAN) and is_planned,
    }
    return render(request, "sessions/detail.html", context)


@page(permission=Permission.SESSION_PLAN, writes=True)
def plan(request: PageRequest, mentorship_pk: int) -> HttpResponse:
    mentorship = get_object_or_404(
        Mentorship.objects.within(request.scope).select_related("school__academy", "project"),
        pk=mentorship_pk,
    )
    form = SessionForm(
        request.POST if request.method == "POST" else None,
        rooms=_rooms(request, mentorship),
        # A free hour that was chosen in the list beside the form.
        initial={name: request.GET[name] for name in CHOSEN if name in request.GET},
    )
    if form.is_valid():
        with refusals_shown_in(form):
            if _plan(request, mentorship, form):
                mentorship_changed(mentorship)
                return redirect("mentorships:detail", mentorship.pk)
    context = {
        "form": form,
        "shown": mentorship_shown(mentorship, scope=request.scope),
        "slots": _free_slots(mentorship),
        "without_remote": queries.without_remote(mentorship, scope=request.scope, on=clock.today())
        if _reads_full_names(request)
        else [],
    }
    return render(request, "sessions/plan.html", context)


@page(permission=Permission.SESSION_PLAN, writes=True)
def move(request: PageRequest, pk: int) -> HttpResponse:
    session = _session(request, pk)
    starts, ends = (timezone.localtime(at) for at in (session.during.lower, session.during.upper))
    form = SessionForm(
        request.POST if request.method == "POST" else None,
        rooms=_rooms(request, session.mentorship),
        repeats=False,
        initial={
            "day": starts.date(),
            "starts": starts.time(),
            "minutes": int((ends - starts).total_seconds() // 60),
            "where": session.room_id or REMOTE,
        },
    )
    if form.is_valid():
        with refusals_shown_in(form):
            actions.move(
                session=session,
                starts_at=form.starts_at,
                ends_at=form.starts_at + form.duration,
                room=form.room,
                now=clock.now(),
                by=request.user,
            )
            messages.success(request, "La séance est déplacée.")
            return redirect("sessions:detail", pk)
    return render(request, "sessions/move.html", {"form": form, "session": session})


@require_POST
@page(permission=Permission.SESSION_PLAN, writes=True)
def cancel(request: PageRequest, pk: int) -> HttpResponse:
    session = _session(request, pk)
    try:
        actions.cancel(session=session, now=clock.now(), by=request.user)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
        return redirect("sessions:detail", pk)
    messages.success(request, "La séance est annulée : la salle et les personnes sont libres.")
    return redirect("mentorships:detail", session.mentorship_id)


@page(permission=Permission.ATTENDANCE_RECORD, writes=True)
def attendance(request: PageRequest, pk: int) -> HttpResponse:
    session = _session(request, pk)
    lines = queries.attendance_sheet(
        session, scope=request.scope, full_names=_reads_full_names(request)
    )
    data = request.POST if request.method == "POST" else None
    form = AttendanceForm(data, lines=lines, team=_adults(session), me=request.user.pk)
    if form.is_valid():
        with refusals_shown_in(form):
            actions.record_attendance(
                session=session,
                statuses=form.statuses,
                adult=form.adult,
                now=clock.now(),
                by=request.user,
            )
            mentorship_changed(session.mentorship)
            messages.success(request, "La présence est notée.")
            return redirect("sessions:detail", pk)
    return render(request, "sessions/attendance.html", {"form": form, "session": session})


def _session(request: PageRequest, pk: int) -> MentoringSession:
    found = MentoringSession.objects.within(request.scope).select_related(
        "room", "adult", "mentorship__school__academy", "mentorship__project"
    )
    return get_object_or_404(found, pk=pk)


def _reads_full_names(request: PageRequest) -> bool:
    return request.scope.family is Family.SCHOOL


def _adults(session: MentoringSession) -> list[User]:
    """Return who of the school may have been at a first meeting; nobody for another session."""
    mentorship = session.mentorship
    if mentorship.state != MentorshipState.READY or not needs_adult(mentorship):
        return []
    grants = team(mentorship.school.span, on=clock.today())
    return list(dict.fromkeys(grant.user for grant in grants))


def _rooms(request: PageRequest, mentorship: Mentorship) -> list[Room]:
    rooms = Room.objects.within(request.scope).filter(school=mentorship.school, retired_on=None)
    return list(rooms.order_by("-is_visible", "name"))


def _free_slots(mentorship: Mentorship) -> list[queries.FreeSlot]:
    """Return the first free hours of each of the seven days to come, three a day."""
    tomorrow = clock.today() + timedelta(days=1)
    slots = queries.free_slots(
        mentorship.school,
        tomorrow,
        tomorrow + timedelta(days=6),
        duration=timedelta(hours=1),
        now=clock.now(),
        mentorship=mentorship,
    )
    on_the_hour = [slot for slot in slots if slot.starts_at.minute == 0]
    days = groupby(on_the_hour, key=lambda slot: slot.starts_at.date())
    return [slot for _, day in days for slot in islice(day, 3)]


def _plan(request: PageRequest, mentorship: Mentorship, form: SessionForm) -> bool:
    """Plan one session, or one a week; say which weeks could not be. False when none could."""
    if form.cleaned_data["weeks"] == 1:
        actions.plan(
            mentorship=mentorship,
            starts_at=form.starts_at,
            ends_at=form.starts_at + form.duration,
            mode=form.mode,
            room=form.room,
            now=clock.now(),
            by=request.user,
        )
        messages.success(request, "La séance est prévue.")
        return True
    outcome = actions.plan_weekly(
        mentorship=mentorship,
        first=form.cleaned_data["day"],
        starts=form.cleaned_data["starts"],
        duration=form.duration,
        count=form.cleaned_data["weeks"],
        mode=form.mode,
        room=form.room,
        now=clock.now(),
        by=request.user,
    )
    if outcome.planned:
        _tell(request, outcome)
        return True
    for reason in dict.fromkeys(week.reason for week in outcome.refused):
        form.add_error(None, reason)
    return False


def _tell(request: PageRequest, outcome: actions.SeriesOutcome) -> None:
    planned = several(len(outcome.planned), "séance prévue,séances prévues")
    messages.success(request, f"{planned}, une par semaine.")
    for week in outcome.refused:
        messages.warning(request, f"Rien le {day(week.day)}. {week.reason}")
    if outcome.skipped:
        days = ", ".join(f"{day(week.day)} ({week.reason})" for week in outcome.skipped)
        messages.info(request, f"Semaines sautées : {days}.")
