"""Who is told that an association leaves, or stays: schools that decide, and its own mentors."""

from datetime import date

from django.conf import settings
from django.db.models import Count
from django.urls import reverse

from mentorat.access.questions import holders
from mentorat.access.roles import Permission
from mentorat.followup import notices
from mentorat.mentorships.models import Mentorship
from mentorat.notifications.actions import notify
from mentorat.notifications.enums import Kind
from mentorat.organisations.models import Association, School
from mentorat.people.models import Mentor


def tell_exit(*, association: Association, day: date, stays: bool, today: date) -> int:
    """Tell each school that has relations with the association, and each of its mentors. Once."""
    key = f"{'exit_cancelled' if stays else 'exit'}:{association.pk}:{day.isoformat()}"
    live = Mentorship.objects.unscoped("of an association that leaves").live()
    counts = dict(
        live.filter(association=association)
        .order_by()
        .values_list("school")
        .annotate(count=Count("pk"))
    )
    schools = School.objects.in_bulk(counts)
    url = f"{settings.SITE_URL}{reverse('closing:association', args=[association.pk])}"
    told = 0
    for pk, count in counts.items():
        letter = notices.association_stays_to_school(str(association))
        if not stays:
            letter = notices.association_exit_to_school(
                str(association), day=day, count=count, url=url
            )
        for user in holders(Permission.MENTORSHIP_MANAGE, over=schools[pk].span, on=today):
            notify(
                key=f"{key}:{pk}:{user.pk}",
                address=user.email,
                kind=Kind.RELATION,
                letter=letter,
                due_on=None if stays else day,
            )
            told += 1
    return told + _tell_mentors(association, key=key, day=day, stays=stays)


def _tell_mentors(association: Association, *, key: str, day: date, stays: bool) -> int:
    mentors = Mentor.objects.unscoped("of an association that leaves").filter(
        association=association, left_on=None
    )
    letter = notices.association_stays_to_mentor(str(association))
    if not stays:
        letter = notices.association_exit_to_mentor(str(association), day=day)
    told = [
        notify(
            key=f"{key}:mentor:{mentor.pk}",
            address=mentor.email,
            kind=Kind.RELATION,
            letter=letter,
        )
        for mentor in mentors.order_by("pk")
    ]
    return len(told)
