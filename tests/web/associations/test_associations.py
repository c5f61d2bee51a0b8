from datetime import date

import pytest

from mentorat.access import actions as access
from mentorat.access.roles import Role
from mentorat.programmes.models import AssociationTarget
from mentorat.reference.models import HolidayPeriod
from tests.factories.followup import AlarmFactory
from tests.factories.mentorships import MentorshipFactory
from tests.factories.organisations import AssociationFactory, SchoolFactory
from tests.factories.people import MentorFactory, UserFactory, cleared_mentor
from tests.factories.programmes import CampaignFactory, SchoolProjectFactory
from tests.factories.reference import AcademyFactory
from tests.web.home.stage import get, post, queries, who_acts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday", "queue")]


@pytest.fixture
def association():
    return AssociationFactory(name="Premiers Fils")


@pytest.fixture
def coordinator(association):
    post = access.Post(Role.ASSOCIATION, label=association.name, association=association)
    return access.give(user=UserFactory(), post=post, valid_from=date(2026, 9, 1), by=None)


def relation(association, **fields):
    mentor = cleared_mentor(association=association)
    project = fields.pop("project", None) or SchoolProjectFactory()
    return MentorshipFactory(
        active=True, association=association, mentor=mentor, project=project, **fields
    )


def test_an_association_reads_its_own_relations_and_alarms(association, coordinator):
    own, other = relation(association), relation(AssociationFactory())
    AlarmFactory(mentorship=own)
    AlarmFactory(mentorship=other)
    MentorFactory(association=association)

    page = get(coordinator, "associations:mine").page

    assert page.values("#relations ~ .results a", "href") == [f"/relations-de-mentorat/{own.pk}/"]
    assert page.values("#alarmes ~ ul a", "href") == [f"/relations-de-mentorat/{own.pk}/"]
    names, values = page.all(".key-figures dt"), page.all(".key-figures dd")
    assert dict(zip(names, values, strict=True)) == {
        "mentors habilités": "1",
        "mentors à compléter": "1",
        "relations en alerte": "1",
        "relations à surveiller": "0",
        "relations à jour": "0",
    }


def test_an_association_reads_the_health_that_each_school_reads(association, coordinator):
    quiet = relation(association)
    island = SchoolFactory(academy=AcademyFactory(code="28", calendar="reunion"))
    relation(
        association, project=SchoolProjectFactory(school=island, campaign=quiet.project.campaign)
    )
    HolidayPeriod.objects.create(
        calendar="reunion",
        label="Vacances",
        first_day=date(2026, 10, 10),
        last_day=date(2026, 11, 22),
    )

    page = get(coordinator, "associations:mine").page

    names, values = page.all(".key-figures dt"), page.all(".key-figures dd")
    shown = dict(zip(names, values, strict=True))
    assert (shown["relations à surveiller"], shown["relations à jour"]) == ("1", "1")


def test_a_target_stands_beside_what_is_done(association, coordinator):
    started = relation(association)
    relation(AssociationFactory(), project=started.project)
    for academy, mentees in ((None, 200), (started.school.academy, 30)):
        AssociationTarget.objects.create(
            association=association,
            campaign=started.project.campaign,
            academy=academy,
            mentees=mentees,
        )

    found = get(coordinator, "associations:mine").page.all("#objectif ~ ul li")

    assert sorted(found) == [
        f"académie {started.school.academy} : 1 élève mentoré sur 30",
        "toutes les académies : 1 élève mentoré sur 200",
    ]


def test_a_drafpic_sets_targets_in_the_region_alone(people):
    association = people.mentor.association
    academy = people.school.academy

    national = post(
        people["drafpic"], "associations:targets", association=association.pk, mentees="30"
    )
    for mentees in ("30", "40"):
        answer = post(
            people["drafpic"],
            "associations:targets",
            association=association.pk,
            academy=academy.pk,
            mentees=mentees,
        )

    assert national.error("academy") == "Ce champ est obligatoire."
    assert answer.said == ["L’objectif est enregistré."]
    target = AssociationTarget.objects.get()
    assert (target.academy, target.mentees) == (academy, 40)


def test_the_administration_sets_a_target_for_the_nation(people):
    answer = post(
        people["administrator"],
        "associations:targets",
        association=people.mentor.association.pk,
        mentees="500",
    )

    assert answer.said == ["L’objectif est enregistré."]
    assert AssociationTarget.objects.get().academy is None


def test_the_page_asks_as_many_questions_for_1_relation_as_for_3(association, coordinator):
    CampaignFactory()
    AlarmFactory(mentorship=relation(association))

    few = queries(coordinator, "associations:mine")
    for _ in range(2):
        AlarmFactory(mentorship=relation(association))

    assert (few, queries(coordinator, "associations:mine")) == (27, 27)


def test_a_departure_is_read_before_it_is_done(people):
    association = people.mentor.association
    drafpic = people["drafpic"]

    first = post(drafpic, "associations:leave", association.pk, on="2026-12-18")

    figures = zip(first.page.all(".key-figures dt"), first.page.all(".key-figures dd"), strict=True)
    assert dict(figures) == {
        "accès qui s’arrêtent ce jour-là": "1",
        "invitations annulées aussitôt": "0",
        "liens de mentors fermés ce jour-là": "0",
        "établissements qui auront à décider": "1",
    }
    association.refresh_from_db()
    assert association.leaves_on is None
    # Another day than the one that was read: it is read again.
    other = {"on": "2026-12-19", "read": "2026-12-18"}
    assert post(drafpic, "associations:leave", association.pk, **other).said == []

    done = {"on": "2026-12-18", "read": "2026-12-18"}
    answer = post(drafpic, "associations:leave", association.pk, **done)

    assert answer.said == [
        "Départ enregistré pour le 18 décembre 2026. Chaque lycée décide de la suite."
    ]
    association.refresh_from_db()
    assert association.leaves_on == date(2026, 12, 18)


def test_a_departure_is_taken_back_before_its_day(people):
    association, drafpic = people.mentor.association, people["drafpic"]
    done = {"on": "2026-12-18", "read": "2026-12-18"}
    post(drafpic, "associations:leave", association.pk, **done)

    announced = get(drafpic, "associations:leave", association.pk).page
    answer = post(drafpic, "associations:stay", association.pk)
    again = post(drafpic, "associations:stay", association.pk)

    assert "s’en va le 18 décembre 2026" in announced.text
    assert answer.said == [f"{association} reste. Les lycées et les mentors sont prévenus."]
    assert again.said == [
        "Ce départ n’est pas annoncé, ou il a déjà eu lieu : il ne s’annule plus."
    ]
    association.refresh_from_db()
    assert association.leaves_on is None


def test_those_who_set_targets_alone_take_a_departure_back(people):
    allowed = who_acts(people, "associations:stay", people.mentor.association.pk)

    assert allowed[302] == {"drafpic", "administrator"}


def test_a_departure_in_the_past_is_refused_and_what_was_typed_stays(people):
    typed = {"on": "2026-11-22"}

    answer = post(people["drafpic"], "associations:leave", people.mentor.association.pk, **typed)

    assert answer.error("on") == "Choisissez aujourd’hui ou un jour à venir."
    assert answer.kept(typed) == typed


def test_the_page_of_targets_asks_as_much_for_1_association_as_for_3(people):
    few = queries(people["drafpic"], "associations:targets")
    AssociationFactory.create_batch(2)

    assert (few, queries(people["drafpic"], "associations:targets")) == (13, 13)
