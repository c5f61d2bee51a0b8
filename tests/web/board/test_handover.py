import pytest

from mentorat.access.roles import Role
from mentorat.journal.models import Entry
from tests.factories.followup import AlarmFactory
from tests.factories.matching import NeedFactory
from tests.factories.mentorships import MentorshipFactory
from tests.factories.people import MenteeFactory
from tests.factories.programmes import SchoolProjectFactory
from tests.factories.scheduling import MentoringSessionFactory, paris
from tests.web.home.stage import everything, get, post, queries, staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


@pytest.fixture
def bde():
    return staff(SchoolProjectFactory().school, full_name="Agathe Pilote")


@pytest.fixture
def project(bde):
    project = bde.school.projects.get()
    project.pilot = bde.user
    project.save()
    return project


def one_of_each(project):
    alarmed = MentorshipFactory(active=True, project=project)
    AlarmFactory(mentorship=alarmed)
    coming = MentorshipFactory(active=True, project=project)
    MentoringSessionFactory(mentorship=coming, starts_at=paris(30, 10), ends_at=paris(30, 11))
    MentorshipFactory(active=True, project=project)
    MentorshipFactory(project=project)
    NeedFactory(mentee=MenteeFactory(school=project.school), campaign=project.campaign)


def test_the_page_tells_all_that_is_live(project, bde):
    one_of_each(project)

    page = get(bde, "board:handover").page

    titles = page.all("h2")
    for title in (
        "1 volontaire qui attend",
        "1 relation pas encore commencée",
        "3 relations commencées",
        "1 relation ou mentor à regarder",
    ):
        assert title in titles
    acts = [line.rpartition(" – ")[2] for line in page.all("#relations ~ ul li")]
    assert sorted(acts) == [
        "prévoir une séance",
        "séance lundi 30 novembre, 10 h",
        "traiter son alarme",
    ]


def test_the_relay_is_passed_with_the_relations_of_the_former_pilot(project, bde):
    heir = staff(project.school, Role.DDFPT, full_name="Hugo Suivant")
    mine = MentorshipFactory(active=True, project=project, followed_by=bde.user)

    answer = post(bde, "board:handover", pilot=heir.user_id, deputy=bde.user_id)

    project.refresh_from_db()
    mine.refresh_from_db()
    assert answer.said == ["Le relais est passé. Prévenez la personne de vive voix."]
    assert (project.pilot, project.deputy, mine.followed_by) == (heir.user, bde.user, None)
    entry = Entry.objects.unscoped("a test").get()
    assert (entry.event, entry.by, entry.detail) == ("handover_made", bde.user, {"relations": 1})


def test_one_person_is_not_both_pilot_and_deputy(project, bde):
    before = everything()

    answer = post(bde, "board:handover", pilot=bde.user_id, deputy=bde.user_id)

    assert answer.complaints == ["Le pilote et l’adjoint sont deux personnes différentes."]
    assert project.pilot == bde.user
    assert everything() == before


def test_the_page_asks_as_many_questions_for_1_of_each_as_for_3(project, bde):
    one_of_each(project)
    few = queries(bde, "board:handover")
    one_of_each(project)
    one_of_each(project)

    assert (few, queries(bde, "board:handover")) == (42, 42)
