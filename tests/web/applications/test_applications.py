"""« Devenir mentor », from the poster to the mentor's file: by e-mail, by link, without account."""

import re

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from mentorat.access import actions as access
from mentorat.access.models import SignedLink
from mentorat.access.roles import Role
from mentorat.journal.models import Entry
from mentorat.matching.models import Offer
from mentorat.notifications.models import Delivery
from mentorat.organisations.models import Company
from mentorat.people.models import Mentor, MentorApplication
from mentorat.reference.actions import trade
from mentorat.web.applications.limits import MOST_ASKED, MOST_SENT
from tests.cast import SINCE
from tests.factories.organisations import AssociationFactory, CompanyFactory, SchoolFactory
from tests.factories.people import MentorApplicationFactory, MentorFactory, UserFactory
from tests.factories.programmes import CampaignFactory
from tests.factories.reference import NsfGroupFactory
from tests.web.conftest import Page
from tests.web.home.stage import get, post, queries, rows, staff, who_acts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday", "queue", "campaign")]

SIRET = "73282932000074"
TOLD = {
    "first_name": "Ada",
    "last_name": "Lumière",
    "phone": "",
    "origin": "employee",
    "job": "électriciene",
    "company_name": "Filature du Nord",
    "siret": SIRET,
    "city": "Villeneuve",
    "radius_km": "20",
    "accepts_remote": "on",
    "availability": ["wed_pm", "fri_am"],
    "languages": ["es"],
    "alone_seats": "2",
    "minimum_months": "6",
    "agrees": "on",
}


@pytest.fixture
def campaign():
    cache.clear()
    NsfGroupFactory(code="255", rome_domains=["F16", "H26"])
    electrician = trade("électricien, électricienne du bâtiment", domain="F16")
    electrician.save()
    return CampaignFactory()


@pytest.fixture
def school():
    return SchoolFactory(name="Les Tisserands")


@pytest.fixture
def association():
    return AssociationFactory(name="Premiers Fils")


@pytest.fixture
def coordinator(association):
    post = access.Post(Role.ASSOCIATION, label=association.name, association=association)
    return access.give(user=UserFactory(), post=post, valid_from=SINCE, by=None)


def applications():
    return MentorApplication.objects.unscoped("a test")


def ask(address, email="Ada@exemple.fr"):
    return Client().post(address, {"email": email})


def form_of(delivery):
    (found,) = re.findall(r"/l/([\w-]+)/", delivery.body)
    return reverse("applications:tell", args=[found])


def told_by(address, **changes):
    client = Client()
    first = client.post(address, {**TOLD, **changes})
    page = Page(first)
    radios = page.soup.select("[name=trade]")
    if not radios:
        return page
    return Page(client.post(address, {**TOLD, **changes, "trade": radios[0]["value"]}))


def test_the_whole_way_from_the_poster_to_the_file_of_a_mentor(school, campaign):
    known = CompanyFactory(name="Filature", siret=SIRET)
    bde = staff(school)

    ask(reverse("applications:ask", args=[school.uai]))
    letter = Delivery.objects.get()
    page = told_by(form_of(letter))
    application = applications().get()
    answer = post(bde, "applications:accept", application.pk)

    assert (letter.address, letter.subject) == ("ada@exemple.fr", "Devenir mentor : votre lien")
    assert "Votre candidature est envoyée" in page.text
    mentor = Mentor.objects.unscoped("a test").get()
    assert answer.address == f"/mentors/{mentor.pk}/"
    assert (mentor.email, mentor.place, mentor.company) == ("ada@exemple.fr", school.place, known)
    assert (mentor.rome_domains, mentor.availability) == (["F16"], ["wed_pm", "fri_am"])
    assert (mentor.radius_km, mentor.alone_seats, mentor.languages) == (20, 2, ["es"])
    assert [group.pk for group in mentor.nsf_groups.all()] == ["255"]
    offer = Offer.objects.unscoped("a test").get()
    assert (offer.school, offer.capacity, offer.campaign) == (school, 2, campaign)
    sent = Delivery.objects.exclude(pk=letter.pk).order_by("pk")
    assert [one.subject for one in sent] == [
        "Votre candidature de mentor est retenue",
        "La formation des mentors : six modules, deux heures",
        "La charte du mentor : à lire et à signer",
    ]
    events = set(Entry.objects.unscoped("a test").values_list("event", flat=True))
    assert {"application_made", "application_decided", "mentor_added"} <= events


def test_nothing_is_made_of_an_application_before_somebody_reads_it(school):
    ask(reverse("applications:ask", args=[school.uai]))
    told_by(form_of(Delivery.objects.get()))

    assert not Mentor.objects.unscoped("a test").exists()
    assert not Company.objects.exists()


def test_a_link_serves_for_one_application(school):
    ask(reverse("applications:ask", args=[school.uai]))
    address = form_of(Delivery.objects.get())
    told_by(address)

    assert Client().get(address).status_code == 410
    assert applications().count() == 1


def test_a_trade_that_is_not_known_needs_no_choice(school):
    ask(reverse("applications:ask", args=[school.uai]))

    page = told_by(form_of(Delivery.objects.get()), job="zythologue")

    assert "Votre candidature est envoyée" in page.text
    assert applications().get().told["rome_domains"] == []


def test_a_wrong_form_keeps_what_was_typed(school):
    ask(reverse("applications:ask", args=[school.uai]))
    address = form_of(Delivery.objects.get())

    page = Page(Client().post(address, {**TOLD, "siret": "123", "agrees": ""}))

    assert page.soup.select_one("[name=first_name]")["value"] == "Ada"
    assert "Ce n’est pas un SIRET" in page.text
    assert not applications().exists()


def test_a_declined_person_gets_a_kind_message_and_nothing_is_kept(school):
    bde, application = staff(school), MentorApplicationFactory(school=school)

    answer = post(bde, "applications:decline", application.pk, reason="too_far")
    again = post(bde, "applications:decline", application.pk, reason="too_far")

    application.refresh_from_db()
    letter = Delivery.objects.get()
    assert answer.said == ["La réponse est envoyée. Ce qui avait été dit est effacé."]
    assert (application.state, application.told, application.mentor) == ("declined", {}, None)
    assert letter.body.count("Merci d’avoir pensé aux élèves.") == 1
    assert again.complaints == ["Cette candidature a déjà été examinée : elle est non retenue."]


def test_an_address_that_is_already_a_mentor_is_said_in_words(school):
    MentorFactory(place=school.place, email="ada@exemple.fr")
    application = MentorApplicationFactory(school=school, email="ada@exemple.fr")

    answer = post(staff(school), "applications:accept", application.pk)

    assert answer.said == ["Un mentor est déjà enregistré ici avec l’adresse ada@exemple.fr."]
    application.refresh_from_db()
    assert application.state == "waiting"


def test_an_association_answers_those_who_come_by_its_page(school, association, coordinator):
    ask(reverse("applications:ask_with", args=[association.pk, school.uai]))
    told_by(form_of(Delivery.objects.get()))
    application = applications().get()

    seen = get(staff(school), "applications:detail", application.pk)
    hidden = post(staff(school), "applications:accept", application.pk)
    answer = post(coordinator, "applications:accept", application.pk)

    mentor = Mentor.objects.unscoped("a test").get()
    assert f"L’association {association} répond à cette personne." in seen.page.text
    assert hidden.status == 404
    assert (mentor.association, mentor.place) == (association, school.academy.span.lo)
    assert answer.address == f"/mentors/{mentor.pk}/"


def test_the_same_address_may_apply_to_another_school(school):
    other = SchoolFactory()

    ask(reverse("applications:ask", args=[school.uai]))
    ask(reverse("applications:ask", args=[other.uai]))

    schools = SignedLink.objects.order_by("pk").values_list("school", flat=True)
    assert list(schools) == [school.pk, other.pk]


def test_an_association_may_be_asked_for_one_school_then_another(school, association):
    other = SchoolFactory()

    ask(reverse("applications:ask_with", args=[association.pk, school.uai]))
    ask(reverse("applications:ask_with", args=[association.pk, other.uai]))

    links = SignedLink.objects.order_by("pk")
    assert [(link.school, bool(link.revoked_at)) for link in links] == [
        (school, False),
        (other, False),
    ]


def test_a_school_is_found_by_name_and_a_short_word_finds_nothing(school):
    address = reverse("applications:choose")

    found = Page(Client().get(address, {"q": "tisserand"}))
    short = Page(Client().get(address, {"q": "ti"}))

    assert [link["href"] for link in found.soup.select(".rows a")] == [
        reverse("applications:ask", args=[school.uai])
    ]
    assert not short.soup.select(".rows a")


def test_a_letter_box_is_not_filled_through_us_and_nobody_learns_it(school):
    address = reverse("applications:ask", args=[school.uai])

    pages = [ask(address) for _ in range(MOST_SENT + 1)]

    assert {page.status_code for page in pages} == {200}
    assert len({page.text for page in pages}) <= 2  # tokens of forms aside
    assert Delivery.objects.count() <= MOST_SENT


def test_whoever_asks_too_often_from_one_place_is_kept_waiting(school):
    address = reverse("applications:ask", args=[school.uai])

    codes = [ask(address, f"p{k}@exemple.fr").status_code for k in range(MOST_ASKED + 1)]

    assert codes == [200] * MOST_ASKED + [429]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_or_many(school, count):
    bde = staff(school)
    MentorApplicationFactory.create_batch(count, school=school)

    assert len(rows(get(bde, "applications:index"))) == count
    assert queries(bde, "applications:index") == QUERIES


QUERIES = 9


def test_those_who_run_the_school_decide(people):
    run_the_school = {"proviseur", "ddfpt", "bde"}

    found = who_acts(people, "applications:accept", people.application.pk)

    assert found[302] == run_the_school
    assert found[404] == {"stranger", "association"}


def test_the_poster_bears_the_public_address(school, coordinator, association):
    of_school = get(staff(school), "applications:poster").page
    of_association = get(coordinator, "applications:poster").page

    assert f"/devenir-mentor/{school.uai}/" in of_school.text
    assert f"/devenir-mentor/association/{association.pk}/" in of_association.text
    assert of_school.soup.select_one("svg.qr") is not None
