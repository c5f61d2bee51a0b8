"""Under what waits: the next sessions, a few figures, and where one comes to go."""

import pytest

from mentorat.access import actions as access
from mentorat.access.roles import Role
from tests.cast import SINCE
from tests.factories.mentorships import MentorshipFactory
from tests.factories.organisations import SchoolFactory
from tests.factories.people import MenteeFactory, UserFactory
from tests.factories.programmes import CampaignFactory, SchoolProjectFactory
from tests.factories.scheduling import MentoringSessionFactory, paris
from tests.factories.steering import IndicatorValueFactory
from tests.web.home.stage import get, staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


def wearer(post):
    return access.give(user=UserFactory(), post=post, valid_from=SINCE, by=None)


def figures(grant):
    page = get(grant, "home").page
    return dict(zip(page.all(".key-figures dt"), page.all(".key-figures dd"), strict=True))


def test_a_school_reads_its_next_sessions_the_first_one_first():
    project = SchoolProjectFactory()
    mentee = MenteeFactory(school=project.school, first_name="Noé", last_name="Exemple")
    mentorship = MentorshipFactory(active=True, project=project, mentee=mentee)
    for day in (25, 24, 20):
        MentoringSessionFactory(
            mentorship=mentorship, starts_at=paris(day, 10), ends_at=paris(day, 11)
        )
    MentoringSessionFactory(
        mentorship=mentorship,
        starts_at=paris(26, 10),
        ends_at=paris(26, 11),
        state="cancelled",
    )

    shown = get(staff(project.school), "home").page.all("section[aria-labelledby=seances] a")

    assert shown[:-1] == ["mardi 24 novembre, 10 h", "mercredi 25 novembre, 10 h"]


def test_a_school_reads_its_small_numbers_and_a_territory_does_not():
    campaign, school = CampaignFactory(), SchoolFactory()
    for code, number in (("mentees", 3), ("volunteers", 40)):
        IndicatorValueFactory(campaign=campaign, school=school, code=code, numerator=number)
    referent = wearer(access.academy_post(Role.REFERENT_MENTORAT, school.academy))

    assert figures(staff(school))["Mentorés"] == "3"
    assert figures(referent)["Volontaires"] == "40"
    assert "Mentorés" not in figures(referent)


def test_those_who_read_no_figure_find_none_on_their_home():
    project = SchoolProjectFactory()
    mentorship = MentorshipFactory(active=True, project=project)
    mentor = mentorship.mentor_memberships.get().mentor

    page = get(wearer(access.mentor_post(mentor, project.school)), "home").page

    assert page.soup.select(".key-figures") == []
    assert "/mentor/disponibilites/" in page.values(".doors a", "href")
