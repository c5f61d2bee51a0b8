"""Apprentices come with the others and are tagged; a file that does not say changes nothing."""

import pytest

from mentorat.imports.plan import Change, Item
from mentorat.people.models import Mentee
from tests.factories.organisations import SchoolFactory
from tests.factories.programmes import CampaignFactory
from tests.factories.reference import MefFactory
from tests.imports.files import csv_file
from tests.imports.lists import TITLES, applied, line, mentees_csv, planned, problems

pytestmark = pytest.mark.django_db


@pytest.fixture
def school():
    MefFactory()
    return SchoolFactory()


@pytest.fixture
def campaign():
    return CampaignFactory()


def with_status(*lines):
    """Return the file with one more column, as SYGNE names it."""
    return csv_file(f"{TITLES};statut", *(f"{text};{status}" for text, status in lines))


def tagged():
    found = Mentee.objects.unscoped("a test").order_by("pk")
    return [(one.first_name, one.is_apprentice) for one in found]


def test_an_apprentice_is_tagged_and_a_file_without_the_column_says_nothing(school, campaign):
    said = with_status((line(), "AP"), (line("Ali"), "st"), (line("Zoé"), ""))

    applied(said, school=school, campaign=campaign)
    first = tagged()
    plan = planned(mentees_csv(line(), line("Ali")), school=school, campaign=campaign)

    assert first == [("Lina", True), ("Ali", False), ("Zoé", False)]
    assert plan.changes_nothing


def test_a_pupil_who_becomes_an_apprentice_is_a_change_that_is_shown(school, campaign):
    applied(with_status((line(), "ST")), school=school, campaign=campaign)
    said = with_status((line(), "AP"))

    plan = planned(said, school=school, campaign=campaign)
    applied(said, school=school, campaign=campaign)

    changes = (Change("statut", "sous statut scolaire", "apprenti"),)
    assert plan.changed == (Item("Lina Exemple", "TMELEC1", 2, changes),)
    assert tagged() == [("Lina", True)]


def test_another_status_is_refused_in_words(school, campaign):
    plan = planned(with_status((line(), "FQ")), school=school, campaign=campaign)

    assert problems(plan) == [
        (2, "statut", "FQ", "Ce statut n’est ni scolaire (ST) ni apprenti (AP).")
    ]
