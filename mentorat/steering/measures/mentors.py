"""Mentors who offer, and those among them who may meet a pupil."""

from django.db.models import Count, Q

from mentorat.matching.models import Offer
from mentorat.people.models import Mentor
from mentorat.steering.enums import Counted
from mentorat.steering.measures.perimeter import Counts, Perimeter, in_each_school


def mentors(perimeter: Perimeter) -> Counts:
    on = perimeter.today
    standing = perimeter.keep(Offer.objects.all()).filter(
        Q(closed_on=None) | Q(closed_on__gt=on),
        campaign=perimeter.campaign,
        mentor__left_on=None,
    )
    cleared = Mentor.objects.unscoped("inside a condition").cleared(on=on)
    return in_each_school(
        standing,
        {
            Counted.MENTORS_OFFERING: Count("mentor", distinct=True),
            Counted.MENTORS_CLEARED: Count("mentor", distinct=True, filter=Q(mentor__in=cleared)),
        },
    )
