"""Sessions of a relation: held, cancelled or to come, in rooms that nobody else has."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from mentorat.demo.lives import Life, Trouble
from mentorat.demo.stage import PlayedMentor, PlayedSchool, Pupil, Scene
from mentorat.demo.traces import Act, note
from mentorat.demo.year import Calendar
from mentorat.journal.enums import Event
from mentorat.mentorships.enums import MentorshipState
from mentorat.scheduling.enums import AttendanceStatus, SessionKind, SessionMode, SessionState
from mentorat.scheduling.models import Attendance, Booking, MentoringSession

S = MentorshipState
DAY = timedelta(days=1)
# How far ahead sessions are planned, and how long presence may stay untold.
AHEAD, UNTOLD_FOR = 28, 6
CANCELLED, UNTOLD, REMOTE = 0.05, 0.18, 0.12
RHYTHMS = (7, 14, 14, 14, 21, 28)
STATUSES = (AttendanceStatus.PRESENT, AttendanceStatus.EXCUSED, AttendanceStatus.ABSENT)
STATUS_WEIGHTS = (88, 6, 6)


@dataclass(frozen=True)
class PlayedRelation:
    number: int
    school: PlayedSchool
    life: Life
    mentors: Sequence[PlayedMentor]
    pupils: Sequence[Pupil]
    rhythm: int
    hour: int
    # Regular ones meet every so many days exactly; the story of the main school needs some.
    is_regular: bool = False
    leaves_untold: bool = False

    @property
    def people(self) -> Sequence[tuple[str, int]]:
        mentors = [("mentor", mentor.number) for mentor in self.mentors]
        return mentors + [("pupil", pupil.number) for pupil in self.pupils]


@dataclass(frozen=True)
class Meeting:
    day: date
    hour: int
    room: int | None


@dataclass
class Diary:
    """What is taken in an académie: (kind of resource, number, day, hour)."""

    taken: set[tuple[str, int, date, int]] = field(default_factory=set)

    def find(
        self, calendar: Calendar, relation: PlayedRelation, day: date, *, remote: bool
    ) -> Meeting:
        """Find an hour on a day, the usual one if possible, and a room, else at a distance.

        There is an hour: nobody has more relations than a morning has hours.
        """
        people = relation.people
        hours = sorted(calendar.hours_of(day), key=lambda hour: (hour - relation.hour) % 8)
        free = [hour for hour in hours if self._is_free(people, day, hour)]
        for hour in () if remote else free:
            for room, seats in relation.school.rooms:
                if seats >= len(people) and self._is_free([("room", room)], day, hour):
                    return Meeting(day, hour, room)
        return Meeting(day, free[0], None)

    def take(self, relation: PlayedRelation, meeting: Meeting) -> None:
        room = [("room", meeting.room)] if meeting.room else []
        self.taken.update(
            (*resource, meeting.day, meeting.hour) for resource in [*relation.people, *room]
        )

    def _is_free(self, resources: Sequence[tuple[str, int]], day: date, hour: int) -> bool:
        return all((*resource, day, hour) not in self.taken for resource in resources)


def hold_sessions(scene: Scene, diary: Diary, relation: PlayedRelation) -> bool:
    """Write the sessions of a relation, from its first to those to come.

    Says whether some are held at a distance: families have authorised it then.
    """
    meetings = list(_meetings(scene, diary, relation))
    today = scene.year.today
    past = [meeting for meeting in meetings if meeting.day < today]
    absent = past[-2:] if relation.life.trouble is Trouble.ABSENCES and len(past) > 2 else []
    for meeting in meetings:
        untold = meeting not in absent and _is_untold(scene, relation, meeting.day)
        if meeting.day >= today or untold:
            _write(scene, relation, meeting, SessionState.PLANNED)
        else:
            session = _write(scene, relation, meeting, SessionState.HELD)
            _tell(scene, relation, session, meeting, came=meeting not in absent)
    return any(meeting.room is None for meeting in meetings)


def _is_untold(scene: Scene, relation: PlayedRelation, day: date) -> bool:
    """Say whether nobody has told yet who came: only of late, and only while the relation runs."""
    life = relation.life
    if life.state is not S.ACTIVE or life.trouble or day == life.started_on:
        return False
    recent = (scene.year.today - day).days <= UNTOLD_FOR + relation.leaves_untold
    return recent and (relation.leaves_untold or scene.rng.random() < UNTOLD)


def _meetings(scene: Scene, diary: Diary, relation: PlayedRelation) -> Iterator[Meeting]:
    rng, today = scene.rng, scene.year.today
    for day in _days(scene, relation):
        remote = rng.random() < REMOTE and not relation.is_regular
        meeting = diary.find(scene.calendar, relation, day, remote=remote)
        first = day == relation.life.started_on
        if not first and day < today and not relation.is_regular and rng.random() < CANCELLED:
            # What it took is free again: the diary knows nothing of it.
            _cancel(scene, relation, meeting)
            continue
        diary.take(relation, meeting)
        yield meeting


def _days(scene: Scene, relation: PlayedRelation) -> Iterator[date]:
    """Return the days on which a relation meets, one after the other."""
    life, rng = relation.life, scene.rng
    last = _last_day(scene, relation)
    target = life.started_on or _first_planned(scene, life)
    while target is not None and target <= last:
        day = _open_day(scene, relation.school, target)
        if day is None or day > last:
            return
        # Regular ones keep their weekday: a week without class is skipped.
        if day == target or not relation.is_regular:
            yield day
        if life.started_on is None:
            return  # a first session is planned alone
        spread = 0 if relation.is_regular else rng.randint(-2, 3)
        target = (target if relation.is_regular else day) + (relation.rhythm + spread) * DAY


def _open_day(scene: Scene, school: PlayedSchool, day: date) -> date | None:
    """Return the first day on which the school holds sessions, from a day on."""
    found = scene.calendar.first_from(day)
    while found is not None and found in school.closed:
        found = scene.calendar.first_from(found + DAY)
    return found


def _first_planned(scene: Scene, life: Life) -> date | None:
    """Return the day planned for a first session that has not taken place."""
    late = life.trouble is Trouble.LATE_START
    if life.state is not S.READY or late or scene.rng.random() < 0.2:
        return None
    return scene.calendar.first_from(scene.year.today + scene.rng.randint(0, 10) * DAY)


def _last_day(scene: Scene, relation: PlayedRelation) -> date:
    """Return the last day on which a session may stand."""
    if relation.life.stopped_on:
        return relation.life.stopped_on
    until = min(mentor.cleared_until for mentor in relation.mentors)
    return min(scene.year.today + AHEAD * DAY, until)


def _write(scene: Scene, relation: PlayedRelation, meeting: Meeting, state: SessionState) -> int:
    ledger, calendar, school = scene.ledger, scene.calendar, relation.school
    during = calendar.slot(meeting.day, meeting.hour)
    answered_on = relation.life.answered_on or relation.life.proposed_on
    planned_on = max(answered_on, min(meeting.day - 10 * DAY, scene.year.yesterday))
    planned_at = calendar.at(planned_on, 16, scene.rng)
    is_first = relation.life.started_on in {None, meeting.day}
    session = ledger.add(
        MentoringSession,
        mentorship_id=relation.number,
        place=school.place,
        during=during,
        mode=SessionMode.ROOM if meeting.room else SessionMode.REMOTE,
        room_id=meeting.room,
        state=state,
        kind=SessionKind.FIRST if is_first else SessionKind.REGULAR,
        adult_id=school.pilot if is_first and state is SessionState.HELD else None,
        planned_by_id=school.pilot,
        planned_at=planned_at,
    )
    taken: list[dict[str, int]] = [{"mentor_id": mentor.number} for mentor in relation.mentors]
    taken += [{"mentee_id": pupil.number} for pupil in relation.pupils]
    taken += [{"room_id": meeting.room}] if meeting.room else []
    for resource in taken:
        ledger.add(
            Booking,
            session_id=session,
            place=school.place,
            during=during,
            is_cancelled=state is SessionState.CANCELLED,
            **resource,
        )
    note(scene, Event.SESSION_PLANNED, session, Act(planned_at, school.pilot, school))
    return session


def _cancel(scene: Scene, relation: PlayedRelation, meeting: Meeting) -> None:
    session, school = _write(scene, relation, meeting, SessionState.CANCELLED), relation.school
    at = scene.calendar.at(meeting.day - DAY, 17, scene.rng)
    note(scene, Event.SESSION_CANCELLED, session, Act(at, school.pilot, school))


def _tell(
    scene: Scene, relation: PlayedRelation, session: int, meeting: Meeting, *, came: bool
) -> None:
    """Record who came: at the first session, everyone; that day the relation starts."""
    school, rng = relation.school, scene.rng
    is_first = meeting.day == relation.life.started_on
    by = next((mentor.user for mentor in relation.mentors if mentor.user), None) or school.pilot
    at = scene.calendar.at(meeting.day, 18, rng)
    for pupil in relation.pupils:
        status = AttendanceStatus.PRESENT if came else AttendanceStatus.ABSENT
        if came and not is_first:
            status = rng.choices(STATUSES, STATUS_WEIGHTS)[0]
        scene.ledger.add(
            Attendance,
            session_id=session,
            place=school.place,
            mentee_id=pupil.number,
            status=status,
            recorded_by_id=by,
            recorded_at=at,
        )
    note(scene, Event.ATTENDANCE_RECORDED, session, Act(at, by, school))
    if is_first:
        note(scene, Event.MENTORSHIP_STARTED, relation.number, Act(at, by, school))
