"""The places of a mentor, asked again with each answer."""

from datetime import UTC, datetime

import pytest

from mentorat.access.enums import LinkAct
from mentorat.matching.models import Offer
from mentorat.mentorships.enums import MentorshipState
from tests.factories.matching import OfferFactory
from tests.web.mentorships.test_links import ANSWER, link, mentee_of, mentor_of, proposed, visit

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 10, 7, 9, tzinfo=UTC)
LABEL = "Élèves que vous pouvez accompagner en tout"


@pytest.fixture(autouse=True)
def a_wednesday(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def mentorship():
    made = proposed()
    OfferFactory(
        mentor=mentor_of(made),
        school=made.school,
        campaign=made.project.campaign,
        place=made.place,
        capacity=2,
    )
    return made


def held():
    offer = Offer.objects.unscoped("a test").get()
    return offer.capacity, offer.closed_on


@pytest.mark.parametrize(
    ("said", "typed", "kept"),
    [
        ("yes", "3", (3, None)),
        ("yes", "", (2, None)),
        ("no", "1", (1, None)),
        ("no", "0", (2, NOW.date())),
    ],
)
def test_a_mentor_corrects_the_places_with_the_answer(mentorship, said, typed, kept):
    token = link(LinkAct.ANSWER, mentorship, mentor=mentor_of(mentorship))

    _, asked = visit(ANSWER, token)
    _, page = visit(ANSWER, token, "post", answer=said, capacity=typed)

    assert LABEL in asked.text
    assert asked.flaws == []
    assert page.heading == "C’est noté"
    assert held() == kept


def test_a_number_that_cannot_be_is_shown_and_nothing_is_answered(mentorship):
    token = link(LinkAct.ANSWER, mentorship, mentor=mentor_of(mentorship))

    _, page = visit(ANSWER, token, "post", answer="yes", capacity="400")

    mentorship.refresh_from_db()
    assert mentorship.state == MentorshipState.PROPOSED
    assert mentorship.mentor_memberships.get().answered_at is None
    assert page.values("input[name=capacity]", "value") == ["400"]
    assert held() == (2, None)


def test_a_pupil_is_not_asked_and_changes_nothing(mentorship):
    token = link(LinkAct.ANSWER, mentorship, mentee=mentee_of(mentorship))

    _, asked = visit(ANSWER, token)
    visit(ANSWER, token, "post", answer="yes", capacity="9")

    assert LABEL not in asked.text
    assert held() == (2, None)
