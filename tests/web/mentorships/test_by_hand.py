"""A coordinator chooses mentors and pupils, within the rules that the engine follows."""

import pytest

from mentorat.mentorships.models import Mentorship
from mentorat.programmes.actions.following import declare_following_time
from tests.factories.matching import NeedFactory, OfferFactory
from tests.factories.people import MenteeFactory, MentorFactory, cleared_mentor
from tests.factories.programmes import SchoolProjectFactory
from tests.web.home.stage import MONDAY, everything, get, post, queries, staff, who_acts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday", "queue")]


@pytest.fixture
def project():
    return SchoolProjectFactory()


@pytest.fixture
def bde(project):
    return staff(project.school)


def offer(project, capacity=2, **mentor):
    found = cleared_mentor(place=project.place, **mentor)
    made = {"school": project.school, "campaign": project.campaign, "capacity": capacity}
    return OfferFactory(mentor=found, **made)


def need(project, **mentee):
    found = MenteeFactory(school=project.school, **mentee)
    return NeedFactory(mentee=found, campaign=project.campaign)


def chosen(offer, *needs, **more):
    values = {
        "offer": str(offer.pk),
        "second": "",
        "form": "individual" if len(needs) == 1 else "group",
        "needs": [str(one.pk) for one in needs],
        "objective": "decision",
        "why": "Même métier, même quartier.",
        "followed_by": "",
        "derogation": "",
    }
    return {**values, **more}


def only():
    return Mentorship.objects.unscoped("a test").get()


def test_a_pair_is_proposed_with_the_words_of_the_coordinator(project, bde):
    mentor, pupil = offer(project), need(project)

    answer = post(bde, "mentorships:propose", **chosen(mentor, pupil))

    made = only()
    assert answer.address == f"/relations-de-mentorat/{made.pk}/"
    assert (made.state, made.form, made.objective) == ("proposed", "individual", "decision")
    assert made.reasons == ["Même métier, même quartier."]
    assert made.mentee_memberships.get().mentee == pupil.mentee
    assert made.followed_by == bde.user


def test_a_group_with_two_mentors_is_proposed_at_once(project, bde):
    first, second = offer(project), offer(project)
    pupils = [need(project), need(project)]

    post(bde, "mentorships:propose", **chosen(first, *pupils, second=str(second.pk)))

    made = only()
    assert made.form == "group"
    functions = made.mentor_memberships.order_by("pk").values_list("mentor", "function")
    assert list(functions) == [(first.mentor_id, "main"), (second.mentor_id, "second")]
    assert made.mentee_memberships.count() == 2


def test_only_cleared_mentors_with_a_seat_and_volunteers_who_wait_may_be_chosen(project, bde):
    free, pupil = offer(project), need(project)
    full = offer(project, capacity=1)
    taken = need(project)
    post(bde, "mentorships:propose", **chosen(full, taken))
    made = {"school": project.school, "campaign": project.campaign}
    OfferFactory(mentor=MentorFactory(place=project.place), **made)

    page = get(bde, "mentorships:propose").page

    assert page.values("[name=offer] option", "value") == ["", str(free.pk)]
    assert page.values("[name=needs]", "value") == [str(pupil.pk)]
    assert page.flaws == []


def test_more_pupils_than_seats_are_refused_and_what_was_typed_is_kept(project, bde):
    mentor = offer(project, capacity=1)
    pupils = [need(project), need(project)]
    before = everything()
    data = chosen(mentor, *pupils)

    answer = post(bde, "mentorships:propose", **data)

    assert len(answer.complaints) == 1
    assert answer.kept(data) == data
    assert everything() == before


def test_an_individual_relation_has_one_pupil(project, bde):
    data = chosen(offer(project), need(project), need(project), form="individual")

    answer = post(bde, "mentorships:propose", **data)

    assert answer.complaints == [
        "Une relation individuelle réunit un seul élève et un ou deux mentors."
    ]


def test_past_the_hours_of_the_follower_a_derogation_gives_its_reason(project, bde):
    declare_following_time(project=project, user=bde.user, hours=0, now=MONDAY, by=bde.user)
    data = chosen(offer(project), need(project))

    refused = post(bde, "mentorships:propose", **data)
    reason = "Deux heures de plus dès janvier."
    allowed = post(bde, "mentorships:propose", **{**data, "derogation": reason})

    assert "suit déjà 0 relations pour 0 h par semaine" in refused.complaints[0]
    assert only().derogation == reason
    assert f"Dérogation : {reason}" in allowed.page.text
    assert "dérogation au nombre de relations" in allowed.page.all(".timeline__what")


def test_the_last_useful_day_is_said_to_whoever_proposes(project, bde):
    offer(project), need(project)

    page = get(bde, "mentorships:propose").page

    assert "5 décembre 2026 pour les classes de dernière année" in page.text
    assert "choisissez alors un objectif court" in page.text


def test_those_who_run_a_school_alone_propose(people):
    found = who_acts(people, "mentorships:propose", offer="", needs=[])

    assert set(found) == {200, 403}
    assert found[200] == {"proviseur", "ddfpt", "bde", "stranger"}


def test_the_page_asks_as_many_questions_for_1_of_each_as_for_3(project, bde):
    offer(project)
    need(project)

    few = queries(bde, "mentorships:propose")
    for _ in range(2):
        offer(project)
        need(project)

    assert queries(bde, "mentorships:propose") == few
