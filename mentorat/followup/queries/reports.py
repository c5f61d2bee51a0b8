"""Reports that are missing, and those that wait for a sign back."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, IntegerField, Q, Value, When

from mentorat.followup.enums import Feeling, Outcome, ReportState
from mentorat.followup.models import SessionReport
from mentorat.followup.models.reports import ReportQuerySet
from mentorat.followup.policies.reports import prepared_answer
from mentorat.foundations.scope import Scope
from mentorat.people.models import Mentor
from mentorat.scheduling.enums import SessionState

FIRST = Q(feeling=Feeling.BAD) | Q(outcome=Outcome.NOBODY) | ~Q(note="")


@dataclass(frozen=True)
class MissingReport:
    """A session that is over and of which its mentor told nothing."""

    report_id: int
    session_id: int
    mentorship_id: int
    place: int
    mentor: str
    ended_at: datetime
    state: ReportState


@dataclass(frozen=True)
class ReportLine:
    """A report to answer, with the sentence prepared for it."""

    report: SessionReport
    mentor: str
    prepared: str


def missing_reports(scope: Scope, now: datetime) -> list[MissingReport]:
    """Return the sessions whose mentor told nothing yet, the oldest first. Two questions."""
    silent = (
        SessionReport.objects.within(scope)
        .filter(
            state__in=ReportState.SILENT,
            session__state=SessionState.PLANNED,
            session__during__endswith__lte=now,
        )
        .select_related("session")
        .order_by("session__during", "pk")
    )
    reports = list(silent)
    names = _names(reports, scope)
    return [
        MissingReport(
            report_id=report.pk,
            session_id=report.session_id,
            mentorship_id=report.session.mentorship_id,
            place=report.place,
            mentor=names.get(report.mentor_id, ""),
            ended_at=report.session.during.upper,
            state=ReportState(report.state),
        )
        for report in reports
    ]


def reports_to_thank(scope: Scope) -> ReportQuerySet:
    """Return the reports that nobody answered: a word or a bad session first, then the oldest."""
    rank = Case(When(FIRST, then=Value(0)), default=Value(1), output_field=IntegerField())
    return (
        SessionReport.objects.within(scope)
        .to_thank()
        .annotate(rank=rank)
        .select_related("session__mentorship")
        .order_by("rank", "told_at", "pk")
    )


def report_lines(reports: list[SessionReport], *, scope: Scope) -> list[ReportLine]:
    """Return reports that one holds with their mentor and the sentence prepared. One question."""
    names = _names(reports, scope)
    return [
        ReportLine(report, names.get(report.mentor_id, ""), prepared_answer(report))
        for report in reports
    ]


def _names(reports: list[SessionReport], scope: Scope) -> dict[int, str]:
    wanted = {report.mentor_id for report in reports}
    return {mentor.pk: str(mentor) for mentor in Mentor.objects.within(scope).filter(pk__in=wanted)}
