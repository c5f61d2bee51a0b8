"""Reports are asked for when sessions end: once, once more, by one digit, and then no more.

Run by a worker, under the scope of a job; each may run twice.
"""

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from mentorat.access.queries import link_address
from mentorat.followup import notices
from mentorat.followup.actions.reports import open_report, report_link, tell_by_digit
from mentorat.followup.enums import ReportState
from mentorat.followup.models import SessionReport
from mentorat.followup.policies import reports as policies
from mentorat.foundations.errors import Refusal
from mentorat.journal.actions import record
from mentorat.journal.enums import Event
from mentorat.notifications.actions import notify, write_sms
from mentorat.notifications.enums import Kind
from mentorat.notifications.models import ReceivedText, ShortMessage
from mentorat.people.models import Mentor
from mentorat.programmes.queries import days_before
from mentorat.scheduling.enums import SessionState
from mentorat.scheduling.models import Booking, MentoringSession

# How long a digit that comes back is still about the text message that asked.
ANSWERED_WITHIN = timedelta(days=7)
RULES = "mentorship__project__campaign__"
DIGITS = "Répondez 1 = tenue, 2 = annulée, 3 = absent."
NOT_UNDERSTOOD = f"Nous n’avons pas compris. {DIGITS}"


def ask_reports(*, now: datetime) -> int:
    """Ask each mentor of a session that is over; a session already told is left alone."""
    mine = SessionReport.objects.unscoped("inside a condition").filter(
        session=OuterRef("session"), mentor=OuterRef("mentor")
    )
    unasked = (
        Booking.objects.unscoped("sessions that are over")
        .filter(
            ~Exists(mine),
            mentor__isnull=False,
            mentor__left_on=None,
            session__state=SessionState.PLANNED,
            session__during__endswith__lte=now,
            session__during__endswith__gt=days_before(now, f"session__{RULES}report_asked_days"),
        )
        .select_related("session__mentorship__school__academy", "mentor")
        .order_by("pk")
    )
    return sum(_ask(one.session, one.mentor, now=now) for one in unasked if one.mentor)


@transaction.atomic
def _ask(session: MentoringSession, mentor: Mentor, *, now: datetime) -> int:
    report = open_report(session=session, mentor=mentor, now=now)
    report.session, report.mentor = session, mentor
    letter = notices.report_asked(
        school=session.mentorship.school.name,
        at=session.during.lower,
        url=link_address(report_link(report, now=now)),
    )
    notify(key=f"report:{report.pk}", address=mentor.email, kind=Kind.ACT, letter=letter)
    return 1


def remind_reports(*, now: datetime, today: date) -> int:
    """Each morning: ask once more by mail, then by a digit, then count the session as unknown."""
    morning = timezone.make_aware(datetime.combine(today, time.min))
    _set_aside()
    silent = _awaited().filter(asked_at__lte=days_before(now, f"session__{RULES}report_days"))
    for report in silent:
        _count_as_unknown(report)
    waiting = list(_awaited().filter(asked_at__lt=morning))
    return sum(_remind(report, morning=morning, now=now) for report in waiting)


def _remind(report: SessionReport, *, morning: datetime, now: datetime) -> int:
    session, mentor = report.session, report.mentor
    if report.reminded_at is None:
        letter = notices.report_asked_again(
            school=session.mentorship.school.name,
            at=session.during.lower,
            url=link_address(report_link(report, now=now)),
        )
        notify(key=f"report:{report.pk}:again", address=mentor.email, kind=Kind.ACT, letter=letter)
        return _mark(report, "reminded_at", now)
    if report.texted_at is None and report.reminded_at < morning and mentor.phone:
        day = f"{timezone.localtime(session.during.lower):%d/%m}"
        text = f"Mentorat LP : votre séance du {day} ? {DIGITS}"
        write_sms(key=f"report:{report.pk}:sms", number=mentor.phone, text=text, about=report)
        return _mark(report, "texted_at", now)
    return 0


def _mark(report: SessionReport, column: str, now: datetime) -> int:
    setattr(report, column, now)
    report.save(update_fields=[column])
    return 1


def _count_as_unknown(report: SessionReport) -> None:
    with transaction.atomic():
        held = SessionReport.objects.all().locked(report)
        if not policies.can_become(held, ReportState.UNKNOWN):
            return
        held.state = ReportState.UNKNOWN
        held.save(update_fields=["state"])
        record(Event.REPORT_UNKNOWN, on=held, by=None, session=held.session_id)


def _set_aside() -> None:
    """Wait no more for a session that the school told of itself, or cancelled."""
    told = SessionReport.objects.unscoped("sessions that were told otherwise").filter(
        state__in=ReportState.SILENT
    )
    told.exclude(session__state=SessionState.PLANNED).update(state=ReportState.SET_ASIDE)


def _awaited() -> QuerySet[SessionReport]:
    return _reports().filter(state=ReportState.AWAITED).order_by("pk")


def _reports() -> QuerySet[SessionReport]:
    found = SessionReport.objects.unscoped("reports that are waited for")
    return found.select_related("session__mentorship__school__academy", "mentor")


def read_texts(*, now: datetime) -> int:
    """Take each text message that came in as the answer to the last question to its number."""
    unread = ReceivedText.objects.filter(read_at=None).order_by("received_at", "pk")
    return sum(_read(text, now=now) for text in unread)


@transaction.atomic
def _read(text: ReceivedText, *, now: datetime) -> int:
    if not ReceivedText.objects.filter(pk=text.pk, read_at=None).update(read_at=now):
        return 0  # another worker was first
    asked = ShortMessage.objects.filter(
        number=text.number,
        about_kind="sessionreport",
        created_at__gt=text.received_at - ANSWERED_WITHIN,
    ).first()
    report = _reports().filter(pk=asked.about_id or 0).first() if asked else None
    if report is None:
        return 0
    outcome = policies.digit(text.text)
    if outcome is None:
        write_sms(key=f"received:{text.pk}", number=text.number, text=NOT_UNDERSTOOD, about=report)
        return 0
    try:
        with transaction.atomic():
            tell_by_digit(report=report, outcome=outcome, now=now)
    except Refusal:
        return 0  # the session was told meanwhile: what stands is what was said first
    return 1
