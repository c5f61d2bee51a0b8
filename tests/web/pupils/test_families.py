"""What a school keeps of families: guardians, requests, sheets; by pupil and by class."""

import pytest

from mentorat.access.roles import Role
from mentorat.notifications.models import Delivery
from mentorat.people.models import Authorisation, Guardian
from tests.factories.mentorships import MentorshipFactory
from tests.factories.organisations import SchoolFactory
from tests.factories.people import (
    AuthorisationFactory,
    GuardianFactory,
    MenteeFactory,
    MenteeIdentityFactory,
)
from tests.factories.programmes import CampaignFactory
from tests.web.home.stage import (
    TODAY,
    everything,
    get,
    post,
    queries,
    rows,
    sign_in,
    staff,
    who_acts,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday", "queue")]

ANNA = {"full_name": "Anna Exemple", "email": "anna@exemple.fr", "phone": "06 39 98 00 01"}
SHEET = {"answered_on": "2026-11-20", "in_person": "yes", "remote": "no"}


@pytest.fixture
def school():
    CampaignFactory()
    return SchoolFactory()


@pytest.fixture
def mentee(school):
    return MenteeFactory(school=school, first_name="Noé", last_name="Exemple")


@pytest.fixture
def bde(school):
    return staff(school)


def said(mentee):
    found = Authorisation.objects.unscoped("a test").filter(mentee=mentee, is_latest=True)
    return {row.scope: (row.state, row.channel) for row in found}


def test_a_school_writes_two_guardians_and_changes_one(mentee, bde):
    post(bde, "pupils:guardian", mentee.pk, 1, **ANNA)
    post(bde, "pupils:guardian", mentee.pk, 2, **ANNA | {"full_name": "Paul Exemple"})

    answer = post(bde, "pupils:guardian", mentee.pk, 1, **ANNA | {"phone": "", "email": ""})

    named = [(one.full_name, one.email) for one in Guardian.objects.unscoped("a test")]
    assert named == [("Anna Exemple", ""), ("Paul Exemple", "anna@exemple.fr")]
    assert answer.said == ["Le responsable est enregistré."]
    assert "Anna Exemple, sans adresse" in answer.page.text
    assert post(bde, "pupils:guardian", mentee.pk, 3, **ANNA).status == 404


def test_an_address_that_is_none_is_refused_and_kept(mentee, bde):
    before = everything()
    data = ANNA | {"email": "anna"}

    answer = post(bde, "pupils:guardian", mentee.pk, 1, **data)

    assert (answer.error("email") != "", answer.kept(data)) == (True, data)
    assert everything() == before


def test_a_guardian_is_removed_unless_the_answer_was_no(mentee, bde):
    gone, refuses = GuardianFactory(mentee=mentee), GuardianFactory(mentee=mentee, rank=2)
    AuthorisationFactory(mentee=mentee, guardian=refuses, state="refused")

    post(bde, "pupils:remove_guardian", mentee.pk, 1)
    answer = post(bde, "pupils:remove_guardian", mentee.pk, 2)

    assert list(Guardian.objects.unscoped("a test")) == [refuses]
    assert "sa réponse compte" in answer.said[0]
    assert gone.pk != refuses.pk


def test_a_sheet_is_typed_as_it_is(school, mentee, bde):
    relation = MentorshipFactory(project__school=school, mentee=mentee, awaiting=True)

    answer = post(bde, "pupils:receive_sheet", mentee.pk, **SHEET)

    relation.refresh_from_db()
    assert answer.said == ["La feuille est enregistrée."]
    assert said(mentee) == {"in_person": ("given", "paper"), "remote": ("refused", "paper")}
    assert relation.state == "ready"
    assert "Rencontres au lycée (reçue sur papier, le 20 novembre 2026)" in answer.page.text


def test_a_sheet_of_tomorrow_or_without_project_is_refused(mentee, bde):
    data = SHEET | {"answered_on": "2026-11-24", "image": "yes"}

    answer = post(bde, "pupils:receive_sheet", mentee.pk, **data)

    assert answer.error("answered_on") == "Cette date est dans le futur."
    assert answer.error("purpose") == "Une image s’autorise pour un projet précis : lequel ?"
    assert answer.kept(data) == data
    assert said(mentee) == {}


def test_a_family_is_asked_by_mail_or_on_paper(school, mentee, bde):
    GuardianFactory(mentee=mentee)

    by_mail = post(bde, "pupils:ask_family", mentee.pk)
    on_paper = post(bde, "pupils:ask_family", MenteeFactory(school=school).pk)

    assert by_mail.said == ["La demande part par courriel."]
    assert on_paper.said == ["Aucune adresse : imprimez la feuille et remettez-la."]
    assert Delivery.objects.count() == 1
    assert "Noé" not in Delivery.objects.get().body


def test_a_class_is_asked_once_it_was_read_again(school, mentee, bde):
    GuardianFactory(mentee=mentee)
    adult = MenteeIdentityFactory(mentee__school=school, birth_date=TODAY.replace(year=2008))
    url = f"/eleves/autorisations/demander/?class={mentee.class_label}"
    data = {"pupils": [str(mentee.pk)], "scopes": ["in_person", "remote"]}
    browser = sign_in(bde)

    shown = get(bde, "pupils:ask_class", query=f"class={mentee.class_label}").page
    first = browser.post(url, data)
    before = said(mentee)
    done = browser.post(url, data | {"confirm": "1"}, follow=True)

    assert shown.all("#id_pupils label") == ["Exemple Noé : à demander, 1 courriel"]
    assert str(adult.mentee) not in shown.text
    assert "Relisez avant de confirmer" in first.text
    assert before == {}
    assert said(mentee) == {"in_person": ("requested", ""), "remote": ("requested", "")}
    assert "1 courriel envoyé." in done.text


def test_sheets_of_a_class_are_recorded_together(school, mentee, bde):
    other = MenteeFactory(school=school)
    url = f"/eleves/autorisations/recevoir/?class={mentee.class_label}"
    data = {
        "pupils": [str(mentee.pk), str(other.pk)],
        "scopes": ["in_person"],
        "answered_on": "2026-11-20",
    }
    browser = sign_in(bde)

    browser.post(url, data)
    assert (said(mentee), said(other)) == ({}, {})
    browser.post(url, data | {"confirm": "1"})

    assert said(mentee) == said(other) == {"in_person": ("given", "paper")}


def test_a_pupil_of_another_school_is_in_no_batch(mentee, bde):
    stranger = MenteeFactory(class_label=mentee.class_label)
    url = f"/eleves/autorisations/recevoir/?class={mentee.class_label}"
    data = {"pupils": [str(stranger.pk)], "scopes": ["in_person"], "answered_on": "2026-11-20"}

    sign_in(bde).post(url, data | {"confirm": "1"})

    assert said(stranger) == {}


def test_the_list_is_filtered_by_answer_and_class(school, bde):
    given, refused = (MenteeFactory(school=school, last_name=name) for name in ("Oui", "Non"))
    MenteeFactory(school=school, last_name="Ailleurs", class_label="2MELEC")
    AuthorisationFactory(mentee=given)
    AuthorisationFactory(mentee=refused, state="refused")

    found = {
        query: [name.split()[0] for name in rows(get(bde, "pupils:authorisations", query=query))]
        for query in ("authorisation=given", "authorisation=refused", "class=2MELEC")
    }

    assert found == {
        "authorisation=given": ["Oui"],
        "authorisation=refused": ["Non"],
        "class=2MELEC": ["Ailleurs"],
    }


def test_the_list_asks_as_many_questions_for_1_pupil_as_for_3(school, mentee, bde):
    GuardianFactory(mentee=mentee)
    few = queries(bde, "pupils:authorisations")
    for _ in range(2):
        GuardianFactory(mentee__school=school)

    assert (few, queries(bde, "pupils:authorisations")) == (10, 10)


def test_a_batch_asks_as_many_questions_for_1_pupil_as_for_3(school, mentee, bde):
    query = f"class={mentee.class_label}"
    GuardianFactory(mentee=mentee)
    few = queries(bde, "pupils:ask_class", query=query)
    for _ in range(2):
        GuardianFactory(mentee__school=school)

    assert (few, queries(bde, "pupils:ask_class", query=query)) == (9, 9)


def test_a_sheet_to_sign_is_printed_for_each_minor(school, mentee):
    MenteeIdentityFactory(mentee__school=school, birth_date=TODAY.replace(year=2008))
    teacher = staff(school, Role.PROFESSEUR_PRINCIPAL)

    page = get(teacher, "pupils:print_authorisations", query=f"class={mentee.class_label}").page

    assert page.all(".sheet__page h2") == [f"Noé Exemple, {mentee.class_label}"]
    assert page.flaws == []
    assert len(page.soup.select(".sheet__boxes tbody tr")) == 5


def test_who_writes_about_families(people):
    run, hidden = {"proviseur", "ddfpt", "bde"}, {"stranger"}
    refused = set(people.grants) - run - hidden
    by_school = {302: run, 404: hidden, 403: refused}
    pupil = people.mentee.pk

    assert who_acts(people, "pupils:guardian", pupil, 1, **ANNA) == by_school
    assert who_acts(people, "pupils:ask_family", pupil) == by_school
    GuardianFactory(mentee=people.mentee)
    assert who_acts(people, "pupils:remove_guardian", pupil, 1) == by_school


def test_teachers_read_what_is_authorised_and_change_nothing(school, mentee):
    GuardianFactory(mentee=mentee, full_name="Anna Exemple")
    teacher = staff(school, Role.PROFESSEUR_PRINCIPAL)

    page = get(teacher, "pupils:detail", mentee.pk).page

    assert "Anna Exemple" in page.text
    assert page.soup.select("a[href*=responsables], form[action*=autorisation]") == []
