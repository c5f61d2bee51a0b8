"""What calls for an alarm in a school. The number of questions does not grow with relations."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.utils import timezone

from mentorat.followup.engine.days import Period, counted_days, shared
from mentorat.followup.enums import AlarmKind, CheckInState
from mentorat.followup.models import CheckIn, Closing
from mentorat.followup.queries.meetings import last_meetings, next_sessions, without_pupil
from mentorat.foundations.scope import Family, Scope
from mentorat.matching.models import Offer
from mentorat.mentorships.enums import MentorshipState
from mentorat.mentorships.models import MenteeMembership, MentorMembership, Mentorship
from mentorat.organisations.models import PfmpPeriod, School
from mentorat.people.enums import ClearanceKind
from mentorat.people.models import Clearance, Mentor
from mentorat.people.policies import missing_by_mentor
from mentorat.programmes.models import Campaign
from mentorat.programmes.policies import last_useful_day
from mentorat.reference.enums import TrainingLevel
from mentorat.reference.queries import holidays_between

OF_SCHOOL = "of the relations of one school"


@dataclass(frozen=True)
class Cause:
    kind: AlarmKind
    mentorship_id: int | None = None
    mentor_id: int | None = None
    owner_id: int | None = None
    about_on: date | None = None

    @property
    def key(self) -> tuple[str, int | None, int | None]:
        return (str(self.kind), self.mentorship_id, self.mentor_id)


@dataclass
class _School:
    """What the alarms of a school are computed from."""

    today: date
    mentorships: Sequence[Mentorship]
    last: Mapping[int, date]
    ahead: Mapping[int, date]
    absences: set[int]
    # The day for which a check-in is still awaited.
    check_ins: Mapping[int, date]
    # Being closed: what its silence asked for is under way.
    closing: set[int]
    holidays: Sequence[Period]
    pfmp: Mapping[str, list[Period]]
    classes: Mapping[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    in_last_year: set[int] = field(default_factory=set)
    pupils: Mapping[int, set[int]] = field(default_factory=lambda: defaultdict(set))


def causes(school: School, *, now: datetime, today: date) -> list[Cause]:
    """Return every reason for an alarm, whether one is standing or not."""
    scope = Scope(Family.SCHOOL, school.span)
    mentorships = list(
        Mentorship.objects.within(scope).live().select_related("project__campaign").order_by("pk")
    )
    facts = _facts(school, mentorships, now=now, today=today)
    found = [cause for one in mentorships for cause in _of_mentorship(one, facts)]
    return [*found, *_of_mentors(school, facts)]


def _facts(
    school: School, mentorships: Sequence[Mentorship], *, now: datetime, today: date
) -> _School:
    pks = [one.pk for one in mentorships]
    zone = timezone.get_current_timezone()
    last = {pk: at.astimezone(zone).date() for pk, at in last_meetings(pks).items()}
    ahead = {pk: at.astimezone(zone).date() for pk, at in next_sessions(pks, now=now).items()}
    started = [one.started_on for one in mentorships if one.started_on]
    earliest = min([*started, today])
    facts = _School(
        today=today,
        mentorships=mentorships,
        last=last,
        ahead=ahead,
        absences=without_pupil(pks),
        check_ins=dict(
            CheckIn.objects.unscoped(OF_SCHOOL)
            .filter(mentorship__in=pks, state=CheckInState.OVERDUE)
            .order_by("-answer_by")
            .values_list("mentorship", "answer_by")
        ),
        closing=set(
            Closing.objects.unscoped(OF_SCHOOL)
            .standing()
            .filter(mentorship__in=pks)
            .values_list("mentorship", flat=True)
        ),
        holidays=[
            (one.first_day, one.last_day)
            for one in holidays_between(school.academy.calendar, earliest, today)
        ],
        pfmp=_pfmp(school, earliest, today),
    )
    members = MenteeMembership.objects.unscoped(OF_SCHOOL).filter(mentorship__in=pks)
    columns = ("mentorship", "mentee", "mentee__class_label", "mentee__level")
    for mentorship, mentee, label, level in members.values_list(*columns):
        facts.classes[mentorship].add(label)
        facts.pupils[mentorship].add(mentee)
        if level in TrainingLevel.LAST_OF_CYCLE:
            facts.in_last_year.add(mentorship)
    return facts


def _pfmp(school: School, first_day: date, last_day: date) -> dict[str, list[Period]]:
    found: dict[str, list[Period]] = defaultdict(list)
    periods = PfmpPeriod.objects.unscoped("of one school").filter(
        school=school, starts_on__lte=last_day, ends_on__gte=first_day
    )
    for one in periods:
        found[one.class_label].append((one.starts_on, one.ends_on))
    return found


def _of_mentorship(mentorship: Mentorship, facts: _School) -> Iterator[Cause]:
    found: list[tuple[AlarmKind, date | None]] = []
    campaign = mentorship.project.campaign
    if mentorship.state == MentorshipState.ACTIVE and mentorship.pk not in facts.closing:
        found += _silence(mentorship, campaign, facts)
        if mentorship.pk in facts.absences:
            found.append((AlarmKind.ABSENCES, None))
        if mentorship.pk in facts.check_ins:
            found.append((AlarmKind.CHECK_IN, facts.check_ins[mentorship.pk]))
    if mentorship.state == MentorshipState.READY and mentorship.pk not in facts.ahead:
        ready_on = timezone.localdate(mentorship.state_at)
        if (facts.today - ready_on).days >= campaign.first_meeting_days:
            found.append((AlarmKind.NO_MEETING, ready_on))
    if mentorship.state in MentorshipState.WAITING:
        day = last_useful_day(
            campaign,
            mentorship.objective,
            is_in_last_year=mentorship.pk in facts.in_last_year,
        )
        if facts.today > day - timedelta(days=campaign.late_start_notice_days):
            found.append((AlarmKind.LATE_START, day))
    for kind, about_on in found:
        yield Cause(
            kind,
            mentorship_id=mentorship.pk,
            owner_id=mentorship.followed_by_id or mentorship.project.pilot_id,
            about_on=about_on,
        )


def _silence(
    mentorship: Mentorship, campaign: Campaign, facts: _School
) -> list[tuple[AlarmKind, date | None]]:
    """Silence, then no sign of life: never while the pupil is away or a session is near."""
    since = facts.last.get(mentorship.pk) or mentorship.started_on
    ahead = facts.ahead.get(mentorship.pk)
    near = facts.today + timedelta(days=campaign.silence_days)
    if since is None or (ahead is not None and ahead <= near):
        return []
    labels = sorted(facts.classes[mentorship.pk])
    away = shared([facts.pfmp.get(label, []) for label in labels]) if labels else []
    days = counted_days(since, facts.today, facts.holidays, away)
    if days > campaign.silence_days + campaign.no_life_days:
        return [(AlarmKind.NO_LIFE, since)]
    return [(AlarmKind.SILENCE, since)] if days > campaign.silence_days else []


def _of_mentors(school: School, facts: _School) -> Iterator[Cause]:
    if not facts.mentorships:
        return
    project = facts.mentorships[-1].project
    members = MentorMembership.objects.unscoped(OF_SCHOOL).filter(
        mentorship__in=[one.pk for one in facts.mentorships]
    )
    accompanied: Counter[int] = Counter()
    for mentor, mentorship in members.values_list("mentor", "mentorship"):
        accompanied[mentor] += len(facts.pupils[mentorship])
    owner = project.pilot_id
    offers = Offer.objects.unscoped(OF_SCHOOL).filter(
        school=school, mentor__in=list(accompanied), closed_on=None
    )
    capacity: Counter[int] = Counter()
    for mentor, seats in offers.values_list("mentor", "capacity"):
        capacity[mentor] += seats
    for mentor in sorted(capacity):
        if accompanied[mentor] > capacity[mentor]:
            yield Cause(AlarmKind.CAPACITY, mentor_id=mentor, owner_id=owner)
    known = Mentor.objects.unscoped(OF_SCHOOL).filter(pk__in=list(accompanied))
    notice = timedelta(days=project.campaign.clearance_notice_days)
    lacking = missing_by_mentor(list(known), on=facts.today + notice)
    ends = _clearance_ends(lacking, facts.today)
    for mentor in sorted(lacking):
        yield Cause(
            AlarmKind.CLEARANCE, mentor_id=mentor, owner_id=owner, about_on=ends.get(mentor)
        )


def _clearance_ends(lacking: Mapping[int, Sequence[ClearanceKind]], today: date) -> dict[int, date]:
    """Return the first day on which each mentor will lack a clearance that he or she has had."""
    found = Clearance.objects.unscoped(OF_SCHOOL).filter(
        mentor__in=list(lacking), given_on__lte=today, expires_on__isnull=False
    )
    latest: dict[tuple[int, str], date] = {}
    for mentor, kind, ends_on in found.values_list("mentor", "kind", "expires_on"):
        if ends_on is not None and kind in lacking[mentor]:
            latest[mentor, kind] = max(latest.get((mentor, kind), ends_on), ends_on)
    ends: dict[int, date] = {}
    for (mentor, _), day in latest.items():
        ends[mentor] = min(ends.get(mentor, day), day)
    return ends
