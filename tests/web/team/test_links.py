"""Personal links of a school: the list, and the end of one."""

from datetime import timedelta

import pytest

from mentorat.access import actions as access
from mentorat.access.enums import LinkAct
from mentorat.access.models import SignedLink
from mentorat.access.policies import opens
from mentorat.journal.models import Entry
from tests.factories.access import SignedLinkFactory
from tests.factories.organisations import SchoolFactory
from tests.factories.people import GuardianFactory, MenteeFactory
from tests.web.home.stage import MONDAY, get, post, queries, rows, staff, swapped, who_acts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday", "queue")]


@pytest.fixture
def bde():
    return staff(SchoolFactory(name="Les Tisserands"))


def link_for(school, first_name="Lina", act=LinkAct.VOLUNTEER, **fields):
    mentee = MenteeFactory(school=school, first_name=first_name, last_name="Élève")
    return SignedLinkFactory(mentee=mentee, school=school, act=act, **fields)


def test_a_link_belongs_to_the_school_of_its_pupil_or_guardian():
    guardian = GuardianFactory()

    link = access.make_link(act=LinkAct.FAMILY, guardian=guardian, now=MONDAY, by=None)

    assert link.school == guardian.mentee.school


def test_a_school_lists_its_own_links_with_their_state(bde):
    link_for(bde.school, "Ouverte")
    link_for(bde.school, "Utilisée", used_at=MONDAY)
    link_for(bde.school, "Finie", expires_at=MONDAY - timedelta(days=1))
    link_for(SchoolFactory(), "Ailleurs")

    every = rows(get(bde, "team:links", query="sort=end"))

    assert sorted(every) == ["Finie Élève", "Ouverte Élève", "Utilisée Élève"]
    for state, name in (("standing", "Ouverte"), ("used", "Utilisée"), ("closed", "Finie")):
        assert rows(get(bde, "team:links", query=f"state={state}")) == [f"{name} Élève"]


def test_a_person_is_found_by_name_and_an_act_by_its_filter(bde):
    link_for(bde.school, "Élodie")
    link_for(bde.school, "Noé", act=LinkAct.CHECK_IN)

    assert rows(get(bde, "team:links", query="q=elodie")) == ["Élodie Élève"]
    assert rows(get(bde, "team:links", query="act=check_in")) == ["Noé Élève"]


def test_a_link_that_is_taken_back_opens_no_more(bde):
    link = link_for(bde.school)

    answer = post(bde, "team:revoke_link", link.pk)

    assert answer.said[0].startswith("Ce lien ne sert plus.")
    assert not opens(SignedLink.objects.get(pk=link.pk), now=MONDAY)
    assert Entry.objects.unscoped("a test").get().event == "link_revoked"


def test_only_those_who_run_the_school_take_a_link_back(people):
    link = SignedLinkFactory(mentee=people.mentee, school=people.school)

    found = who_acts(people, "team:revoke_link", link.pk)

    assert found[302] == {"proviseur", "ddfpt", "bde"}
    assert found[404] == {"stranger"}


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_questions_however_long(bde, count):
    for number in range(count):
        link_for(bde.school, f"Lina{number}")

    assert queries(bde, "team:links") == 9


def test_a_swap_of_the_list_equals_a_reload(bde):
    link_for(bde.school)

    assert len(set(swapped(bde, "team:links", "state=standing"))) == 1
