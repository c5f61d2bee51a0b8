from datetime import date, time

import pytest
from django.db import DataError, IntegrityError

from mentorat.organisations.actions import (
    add_closed_day,
    add_room,
    change_room,
    remove_closed_day,
    reopen_room,
    retire_room,
)
from mentorat.organisations.errors import ClosesBeforeItOpens, DayAlreadyClosed, RoomNameTaken
from mentorat.organisations.models import ClosedDay, Room
from mentorat.organisations.queries import is_open_on, open_days_between
from mentorat.reference.actions import load_holidays
from tests.factories.organisations import RoomFactory, SchoolFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def school(db):  # noqa: ARG001 -- asks for the database
    return SchoolFactory()


@pytest.fixture
def by(db):  # noqa: ARG001 -- asks for the database
    return UserFactory()


def a_room(school, by, **changes):
    usual = {
        "name": "CDI",
        "capacity": 12,
        "is_visible": True,
        "opens_at": time(9),
        "closes_at": time(17),
    }
    return add_room(school=school, by=by, **usual | changes)


def test_a_room_is_added_where_its_school_is(school, by):
    room = a_room(school, by)

    assert (room.school, room.place, room.name, room.capacity, room.opens_at) == (
        school,
        school.place,
        "CDI",
        12,
        time(9),
    )


def test_a_name_is_taken_once_in_a_school(school, by):
    a_room(school, by)

    with pytest.raises(RoomNameTaken, match="« CDI » existe déjà"):
        a_room(school, by)
    assert a_room(SchoolFactory(), by).name == "CDI"
    assert Room.objects.unscoped("test").count() == 2


def test_a_room_does_not_close_before_it_opens(school, by):
    with pytest.raises(ClosesBeforeItOpens):
        a_room(school, by, closes_at=time(8))


def test_what_no_refusal_explains_is_a_bug_and_rises(school, by):
    with pytest.raises((DataError, IntegrityError)):
        a_room(school, by, capacity=-1)


def test_a_room_changes(school, by):
    room = change_room(
        room=a_room(school, by),
        name="Salle 12",
        capacity=4,
        is_visible=False,
        opens_at=time(10),
        closes_at=time(12),
        by=by,
    )

    room.refresh_from_db()
    assert (room.name, room.capacity, room.is_visible, room.opens_at, room.closes_at) == (
        "Salle 12",
        4,
        False,
        time(10),
        time(12),
    )


def test_a_room_does_not_take_the_name_of_another(school, by):
    RoomFactory(school=school, name="Salle 12")

    with pytest.raises(RoomNameTaken):
        change_room(
            room=a_room(school, by),
            name="Salle 12",
            capacity=4,
            is_visible=True,
            opens_at=time(10),
            closes_at=time(12),
            by=by,
        )


def test_a_room_is_retired_and_lent_again(school, by):
    room = retire_room(room=a_room(school, by), on=date(2026, 12, 1), by=by)
    assert room.retired_on == date(2026, 12, 1)

    assert reopen_room(room=room, by=by).retired_on is None


def test_a_day_is_closed_once_and_opened_again(school, by):
    day = add_closed_day(school=school, day=date(2026, 12, 4), label="Travaux", by=by)
    with pytest.raises(DayAlreadyClosed, match="04/12/2026"):
        add_closed_day(school=school, day=date(2026, 12, 4), label="Examen", by=by)

    remove_closed_day(closed_day=day, by=by)

    assert not ClosedDay.objects.unscoped("test").exists()


def test_a_school_is_open_on_class_days_that_it_does_not_close(school, by):
    load_holidays()
    add_closed_day(school=school, day=date(2026, 12, 17), label="Bac blanc", by=by)

    days = open_days_between(school, date(2026, 12, 16), date(2026, 12, 21))

    assert days == [date(2026, 12, 16), date(2026, 12, 18)]
    assert [is_open_on(school, date(2026, 12, day)) for day in (16, 17)] == [True, False]
