"""Who meets when and where. Names only as far as the scope and the reader go."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import QuerySet

from mentorat.foundations.scope import Scope
from mentorat.mentorships.models import Mentorship
from mentorat.people.models import Mentee, Mentor
from mentorat.programmes.enums import MentoringForm
from mentorat.scheduling import policies
from mentorat.scheduling.enums import AttendanceStatus, SessionKind, SessionMode, SessionState
from mentorat.scheduling.models import Attendance, Booking, MentoringSession

DAY = timedelta(days=1)


@dataclass(frozen=True)
class SessionLine:
    """A session in a list. Times are those of the school's clocks."""

    pk: int
    mentorship_id: int
    school: str
    starts_at: datetime
    ends_at: datetime
    mode: SessionMode
    state: SessionState
    room: str
    mentors: tuple[str, ...]
    mentees: tuple[str, ...]
    # Pupils of the session, and those who came: None until someone told.
    expected: int
    present: int | None
    is_first: bool
    # Of the school, at a first meeting; named to the school's own people.
    adult: str


@dataclass(frozen=True)
class AttendanceLine:
    mentee_id: int
    name: str
    status: AttendanceStatus | None


def agenda(scope: Scope, day_from: date, day_to: date, *, full_names: bool) -> list[SessionLine]:
    """Return what is planned or held on these days, both included, on each school's clocks.

    ``full_names`` is for the school's own people: others read a first name and an initial.
    """
    # Wide enough for every time zone; each session is then placed on its own school's calendar.
    around = DateTimeTZRange(
        datetime.combine(day_from - DAY, time.min, tzinfo=UTC),
        datetime.combine(day_to + 2 * DAY, time.min, tzinfo=UTC),
    )
    sessions = (
        MentoringSession.objects.within(scope)
        .filter(during__overlap=around)
        .exclude(state=SessionState.CANCELLED)
    )
    lines = _lines(sessions, scope, full_names=full_names)
    return [line for line in lines if day_from <= line.starts_at.date() <= day_to]


def upcoming_for(
    mentorship: Mentorship, *, scope: Scope, now: datetime, full_names: bool
) -> list[SessionLine]:
    """Return the planned sessions of a relation that are not over, the next one first."""
    sessions = (
        MentoringSession.objects.within(scope)
        .planned()
        .filter(mentorship=mentorship, during__endswith__gt=now)
    )
    return _lines(sessions, scope, full_names=full_names)


def history_of(mentorship: Mentorship, *, scope: Scope, full_names: bool) -> list[SessionLine]:
    """Return every session of a relation, cancelled ones included, the oldest first."""
    sessions = MentoringSession.objects.within(scope).filter(mentorship=mentorship)
    return _lines(sessions, scope, full_names=full_names)


def session_lines(
    sessions: Sequence[MentoringSession], *, scope: Scope, full_names: bool
) -> list[SessionLine]:
    """Return sessions that one already holds as lines, in the same order."""
    held = MentoringSession.objects.within(scope).filter(pk__in=[one.pk for one in sessions])
    lines = {line.pk: line for line in _lines(held, scope, full_names=full_names)}
    return [lines[one.pk] for one in sessions]


def sessions_to_report(scope: Scope, *, now: datetime, full_names: bool) -> list[SessionLine]:
    """Return the sessions that are over and of which nobody told who came, the oldest first."""
    sessions = MentoringSession.objects.within(scope).planned().filter(during__endswith__lte=now)
    return _lines(sessions, scope, full_names=full_names)


def attendance_sheet(
    session: MentoringSession, *, scope: Scope, full_names: bool
) -> list[AttendanceLine]:
    """Return the pupils of a session, with what was told of each."""
    told = dict(session.attendances.values_list("mentee_id", "status"))
    names = _mentee_names(policies.mentees_of(session), scope, full_names=full_names)
    return [
        AttendanceLine(pk, name, AttendanceStatus(told[pk]) if pk in told else None)
        for pk, name in names.items()
    ]


def not_invited(session: MentoringSession, *, scope: Scope) -> list[str]:
    """Return the pupils of a relation whom a session at a distance does without. For the school."""
    if session.mode != SessionMode.REMOTE:
        return []
    members = set(policies.party_of(session.mentorship).mentee_ids)
    left_out = members - policies.mentees_of(session)
    return list(_mentee_names(left_out, scope, full_names=True).values())


def without_remote(mentorship: Mentorship, *, scope: Scope, on: date) -> list[str]:
    """Return the pupils of a group who may not meet at a distance on a day. For the school."""
    if mentorship.form == MentoringForm.INDIVIDUAL:
        return []
    party = policies.party_of(mentorship)
    left_out = set(party.mentee_ids) - set(policies.may_meet_remotely(party, on=on).mentee_ids)
    return list(_mentee_names(left_out, scope, full_names=True).values())


def _lines(
    sessions: QuerySet[MentoringSession], scope: Scope, *, full_names: bool
) -> list[SessionLine]:
    found = list(
        sessions.select_related("room", "adult", "mentorship__school__academy").order_by(
            "during", "pk"
        )
    )
    taken = Booking.objects.unscoped("of sessions fetched within the scope")
    mentors: dict[int, set[int]] = defaultdict(set)
    mentees: dict[int, set[int]] = defaultdict(set)
    for one in taken.filter(session__in=found, room=None):
        if one.mentor_id is not None:
            mentors[one.session_id].add(one.mentor_id)
        if one.mentee_id is not None:
            mentees[one.session_id].add(one.mentee_id)
    came = Counter(
        Attendance.objects.unscoped("of sessions fetched within the scope")
        .filter(session__in=found, status=AttendanceStatus.PRESENT)
        .values_list("session_id", flat=True)
    )
    mentor_names = _mentor_names(set().union(*mentors.values()), scope)
    mentee_names = _mentee_names(set().union(*mentees.values()), scope, full_names=full_names)
    return [
        _line(
            session,
            mentors=[name for pk, name in mentor_names.items() if pk in mentors[session.pk]],
            mentees=[name for pk, name in mentee_names.items() if pk in mentees[session.pk]],
            expected=len(mentees[session.pk]),
            present=came[session.pk] if session.state == SessionState.HELD else None,
            adult=str(session.adult) if full_names and session.adult else "",
        )
        for session in found
    ]


def _line(  # noqa: PLR0913 -- a session, who takes part and what was told
    session: MentoringSession,
    *,
    mentors: list[str],
    mentees: list[str],
    expected: int,
    present: int | None,
    adult: str,
) -> SessionLine:
    slot = policies.slot_of(session)
    return SessionLine(
        pk=session.pk,
        mentorship_id=session.mentorship_id,
        school=session.mentorship.school.name,
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        mode=SessionMode(session.mode),
        state=SessionState(session.state),
        room=session.room.name if session.room else "",
        mentors=tuple(mentors),
        mentees=tuple(mentees),
        expected=expected,
        present=present,
        is_first=session.kind == SessionKind.FIRST,
        adult=adult,
    )


def _mentor_names(pks: Iterable[int], scope: Scope) -> dict[int, str]:
    """Return short names, in alphabetical order of surnames, of those whom the scope sees."""
    mentors = Mentor.objects.within(scope).filter(pk__in=pks)
    return {mentor.pk: mentor.short_name for mentor in mentors}


def _mentee_names(pks: Iterable[int], scope: Scope, *, full_names: bool) -> dict[int, str]:
    mentees = Mentee.objects.within(scope).filter(pk__in=pks)
    return {mentee.pk: str(mentee) if full_names else mentee.short_name for mentee in mentees}
