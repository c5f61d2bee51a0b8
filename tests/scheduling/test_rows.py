"""What the database lets through when the filter of the ORM is forgotten."""

import pytest
from django.db import ProgrammingError, transaction

from mentorat.foundations.place import academy_of, school_span
from mentorat.foundations.scope import Family, Scope
from mentorat.scheduling.models import Attendance, Booking, MentoringSession
from tests.factories.organisations import AssociationFactory
from tests.factories.scheduling import AttendanceFactory

pytestmark = pytest.mark.django_db
TABLES = [MentoringSession, Booking, Attendance]


@pytest.fixture
def mine():
    return AttendanceFactory().session


@pytest.fixture(autouse=True)
def other():
    return AttendanceFactory().session


def seen(model):
    return model.objects.unscoped("the filter is forgotten on purpose")


def rows_of(session):
    """Return how many rows of a session are seen: itself, its bookings, its presence."""
    return (
        seen(MentoringSession).filter(pk=session.pk).count(),
        seen(Booking).filter(session_id=session.pk).count(),
        seen(Attendance).filter(session_id=session.pk).count(),
    )


def mentor_of(session):
    return session.mentorship.mentor_memberships.get().mentor_id


def mentee_of(session):
    return session.mentorship.mentee_memberships.get().mentee_id


def association_scope(session):
    mentorship = session.mentorship
    mentorship.association = AssociationFactory()
    mentorship.save()
    return Scope(Family.GRANT, association=mentorship.association.pk)


SCOPES = {
    "school": lambda session: Scope(Family.SCHOOL, school_span(session.place)),
    "mentor": lambda session: Scope(Family.GRANT, mentor=mentor_of(session)),
    "mentee": lambda session: Scope(Family.GRANT, mentee=mentee_of(session)),
    "association": association_scope,
}


@pytest.mark.parametrize("who", SCOPES)
def test_each_sees_own_sessions_and_those_of_nobody_else(who, mine, other, rls):
    scope = SCOPES[who](mine)

    with rls(scope):
        assert rows_of(mine) == (1, 3, 1)
        assert rows_of(other) == (0, 0, 0)
        assert list(MentoringSession.objects.within(scope)) == [mine]


@pytest.mark.parametrize("family", [Family.TERRITORY, Family.NATION])
def test_levels_of_governance_see_no_session(family, mine, rls):
    with rls(Scope(family, academy_of(mine.place))):
        for model in TABLES:
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                seen(model).exists()


def test_school_cannot_write_a_session_into_another_school(mine, other, rls):
    with (
        rls(Scope(Family.SCHOOL, school_span(mine.place))),
        pytest.raises(ProgrammingError, match="row-level security"),
    ):
        MentoringSession.objects.create(
            mentorship_id=other.mentorship_id,
            place=mine.place,
            during=mine.during,
            mode="remote",
            planned_by_id=mine.planned_by_id,
            planned_at=mine.planned_at,
        )


def test_school_cannot_book_the_room_of_another_school(mine, other, rls):
    with (
        rls(Scope(Family.SCHOOL, school_span(mine.place))),
        pytest.raises(ProgrammingError, match="row-level security"),
    ):
        Booking.objects.create(
            session=mine, place=mine.place, during=mine.during, room_id=other.room_id
        )
