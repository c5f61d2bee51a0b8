"""The rules of a year: all of them data, changed while it runs, written in the journal."""

import pytest

from mentorat.access import actions as access
from mentorat.access.roles import Role
from mentorat.journal.models import Entry
from mentorat.programmes.models import Campaign
from mentorat.web.campaigns.rules import RulesForm
from tests.cast import SINCE
from tests.factories.people import UserFactory
from tests.factories.programmes import CampaignFactory
from tests.web.home.stage import everything, get, post, who_acts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


@pytest.fixture
def dgesco():
    role = access.national_post(Role.DGESCO)
    return access.give(user=UserFactory(), post=role, valid_from=SINCE, by=None)


def typed(page):
    """Return what the form holds, as a browser would post it."""
    found = {}
    for field in page.soup.select("main form [name]"):
        if field.get("type") == "checkbox":
            if field.has_attr("checked"):
                found[field["name"]] = "on"
        elif field.name == "select":
            found[field["name"]] = field.select_one("option[selected]")["value"]
        elif field["name"] != "csrfmiddlewaretoken":
            found[field["name"]] = field.get("value", "")
    return found


def test_every_rule_of_the_campaign_has_its_field():
    columns = {field.name for field in Campaign._meta.concrete_fields} - {"id", "year"}
    form = RulesForm(campaign=CampaignFactory())

    shown = {name for name in form.fields if not name.startswith("weeks_")} | {"minimum_weeks"}

    assert shown == columns


def test_the_form_as_it_is_changes_nothing(dgesco):
    campaign = CampaignFactory(minimum_weeks={"pfmp": 8})
    page = get(dgesco, "campaigns:rules", campaign.pk).page
    before = everything()

    answer = post(dgesco, "campaigns:rules", campaign.pk, **typed(page))

    assert answer.said == ["Les règles de l’année sont enregistrées."]
    assert everything() == before
    assert page.flaws == []


def test_rules_change_while_the_year_runs_and_the_journal_says_which(dgesco):
    campaign = CampaignFactory()
    page = get(dgesco, "campaigns:rules", campaign.pk).page
    data = {**typed(page), "answer_days": "7", "check_in_days": "30, 14", "weeks_pfmp": "6"}

    post(dgesco, "campaigns:rules", campaign.pk, **data)

    campaign.refresh_from_db()
    entry = Entry.objects.unscoped("a test").get()
    assert (campaign.answer_days, campaign.check_in_days) == (7, [14, 30])
    assert campaign.minimum_weeks == {"pfmp": 6}
    assert (entry.event, entry.by) == ("campaign_changed", dgesco.user)
    assert entry.detail == {"rules": "answer_days, check_in_days, minimum_weeks"}


@pytest.mark.parametrize(
    ("name", "value", "error"),
    [
        ("answer_days", "0", "supérieure ou égale à 1"),
        ("check_in_days", "14, bientôt", "Saisissez des nombres de jours, de 1 à 365."),
        ("check_in_reminder_days", "14", "Le rappel précède la fin du délai."),
        ("class_least", "8", "Une classe compte plus d’élèves qu’un groupe."),
        ("closes_on", "2026-08-15", "La clôture doit suivre l’ouverture."),
        ("opens_on", "2027-09-01", "L’ouverture doit tomber dans l’année scolaire."),
    ],
)
def test_a_rule_that_makes_no_sense_is_kept_and_not_saved(dgesco, name, value, error):
    campaign = CampaignFactory()
    data = {**typed(get(dgesco, "campaigns:rules", campaign.pk).page), name: value}
    before = everything()

    answer = post(dgesco, "campaigns:rules", campaign.pk, **data)

    assert error in answer.error(name)
    assert answer.kept({name: value}) == {name: value}
    assert everything() == before


def test_the_dgesco_alone_changes_the_rules(people):
    found = who_acts(people, "campaigns:rules", people.project.campaign_id)

    assert found == {200: {"dgesco"}, 403: set(people.grants) - {"dgesco"}}
