"""Many people who want the same few rooms, mentors and pupils on one day; for tests and bench."""

import random
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta
from threading import Barrier
from time import perf_counter, sleep

from django.db import connection, transaction

from mentorat.foundations.database.entering import entered
from mentorat.foundations.place import school_span
from mentorat.foundations.scope import Family, Scope
from mentorat.scheduling import policies
from mentorat.scheduling.actions.booking import book, release, span_of
from mentorat.scheduling.engine.slots import Slot
from mentorat.scheduling.enums import SessionState
from mentorat.scheduling.errors import SlotTaken
from mentorat.scheduling.models import MentoringSession
from mentorat.scheduling.policies import Wish
from tests.factories.mentorships import MentorshipFactory
from tests.factories.organisations import RoomFactory
from tests.factories.people import MenteeFactory, UserFactory, authorise, cleared_mentor
from tests.factories.programmes import SchoolProjectFactory
from tests.factories.scheduling import NOW, paris

ROOMS, MENTORS, MENTEES = 3, 6, 10
OPENS = paris(3, 8)
CANCELS, MOVES = 0.1, 0.2
NO_LIMIT = 3600.0
OVERLAPS = """
    SELECT count(*) FROM scheduling_booking one JOIN scheduling_booking two
    ON one.id < two.id AND NOT one.is_cancelled AND NOT two.is_cancelled
    AND one.during && two.during
    AND (one.room_id = two.room_id OR one.mentor_id = two.mentor_id
         OR one.mentee_id = two.mentee_id)
"""
# A session takes a room, a mentor and a pupil here, for as long as it lasts.
INCOMPLETE = """
    SELECT count(*) FROM scheduling_mentoringsession session
    WHERE (SELECT count(*) FROM scheduling_booking booking
           WHERE booking.session_id = session.id AND booking.during = session.during
           AND booking.is_cancelled = (session.state = 'cancelled')) <> 3
"""
OTHERS = """
    SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
    AND backend_type = 'client backend'
"""
DEADLOCKS = "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"


def answer(query: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(query)
        (number,) = cursor.fetchone()
    return number


def deadlocks() -> int:
    """Return how many deadlocks this database has known."""
    # A connection adds its own to the count when it is gone, a moment after it was closed.
    for _ in range(500):
        if answer(OTHERS) == 0:
            break
        sleep(0.01)
    return answer(DEADLOCKS)


@dataclass
class Told:
    """What a thread, or all of them, lived through."""

    outcomes: Counter[str] = field(default_factory=Counter)
    sentences: set[str] = field(default_factory=set)
    waits: list[float] = field(default_factory=list)  # milliseconds
    seconds: float = 0

    def __add__(self, other: "Told") -> "Told":
        return Told(
            self.outcomes + other.outcomes,
            self.sentences | other.sentences,
            sorted(self.waits + other.waits),
        )

    @property
    def pace(self) -> dict[str, float]:
        count = len(self.waits)
        return {
            "attempts": count,
            "seconds": round(self.seconds, 1),
            "per_second": round(count / self.seconds),
            "p50_ms": round(self.waits[count // 2], 1),
            "p99_ms": round(self.waits[int(0.99 * count)], 1),
            "longest_ms": round(self.waits[-1], 1),
        }


class Crowd:
    """One school, written at once. ``rush`` may be called several times."""

    def __init__(self, threads: int, booking: Callable[..., MentoringSession] = book) -> None:
        self.threads, self.booking = threads, booking
        self.by = UserFactory()
        project = SchoolProjectFactory()
        mentors = [cleared_mentor(place=project.place) for _ in range(MENTORS)]
        mentees = [authorise(MenteeFactory(school=project.school)) for _ in range(MENTEES)]
        self.rooms = RoomFactory.create_batch(ROOMS, school=project.school)
        self.mentorships = [
            MentorshipFactory(active=True, project=project, mentor=mentor, mentee=mentee)
            for mentor in mentors
            for mentee in mentees
        ]
        self.parties = {one.pk: policies.party_of(one) for one in self.mentorships}
        self.scope = Scope(Family.SCHOOL, school_span(project.place), user=self.by.pk)

    def rush(self, attempts: int, seconds: float = NO_LIMIT) -> Told:
        """Let each thread make so many attempts, or as many as the time allows."""
        start = Barrier(self.threads)

        def live_through(seed: int) -> Told:
            try:
                start.wait()
                with entered(self.scope):
                    return self.attempt_often(seed, attempts, perf_counter() + seconds)
            finally:
                connection.close()

        began = perf_counter()
        with ThreadPoolExecutor(self.threads) as pool:
            told = sum(pool.map(live_through, range(self.threads)), Told())
        told.seconds = perf_counter() - began
        return told

    def attempt_often(self, seed: int, attempts: int, until: float) -> Told:
        chance, own, told = random.Random(seed), [], Told()
        for _ in range(attempts):
            began = perf_counter()
            if began > until:
                break
            try:
                with transaction.atomic():
                    outcome = self.attempt(chance, own)
            except SlotTaken as refusal:
                outcome = type(refusal).__name__
                told.sentences.add(refusal.sentence)
            told.outcomes[outcome] += 1
            told.waits.append(1000 * (perf_counter() - began))
        return told

    def attempt(self, chance: random.Random, own: list[MentoringSession]) -> str:
        """Book; at times move or cancel a session of one’s own instead."""
        act = chance.random() if own else 1
        if act < CANCELS:
            session = own.pop(chance.randrange(len(own)))
            session.state = SessionState.CANCELLED
            session.save(update_fields=["state"])
            release(session)
            return "cancelled"
        if act < CANCELS + MOVES:
            session = chance.choice(own)
            wish = self.wish(chance, session.mentorship_id)
            self.booking(lambda: moved(session, wish), wish, of=session)
            return "moved"
        mentorship = chance.choice(self.mentorships)
        wish = self.wish(chance, mentorship.pk)
        own.append(self.booking(lambda: self.written(mentorship, wish), wish))
        return "booked"

    def wish(self, chance: random.Random, mentorship: int) -> Wish:
        """Return some half hour to hour of the day in some room, for a relation."""
        starts_at = OPENS + timedelta(minutes=5 * chance.randrange(110))
        slot = Slot(starts_at, starts_at + timedelta(minutes=chance.choice((30, 45, 60))))
        return Wish(slot, self.parties[mentorship], chance.choice(self.rooms))

    def written(self, mentorship, wish: Wish) -> MentoringSession:
        return MentoringSession.objects.create(
            mentorship=mentorship,
            place=mentorship.place,
            during=span_of(wish.slot),
            room=wish.room,
            planned_by=self.by,
            planned_at=NOW,
        )


def moved(session: MentoringSession, wish: Wish) -> MentoringSession:
    session.during, session.room = span_of(wish.slot), wish.room
    session.save(update_fields=["during", "room"])
    return session
