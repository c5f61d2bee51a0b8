"""Who may be met: adults, and minors whom a guardian authorised."""

from datetime import date

import pytest

from mentorat.foundations.scope import Family, Scope
from mentorat.people.enums import AuthorisationScope
from mentorat.people.errors import NotAuthorised
from mentorat.people.policies import check_authorised, unauthorised
from tests.factories.people import (
    AuthorisationFactory,
    GuardianFactory,
    MenteeFactory,
    MenteeIdentityFactory,
)

pytestmark = pytest.mark.django_db

IN_PERSON = AuthorisationScope.IN_PERSON
EIGHTEEN = date(2027, 3, 4)


@pytest.fixture
def mentee():
    mentee = MenteeFactory()
    MenteeIdentityFactory(mentee=mentee, birth_date=date(2009, 3, 4))
    return mentee


def missing(mentee, on=date(2026, 11, 23), to=IN_PERSON):
    return unauthorised([mentee.pk], to=to, on=on) == {mentee.pk}


def test_a_minor_needs_an_authorisation(mentee):
    assert missing(mentee)
    with pytest.raises(NotAuthorised, match="rencontres au lycée"):
        check_authorised([mentee.pk], to=IN_PERSON, on=date(2026, 11, 23))


def test_the_birthday_of_eighteen_switches_the_rule(mentee):
    assert missing(mentee, on=date(2027, 3, 3))
    assert not missing(mentee, on=EIGHTEEN)


def test_an_unknown_birth_date_is_that_of_a_minor():
    assert missing(MenteeFactory(), on=date(2036, 1, 1))


def test_a_sheet_of_paper_authorises_what_it_names(mentee):
    AuthorisationFactory(mentee=mentee)

    assert not missing(mentee)
    assert missing(mentee, to=AuthorisationScope.REMOTE)


def test_one_refusal_outweighs_the_other_guardian(mentee):
    AuthorisationFactory(mentee=mentee, guardian=GuardianFactory(mentee=mentee))
    AuthorisationFactory(
        mentee=mentee, guardian=GuardianFactory(mentee=mentee, rank=2), state="refused"
    )

    assert missing(mentee)


def test_what_was_given_until_a_day_ends_with_it(mentee):
    AuthorisationFactory(mentee=mentee, expires_on=date(2026, 11, 22))

    assert missing(mentee)
    assert not missing(mentee, on=date(2026, 11, 22))


def test_the_answer_is_the_same_whoever_asks(mentee, rls):
    AuthorisationFactory(mentee=mentee)

    with rls(Scope(Family.GRANT, mentor=1)):
        assert not missing(mentee)
