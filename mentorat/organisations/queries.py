"""Answers about schools."""

from datetime import date

from mentorat.organisations.models import School
from mentorat.reference.queries import class_days_between


def open_days_between(school: School, first_day: date, last_day: date) -> list[date]:
    """Return the days on which a school may receive: class days that it does not close."""
    closed = set(
        school.closed_days.filter(day__range=(first_day, last_day)).values_list("day", flat=True)
    )
    days = class_days_between(school.academy, first_day, last_day, department=school.department_id)
    return [day for day in days if day not in closed]


def is_open_on(school: School, day: date) -> bool:
    return open_days_between(school, day, day) == [day]
