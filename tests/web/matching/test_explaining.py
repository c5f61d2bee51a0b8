"""One proposal explained, and « pourquoi pas ce mentor ? » for any pair."""

from urllib.parse import urlencode

import pytest

from mentorat.access.roles import Role
from tests.factories.matching import MatchingRunFactory, OfferFactory, ProposalFactory
from tests.factories.mentorships import MentorshipFactory
from tests.factories.organisations import SchoolFactory
from tests.factories.people import MentorFactory
from tests.factories.programmes import SchoolProjectFactory
from tests.web.home.stage import get, queries, staff
from tests.web.matching.stage import done, offered, volunteer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday", "queue")]


@pytest.fixture
def noe(project):
    return volunteer(project, first_name="Noé", last_name="Exemple", class_label="1MELEC")


@pytest.fixture
def ada(project):
    return volunteer(project, first_name="Ada", last_name="Secrète", class_label="1MELEC")


def asked(bde, eleve="", mentor="", **more):
    query = urlencode({"eleve": eleve, "mentor": mentor, **more})
    return get(bde, "matching:why", query=query)


def test_a_proposal_says_its_score_its_reasons_and_what_else(project, bde, noe):
    maud = offered(project, first_name="Maud", last_name="Soudure", job="soudeuse")
    offered(project, first_name="Paul", last_name="Autre", job="plombier")
    proposal = ProposalFactory(run=MatchingRunFactory(project=project), need=noe, offer=maud)

    page = get(bde, "matching:proposal", proposal.pk).page

    assert page.heading == "Noé Exemple et Maud Soudure"
    assert page.all("section[aria-labelledby=score] h2") == ["Score : 80 sur 100"]
    assert page.all("section[aria-labelledby=score] tbody td")[-2:] == ["80", "fort"]
    assert page.all("section[aria-labelledby=pourquoi] li")[0] == proposal.reasons[0]
    assert page.all("section[aria-labelledby=pourquoi] summary") == [
        "L’élève lira",
        "Le mentor lira",
        "La famille lira",
    ]
    assert "comme tu l’as demandé." in page.text
    assert "et l’élève le demande." in page.text
    assert page.all("section[aria-labelledby=autres] h3")[0] == "Paul Autre, plombier"
    assert page.flaws == []


def test_a_proposal_that_was_decided_is_read_without_other_choices(project, bde):
    (proposal,) = done(project)
    proposal.need.withdrawn_at = proposal.run.asked_at
    proposal.need.save(update_fields=["withdrawn_at"])

    page = get(bde, "matching:proposal", proposal.pk).page

    assert "quelque chose a changé" in page.text
    assert "Aucun autre mentor n’est possible aujourd’hui." in page.text


def test_the_proposal_of_another_school_does_not_exist(bde):
    (foreign,) = done(SchoolProjectFactory(school=SchoolFactory()))

    assert get(bde, "matching:proposal", foreign.pk).status == 404


@pytest.mark.usefixtures("ada")
def test_a_pair_that_would_take_the_only_mentor_of_another_names_nobody(project, bde, noe):
    noe.priority_since = noe.volunteered_on
    noe.save(update_fields=["priority_since"])
    offered(project, first_name="Maud", last_name="Soudure")

    page = asked(bde, "Ada", "Maud").page

    answer = page.all("section[aria-labelledby=reponse]")[0]
    assert answer.startswith("Ada Secrète, 1MELEC et Maud Soudure")
    assert "Autant d’élèves auraient un mentor." in answer
    assert "1 autre élève aurait un autre mentor, ou plus de mentor." in answer
    assert "Noé" not in answer
    assert page.values("section[aria-labelledby=reponse] form", "action") == [
        "/appariement/garder/"
    ]


@pytest.mark.usefixtures("noe")
def test_the_best_pair_is_said_to_be_the_best(project, bde):
    offered(project, first_name="Maud", last_name="Soudure")

    assert "C’est ce que propose la meilleure répartition" in asked(bde, "noe", "maud").page.text


@pytest.mark.usefixtures("noe")
def test_a_pair_that_breaks_a_rule_says_which_and_what_to_do(project, bde):
    mentor = MentorFactory(place=project.place, first_name="Maud", last_name="Soudure")
    OfferFactory(mentor=mentor, school=project.school, campaign=project.campaign)

    page = asked(bde, "Noé", "Soudure").page

    answer = page.all("section[aria-labelledby=reponse]")[0]
    assert "Ce n’est pas possible : habilitations du mentor incomplètes ou expirées." in answer
    assert "Ouvrez la fiche du mentor : elle dit ce qui manque ou ce qui a expiré." in answer
    assert page.soup.select("section[aria-labelledby=reponse] form") == []


@pytest.mark.parametrize(
    "typed", ["Exemple Noé", "NOE", "exmeple", "Noé Exemple, 1MELEC", "  noé   exemple "]
)
@pytest.mark.usefixtures("noe", "ada")
def test_a_name_is_found_with_its_faults(project, bde, typed):
    offered(project, first_name="Maud", last_name="Soudure")

    assert "Noé Exemple, 1MELEC et Maud" in asked(bde, typed, "soudrue").page.text


@pytest.mark.usefixtures("noe", "ada")
def test_a_name_that_may_mean_two_pupils_lets_one_choose(project, bde):
    offered(project, first_name="Maud", last_name="Soudure")

    page = asked(bde, "1MELEC", "Maud").page

    assert page.all("#erreur-eleve") == [
        "Plusieurs noms y ressemblent : choisissez l’un de ceux de la liste."
    ]
    options = page.values("button[name=choix-eleve]", "value")
    assert options == ["Noé Exemple, 1MELEC", "Ada Secrète, 1MELEC"]
    chosen = asked(bde, "1MELEC", "Maud", **{"choix-eleve": options[1]}).page
    assert "Ada Secrète, 1MELEC et Maud" in chosen.text


@pytest.mark.parametrize("typed", ["Zzzzz", "\0", "%", "'; --", "x" * 500])
@pytest.mark.usefixtures("noe")
def test_a_name_that_is_nobody_is_said(project, bde, typed):
    offered(project)

    page = asked(bde, typed, "").page

    assert page.status == 200
    assert page.soup.select("section[aria-labelledby=reponse]") == []
    assert page.flaws == []


def test_without_volunteers_or_mentors_the_page_says_what_to_do(project, bde):
    assert "Aucun volontaire n’attend de mentor." in asked(bde).page.text
    volunteer(project)

    assert "Aucun mentor n’a fait d’offre à votre lycée." in asked(bde).page.text


def test_a_pupil_who_gave_up_a_wish_would_have_more_choice(project, bde, noe):
    noe.kind = "metier"
    noe.save(update_fields=["kind"])
    offer = offered(project, first_name="Maud", last_name="Soudure")
    offer.kind = "parcours"
    offer.save(update_fields=["kind"])

    page = asked(bde, "Noé", "Maud").page

    assert "Ce n’est pas possible : type de mentorat différent." in page.text
    assert (
        "Si l’élève demandait les deux types de mentorat, 1 mentor de plus serait possible."
        in page.text
    )


def test_only_those_who_match_ask(project):
    teacher = staff(project.school, Role.PROFESSEUR_PRINCIPAL)

    assert asked(teacher).status == 403


@pytest.mark.usefixtures("noe")
def test_the_answer_asks_as_many_questions_for_1_volunteer_as_for_3(project, bde):
    offered(project, first_name="Maud", last_name="Soudure")
    told = urlencode({"eleve": "Noé", "mentor": "Maud"})

    few = queries(bde, "matching:why", query=told)
    for number in range(2):
        MentorshipFactory(project=project, mentee=volunteer(project, last_name="Pris").mentee)
        volunteer(project, last_name="Autre")
        offered(project, first_name="Zoé", last_name=f"Numéro {number}")

    assert (few, queries(bde, "matching:why", query=told)) == (29, 29)


@pytest.mark.usefixtures("noe")
def test_a_mentor_who_is_kept_for_another_pupil_is_no_choice_any_more(project, bde, ada):
    maud = offered(project, first_name="Maud", last_name="Soudure")
    offered(project, first_name="Paul", last_name="Autre")
    MatchingRunFactory(project=project, state="done", kept=[[ada.pk, maud.pk]])

    of_another = asked(bde, "Noé", "Maud").page
    own = asked(bde, "Ada", "Maud").page

    assert "Ce n’est pas possible" in of_another.text
    assert "Ce n’est pas possible" not in own.text


@pytest.mark.parametrize("count", [1, 3])
def test_a_proposal_asks_as_much_however_many_could_be_chosen(project, bde, count):
    proposal = done(project, proposals=count)[0]
    for _ in range(count):
        offered(project)

    assert queries(bde, "matching:proposal", proposal.pk) == 32
