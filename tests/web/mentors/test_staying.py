"""Pauses, departures, returns, other ties: from the school's desk, an account or a link."""

import pytest
from django.test import Client
from django.urls import reverse

from mentorat.access import actions as access
from mentorat.access.enums import LinkAct
from mentorat.access.queries import link_token
from mentorat.foundations import clock
from mentorat.matching.models import Offer
from mentorat.mentorships.models import RoleConflict
from mentorat.people.models import Mentor
from tests.cast import SINCE
from tests.factories.mentorships import MentorshipFactory
from tests.factories.people import MenteeFactory, MentorFactory, UserFactory
from tests.factories.programmes import SchoolProjectFactory
from tests.web.conftest import Page
from tests.web.home.stage import get, post, staff, who_acts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday", "queue")]


@pytest.fixture
def project():
    return SchoolProjectFactory(pilot=UserFactory())


@pytest.fixture
def mentor(project):
    return MentorFactory(place=project.place, first_name="Maud", last_name="Soudure")


@pytest.fixture
def bde(project):
    return staff(project.school)


def fresh(mentor):
    return Mentor.objects.unscoped("a test").get(pk=mentor.pk)


def test_a_school_pauses_a_mentor_and_takes_him_or_her_back(bde, mentor):
    paused = post(bde, "mentors:pause", mentor.pk, start="2026-11-23", until="2026-12-31")
    assert "En pause à partir du" in paused.page.text
    assert not fresh(mentor).is_here

    back = post(bde, "mentors:come_back", mentor.pk)

    assert back.said == ["Maud Soudure est de retour. Vérifiez ses places."]
    assert fresh(mentor).is_here


def test_a_departure_says_what_it_will_do_before_it_does_it(bde, project, mentor):
    running = MentorshipFactory(active=True, project=project, mentor=mentor)

    before = get(bde, "mentors:leave", mentor.pk).page.text
    answer = post(bde, "mentors:leave", mentor.pk, on="2026-11-23")

    running.refresh_from_db()
    assert "1 relation" in before
    assert answer.said == ["Maud Soudure est parti. Ses élèves passent en premier."]
    assert (running.state, running.end_reason) == ("ended", "mentor_left")


def test_a_departure_may_be_announced(bde, mentor):
    answer = post(bde, "mentors:leave", mentor.pk, on="2026-12-18")

    assert answer.said == [
        "Maud Soudure partira à la date annoncée. Ses élèves passent en premier."
    ]
    assert "Départ annoncé pour le" in answer.page.text


def test_a_wrong_pause_keeps_what_was_typed(bde, mentor):
    data = {"start": "2026-11-23", "until": "2026-11-01"}

    answer = post(bde, "mentors:pause", mentor.pk, **data)

    assert answer.complaints == ["La fin de la pause précède son début."]
    assert answer.kept(data) == data


def test_a_tie_is_declared_then_accepted_with_a_reason(bde, project, mentor):
    mentee = MenteeFactory(school=project.school)
    MenteeFactory()

    form = get(bde, "mentors:conflict", mentor.pk).page
    post(bde, "mentors:conflict", mentor.pk, mentee=mentee.pk, kind="tutor")
    conflict = RoleConflict.objects.unscoped("a test").get()
    answer = post(bde, "mentors:accept_conflict", conflict.pk, reason="only_trade")

    assert len(form.soup.select("[name=mentee] option")) == 2
    assert answer.said == ["Le cumul de rôles est accepté, avec sa raison."]
    conflict.refresh_from_db()
    assert (conflict.accepted_by, conflict.reason) == (bde.user, "only_trade")


def test_a_mentor_who_is_never_alone_with_a_pupil_needs_no_second_look(bde, mentor):
    answer = post(bde, "mentors:meet_alone", mentor.pk)

    assert answer.said == ["Maud Soudure ne rencontre pas un élève seul à seul."]
    assert not fresh(mentor).meets_alone


def linked(mentor, school, name):
    link = access.make_link(
        act=LinkAct.OFFER, mentor=mentor, school=school, now=clock.now(), by=None
    )
    return reverse(name, args=[link_token(link)])


def test_a_mentor_says_places_by_a_link(project, mentor):
    address = linked(mentor, project.school, "offering:by_link")

    page = Page(Client().get(address))
    Client().post(address, {"capacity": "2", "kind": "metier", "availability": ["wed_pm"]})

    offer = Offer.objects.unscoped("a test").get()
    assert "il vous manque" in page.text
    assert (offer.mentor, offer.school, offer.capacity) == (mentor, project.school, 2)
    assert fresh(mentor).availability == ["wed_pm"]


def test_a_mentor_pauses_leaves_and_returns_by_a_link(project, mentor):
    away = linked(mentor, project.school, "offering:away_by_link")
    back = linked(mentor, project.school, "offering:back_by_link")
    client = Client()

    assert client.get(away).status_code == 200
    client.post(away, {"start": "2026-11-23", "until": ""})
    assert fresh(mentor).paused_from is not None
    client.post(back)
    assert fresh(mentor).is_here
    client.post(away, {"on": "2026-12-18"})
    assert str(fresh(mentor).leaves_on) == "2026-12-18"


def test_a_mentor_with_an_account_does_the_same(project, mentor):
    own = access.mentor_post(mentor, project.school)
    grant = access.give(user=UserFactory(), post=own, valid_from=SINCE, by=None)

    post(grant, "offering:away", start="2026-11-23", until="2026-12-01")
    paused = fresh(mentor)
    answer = post(grant, "offering:back")

    assert str(paused.paused_until) == "2026-12-01"
    assert answer.said[0].startswith("Bienvenue à nouveau.")
    assert fresh(mentor).is_here


def test_those_who_manage_mentors_record_a_departure(people):
    found = who_acts(people, "mentors:pause", people.mentor.pk, start="2026-11-23", until="")

    assert found[302] == {"proviseur", "ddfpt", "bde", "association"}
    assert found[404] == {"stranger"}
