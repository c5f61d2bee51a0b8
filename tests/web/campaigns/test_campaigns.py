from datetime import date

import pytest

from mentorat.access import actions as access
from mentorat.access.roles import Role
from mentorat.journal.models import Entry
from mentorat.programmes.models import Campaign
from tests.cast import SINCE
from tests.factories.people import UserFactory
from tests.factories.programmes import CampaignFactory
from tests.web.home.stage import everything, get, post, queries, who_acts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]

YEAR = {
    "year": "2027",
    "opens_on": "2027-09-01",
    "closes_on": "2028-07-01",
    "minimum_months": "6",
    "target_mentees": "135000",
}


@pytest.fixture
def dgesco():
    post = access.national_post(Role.DGESCO)
    return access.give(user=UserFactory(), post=post, valid_from=SINCE, by=None)


def test_the_dgesco_opens_the_year(dgesco):
    answer = post(dgesco, "campaigns:open", **YEAR)

    campaign = Campaign.objects.get()
    assert answer.address == "/campagnes/"
    assert answer.said == ["La campagne 2027-2028 est ouverte."]
    assert (campaign.year, campaign.opens_on, campaign.closes_on) == (
        2027,
        date(2027, 9, 1),
        date(2028, 7, 1),
    )
    assert (campaign.minimum_months, campaign.target_mentees) == (6, 135_000)
    assert Entry.objects.unscoped("a test").get().event == "campaign_opened"
    assert "135 000 élèves mentorés" in answer.page.text


def test_this_year_and_the_next_may_be_opened(dgesco):
    page = get(dgesco, "campaigns:open").page

    assert page.values("[name=year] option", "value") == ["2026", "2027"]
    assert page.all("[name=year] option") == ["2026-2027", "2027-2028"]


@pytest.mark.parametrize(
    ("changes", "name", "error"),
    [
        ({"year": "2025"}, "year", "Sélectionnez un choix valide. 2025 n’en fait pas partie."),
        ({"opens_on": ""}, "opens_on", "Ce champ est obligatoire."),
        (
            {"opens_on": "2026-09-01"},
            "opens_on",
            "L’ouverture doit tomber dans l’année scolaire choisie.",
        ),
        ({"closes_on": "2027-09-01"}, "closes_on", "La clôture doit suivre l’ouverture."),
        (
            {"minimum_months": "13"},
            "minimum_months",
            "Assurez-vous que cette valeur est inférieure ou égale à 12.",
        ),
        (
            {"target_mentees": "-1"},
            "target_mentees",
            "Assurez-vous que cette valeur est supérieure ou égale à 0.",
        ),
    ],
)
def test_a_wrong_year_is_kept_and_not_opened(dgesco, changes, name, error):
    before = everything()
    data = {**YEAR, **changes}

    answer = post(dgesco, "campaigns:open", **data)

    said = answer.error(name).replace("'", "’")
    assert said == error
    assert answer.kept({**data, "year": ""}) == {**data, "year": answer.kept(data)["year"]}
    assert everything() == before


def test_a_year_is_opened_once(dgesco):
    CampaignFactory(year=2027)

    answer = post(dgesco, "campaigns:open", **YEAR)

    assert answer.complaints == ["La campagne 2027-2028 est déjà ouverte."]
    assert answer.kept(YEAR) == YEAR
    assert Campaign.objects.count() == 1


def test_the_dgesco_alone_opens_a_year(people):
    assert who_acts(people, "campaigns:open", **YEAR) == {
        302: {"dgesco"},
        403: set(people.grants) - {"dgesco"},
    }


def test_the_campaigns_ask_as_many_questions_for_1_year_as_for_3(dgesco):
    empty = get(dgesco, "campaigns:index").page
    CampaignFactory(year=2024)

    few = queries(dgesco, "campaigns:index")
    CampaignFactory(year=2026)
    CampaignFactory(year=2025)

    assert "Aucune campagne n’est ouverte" in empty.text
    assert (few, queries(dgesco, "campaigns:index")) == (8, 8)
    years = get(dgesco, "campaigns:index").page.all("main h2")
    assert years == ["2026-2027", "2025-2026", "2024-2025"]
