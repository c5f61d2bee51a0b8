"""What a pupil and a mentor say of each other: noted by the school, read by nobody else."""

import pytest

from mentorat.access import actions as access
from mentorat.foundations.scope import Family, Scope
from mentorat.journal.models import Entry
from mentorat.mentorships.errors import PairApart
from mentorat.mentorships.models import PairWish
from mentorat.mentorships.policies import check_roles
from tests.cast import SINCE
from tests.factories.organisations import SchoolFactory
from tests.factories.people import MenteeFactory, MentorFactory, UserFactory, cleared_mentor
from tests.factories.programmes import CampaignFactory
from tests.matching.test_runs import ALL
from tests.web.home.stage import get, post, staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday", "campaign")]


@pytest.fixture
def campaign():
    return CampaignFactory()


@pytest.fixture
def school():
    return SchoolFactory()


@pytest.fixture
def mentor(school):
    return MentorFactory(school=school, first_name="Maud", last_name="Modèle")


@pytest.fixture
def mentee(school):
    return MenteeFactory(school=school, first_name="Noé", last_name="Exemple")


def wishes():
    return PairWish.objects.within(ALL)


def test_a_veto_is_noted_without_a_reason_then_taken_back(school, mentor, mentee):
    bde = staff(school)
    MentorFactory()

    form = get(bde, "pupils:pair_wish", mentee.pk).page
    answer = post(bde, "pupils:pair_wish", mentee.pk, mentor=mentor.pk, side="mentee", kind="never")

    wish = wishes().get()
    assert len(form.soup.select("[name=mentor] option")) == 2
    assert answer.said == ["C’est noté. Les prochains calculs en tiennent compte."]
    assert (wish.mentor, wish.mentee, wish.kind, wish.side) == (mentor, mentee, "never", "mentee")
    assert "L’élève ne veut pas être avec Maud Modèle" in answer.page.text
    assert (
        "Noé Exemple ne veut pas être avec le mentor"
        in get(bde, "mentors:detail", mentor.pk).page.text
    )
    back = post(bde, "pupils:take_back_wish", wish.pk)
    assert back.said == ["C’est effacé."]
    assert not wishes().exists()
    lines = Entry.objects.within(ALL).order_by("pk")
    assert [(line.event, line.detail) for line in lines] == [
        ("pair_wish_noted", {}),
        ("pair_wish_taken_back", {}),
    ]


def test_what_a_side_says_last_replaces_what_it_said(school, mentor, mentee):
    bde = staff(school)

    for kind in ("never", "with"):
        post(bde, "pupils:pair_wish", mentee.pk, mentor=mentor.pk, side="mentor", kind=kind)
    post(bde, "pupils:pair_wish", mentee.pk, mentor=mentor.pk, side="mentee", kind="never")

    assert sorted(wishes().values_list("side", "kind")) == [("mentee", "never"), ("mentor", "with")]


def test_an_empty_form_says_what_is_missing_and_writes_nothing(school, mentee):
    answer = post(staff(school), "pupils:pair_wish", mentee.pk, side="mentee")

    assert answer.status == 200
    assert not wishes().exists()


def test_each_side_reads_its_own_words_alone(school, mentor, mentee, rls):
    bde = staff(school)
    post(bde, "pupils:pair_wish", mentee.pk, mentor=mentor.pk, side="mentee", kind="never")

    seen = {}
    for who in ({"mentor": mentor.pk}, {"mentee": mentee.pk}):
        with rls(Scope(Family.GRANT, school.span, **who)) as scope:
            by_us = PairWish.objects.within(scope).count()
            by_the_database = PairWish.objects.unscoped("the database has its say").count()
            seen[next(iter(who))] = (by_us, by_the_database)

    assert seen == {"mentor": (0, 0), "mentee": (1, 1)}


def test_another_school_and_a_teacher_reach_neither_page_nor_button(school, mentor, mentee):
    post(staff(school), "pupils:pair_wish", mentee.pk, mentor=mentor.pk, side="mentee", kind="with")
    wish = wishes().get()
    stranger = staff(SchoolFactory())
    teacher = access.give(
        user=UserFactory(),
        post=access.school_post(access.Role.PROFESSEUR_PRINCIPAL, school),
        valid_from=SINCE,
        by=None,
    )

    assert post(stranger, "pupils:take_back_wish", wish.pk).status == 404
    assert post(teacher, "pupils:take_back_wish", wish.pk).status == 403
    assert "Souhaits et refus" not in get(teacher, "pupils:detail", mentee.pk).page.text
    assert wishes().count() == 1


def test_nobody_proposes_by_hand_those_who_said_no(school, mentee):
    mentor = cleared_mentor(place=school.place)
    post(
        staff(school), "pupils:pair_wish", mentee.pk, mentor=mentor.pk, side="mentor", kind="never"
    )

    with pytest.raises(PairApart):
        check_roles([mentor], [mentee])
    check_roles([cleared_mentor(place=school.place)], [mentee])
