from datetime import date

import factory
from factory.django import DjangoModelFactory

from mentorat.followup.models import Alarm, CheckIn, CheckInAnswer, SessionReport
from tests.factories.mentorships import MentorshipFactory
from tests.factories.people import UserFactory
from tests.factories.scheduling import MentoringSessionFactory, paris


class SessionReportFactory(DjangoModelFactory):
    """A report that is awaited; ``told``, ``answered``: further on."""

    class Meta:
        model = SessionReport

    class Params:
        told = factory.Trait(
            state="told", told_at=paris(3, 12), outcome="held", feeling="good", theme="trade"
        )
        answered = factory.Trait(
            told=True,
            state="answered",
            answer="Merci.",
            answered_at=paris(3, 13),
            answered_by=factory.SubFactory(UserFactory),
        )

    session = factory.SubFactory(MentoringSessionFactory)
    place = factory.SelfAttribute("session.place")
    mentor = factory.LazyAttribute(lambda o: o.session.mentorship.mentor_memberships.get().mentor)
    asked_at = paris(3, 11)


class CheckInFactory(DjangoModelFactory):
    """A check-in with a row for each member, which nobody filled in yet."""

    class Meta:
        model = CheckIn
        skip_postgeneration_save = True

    mentorship = factory.SubFactory(MentorshipFactory, active=True)
    place = factory.SelfAttribute("mentorship.place")
    step = 1
    opened_at = paris(2, 7)
    answer_by = paris(16, 7).date()
    expected = factory.LazyAttribute(
        lambda o: o.mentorship.mentor_memberships.count() + o.mentorship.mentee_memberships.count()
    )

    @factory.post_generation
    def answers(self, _create, _extracted, **_kwargs):
        mentors = self.mentorship.mentor_memberships.values_list("mentor_id", flat=True)
        mentees = self.mentorship.mentee_memberships.values_list("mentee_id", flat=True)
        people = [{"mentor_id": pk} for pk in mentors] + [{"mentee_id": pk} for pk in mentees]
        for person in people:
            CheckInAnswer.objects.create(check_in=self, place=self.place, version=1, **person)


class AlarmFactory(DjangoModelFactory):
    """A silence since the first meeting, raised on Monday 23 November 2026."""

    class Meta:
        model = Alarm

    mentorship = factory.SubFactory(MentorshipFactory, active=True)
    place = factory.SelfAttribute("mentorship.place")
    kind = "silence"
    about_on = date(2026, 10, 12)
    raised_on = date(2026, 11, 23)
