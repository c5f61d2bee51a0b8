"""Personal links sent to a mentor, and the path of child protection, from the mentor's page."""

import pytest

from mentorat.access.models import SignedLink
from mentorat.journal.models import Entry
from mentorat.notifications.models import Delivery
from tests.factories.organisations import SchoolFactory
from tests.factories.people import MentorFactory
from tests.factories.programmes import CampaignFactory
from tests.web.home.stage import get, post, staff, who_acts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday", "queue")]


@pytest.fixture
def school():
    CampaignFactory()
    return SchoolFactory()


@pytest.mark.parametrize(
    ("act", "said", "subject"),
    [
        (
            "train",
            "Le lien de la formation est envoyé.",
            "La formation des mentors : six modules, deux heures",
        ),
        (
            "charter",
            "Le lien de la charte est envoyé.",
            "La charte du mentor : à lire et à signer",
        ),
    ],
)
def test_a_school_sends_a_mentor_a_personal_link(school, act, said, subject):
    mentor = MentorFactory(place=school.place)

    answer = post(staff(school), "mentors:send_link", mentor.pk, act=act)

    link, letter = SignedLink.objects.get(), Delivery.objects.get()
    assert answer.said == [said]
    assert (link.act, link.mentor, link.school) == (act, mentor, school)
    assert (letter.address, letter.subject) == (mentor.email, subject)
    assert f"/l/{link.pk}-" in letter.body


def test_no_other_act_is_sent_from_there(school):
    mentor = MentorFactory(place=school.place)

    assert post(staff(school), "mentors:send_link", mentor.pk, act="sign").status == 404
    assert not SignedLink.objects.exists()


def test_those_who_record_clearances_send_links(people):
    staff_of_the_school = {"proviseur", "ddfpt", "bde", "association"}

    found = who_acts(people, "mentors:send_link", people.mentor.pk, act="train")

    assert found[302] == staff_of_the_school
    assert found[404] == {"stranger"}


def test_the_attestation_is_offered_in_the_child_protection_path_alone(school):
    bde, mentor = staff(school), MentorFactory(place=school.place)

    def kinds():
        page = get(bde, "mentors:clear", mentor.pk).page
        return {option["value"] for option in page.soup.select("[name=kind] option")}

    assert "honorability" not in kinds()
    assert (
        "interdit et expose à des poursuites" in get(bde, "mentors:ase_path", mentor.pk).page.text
    )
    assert get(bde, "mentors:ase_path", mentor.pk).page.values("[name=is_open]", "value") == [
        "True"
    ]
    for _ in range(2):  # the same button twice
        opened = post(bde, "mentors:ase_path", mentor.pk, is_open="True")
        assert opened.said == ["Le parcours protection de l’enfance est ouvert."]
    assert "honorability" in kinds()
    post(bde, "mentors:clear", mentor.pk, kind="honorability", given_on="2026-11-20")
    post(bde, "mentors:ase_path", mentor.pk, is_open="False")
    assert Entry.objects.unscoped("a test").filter(detail={"ase_path": "changed"}).count() == 2
    assert "honorability" not in kinds()
    assert not mentor.clearances.exists()
