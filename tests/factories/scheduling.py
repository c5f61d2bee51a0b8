from datetime import datetime
from zoneinfo import ZoneInfo

import factory
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from factory.django import DjangoModelFactory

from mentorat.scheduling.models import Attendance, Booking, MentoringSession
from tests.factories.mentorships import MentorshipFactory
from tests.factories.organisations import RoomFactory
from tests.factories.people import UserFactory

PARIS = ZoneInfo("Europe/Paris")


def paris(day, hour, minute=0, *, month=11, year=2026):
    """Return a moment on the clocks of Paris; November 2026 has class from the 2nd on."""
    return datetime(year, month, day, hour, minute, tzinfo=PARIS)


# A Monday morning.
NOW = paris(2, 9)


class MentoringSessionFactory(DjangoModelFactory):
    """A session with its bookings, on a Tuesday from 10 to 11 unless told otherwise."""

    class Meta:
        model = MentoringSession
        skip_postgeneration_save = True

    class Params:
        starts_at = paris(3, 10)
        ends_at = paris(3, 11)
        remote = factory.Trait(mode="remote", room=None)

    mentorship = factory.SubFactory(MentorshipFactory, active=True)
    place = factory.SelfAttribute("mentorship.place")
    during = factory.LazyAttribute(lambda o: DateTimeTZRange(o.starts_at, o.ends_at))
    room = factory.SubFactory(RoomFactory, school=factory.SelfAttribute("..mentorship.school"))
    planned_by = factory.SubFactory(UserFactory)
    planned_at = paris(1, 8, month=10)

    @factory.post_generation
    def bookings(self, _create, _extracted, **_kwargs):
        mentors = self.mentorship.mentor_memberships.values_list("mentor_id", flat=True)
        mentees = self.mentorship.mentee_memberships.values_list("mentee_id", flat=True)
        taken = [
            *([{"room": self.room}] if self.room else []),
            *({"mentor_id": pk} for pk in mentors),
            *({"mentee_id": pk} for pk in mentees),
        ]
        for resource in taken:
            Booking.objects.create(
                session=self,
                place=self.place,
                during=self.during,
                is_cancelled=self.state == "cancelled",
                **resource,
            )


class AttendanceFactory(DjangoModelFactory):
    class Meta:
        model = Attendance

    session = factory.SubFactory(MentoringSessionFactory, state="held")
    place = factory.SelfAttribute("session.place")
    mentee = factory.LazyAttribute(lambda o: o.session.mentorship.mentee_memberships.get().mentee)
    status = "present"
    recorded_by = factory.SubFactory(UserFactory)
    recorded_at = paris(3, 11)
