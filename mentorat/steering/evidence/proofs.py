"""One small function a benchmark: which relations it speaks of, and which of them prove it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import BooleanField, Count, Exists, ExpressionWrapper, F, OuterRef, Q, Sum
from django.db.models.functions import TruncDate

from mentorat.followup.enums import ClosingState, ReportState, TalkState
from mentorat.followup.models import CheckIn, CheckInAnswer, Closing, ExitTalk, SessionReport
from mentorat.foundations.scope import Scope
from mentorat.mentorships.enums import MemberState, MentorshipState
from mentorat.mentorships.models import (
    Agreement,
    MenteeMembership,
    MentorMembership,
    Mentorship,
    MentorshipQuerySet,
    Signature,
)
from mentorat.people.enums import AuthorisationScope, ClearanceKind, TrainingTopic
from mentorat.people.models import Clearance, Preparation, UnitPassed
from mentorat.people.policies import unauthorised
from mentorat.programmes.models import Campaign
from mentorat.scheduling.enums import AttendanceStatus, SessionState
from mentorat.scheduling.models import Attendance, MentoringSession

Condition = Exists | Q
DAYS_A_MONTH = 30
MONTH = timedelta(days=DAYS_A_MONTH)
LEAST_HOURS, LEAST_REFERENCES = Decimal(2), 2


@dataclass(frozen=True)
class Sight:
    """Whose relations one looks at, of which campaign, on which day."""

    scope: Scope
    campaign: Campaign
    today: date

    @property
    def relations(self) -> MentorshipQuerySet:
        return Mentorship.objects.within(self.scope).filter(project__campaign=self.campaign)

    @property
    def started(self) -> MentorshipQuerySet:
        return self.relations.started()


@dataclass(frozen=True)
class Proof:
    """How many relations prove it, of how many; and which do not."""

    proven: int
    total: int
    missing: tuple[int, ...]


Prove = Callable[[Sight], Proof]


def _proof(rows: MentorshipQuerySet, condition: Condition) -> Proof:
    proves = ExpressionWrapper(Q(condition), output_field=BooleanField())
    told = list(rows.annotate(proves=proves).order_by("pk").values_list("pk", "proves"))
    missing = tuple(pk for pk, is_proven in told if not is_proven)
    return Proof(len(told) - len(missing), len(told), missing)


def _no(rows: MentorshipQuerySet, counter_example: Exists) -> Proof:
    return _proof(rows, ~Q(counter_example))


def _each_mentor(condition: Condition) -> Exists:
    """Return the counter-example: a mentor of the relation of whom the condition is not true."""
    mentors = MentorMembership.objects.unscoped("inside a condition").filter(
        mentorship=OuterRef("pk"), state=MemberState.ACCEPTED
    )
    return Exists(mentors.filter(~Q(condition)))


def _held_before_the_start(kind: ClearanceKind) -> Exists:
    held = Clearance.objects.unscoped("inside a condition").filter(
        kind=kind, mentor=OuterRef("mentor"), given_on__lte=OuterRef("mentorship__started_on")
    )
    return Exists(held)


def interviewed(sight: Sight) -> Proof:
    return _no(sight.started, _each_mentor(_held_before_the_start(ClearanceKind.INTERVIEW)))


def charter_signed(sight: Sight) -> Proof:
    return _no(sight.started, _each_mentor(_held_before_the_start(ClearanceKind.CHARTER)))


def references_called(sight: Sight) -> Proof:
    references = (
        Clearance.objects.unscoped("inside a condition")
        .filter(kind=ClearanceKind.REFERENCE, mentor=OuterRef("mentor"))
        .order_by()
        .values("mentor")
        .annotate(called=Count("pk"))
        .filter(called__gte=LEAST_REFERENCES)
    )
    return _no(sight.started, _each_mentor(Exists(references)))


def trained(sight: Sight) -> Proof:
    hours = (
        Clearance.objects.unscoped("inside a condition")
        .filter(
            kind=ClearanceKind.TRAINING,
            mentor=OuterRef("mentor"),
            given_on__lte=OuterRef("mentorship__started_on"),
        )
        .order_by()
        .values("mentor")
        .annotate(total=Sum("hours"))
        .filter(total__gte=LEAST_HOURS)
    )
    return _no(sight.started, _each_mentor(Exists(hours)))


def trained_in_every_topic(sight: Sight) -> Proof:
    whole = Clearance.objects.unscoped("inside a condition").filter(
        kind=ClearanceKind.TRAINING,
        mentor=OuterRef("mentor"),
        topics__contains=list(TrainingTopic.values),
    )
    return _no(sight.started, _each_mentor(Exists(whole)))


def trained_since_the_start(sight: Sight) -> Proof:
    """Relations that lived the minimum of the year, whose mentors went on learning meanwhile."""
    least = timedelta(days=DAYS_A_MONTH * sight.campaign.minimum_months)
    lived = sight.started.filter(
        Q(ended_on=None) | Q(ended_on__gte=F("started_on") + least),
        started_on__lte=sight.today - least,
    )
    training = Clearance.objects.unscoped("inside a condition").filter(
        kind=ClearanceKind.TRAINING,
        mentor=OuterRef("mentor"),
        hours__gt=0,
        given_on__gt=OuterRef("mentorship__started_on"),
        given_on__lte=sight.today,
    )
    units = UnitPassed.objects.unscoped("inside a condition").filter(
        mentor=OuterRef("mentor"), passed_on__gt=OuterRef("mentorship__started_on")
    )
    return _no(lived, _each_mentor(Q(Exists(training)) | Q(Exists(units))))


def authorised(sight: Sight) -> Proof:
    """Relations of which every pupil is an adult, or authorised by a guardian, on the day."""
    started = sight.started
    members = MenteeMembership.objects.unscoped("of relations within the scope").filter(
        mentorship__in=started.values("pk")
    )
    mentees = set(members.values_list("mentee_id", flat=True))
    lacking = unauthorised(mentees, to=AuthorisationScope.IN_PERSON, on=sight.today)
    without = members.filter(mentorship=OuterRef("pk"), mentee__in=lacking)
    return _no(started, Exists(without))


def agreement_signed(sight: Sight) -> Proof:
    missing = Signature.objects.unscoped("inside a condition").filter(
        agreement=OuterRef("pk"), signed_on=None
    )
    signed = (
        Agreement.objects.unscoped("inside a condition")
        .filter(mentorship=OuterRef("pk"), replaced_at=None)
        .exclude(Exists(missing))
    )
    return _proof(sight.started, Exists(signed))


def explained(sight: Sight) -> Proof:
    return _proof(sight.relations, ~Q(reasons=[]))


def first_meeting_documented(sight: Sight) -> Proof:
    came = Attendance.objects.unscoped("inside a condition").filter(
        session__mentorship=OuterRef("pk"),
        session__state=SessionState.HELD,
        status=AttendanceStatus.PRESENT,
    )
    return _proof(sight.started, Exists(came))


def adult_at_first_meeting(sight: Sight) -> Proof:
    met = MentoringSession.objects.unscoped("inside a condition").filter(
        mentorship=OuterRef("pk"), state=SessionState.HELD, adult__isnull=False
    )
    return _proof(sight.started, Exists(met))


def prepared(sight: Sight) -> Proof:
    """Relations of which every pupil was prepared by the day of the first session."""
    ready = Preparation.objects.unscoped("inside a condition").filter(
        mentee=OuterRef("mentee"), done_on__lte=OuterRef("mentorship__started_on")
    )
    unready = MenteeMembership.objects.unscoped("inside a condition").filter(
        mentorship=OuterRef("pk"), state=MemberState.ACCEPTED
    )
    return _no(sight.started, Exists(unready.exclude(Exists(ready))))


def heard_in_the_first_month(sight: Sight) -> Proof:
    """Relations of more than a month whose mentor gave news in the first one: a report at least,
    and an answer to a check-in or another report.
    """
    in_time = {"mentorship__started_on__gt": F("day") - MONTH}
    reports = (
        SessionReport.objects.unscoped("inside a condition")
        .filter(session__mentorship=OuterRef("pk"), state__in=ReportState.HEARD)
        .annotate(day=TruncDate("told_at"))
        .filter(**{f"session__{name}": value for name, value in in_time.items()})
        .order_by()
        .values("session__mentorship")
        .annotate(told=Count("pk"))
    )
    answers = (
        CheckInAnswer.objects.unscoped("inside a condition")
        .filter(check_in__mentorship=OuterRef("pk"), mentor__isnull=False)
        .annotate(day=TruncDate("answered_at"))
        .filter(**{f"check_in__{name}": value for name, value in in_time.items()})
    )
    twice = Exists(reports.filter(told__gte=2)) | (Exists(reports) & Exists(answers))
    lived = sight.started.filter(started_on__lte=sight.today - MONTH)
    return _proof(lived, Q(twice))


def each_session_told(sight: Sight) -> Proof:
    untold = (
        MentoringSession.objects.unscoped("inside a condition")
        .planned()
        .filter(mentorship=OuterRef("pk"), during__endswith__date__lt=sight.today)
    )
    return _no(sight.started, Exists(untold))


def both_sides_checked(sight: Sight) -> Proof:
    due = CheckIn.objects.unscoped("inside a condition").filter(
        mentorship=OuterRef("pk"), answer_by__lt=sight.today
    )
    checked = sight.started.filter(Exists(due))
    return _no(checked, Exists(due.filter(answered__lt=F("expected"))))


def reports_thanked(sight: Sight) -> Proof:
    told = SessionReport.objects.unscoped("inside a condition").filter(
        session__mentorship=OuterRef("pk"), state__in=ReportState.HEARD
    )
    return _no(sight.started.filter(Exists(told)), Exists(told.filter(state=ReportState.TOLD)))


def _ended(sight: Sight) -> MentorshipQuerySet:
    return sight.relations.filter(state=MentorshipState.ENDED)


def each_side_heard(sight: Sight) -> Proof:
    talks = ExitTalk.objects.unscoped("inside a condition").filter(mentorship=OuterRef("pk"))
    heard = Exists(talks.filter(state=TalkState.DONE))
    return _proof(_ended(sight), Q(heard) & ~Q(Exists(talks.filter(state=TalkState.ASKED))))


def closing_complete(sight: Sight) -> Proof:
    complete = Closing.objects.unscoped("inside a condition").filter(
        mentorship=OuterRef("pk"), state=ClosingState.COMPLETE
    )
    return _proof(_ended(sight), Exists(complete))
