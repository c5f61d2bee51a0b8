import random
from concurrent.futures import ThreadPoolExecutor
from time import sleep

import pytest
from django.db import OperationalError, connection, transaction

from mentorat.scheduling.actions.booking import Resource, book
from mentorat.scheduling.errors import MenteeTaken, MentorTaken, RoomTaken, SlotTaken
from mentorat.scheduling.models import MentoringSession
from tests.scheduling.crowd import INCOMPLETE, OVERLAPS, Crowd, answer, deadlocks

pytestmark = pytest.mark.django_db(transaction=True)
THREADS = 16
ATTEMPTS_OF_A_THREAD = 2_000
ATTEMPTS_OF_A_THREAD_IN_SHORT = 125


@pytest.mark.parametrize(
    "attempts",
    [
        ATTEMPTS_OF_A_THREAD_IN_SHORT,
        pytest.param(ATTEMPTS_OF_A_THREAD, marks=pytest.mark.slow),
    ],
)
def test_crowd_leaves_no_overlap_and_no_deadlock_and_losers_read_why(attempts):
    crowd = Crowd(THREADS)
    before = deadlocks()

    told = crowd.rush(attempts)

    print(told.pace, dict(told.outcomes))  # noqa: T201 -- read with « pytest -s »
    live = MentoringSession.objects.unscoped("test").planned().count()
    refusals = {kind.__name__ for kind in (RoomTaken, MentorTaken, MenteeTaken)}
    advice = "choisissez un autre créneau"
    assert (answer(OVERLAPS), answer(INCOMPLETE), deadlocks()) == (0, 0, before)
    assert told.outcomes.total() == THREADS * attempts
    assert set(told.outcomes) == refusals | {"booked", "moved", "cancelled"}
    assert live == told.outcomes["booked"] - told.outcomes["cancelled"] > 0
    assert [sentence for sentence in told.sentences if advice not in sentence] == []


def ask_for(resource, pk):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [resource, pk])


def wait_until_asked_for(resource, pk):
    waiting = """
        SELECT count(*) FROM pg_locks
        WHERE locktype = 'advisory' AND classid = %s AND objid = %s AND NOT granted
    """
    for _ in range(500):
        with connection.cursor() as cursor:
            cursor.execute(waiting, [resource, pk])
            if cursor.fetchone()[0]:
                return
        sleep(0.01)
    raise AssertionError("Nobody waits.")


def test_trouble_that_is_no_deadlock_is_a_bug():
    crowd = Crowd(threads=1)
    wish = crowd.wish(random.Random(1), crowd.mentorships[0].pk)
    other = connection.copy()

    with other.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s, %s)", [Resource.ROOM, wish.room.pk])
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '10ms'")
        with pytest.raises(OperationalError, match="lock timeout"):
            book(lambda: crowd.written(crowd.mentorships[0], wish), wish)
    other.close()


@pytest.mark.parametrize(("rings", "outcome"), [(2, "booked"), (3, "SlotTaken")])
def test_deadlock_is_tried_again_twice(rings, outcome):
    """Someone who takes a pupil first and the room after runs into the order of everybody else."""
    crowd, before = Crowd(threads=1), deadlocks()
    mentorship = crowd.mentorships[0]
    wish = crowd.wish(random.Random(1), mentorship.pk)
    (mentee,) = wish.party.mentee_ids

    def attempt():
        try:
            with transaction.atomic():
                with connection.cursor() as cursor:
                    cursor.execute("SET LOCAL deadlock_timeout = '200ms'")
                book(lambda: crowd.written(mentorship, wish), wish)
        except SlotTaken as refusal:
            return type(refusal).__name__
        else:
            return "booked"
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as threads:
        with transaction.atomic():
            ask_for(Resource.MENTEE, mentee)
            told = threads.submit(attempt)
            for _ in range(rings):
                wait_until_asked_for(Resource.MENTEE, mentee)
                inside = transaction.savepoint()
                ask_for(Resource.ROOM, wish.room.pk)  # granted when the other is refused
                transaction.savepoint_rollback(inside)
        told = told.result()

    booked = MentoringSession.objects.unscoped("test").count()
    assert (told, booked) == (outcome, 1 if outcome == "booked" else 0)
    assert deadlocks() == before + rings
