from datetime import UTC, datetime, timedelta

import factory
from factory.django import DjangoModelFactory

from mentorat.steering.models import IndicatorValue
from tests.factories.organisations import SchoolFactory
from tests.factories.programmes import CampaignFactory
from tests.factories.scheduling import AttendanceFactory, MentoringSessionFactory, paris

COMPUTED = datetime(2026, 11, 23, 1, 20, tzinfo=UTC)
HOUR = timedelta(hours=1)


class IndicatorValueFactory(DjangoModelFactory):
    class Meta:
        model = IndicatorValue

    campaign = factory.SubFactory(CampaignFactory)
    school = factory.SubFactory(SchoolFactory)
    place = factory.SelfAttribute("school.place")
    code = "mentees"
    numerator = 12
    computed_at = COMPUTED


def met(mentorship, day, *, hour=10, **statuses):
    """Hold a session of a relation on a day. ``statuses``: first names of its pupils, who came.

    Without any, every pupil of the relation came.
    """
    starts_at = paris(day.day, hour, month=day.month, year=day.year)
    session = MentoringSessionFactory(
        mentorship=mentorship, starts_at=starts_at, ends_at=starts_at + HOUR, state="held"
    )
    for membership in mentorship.mentee_memberships.select_related("mentee"):
        status = statuses.get(membership.mentee.first_name, "present")
        AttendanceFactory(session=session, mentee=membership.mentee, status=status)
    return session
