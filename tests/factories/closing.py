from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from mentorat.followup.enums import Side
from mentorat.followup.exit_questions import questions_for
from mentorat.followup.models import Certificate, Closing, ExitTalk
from mentorat.mentorships.models import RematchHold
from tests.factories.mentorships import MentorshipFactory
from tests.factories.people import MenteeFactory
from tests.factories.programmes import SchoolProjectFactory

OPENED = datetime(2026, 11, 16, 8, tzinfo=UTC)


class ClosingFactory(DjangoModelFactory):
    """A closing that has just been opened, of a relation under way."""

    class Meta:
        model = Closing

    mentorship = factory.SubFactory(MentorshipFactory, active=True)
    place = factory.SelfAttribute("mentorship.place")
    kind = "anticipated"
    state_at = OPENED
    opened_at = OPENED


class ExitTalkFactory(DjangoModelFactory):
    """The talk of a mentor, asked. Its closing waits for it."""

    class Meta:
        model = ExitTalk

    closing = factory.SubFactory(ClosingFactory, state="asked", talks_left=1)
    mentorship = factory.SelfAttribute("closing.mentorship")
    place = factory.SelfAttribute("mentorship.place")
    side = "mentor"
    asked_at = OPENED


class RematchHoldFactory(DjangoModelFactory):
    class Meta:
        model = RematchHold

    mentorship = factory.SubFactory(MentorshipFactory, active=True)
    place = factory.SelfAttribute("mentorship.place")
    mentee = factory.SubFactory(MenteeFactory)
    until = date(2026, 11, 30)


class CertificateFactory(DjangoModelFactory):
    """The certificate of a mentor who held two sessions."""

    class Meta:
        model = Certificate

    kind = "mentor"
    project = factory.SubFactory(SchoolProjectFactory)
    place = factory.SelfAttribute("project.place")
    code = factory.Sequence(lambda n: f"{n:04}-AAAA-BBBB-CCCC")
    content = {
        "name": "Maud Soudure",
        "school": "Les Tisserands",
        "city": "Villeneuve",
        "year": "2026-2027",
        "sessions": 2,
        "hours": "2 h",
        "first": "2026-10-12",
        "last": "2026-11-16",
    }
    digest = "a1b2c3d4" + "0" * 56
    issued_at = OPENED


def said(side: str) -> dict[str, str | list[str]]:
    """Return what a person of a side may answer to every question."""
    return {
        question.code: [question.choices[0][0]] if question.many else question.choices[-1][0]
        for question in questions_for(Side(side))
    }
