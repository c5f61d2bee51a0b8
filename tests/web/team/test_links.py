"""Personal links of a school: the list, and the end of one."""

from datetime import timedelta

import pytest

from mentorat.access import actions as access
from mentorat.access.enums import LinkAct
from mentorat.access.models import SignedLink
from mentorat.access.policies import opens
from mentorat.access.queries import link_address
from mentorat.journal.models import Entry
from tests.factories.access import SignedLinkFactory
from tests.factories.organisations import SchoolFactory
from tests.factories.people import GuardianFactory, MenteeFactory, UserFactory
from tests.web.home.stage import MONDAY, TODAY, get, post, queries, rows, staff, swapped, who_acts

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


def test_whoever_has_no_address_receives_a_card_and_the_others_a_message(bde):
    link_for(bde.school, "Sans", act=LinkAct.SIGN)
    with_account = link_for(bde.school, "Avec", act=LinkAct.SIGN).mentee
    access.give(
        user=UserFactory(),
        post=access.mentee_post(with_account, bde.school),
        valid_from=TODAY,
        by=None,
    )
    guardian = GuardianFactory(
        mentee=MenteeFactory(school=bde.school), email="", full_name="Ana Sans Mail"
    )
    access.make_link(act=LinkAct.AUTHORISE, guardian=guardian, now=MONDAY, by=None)
    link_for(bde.school, "Utilisée", act=LinkAct.SIGN, used_at=MONDAY)
    link_for(SchoolFactory(), "Ailleurs", act=LinkAct.SIGN)

    cards = get(bde, "team:cards").page.all(".cards__name")

    assert sorted(name.partition(",")[0] for name in cards) == ["Ana Sans Mail", "Sans Élève"]


def test_a_class_receives_its_check_in_codes_on_one_sheet(bde):
    for name, label, act in (
        ("Lina", "TMELEC", LinkAct.CHECK_IN),
        ("Noé", "TMELEC", LinkAct.CHECK_IN),
        ("Zoé", "TMELEC", LinkAct.SIGN),
        ("Ali", "2MRC", LinkAct.CHECK_IN),
    ):
        pupil = MenteeFactory(school=bde.school, first_name=name, class_label=label)
        SignedLinkFactory(mentee=pupil, school=bde.school, act=act)

    page = get(bde, "team:class_cards").page
    rows = page.all("tbody tr")
    sheet = get(bde, "team:cards", query="class=TMELEC&act=check_in").page

    assert len(rows) == 3
    assert sheet.heading == "Cartes à remettre, TMELEC"
    assert sorted(name.split()[0] for name in sheet.all(".cards__name")) == ["Lina", "Noé"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_sheets_of_classes_ask_the_same_questions_however_many(bde, count):
    for number in range(count):
        link_for(bde.school, f"Lina{number}", act=LinkAct.CHECK_IN)

    assert queries(bde, "team:class_cards") == 8


def test_one_card_is_printed_again_with_the_same_address(bde):
    link = link_for(bde.school, "Avec")

    (address,) = get(bde, "team:cards", query=f"lien={link.pk}").page.all(".cards__address")

    assert address == link_address(link)
    assert get(bde, "team:cards", query="lien=x").status == 200


@pytest.mark.parametrize("count", [1, 3])
def test_the_sheet_asks_the_same_questions_however_many_cards(bde, count):
    for number in range(count):
        link_for(bde.school, f"Lina{number}", act=LinkAct.SIGN)

    assert queries(bde, "team:cards") == 7
