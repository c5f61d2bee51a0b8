import pytest

from mentorat.access.roles import Role
from mentorat.foundations.scope import Family, Scope
from mentorat.journal.models import Entry
from mentorat.matching.errors import NotLetIn
from mentorat.matching.policies import check_seats
from mentorat.matching.queries import choices_by_hand
from mentorat.programmes.models import AssociationTarget, SchoolProject
from tests.factories.matching import OfferFactory
from tests.factories.organisations import AssociationFactory, RoomFactory, SchoolFactory
from tests.factories.people import MentorFactory, cleared_mentor
from tests.factories.programmes import CampaignFactory, SchoolProjectFactory
from tests.web.home.stage import TODAY, everything, get, post, queries, staff, who_acts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]

RUN_A_SCHOOL = {"proviseur", "ddfpt", "bde"}


@pytest.fixture
def school():
    return SchoolFactory()


@pytest.fixture
def bde(school):
    return staff(school, full_name="Agathe Pilote")


def answers(**changes):
    return {
        "kinds": ["metier"],
        "mentoring_forms": ["individual", "group"],
        "publics": "terminales",
        "target_mentees": "30",
        "pilot": "",
        "deputy": "",
        **changes,
    }


def projects():
    return SchoolProject.objects.unscoped("a test")


def test_a_school_opens_its_project(school, bde):
    campaign, deputy = CampaignFactory(), staff(school, Role.DDFPT)

    answer = post(bde, "projects:open", **answers(pilot=bde.user_id, deputy=deputy.user_id))

    project = projects().get()
    assert answer.address == f"/projets/{project.pk}/"
    assert answer.said == ["Le projet 2026-2027 est ouvert."]
    assert (project.school, project.campaign, project.place) == (school, campaign, school.place)
    assert (project.kinds, project.forms) == (["metier"], ["individual", "group"])
    assert (project.publics, project.target_mentees) == ("terminales", 30)
    assert (project.pilot, project.deputy) == (bde.user, deputy.user)
    assert Entry.objects.unscoped("a test").get().event == "project_opened"


def test_a_wrong_project_keeps_what_was_typed_and_says_what_is_wrong(bde):
    CampaignFactory()
    before = everything()
    data = answers(kinds=[], target_mentees="beaucoup", pilot=str(bde.user_id))

    answer = post(bde, "projects:open", **data)

    assert answer.kept(data) == data
    assert answer.error("kinds") == "Ce champ est obligatoire."
    assert answer.error("target_mentees") == "Saisissez un nombre entier."
    assert everything() == before


def test_one_person_is_not_both_pilot_and_deputy(bde):
    CampaignFactory()

    answer = post(bde, "projects:open", **answers(pilot=bde.user_id, deputy=bde.user_id))

    assert answer.complaints == ["Le pilote et l’adjoint sont deux personnes différentes."]
    assert not projects().exists()


def test_a_pilot_is_chosen_among_the_people_of_the_school_who_plan(school, bde):
    CampaignFactory()
    stranger, teacher = staff(SchoolFactory()), staff(school, Role.PROFESSEUR_PRINCIPAL)

    shown = get(bde, "projects:open").page.values("[name=pilot] option", "value")
    answer = post(bde, "projects:open", **answers(pilot=stranger.user_id, deputy=teacher.user_id))

    assert shown == ["", str(bde.user_id)]
    assert answer.error("pilot").startswith("Sélectionnez un choix valide.")
    assert answer.error("deputy").startswith("Sélectionnez un choix valide.")


def test_a_school_has_one_project_a_year(school, bde):
    SchoolProjectFactory(school=school)

    answer = post(bde, "projects:open", **answers())

    assert answer.complaints == ["Cet établissement a déjà un projet pour 2026-2027."]
    assert projects().count() == 1


def test_a_school_changes_its_project(school, bde):
    project = SchoolProjectFactory(school=school, publics="secondes", pilot=bde.user)

    form = get(bde, "projects:edit", project.pk)
    answer = post(bde, "projects:edit", project.pk, **answers(kinds=["parcours"]))

    project.refresh_from_db()
    assert form.kept(answers()) == {
        "kinds": ["metier", "parcours"],
        "mentoring_forms": ["individual"],
        "publics": "secondes",
        "target_mentees": "40",
        "pilot": str(bde.user_id),
        "deputy": "",
    }
    assert (answer.address, answer.said) == (f"/projets/{project.pk}/", ["Le projet est modifié."])
    assert (project.kinds, project.publics, project.pilot) == (["parcours"], "terminales", None)


def test_a_school_is_led_to_its_project_or_told_that_it_has_none(school, bde):
    CampaignFactory()
    teacher = staff(school, Role.PROFESSEUR_PRINCIPAL)

    without = get(bde, "projects:index")
    read_only = get(teacher, "projects:index")
    project = SchoolProjectFactory(school=school)

    assert without.page.values(".empty-state a", "href") == ["/projets/ouvrir/"]
    assert read_only.page.soup.select(".empty-state a") == []
    assert get(bde, "projects:index").address == f"/projets/{project.pk}/"


def test_those_who_run_the_school_open_and_change_its_project(people):
    project = people.project
    others = {"pp", "cpe", "dgesco", "drafpic", "referent", "stranger_referent"}

    opening = who_acts(people, "projects:open", **answers())
    changing = who_acts(people, "projects:edit", project.pk, **answers())

    # The school of the cast has its project already, and the stranger's as well.
    assert opening[200] == RUN_A_SCHOOL | {"stranger"}
    assert changing[302] == RUN_A_SCHOOL
    assert changing[404] == {"stranger"}
    assert changing[403] == opening[403] == set(people.grants) - RUN_A_SCHOOL - {"stranger"}
    assert others <= changing[403]


def test_the_page_of_a_project_asks_as_many_questions_for_1_room_as_for_3(school, bde):
    project = SchoolProjectFactory(school=school, pilot=bde.user)
    RoomFactory(school=school)
    school.closed_days.create(place=school.place, day=TODAY, label="pont")

    few = queries(bde, "projects:detail", project.pk)
    for day in (1, 2):
        RoomFactory(school=school)
        closed = TODAY.replace(day=day)
        school.closed_days.create(place=school.place, day=closed, label="travaux")

    assert (few, queries(bde, "projects:detail", project.pk)) == (13, 13)


def test_a_school_says_when_pupils_may_meet_and_which_associations_are_let_in(school, bde):
    project = SchoolProjectFactory(school=school)
    here, of_academy, elsewhere = AssociationFactory.create_batch(3)
    OfferFactory(
        school=school,
        campaign=project.campaign,
        mentor=MentorFactory(school=school, association=here),
    )
    AssociationTarget.objects.create(
        association=of_academy,
        campaign=project.campaign,
        academy=school.academy,
        mentees=10,
    )

    form = get(bde, "projects:edit", project.pk).page
    said = answers(half_days=["wed_pm", "thu_am"], associations=[str(here.pk)])
    answer = post(bde, "projects:edit", project.pk, **said)

    project.refresh_from_db()
    offered = form.values("[name=associations]", "value")
    assert sorted(map(int, offered)) == sorted([here.pk, of_academy.pk])
    assert (project.half_days, list(project.associations.all())) == (["wed_pm", "thu_am"], [here])
    assert "mercredi après-midi, jeudi matin" in answer.page.text
    assert elsewhere.name not in answer.page.text
    again = get(bde, "projects:edit", project.pk)
    assert again.kept(said)["associations"] == [str(here.pk)]
    wrong = post(bde, "projects:edit", project.pk, **{**said, "associations": [elsewhere.pk]})
    assert wrong.error("associations").startswith("Sélectionnez un choix valide.")


def test_nobody_proposes_by_hand_a_mentor_of_an_association_that_is_not_let_in(school):
    project = SchoolProjectFactory(school=school)
    mentor = cleared_mentor(place=school.place, association=AssociationFactory())
    offer = OfferFactory(school=school, campaign=project.campaign, mentor=mentor)
    free = OfferFactory(school=school, campaign=project.campaign)

    check_seats(project, [offer, free], 1, on=TODAY)
    project.associations.add(AssociationFactory())

    with pytest.raises(NotLetIn):
        check_seats(project, [offer, free], 1, on=TODAY)
    chosen = choices_by_hand(project, scope=Scope(Family.SCHOOL, school.span), today=TODAY).offers
    assert list(chosen) == [str(free.pk)]
