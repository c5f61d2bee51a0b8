"""What waits about pupils and their families, on the home page."""

import pytest

from mentorat.access import actions as access
from mentorat.access.roles import Role
from mentorat.people.models import Preparation
from tests.cast import SINCE
from tests.factories.matching import NeedFactory
from tests.factories.mentorships import MentorshipFactory
from tests.factories.people import (
    AuthorisationFactory,
    MenteeFactory,
    MenteeIdentityFactory,
    UserFactory,
)
from tests.factories.programmes import SchoolProjectFactory
from tests.web.home.stage import MONDAY, TODAY, get, post, staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday", "queue")]

SCENES = "Prépare ta première rencontre : cinq petites scènes, cinq minutes."


@pytest.fixture
def project():
    return SchoolProjectFactory()


def prepared(mentee):
    return Preparation.objects.create(
        mentee=mentee, place=mentee.place, done_on=TODAY, way="alone", recorded_at=MONDAY
    )


def test_a_volunteer_is_asked_to_prepare_until_it_is_done(project):
    mentee = MenteeFactory(school=project.school)
    post_of = access.mentee_post(mentee, project.school)
    own = access.give(user=UserFactory(full_name=""), post=post_of, valid_from=SINCE, by=None)
    before = get(own, "home").page.text
    NeedFactory(mentee=mentee, campaign=project.campaign)

    asked = get(own, "home").page.text
    post(own, "volunteering:prepare", **dict.fromkeys([f"scene_{n}" for n in range(5)], "0"))
    after = get(own, "home").page.text

    assert [SCENES in text for text in (before, asked, after)] == [False, True, False]


def test_a_school_reads_whose_family_is_still_to_ask(project):
    minor, adult, given, asked = (MenteeFactory(school=project.school) for _ in range(4))
    AuthorisationFactory(mentee=asked, state="requested", channel="", answered_on=None)
    MenteeIdentityFactory(mentee=adult, birth_date=TODAY.replace(year=2008))
    AuthorisationFactory(mentee=given)
    for mentee in (minor, adult, given, asked):
        NeedFactory(mentee=mentee, campaign=project.campaign)

    page = get(staff(project.school), "home").page

    assert "1 volontaire mineur : la famille n’est pas encore sollicitée." in page.text
    link = "/eleves/autorisations/?authorisation=missing&mentoring=volunteer"
    assert link in page.values("main a", "href")
    assert "1 famille n’a pas encore répondu." in page.text
    assert link.replace("missing", "requested") in page.values("main a", "href")


def test_a_teacher_reads_who_goes_to_a_first_meeting_unprepared(project):
    relations = [MentorshipFactory(project=project, ready=True) for _ in range(3)]
    prepared(relations[0].mentee_memberships.get().mentee)
    teacher = staff(project.school, Role.PROFESSEUR_PRINCIPAL)

    text = get(teacher, "home").page.text

    assert "2 élèves vont vers une première rencontre sans préparation." in text
