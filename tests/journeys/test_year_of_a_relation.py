"""A whole year of one relation, lived on pages: by links without account, on a phone, without
JavaScript, with the clock that moves from September to the next.
"""

from datetime import date

import pytest

from mentorat.access import actions as access
from mentorat.people.models import Mentee
from tests.factories.organisations import RoomFactory, SchoolFactory
from tests.factories.people import GuardianFactory, MenteeFactory, MenteeIdentityFactory
from tests.factories.programmes import CampaignFactory, SchoolProjectFactory
from tests.factories.reference import AcademyFactory
from tests.journeys.year import STAFF, Year, appoint

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("browser"),
]

PHONE = {"width": 375, "height": 800}


@pytest.fixture
def page(browser, browser_context_args):
    """A phone without JavaScript."""
    context = browser.new_context(**browser_context_args, java_script_enabled=False, viewport=PHONE)
    yield context.new_page()
    context.close()


@pytest.fixture
def year(page, live_server, time_machine, work, enter):
    return Year(page, live_server.url, time_machine, work, enter)


@pytest.fixture
def school(year):
    """A school of the académie de Paris with its project, its people and a room."""
    year.clock.move_to("2026-09-14T09:00:00+02:00", tick=True)
    school = SchoolFactory(academy=AcademyFactory(code="01", name="Paris"), name="LP d’essai")
    campaign = CampaignFactory(requires_agreement=True)
    people = {name: appoint(name, access.school_post(role, school)) for name, role in STAFF.items()}
    SchoolProjectFactory(school=school, campaign=campaign, pilot=people["bde"])
    RoomFactory(school=school, name="B12", capacity=12)
    return school


@pytest.fixture
def noe(school):
    """A pupil who turns eighteen in the middle of the year."""
    mentee = MenteeFactory(school=school, first_name="Noé", last_name="Exemple", year=2026)
    MenteeIdentityFactory(mentee=mentee, birth_date=date(2009, 2, 4))
    GuardianFactory(mentee=mentee, full_name="Ana Exemple", email="ana@famille.example")
    return mentee


def test_a_relation_lives_a_whole_year(year, noe):
    volunteers_by_qr(year, noe)
    is_authorised_by_link(year, noe)


def volunteers_by_qr(year: Year, noe: Mentee) -> None:
    """The school prints the cards of the class; the pupil scans one, and says yes alone."""
    year.sign_in("bde")
    year.go("/eleves/cartes/")
    year.choose("Classe", noe.class_label)
    year.click("Préparer la feuille")
    address = year.page.locator(".cards__address").inner_text()
    year.as_guest(address)
    year.check("trouver ou réussir une PFMP")
    year.fill("Ton objectif, dans tes mots", "Un stage près de chez moi")
    year.click("Je suis volontaire")
    year.reads("C’est noté. Ton lycée cherche un mentor pour toi.")
    year.as_guest(address)
    year.reads("Un stage près de chez moi")


def is_authorised_by_link(year: Year, noe: Mentee) -> None:
    """The family receives a letter without any name, and answers point by point."""
    year.sign_in("bde")
    year.go(f"/eleves/{noe.pk}/")
    year.click("Demander à la famille")
    year.open_letter("ana@famille.example")
    year.check("Oui, j’autorise", within="Rencontrer son mentor au lycée")
    year.check("Oui, j’autorise", within="Parler avec son mentor à distance")
    year.click("Enregistrer ma réponse")
    year.reads("enregistrée")
