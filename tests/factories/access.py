from datetime import UTC, datetime

import factory
from factory.django import DjangoModelFactory

from mentorat.access.enums import LinkAct
from mentorat.access.models import SignedLink
from tests.factories.people import MenteeFactory


class SignedLinkFactory(DjangoModelFactory):
    """A link of a pupil, good for a month around November 2026."""

    class Meta:
        model = SignedLink

    act = LinkAct.VOLUNTEER
    mentee = factory.SubFactory(MenteeFactory)
    nonce = factory.Sequence(lambda n: f"{n:032x}")
    made_at = datetime(2026, 11, 16, 8, tzinfo=UTC)
    expires_at = datetime(2026, 12, 16, 8, tzinfo=UTC)
