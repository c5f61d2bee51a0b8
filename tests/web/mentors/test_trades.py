"""The coordinator types a trade as it comes: it is found, slips and accents aside."""

import pytest

from mentorat.people.models import Mentor
from mentorat.reference.actions import save_trades, trade
from mentorat.reference.models import Trade
from tests.factories.organisations import SchoolFactory
from tests.factories.people import MentorFactory
from tests.factories.programmes import CampaignFactory
from tests.factories.reference import NsfGroupFactory
from tests.web.home.stage import everything, get, post, staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday", "known")]

FILE = {
    "first_name": "Maud",
    "last_name": "Soudure",
    "email": "maud@exemple.fr",
    "origin": "retired",
    "job": "elctricienne",
}


@pytest.fixture
def known():
    CampaignFactory()
    NsfGroupFactory(code="255", label="Électricité, électronique", rome_domains=["F16", "I13"])
    NsfGroupFactory(code="254", label="Structures métalliques", rome_domains=["H29"])
    names = (("électricienne", "F16"), ("électricienne d’entretien", "I13"))
    save_trades(created=[trade(name, domain=domain) for name, domain in names], changed=[])


@pytest.fixture
def school():
    return SchoolFactory()


@pytest.fixture
def bde(school):
    return staff(school)


def mentor():
    return Mentor.objects.unscoped("a test").get()


def groups():
    return [group.pk for group in mentor().nsf_groups.all()]


def test_trades_that_look_like_it_are_asked_about_and_what_was_typed_is_kept(bde):
    before = everything()

    answer = post(bde, "mentors:add", **FILE)

    choices = answer.page.all(".fr-radio-group label")
    assert choices == ["électricienne", "électricienne d’entretien", "à aucun de ceux-là"]
    assert answer.error("trade").startswith("Choisissez le plus proche")
    assert answer.kept(FILE) == FILE
    assert everything() == before


def test_the_chosen_trade_gives_its_domain_and_the_groups_that_share_it(bde):
    chosen = Trade.objects.get(domain="I13")

    post(bde, "mentors:add", **FILE, trade=chosen.pk)

    assert (mentor().job, mentor().rome_domains, groups()) == ("elctricienne", ["I13"], ["255"])


def test_none_of_them_leaves_the_trade_as_it_was_typed(bde):
    post(bde, "mentors:add", **FILE, trade="0")

    assert (mentor().job, mentor().rome_domains, groups()) == ("elctricienne", [], [])


def test_domains_ticked_by_hand_are_taken_without_a_question(bde):
    post(bde, "mentors:add", **FILE, nsf_groups=["254"])

    assert (mentor().rome_domains, groups()) == (["H29"], ["254"])


def test_a_file_that_keeps_its_trade_asks_nothing_and_keeps_its_domain(bde, school):
    one = MentorFactory(place=school.place, job="électricienne", rome_domains=["I13"])
    one.nsf_groups.set(["255"])
    assert get(bde, "mentors:edit", one.pk).page.all(".fr-radio-group") == []

    data = {**FILE, "job": "électricienne", "nsf_groups": ["255"], "city": "Lens"}
    post(bde, "mentors:edit", one.pk, **data)
    kept = mentor()
    post(bde, "mentors:edit", one.pk, **{**data, "nsf_groups": ["254", "255"]})

    assert (kept.city, kept.rome_domains) == ("Lens", ["I13"])
    assert mentor().rome_domains == ["F16", "H29", "I13"]


def test_a_file_that_changes_its_trade_is_asked_again(bde, school):
    one = MentorFactory(place=school.place, job="soudeuse", rome_domains=["H29"])
    one.nsf_groups.set(["254"])

    asked = post(bde, "mentors:edit", one.pk, **FILE, nsf_groups=["254"])
    chosen = Trade.objects.get(domain="F16").pk
    post(bde, "mentors:edit", one.pk, **FILE, nsf_groups=["254"], trade=chosen)

    assert "électricienne" in asked.page.text
    assert (mentor().rome_domains, groups()) == (["F16"], ["255"])
