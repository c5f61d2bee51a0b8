"""What the year asks of mentors: a table, one form, and its effect said before it is written."""

import pytest

from mentorat.access import actions as access
from mentorat.access.roles import Role
from mentorat.journal.models import Entry
from mentorat.people.actions import open_rules
from mentorat.people.enums import ClearanceKind, Contact, MentorOrigin
from mentorat.people.errors import HonorabilityRuleTooLong
from mentorat.people.models import ClearanceRule, RuleValues
from mentorat.people.policies import standing_rules
from tests.cast import SINCE
from tests.factories.people import MentorFactory, UserFactory, cleared_mentor
from tests.factories.programmes import CampaignFactory
from tests.web.home.stage import everything, get, post, queries, who_acts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]

K = ClearanceKind
REFERENCES = {
    "kind": "reference",
    "origin": "employee",
    "contact": "",
    "asked": "yes",
    "least": "3",
    "months_valid": "",
    "minimum_hours": "",
}


@pytest.fixture
def dgesco():
    role = access.national_post(Role.DGESCO)
    return access.give(user=UserFactory(), post=role, valid_from=SINCE, by=None)


@pytest.fixture
def campaign():
    campaign = CampaignFactory(year=2026)
    open_rules(year=2026)
    return campaign


def line(page, label):
    """Return what the table asks of a category, in the order of its columns."""
    for row in page.soup.select("tbody tr"):
        if " ".join(row.th.get_text().split()) == label:
            for hidden in row.select(".fr-sr-only"):
                hidden.extract()
            said = [cell.get_text().replace("\u202f", " ") for cell in row("td")]
            return [" ".join(text.split()) for text in said]
    raise AssertionError(label)


def test_the_table_says_what_is_asked_of_whom(dgesco, campaign):
    page = get(dgesco, "campaigns:clearances", campaign.pk).page

    general = "règle générale"
    asked = "demandée, 24 mois"
    assert line(page, "Tous les mentors") == [
        asked,
        "pas demandée",
        "pas demandée",
        "demandée, 2 h, 36 mois",
        asked,
    ]
    assert line(page, "Seul à seul avec un élève") == [general, asked, general, general, general]
    assert line(page, "Retraité") == [general, general, "2 demandées", general, general]
    assert "Attestation d’honorabilité : demandée, 6 mois" in page.text
    assert page.flaws == []


def test_the_effect_is_said_before_anything_is_written(dgesco, campaign):
    cleared_mentor(origin=MentorOrigin.EMPLOYEE)
    cleared_mentor(origin=MentorOrigin.EMPLOYEE)
    cleared_mentor(origin=MentorOrigin.STUDENT)
    before = everything()

    answer = post(dgesco, "campaigns:clearance", campaign.pk, **REFERENCES)

    assert "2 mentors n’auraient plus un dossier complet." in answer.page.text
    assert "1 mentor aurait un dossier complet. Rien n’est encore enregistré." in answer.page.text
    assert answer.kept(REFERENCES) == REFERENCES
    assert everything() == before


def test_the_same_form_sent_again_writes_the_rule(dgesco, campaign):
    shown = post(dgesco, "campaigns:clearance", campaign.pk, **REFERENCES)
    (weighed,) = shown.page.values("[name=weighed]", "value")

    answer = post(dgesco, "campaigns:clearance", campaign.pk, **REFERENCES, weighed=weighed)

    rule = RuleValues(K.REFERENCE, origin=MentorOrigin.EMPLOYEE, least=3)
    entry = Entry.objects.unscoped("a test").get()
    assert answer.said == ["La règle est enregistrée : elle vaut tout de suite."]
    assert rule in standing_rules(2026)
    assert (entry.event, entry.by, entry.detail) == (
        "campaign_changed",
        dgesco.user,
        {"clearances": "reference"},
    )


def test_what_was_changed_after_the_effect_was_said_is_weighed_again(dgesco, campaign):
    shown = post(dgesco, "campaigns:clearance", campaign.pk, **REFERENCES)
    (weighed,) = shown.page.values("[name=weighed]", "value")
    before = everything()

    changed = {**REFERENCES, "least": "1"}
    answer = post(dgesco, "campaigns:clearance", campaign.pk, **changed, weighed=weighed)

    assert "Rien n’est encore enregistré." in answer.page.text
    assert everything() == before


def test_a_rule_that_asks_less_says_who_would_be_complete(dgesco, campaign):
    mentor = cleared_mentor()
    mentor.clearances.filter(kind=K.SECOND_LOOK).delete()
    data = {**REFERENCES, "kind": "second_look", "origin": "", "contact": "alone", "asked": "none"}

    answer = post(dgesco, "campaigns:clearance", campaign.pk, **data)

    assert "1 mentor aurait un dossier complet." in answer.page.text
    assert "n’aurait plus" not in answer.page.text


def test_a_rule_of_next_year_is_weighed_on_its_first_day(dgesco):
    campaign = CampaignFactory(year=2027)
    open_rules(year=2027)
    MentorFactory()

    answer = post(dgesco, "campaigns:clearance", campaign.pk, **REFERENCES)

    assert "Au 1 août 2027" in answer.page.text or "1er août 2027" in answer.page.text


@pytest.mark.parametrize(
    ("changes", "name", "error"),
    [
        ({"kind": "extrait"}, "kind", "Sélectionnez un choix valide"),
        ({"contact": "ase"}, "contact", "Sélectionnez un choix valide"),
        ({"least": "0"}, "least", "supérieure ou égale à 1"),
        ({"minimum_hours": "3"}, "minimum_hours", "Seule une formation se compte en heures."),
    ],
)
def test_a_rule_that_makes_no_sense_is_kept_and_not_weighed(dgesco, campaign, changes, name, error):
    answer = post(dgesco, "campaigns:clearance", campaign.pk, **{**REFERENCES, **changes})

    assert error in answer.error(name)
    assert answer.page.soup.select("[name=weighed]") == []


def test_the_attestation_of_the_ase_path_stays_there_and_lasts_six_months(dgesco, campaign):
    data = {**REFERENCES, "kind": "honorability", "origin": "", "least": "1"}
    endless = post(dgesco, "campaigns:clearance", campaign.pk, **data)
    refused = post(dgesco, "campaigns:clearance", campaign.pk, **{**data, "months_valid": "12"})
    (weighed,) = endless.page.values("[name=weighed]", "value")

    post(dgesco, "campaigns:clearance", campaign.pk, **data, weighed=weighed)

    rule = ClearanceRule.objects.get(year=2026, kind=K.HONORABILITY)
    assert (rule.contact, rule.months_valid) == (Contact.ASE, 6)
    assert refused.complaints == [HonorabilityRuleTooLong.message]


def test_the_dgesco_alone_changes_what_is_asked(people):
    found = who_acts(people, "campaigns:clearance", people.project.campaign_id, **REFERENCES)

    assert found == {200: {"dgesco"}, 403: set(people.grants) - {"dgesco"}}


def test_the_table_asks_as_many_questions_with_more_rules(dgesco):
    campaign = CampaignFactory(year=2026)
    before = queries(dgesco, "campaigns:clearances", campaign.pk)
    open_rules(year=2026)

    assert (before, queries(dgesco, "campaigns:clearances", campaign.pk)) == (9, 10)
