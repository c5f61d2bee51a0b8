"""Alarms of rhythm: a list, and one page for each with what may be done about it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from mentorat.access.roles import Permission
from mentorat.followup import actions
from mentorat.followup.enums import AlarmKind, AlarmState
from mentorat.followup.models import Alarm, AlarmQuerySet
from mentorat.followup.notices import word_to_mentor
from mentorat.followup.queries import alarms_shown, last_meetings, next_sessions
from mentorat.foundations import clock
from mentorat.foundations.errors import Refusal
from mentorat.mentorships.enums import MentorshipState
from mentorat.mentorships.policies import can_become
from mentorat.organisations.models import School
from mentorat.web.alarms.forms import SnoozeForm
from mentorat.web.lists import Filter, List, Sort, template_of
from mentorat.web.pages import PageRequest, page, refusals_shown_in

MEETS = frozenset({MentorshipState.ACCEPTED, MentorshipState.READY, MentorshipState.ACTIVE})
ALARMS: List[AlarmQuerySet] = List(
    noun="alarme",
    filters=(
        Filter("kind", "Sujet", AlarmKind.choices, lambda rows, v: rows.filter(kind=v)),
        Filter(
            "state",
            "État",
            [choice for choice in AlarmState.choices if choice[0] in AlarmState.STANDING],
            lambda rows, v: rows.filter(state=v),
        ),
    ),
    sorts=(
        Sort("raised", "Les plus anciennes", ("raised_on",)),
        Sort("kind", "Sujet", ("kind", "raised_on")),
    ),
)


@page(permission=Permission.MENTORSHIP_MANAGE)
def index(request: PageRequest) -> HttpResponse:
    standing = Alarm.objects.within(request.scope).standing().select_related("owner")
    listing = ALARMS.read(request, standing)
    context = {"listing": listing, "lines": alarms_shown(listing.rows, scope=request.scope)}
    return render(request, template_of(request, "alarms/index.html"), context)


@page(permission=Permission.MENTORSHIP_MANAGE, writes=True)
def detail(request: PageRequest, pk: int) -> HttpResponse:
    """Show the facts in a few lines and the acts beside; take the one of putting it off."""
    alarm, today = _alarm(request, pk), clock.today()
    same = _of_same(request, alarm)
    form = SnoozeForm(
        request.POST if request.method == "POST" else None, today=today, has_others=bool(same)
    )
    if form.is_valid():
        with refusals_shown_in(form):
            values = form.cleaned_data
            alarms = [alarm, *same] if values.pop("together", False) else [alarm]
            actions.snooze_together(alarms=alarms, today=today, by=request.user, **values)
            messages.success(request, "C’est noté : l’alarme reviendra ce jour-là.")
            return redirect("board:index")
    found, *others = alarms_shown([alarm, *same], scope=request.scope)
    context = {
        "others": others,
        "found": found,
        "alarm": alarm,
        "form": form,
        "school": _school(request),
        "word": word_to_mentor(
            kind=AlarmKind(alarm.kind),
            signed=str(request.user),
            school=str(_school(request)),
        ),
        **_facts(alarm),
    }
    return render(request, "alarms/detail.html", context)


@require_POST
@page(permission=Permission.MENTORSHIP_MANAGE, writes=True)
def wake(request: PageRequest, pk: int) -> HttpResponse:
    try:
        actions.wake(alarm=_alarm(request, pk), by=request.user)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, "L’alarme est de nouveau à traiter.")
    return redirect("alarms:detail", pk)


@require_POST
@page(permission=Permission.MENTORSHIP_MANAGE, writes=True)
def write(request: PageRequest, pk: int) -> HttpResponse:
    """Send the prepared word to the mentor."""
    alarm = _alarm(request, pk)
    mentors = actions.write_to_mentor(
        alarm=alarm, school=_school(request), today=clock.today(), by=request.user
    )
    names = " et ".join(mentor.short_name for mentor in mentors)
    messages.success(request, f"Le message part pour {names}. Un seul par jour est envoyé.")
    return redirect("alarms:detail", pk)


@require_POST
@page(permission=Permission.MENTORSHIP_MANAGE, writes=True)
def guide(request: PageRequest, pk: int) -> HttpResponse:
    """Open the guided closing of a relation without a sign of life."""
    mentorship = _alarm(request, pk).mentorship
    if mentorship is None:
        raise Http404
    try:
        closing = actions.open_guided_closing(
            mentorship=mentorship, now=clock.now(), by=request.user
        )
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
        return redirect("alarms:detail", pk)
    actions.alarms_may_end(school_id=mentorship.school_id)
    return redirect("closing:detail", closing.pk)


def _alarm(request: PageRequest, pk: int) -> Alarm:
    found = Alarm.objects.within(request.scope).select_related("owner", "snoozed_by", "mentorship")
    return get_object_or_404(found, pk=pk)


def _of_same(request: PageRequest, alarm: Alarm) -> list[Alarm]:
    """Return what else asks to look at the same relation or mentor."""
    same = Alarm.objects.within(request.scope).standing().exclude(pk=alarm.pk)
    return list(same.filter(mentorship=alarm.mentorship_id, mentor=alarm.mentor_id))


def _school(request: PageRequest) -> School:
    return get_object_or_404(School.objects.within(request.scope), place=request.scope.place)


def _facts(alarm: Alarm) -> dict[str, object]:
    mentorship = alarm.mentorship
    if mentorship is None:
        return {"last": None, "ahead": None, "acts": {}}
    pk = mentorship.pk
    return {
        "last": last_meetings([pk]).get(pk),
        "ahead": next_sessions([pk], now=clock.now()).get(pk),
        "acts": {
            "plan": mentorship.state in MEETS,
            "suspend": can_become(mentorship, MentorshipState.SUSPENDED),
            "end": can_become(mentorship, MentorshipState.ENDED),
        },
    }
