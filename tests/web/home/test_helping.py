"""« Besoin d’aide ? »: a pupil and a mentor read whom to turn to, nobody else needs it."""

import pytest

from mentorat.access import actions as access
from mentorat.access.roles import Role
from tests.cast import SINCE
from tests.factories.mentorships import MentorshipFactory
from tests.factories.organisations import SchoolFactory
from tests.factories.people import MenteeFactory, UserFactory
from tests.factories.programmes import CampaignFactory, SchoolProjectFactory
from tests.web.home.stage import get, staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


@pytest.fixture
def project():
    pilot = UserFactory(full_name="Agathe Pilote")
    return SchoolProjectFactory(school=SchoolFactory(phone="0143000000"), pilot=pilot)


def of_mentee(mentee):
    post = access.mentee_post(mentee, mentee.school)
    return access.give(user=UserFactory(), post=post, valid_from=SINCE, by=None)


def of_mentor(mentorship):
    mentor = mentorship.mentor_memberships.get().mentor
    post = access.mentor_post(mentor, mentorship.school)
    return access.give(user=UserFactory(), post=post, valid_from=SINCE, by=None)


def helped(grant):
    page = get(grant, "home").page
    return page.all("#aide ~ ul li"), page.values("#aide ~ ul a", "href")


def test_a_pupil_reads_who_follows_the_relation_and_how_to_call(project):
    follower = staff(project.school, Role.DDFPT, full_name="Omar Suivi").user
    mentee = MenteeFactory(school=project.school)
    mentorship = MentorshipFactory(
        active=True, project=project, mentee=mentee, followed_by=follower
    )

    (line,), phones = helped(of_mentee(mentee))

    assert "Omar Suivi" in line
    assert f"DDFPT, {project.school.name}" in " ".join(line.split())
    assert phones == ["tel:0143000000"]
    text = get(of_mentee(mentee), "home").page.text
    assert "Tu peux en parler à ton lycée" in text
    assert "N’attends pas" in text
    assert "N’attendez pas" in get(of_mentor(mentorship), "home").page.text
    for number in ("17", "112", "119", "3018"):
        assert number in text


def test_the_pilot_stands_in_for_whoever_is_not_named(project):
    mentorship = MentorshipFactory(active=True, project=project, followed_by=None)

    (line,), _ = helped(of_mentor(mentorship))

    assert "Agathe Pilote" in line


def test_whoever_follows_two_relations_is_named_once(project):
    mentee = MenteeFactory(school=project.school)
    first = MentorshipFactory(active=True, project=project, mentee=mentee)
    mentor = first.mentor_memberships.get().mentor
    MentorshipFactory(active=True, project=project, mentor=mentor)

    lines, _ = helped(of_mentor(first))

    assert len(lines) == 1


def test_a_pupil_without_mentor_reads_the_school(project):
    CampaignFactory()

    (line,), phones = helped(of_mentee(MenteeFactory(school=project.school)))

    assert project.school.name in line
    assert phones == ["tel:0143000000"]


def test_those_who_work_in_a_school_have_no_such_part(project):
    assert helped(staff(project.school)) == ([], [])
