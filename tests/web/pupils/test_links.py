"""The personal link of a pupil: handed out on paper, it volunteers, follows, changes, withdraws."""

from datetime import UTC, datetime

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from mentorat.access import actions as access
from mentorat.access.enums import LinkAct
from mentorat.access.queries import link_address, link_token
from mentorat.access.roles import Role
from mentorat.matching.models import Need
from tests.factories.matching import NeedFactory
from tests.factories.mentorships import MentorshipFactory
from tests.factories.organisations import SchoolFactory
from tests.factories.people import MenteeFactory
from tests.factories.programmes import CampaignFactory, SchoolProjectFactory
from tests.web.conftest import Page
from tests.web.home.stage import MONDAY, TODAY, everything, get, post, queries, staff, who_acts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday", "queue")]

SAID = {"objective": "stress", "words": "Parler devant la classe", "kind": "both"}


@pytest.fixture(autouse=True)
def nobody_guessed():
    cache.clear()


@pytest.fixture
def school():
    return SchoolFactory()


@pytest.fixture
def campaign():
    return CampaignFactory()


@pytest.fixture
def mentee(school):
    return MenteeFactory(school=school, first_name="Noé", last_name="Exemple")


def link_of(mentee, act=LinkAct.VOLUNTEER):
    return access.make_link(act=act, mentee=mentee, now=MONDAY, by=None)


def visit(link, name="volunteering:by_link", **data):
    address = reverse(name, args=[link_token(link)])
    browser = Client()
    return browser.post(address, data, follow=True) if data else browser.get(address, follow=True)


def needs():
    return Need.objects.unscoped("a test")


def test_a_pupil_volunteers_by_the_link_of_the_card(mentee, campaign):
    link = link_of(mentee)

    answer = Page(visit(link, **SAID, hopes_for="Mme Modèle", avoids="mon oncle"))

    need = needs().get()
    assert (need.mentee, need.campaign, need.volunteered_on) == (mentee, campaign, TODAY)
    assert (need.channel, need.recorded_by, need.objective) == ("link", None, "stress")
    assert (need.words, need.avoids) == ("Parler devant la classe", "mon oncle")
    assert need.hopes_for == "Mme Modèle"
    assert "C’est noté. Ton lycée cherche un mentor pour toi." in answer.text
    assert "gérer mon stress – « Parler devant la classe »" in answer.text


def test_the_card_leads_to_the_page_and_serves_again(mentee, campaign):
    NeedFactory(mentee=mentee, campaign=campaign)
    link = link_of(mentee)

    first = Client().get(f"/l/{link_token(link)}/", follow=True)
    again = visit(link, **SAID)

    assert "Tu es volontaire depuis le 20 septembre 2026" in Page(first).text
    assert Page(first).flaws == []
    assert (again.status_code, needs().count()) == (200, 1)


def test_a_pupil_changes_and_withdraws_by_link_without_a_reason(mentee, campaign):
    need, link = NeedFactory(mentee=mentee, campaign=campaign), link_of(mentee)

    visit(link, "volunteering:change_by_link", **SAID)
    gone = visit(link, "volunteering:withdraw_by_link", go="1")

    need.refresh_from_db()
    assert (need.objective, need.former_objectives[0]["objective"]) == ("stress", "pfmp")
    assert need.withdrawn_at == MONDAY
    assert "Tu n’es plus volontaire. Tu peux le redevenir." in Page(gone).text
    assert visit(link, "volunteering:change_by_link").status_code == 404


def test_a_link_withdraws_nobody_once_there_is_a_relation(school, mentee, campaign):
    need, link = NeedFactory(mentee=mentee, campaign=campaign), link_of(mentee)
    project = SchoolProjectFactory(school=school, campaign=campaign)
    MentorshipFactory(active=True, project=project, mentee=mentee)

    page = Page(visit(link, "volunteering:withdraw_by_link", go="1"))

    need.refresh_from_db()
    assert need.withdrawn_at is None
    assert "Cet élève a déjà une proposition ou une relation en cours" in page.text
    assert "Tu as un mentor." in page.text


@pytest.mark.usefixtures("campaign")
@pytest.mark.parametrize(
    "name", ["by_link", "change_by_link", "withdraw_by_link"], ids=lambda name: name
)
def test_a_link_that_was_taken_back_or_is_for_another_act_does_nothing(mentee, name):
    taken_back, other = link_of(mentee), link_of(MenteeFactory(), LinkAct.EXIT_TALK)
    access.revoke_links(mentee=mentee, now=MONDAY)
    before = everything()

    found = [
        visit(link, f"volunteering:{name}", **SAID).status_code for link in (taken_back, other)
    ]

    assert (found, everything()) == ([410, 410], before)


@pytest.mark.usefixtures("campaign")
def test_a_pupil_who_left_finds_the_link_closed(school):
    link = link_of(MenteeFactory(school=school, left_on=TODAY))

    assert visit(link).status_code == 410


@pytest.mark.usefixtures("campaign")
def test_what_is_not_chosen_is_asked_again_and_nothing_is_lost(mentee):
    before = everything()
    link = link_of(mentee)

    page = Page(visit(link, kind="parcours", words="x" * 141))

    assert page.all(".error-lines li") != []
    assert page.values("main [name=words]", "value") == ["x" * 141]
    assert everything() != before  # the link alone was made
    assert not needs().exists()


def test_a_teacher_prints_one_card_a_pupil_of_the_class(school, mentee):
    MenteeFactory(school=school, class_label="2MELEC")
    MenteeFactory(school=school, class_label=mentee.class_label, left_on=TODAY)
    teacher = staff(school, Role.PROFESSEUR_PRINCIPAL)

    answer = post(teacher, "pupils:sheets", class_label=mentee.class_label)

    link = link_of(mentee)
    assert answer.address == f"/eleves/cartes/imprimer/?class={mentee.class_label}"
    assert answer.page.all(".cards__name") == ["Noé Exemple"]
    assert answer.page.all(".cards__address") == [link_address(link)]
    assert answer.page.flaws == []
    assert len(answer.page.soup.select(".cards__qr svg path")) == 1


def test_a_sheet_asks_as_many_questions_for_1_pupil_as_for_3(school, mentee):
    teacher, label = staff(school, Role.PROFESSEUR_PRINCIPAL), mentee.class_label
    query = f"class={label}"
    post(teacher, "pupils:sheets", class_label=label)
    few = queries(teacher, "pupils:print_sheet", query=query)
    for _ in range(2):
        MenteeFactory(school=school, class_label=label)
    post(teacher, "pupils:sheets", class_label=label)

    many = queries(teacher, "pupils:print_sheet", query=query)

    assert (few, many) == (8, 8)


def test_no_class_is_chosen_for_the_teacher(school, mentee):
    teacher = staff(school, Role.PROFESSEUR_PRINCIPAL)
    before = everything()

    answer = post(teacher, "pupils:sheets", class_label="ailleurs")

    assert answer.complaints != []
    assert mentee.class_label in str(answer.page.soup.select("select"))
    assert everything() == before


def test_proposing_makes_a_card_and_is_written_on_the_file(school, mentee, campaign):
    bde = staff(school, full_name="Rose Bureau")
    NeedFactory(campaign=campaign)

    answer = post(bde, "pupils:propose", mentee.pk)

    assert answer.said == ["La carte est prête : imprimez-la et donnez-la. L’élève décide seul."]
    assert "Proposé à l’élève le 23 novembre 2026 par Rose Bureau." in answer.page.text
    assert "Cet élève ne s’est pas porté volontaire." in answer.page.text
    card = get(bde, "pupils:print_sheet", query=f"eleve={mentee.pk}").page
    assert card.all(".cards__name") == ["Noé Exemple"]


def test_a_card_of_another_school_is_not_printed(mentee):
    stranger = staff(SchoolFactory())
    link_of(mentee)

    page = get(stranger, "pupils:print_sheet", query=f"eleve={mentee.pk}").page
    nonsense = get(stranger, "pupils:print_sheet", query="eleve=x").page

    assert (page.all(".cards__name"), nonsense.all(".cards__name")) == ([], [])
    assert "Aucune carte n’est prête" in page.text


def test_whom_the_school_lets_propose(people):
    work, hidden = {"proviseur", "ddfpt", "bde", "pp", "cpe"}, {"stranger"}
    expected = {302: work, 404: hidden, 403: set(people.grants) - work - hidden}

    assert who_acts(people, "pupils:propose", people.mentee.pk) == expected
    assert who_acts(people, "pupils:take_link_back", people.mentee.pk) == expected


def test_what_the_pupil_avoids_is_read_by_those_who_match(school, mentee, campaign):
    NeedFactory(mentee=mentee, campaign=campaign, avoids="M. Exemple", languages=["pt"])
    Need.objects.unscoped("a test").update(hopes_for="Mme Modèle")
    teacher, bde = staff(school, Role.PROFESSEUR_PRINCIPAL), staff(school)

    texts = [get(one, "pupils:detail", mentee.pk).page.text for one in (bde, teacher)]

    assert ["M. Exemple" in text for text in texts] == [True, False]
    assert ["Aimerait être avec : Mme Modèle" in text for text in texts] == [True, False]
    assert all("Langues à partager : portugais." in text for text in texts)


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        ("proposed", "Un mentor t’est proposé : tu peux dire oui ou non."),
        ("awaiting", "Le mentor a dit oui. Il manque l’autorisation de tes parents."),
        ("accepted", "Tout le monde a dit oui. Il reste l’accord de mentorat à signer."),
        ("ready", "Tout est prêt. Il reste à fixer la première rencontre."),
        ("active", "Tu as un mentor."),
        ("suspended", "Ton mentorat est en pause."),
        ("ended", "Ton lycée cherche un mentor pour toi."),
    ],
)
def test_a_pupil_always_reads_where_the_request_stands(school, mentee, campaign, state, sentence):
    NeedFactory(mentee=mentee, campaign=campaign)
    project = SchoolProjectFactory(school=school, campaign=campaign)
    dates = {"active": {"active": True}}.get(state, {"state": state})
    if state in {"suspended", "ended"}:
        dates["started_on"] = datetime(2026, 10, 12, tzinfo=UTC).date()
    if state == "ended":
        dates |= {"ended_on": TODAY, "end_reason": "other", "objective_reached": "no"}
    MentorshipFactory(project=project, mentee=mentee, **dates)

    response = visit(link_of(mentee))

    lead = BeautifulSoup(response.text, "html.parser").select("p.fr-text--lead")[1]
    assert " ".join(lead.text.split()) == sentence
    assert "jours" in Page(response).text
