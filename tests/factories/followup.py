import factory
from factory.django import DjangoModelFactory

from mentorat.followup.models import SessionReport
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
