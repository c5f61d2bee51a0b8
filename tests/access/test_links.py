"""Signed links: one act of one person, in time, revocable; guesses and replays open nothing."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorat.access import actions as access
from mentorat.access import queries, questions
from mentorat.access.enums import LinkAct
from mentorat.access.errors import LinkUnusable
from mentorat.access.models import SignedLink
from mentorat.access.policies import LINK_RULES, opens
from mentorat.foundations.scope import Family, Scope
from mentorat.journal.actions import record
from mentorat.journal.enums import Event
from mentorat.journal.models import Entry
from mentorat.people.models import Mentee
from tests.factories.access import SignedLinkFactory
from tests.factories.mentorships import MentorshipFactory
from tests.factories.organisations import SchoolFactory
from tests.factories.people import GuardianFactory, MenteeFactory, MentorFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def made(act=LinkAct.VOLUNTEER, now=NOW, **of):
    return access.make_link(act=act, now=now, by=None, **(of or {"mentee": MenteeFactory()}))


def test_the_address_of_a_link_finds_it_again():
    link = made()

    assert queries.link_of(queries.link_token(link)) == link
    assert queries.link_address(link).endswith(f"/l/{queries.link_token(link)}/")


def test_nothing_in_the_database_opens_a_link():
    link = made()

    row = " ".join(str(value) for value in SignedLink.objects.values().get().values())

    assert queries.link_token(link).partition("-")[2] not in row


def test_each_act_has_its_rule():
    assert set(LINK_RULES) == set(LinkAct)


@given(guess=st.from_regex(r"[0-9]{1,4}-[0-9a-f]{26}", fullmatch=True) | st.text(max_size=40))
def test_a_guess_finds_nothing(guess):
    assert queries.link_of(guess) is None


def test_a_signature_is_good_for_its_own_row_only():
    one, other = made(), made()
    _, _, signature = queries.link_token(one).partition("-")

    assert queries.link_of(f"{other.pk}-{signature}") is None


def test_a_link_opens_its_own_act_only():
    link = made(act=LinkAct.VOLUNTEER)
    token = queries.link_token(link)

    assert queries.opening_link(token, act=LinkAct.VOLUNTEER, now=NOW) == link
    assert queries.opening_link(token, act=LinkAct.SIGN, now=NOW) is None


def test_a_link_expires():
    link = made()
    late = NOW + timedelta(days=LINK_RULES[LinkAct.VOLUNTEER].days)

    assert opens(link, now=late - timedelta(seconds=1))
    assert not opens(link, now=late)


def test_what_signs_serves_once():
    link = made(act=LinkAct.SIGN, about=MentorshipFactory(), mentee=MenteeFactory())
    access.use_link(link=link, now=NOW)

    with pytest.raises(LinkUnusable):
        access.use_link(link=link, now=NOW)


def test_what_only_shows_stays_open():
    link = made(act=LinkAct.FAMILY, guardian=GuardianFactory())

    for _ in range(2):
        used = access.use_link(link=link, now=NOW)

    assert used.used_at is None


def test_a_link_is_revoked_with_those_about_the_same_object():
    mentorship = MentorshipFactory()
    link = made(act=LinkAct.SIGN, about=mentorship, mentee=MenteeFactory())
    untouched = made()

    revoked = access.revoke_links(about=mentorship, now=NOW)

    link.refresh_from_db()
    assert revoked == 1
    assert not opens(link, now=NOW)
    assert opens(untouched, now=NOW)


def test_a_link_is_of_no_use_once_its_person_has_left():
    mentee = MenteeFactory()
    link = made(mentee=mentee)
    guardian = made(act=LinkAct.AUTHORISE, guardian=GuardianFactory(mentee=mentee))
    mentee.left_on = date(2026, 11, 20)
    mentee.save()

    found = [SignedLink.objects.get(pk=one.pk) for one in (link, guardian)]

    assert [opens(one, now=NOW) for one in found] == [False, False]


def test_a_link_dies_with_its_person():
    mentee = MenteeFactory()
    token = queries.link_token(made(mentee=mentee))

    Mentee.objects.unscoped("test").filter(pk=mentee.pk).delete()

    assert queries.link_of(token) is None


def test_two_schools_give_one_person_two_links_of_the_same_act():
    mentor = MentorFactory()
    one, other = SchoolFactory(), SchoolFactory()

    links = [made(LinkAct.TRAIN, mentor=mentor, school=school) for school in (one, other, one)]

    assert links[0] == links[2] != links[1]
    assert [link.school for link in links] == [one, other, one]


def test_a_reminder_bears_the_same_address_and_more_time():
    mentee = MenteeFactory()
    first = made(mentee=mentee)
    second = made(mentee=mentee, now=NOW + timedelta(days=3))

    assert queries.link_token(first) == queries.link_token(second)
    assert second.expires_at == first.expires_at + timedelta(days=3)


def test_the_holder_sees_what_the_person_of_the_link_sees():
    guardian = GuardianFactory()
    link = SignedLinkFactory(act=LinkAct.FAMILY, mentee=None, guardian=guardian)

    assert questions.link_scope(link) == Scope(Family.GRANT, guardian=guardian.pk, link=link.pk)


def test_a_guardian_sees_the_own_child_and_its_relations_alone(rls):
    guardian = GuardianFactory()
    relation = MentorshipFactory(active=True, mentee=guardian.mentee)
    MentorshipFactory(active=True)
    scope = questions.link_scope(
        SignedLinkFactory(act=LinkAct.FAMILY, mentee=None, guardian=guardian)
    )

    with rls(scope):
        by_orm = list(Mentee.objects.within(scope))
        by_database = list(Mentee.objects.unscoped("the database alone"))
        relations = list(type(relation).objects.within(scope))
        unfiltered = list(type(relation).objects.unscoped("the database alone"))

    assert by_orm == by_database == [guardian.mentee]
    assert relations == unfiltered == [relation]


def test_an_act_by_link_is_written_down_and_read_by_no_other_holder(rls):
    mentee = MenteeFactory()
    scope, other = questions.link_scope(made(mentee=mentee)), questions.link_scope(made())

    with rls(scope):
        entry = record(Event.NEED_RECORDED, on=mentee, by=None)
        own = list(Entry.objects.unscoped("the database alone"))
    with rls(other):
        others = list(Entry.objects.unscoped("the database alone"))

    assert (entry.by, entry.detail, entry.place) == (None, {"link": scope.link}, mentee.place)
    assert (own, others) == ([entry], [])
