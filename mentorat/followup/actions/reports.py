"""A session is told by its mentor, and someone answers."""

from datetime import datetime

from django.db import transaction

from mentorat.access import actions as access
from mentorat.access.enums import LinkAct
from mentorat.access.models import SignedLink
from mentorat.followup import notices
from mentorat.followup.enums import Outcome, ReportState
from mentorat.followup.errors import NotOneOfTheSession
from mentorat.followup.models import SessionReport
from mentorat.followup.policies import reports as policies
from mentorat.followup.policies.reports import Told
from mentorat.journal.actions import record
from mentorat.journal.enums import Event
from mentorat.notifications.actions import notify
from mentorat.notifications.enums import Kind
from mentorat.people.models import Mentor, User
from mentorat.scheduling import actions as scheduling
from mentorat.scheduling.enums import AttendanceStatus
from mentorat.scheduling.models import MentoringSession
from mentorat.scheduling.policies import mentees_of


@transaction.atomic
def open_report(*, session: MentoringSession, mentor: Mentor, now: datetime) -> SessionReport:
    """Return the report of a mentor on a session, begun if it was not."""
    if not session.bookings.filter(mentor=mentor).exists():
        raise NotOneOfTheSession
    reports = SessionReport.objects.unscoped("of a session and a mentor that one holds")
    known = reports.filter(session=session, mentor=mentor).first()
    if known is not None:
        return known
    report = SessionReport(session=session, mentor=mentor, place=session.place, asked_at=now)
    SessionReport.objects.bulk_create([report], ignore_conflicts=True)
    return reports.get(session=session, mentor=mentor)


@transaction.atomic
def tell_report(
    *,
    report: SessionReport,
    told: Told,
    now: datetime,
    by_digit: bool = False,
    by: User | None,
) -> SessionReport:
    """Keep what a mentor tells, and write who came. Its link then serves no more."""
    report = _hold(report)
    policies.check_can_become(report, ReportState.TOLD)
    policies.check_told(told, by_digit=by_digit)
    if told.outcome == Outcome.CANCELLED:
        scheduling.cancel(session=report.session, now=now, by=by)
    else:
        scheduling.record_attendance(session=report.session, statuses=told.statuses, now=now, by=by)
    report.state, report.told_at, report.outcome = ReportState.TOLD, now, told.outcome
    report.feeling, report.theme = told.feeling or "", told.theme or ""
    report.next_on, report.note = told.next_on, told.note
    report.save(
        update_fields=["state", "told_at", "outcome", "feeling", "theme", "next_on", "note"]
    )
    access.revoke_links(about=report, act=LinkAct.REPORT, now=now)
    record(Event.REPORT_MADE, on=report, by=by, outcome=told.outcome, session=report.session_id)
    return report


def tell_by_digit(*, report: SessionReport, outcome: Outcome, now: datetime) -> SessionReport:
    """Keep what a mentor answers to a text message: everyone came, nobody did, or it was off."""
    status = AttendanceStatus.ABSENT if outcome == Outcome.NOBODY else AttendanceStatus.PRESENT
    told = Told(outcome, dict.fromkeys(mentees_of(report.session), status))
    return tell_report(report=report, told=told, now=now, by_digit=True, by=None)


@transaction.atomic
def thank(*, report: SessionReport, sentence: str, now: datetime, by: User) -> SessionReport:
    """Answer a report, as a person, in a sentence that this person read."""
    report = _hold(report)
    policies.check_can_become(report, ReportState.ANSWERED)
    report.state, report.answer = ReportState.ANSWERED, sentence
    report.answered_at, report.answered_by = now, by
    report.save(update_fields=["state", "answer", "answered_at", "answered_by"])
    session = report.session
    notify(
        key=f"report:{report.pk}:answer",
        address=report.mentor.email,
        kind=Kind.REPLY,
        letter=notices.report_answered(
            school=session.mentorship.school.name,
            at=session.during.lower,
            sentence=sentence,
            by=str(by),
        ),
    )
    record(Event.REPORT_ANSWERED, on=report, by=by, session=session.pk)
    return report


def report_link(report: SessionReport, *, now: datetime) -> SignedLink:
    """Return the link by which a mentor tells a session without an account."""
    return access.make_link(
        act=LinkAct.REPORT,
        about=report,
        mentor=report.mentor,
        school=report.session.mentorship.school,
        now=now,
        by=None,
    )


def _hold(report: SessionReport) -> SessionReport:
    """Return the report as it is now, locked, with its session and its mentor."""
    held = SessionReport.objects.all().locked(report)
    held.session = (
        MentoringSession.objects.unscoped("of the report")
        .select_related("mentorship__school__academy")
        .get(pk=held.session_id)
    )
    return held
