"""Eighteen: on the birthday, not the day before; once; 29 February included."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorat.access import actions as access
from mentorat.access.enums import LinkAct
from mentorat.access.models import SignedLink
from mentorat.access.roles import Role
from mentorat.foundations.ages import born_by
from mentorat.journal.models import Entry
from mentorat.mentorships.periodic import come_of_age
from mentorat.notifications.models import DigestLine
from mentorat.people.policies import is_adult
from tests.factories.mentorships import MentorshipFactory
from tests.factories.people import (
    GuardianFactory,
    MenteeFactory,
    MenteeIdentityFactory,
    UserFactory,
)

DAYS = st.dates(date(2000, 1, 1), date(2030, 12, 31))


@given(born=DAYS)
def test_everybody_is_of_age_from_the_birthday_on_and_not_before(born):
    birthday = (
        date(born.year + 18, 3, 1)
        if (born.month, born.day) == (2, 29)
        else born.replace(year=born.year + 18)
    )

    assert born <= born_by(birthday)
    assert born > born_by(birthday - timedelta(days=1))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("born", "on", "expected"),
    [
        (date(2008, 2, 29), date(2026, 2, 28), False),
        (date(2008, 2, 29), date(2026, 3, 1), True),
        (date(2010, 2, 28), date(2028, 2, 28), True),
        (date(2010, 3, 1), date(2028, 2, 29), False),
        (date(2010, 3, 1), date(2028, 3, 1), True),
        (date(2008, 11, 24), date(2026, 11, 23), False),
        (date(2008, 11, 24), date(2026, 11, 24), True),
    ],
)
def test_the_database_and_the_code_agree_on_the_day(born, on, expected):
    mentee = MenteeIdentityFactory(birth_date=born).mentee

    assert is_adult(mentee.pk, on=on) is expected
    assert (born <= born_by(on)) is expected


@pytest.fixture
def night(time_machine, queue):  # noqa: ARG001 -- messages are queued
    def run(day):
        time_machine.move_to(datetime(day.year, day.month, day.day, 1, tzinfo=UTC), tick=False)
        return come_of_age(0)

    return run


EVE, BIRTHDAY = date(2026, 11, 23), date(2026, 11, 24)


@pytest.fixture
def mentee():
    return MenteeIdentityFactory(birth_date=date(2008, 11, 24)).mentee


def told():
    entries = Entry.objects.unscoped("a test").filter(event="mentee_of_age")
    return list(entries.values_list("about_id", flat=True))


@pytest.mark.django_db
def test_the_night_of_the_birthday_switches_the_rules_once(night, mentee):
    relation = MentorshipFactory(mentee=mentee, awaiting=True)
    guardian = GuardianFactory(mentee=mentee)
    now = datetime(2026, 11, 1, tzinfo=UTC)
    access.make_link(act=LinkAct.FAMILY, guardian=guardian, now=now, by=None)
    post = access.school_post(Role.BUREAU_DES_ENTREPRISES, mentee.school)
    bde = UserFactory(email="bde@exemple.fr")
    access.give(user=bde, post=post, valid_from=date(2026, 9, 1), by=None)
    own = UserFactory(email="noe@exemple.fr", full_name="")
    access.give(
        user=own,
        post=access.mentee_post(mentee, mentee.school),
        valid_from=date(2026, 9, 1),
        by=None,
    )

    counts = [night(EVE), night(BIRTHDAY), night(BIRTHDAY), night(date(2026, 11, 25))]

    relation.refresh_from_db()
    assert (counts, told()) == ([0, 1, 0, 0], [mentee.pk])
    assert relation.state == "ready"
    assert not SignedLink.objects.standing(at=datetime(2026, 11, 24, 2, tzinfo=UTC)).exists()
    letters = DigestLine.objects.filter(key__startswith="of-age:").order_by("address")
    assert [one.address for one in letters] == ["bde@exemple.fr", "noe@exemple.fr"]
    assert not any(mentee.first_name in one.sentence for one in letters)


@pytest.mark.django_db
def test_a_missed_night_is_made_up_for(night, mentee):
    assert night(date(2026, 12, 2)) == 1
    assert told() == [mentee.pk]


@pytest.mark.django_db
def test_those_who_were_of_age_before_the_year_or_have_left_are_left_alone(night):
    MenteeIdentityFactory(birth_date=date(2008, 7, 31))
    MenteeIdentityFactory(mentee__left_on=EVE, birth_date=date(2008, 11, 24))
    MenteeFactory()

    assert (night(BIRTHDAY), told()) == (0, [])
