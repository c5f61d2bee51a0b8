"""Rooms that a school lends, and the days on which it is closed.

``by`` is the actor, as in every action; the journal is in a higher layer and keeps nothing of this.
"""
# ruff: noqa: ARG001 -- the actor is part of the signature of every action, see above

from datetime import date, time

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from mentorat.foundations.errors import Refusal
from mentorat.organisations.actions.refusing import refused_as
from mentorat.organisations.errors import ClosesBeforeItOpens, DayAlreadyClosed, RoomNameTaken
from mentorat.organisations.models import ClosedDay, Room, School

OPENS_AT, CLOSES_AT = time(8), time(18)


@transaction.atomic
def add_room(
    *,
    school: School,
    name: str,
    capacity: int,
    is_visible: bool = True,
    opens_at: time = OPENS_AT,
    closes_at: time = CLOSES_AT,
    by: AbstractBaseUser,
) -> Room:
    """Add a room to those that the school lends."""
    with refused_as(_room_refusals(name)):
        return Room.objects.create(
            school=school,
            place=school.place,
            name=name,
            capacity=capacity,
            is_visible=is_visible,
            opens_at=opens_at,
            closes_at=closes_at,
        )


@transaction.atomic
def change_room(
    *,
    room: Room,
    name: str,
    capacity: int,
    is_visible: bool,
    opens_at: time,
    closes_at: time,
    by: AbstractBaseUser,
) -> Room:
    """Change what is known of a room. Sessions that are booked in it stay."""
    room = Room.objects.locked(room)
    room.name, room.capacity, room.is_visible = name, capacity, is_visible
    room.opens_at, room.closes_at = opens_at, closes_at
    with refused_as(_room_refusals(name)):
        room.save(update_fields=["name", "capacity", "is_visible", "opens_at", "closes_at"])
    return room


@transaction.atomic
def retire_room(*, room: Room, on: date, by: AbstractBaseUser) -> Room:
    """Lend a room no more, from a day on. Its past sessions keep it."""
    room = Room.objects.locked(room)
    room.retired_on = on
    room.save(update_fields=["retired_on"])
    return room


@transaction.atomic
def reopen_room(*, room: Room, by: AbstractBaseUser) -> Room:
    """Lend again a room that was retired."""
    room = Room.objects.locked(room)
    room.retired_on = None
    room.save(update_fields=["retired_on"])
    return room


@transaction.atomic
def add_closed_day(*, school: School, day: date, label: str, by: AbstractBaseUser) -> ClosedDay:
    """Close the school to sessions for a day."""
    taken = DayAlreadyClosed(day=f"{day:%d/%m/%Y}")
    with refused_as({"one_closed_day_a_day": taken}):
        return ClosedDay.objects.create(school=school, place=school.place, day=day, label=label)


@transaction.atomic
def remove_closed_day(*, closed_day: ClosedDay, by: AbstractBaseUser) -> None:
    """Open the school again on a day that was closed."""
    closed_day.delete()


def _room_refusals(name: str) -> dict[str, Refusal]:
    return {
        "one_room_a_name": RoomNameTaken(name=name),
        "room_closes_after_it_opens": ClosesBeforeItOpens(),
    }
