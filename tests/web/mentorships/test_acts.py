from datetime import UTC, date, datetime

import pytest

from mentorat.access import actions as access
from mentorat.mentorships.models import MenteeMembership, MentorMembership
from tests.cast import SINCE
from tests.factories.mentorships import MentorshipFactory, answered
from tests.factories.organisations import SchoolFactory
from tests.factories.people import MenteeFactory, UserFactory, cleared_mentor
from tests.factories.programmes import CampaignFactory, SchoolProjectFactory
from tests.factories.scheduling import MentoringSessionFactory, paris
from tests.web.home.stage import (
    MONDAY,
    TODAY,
    everything,
    get,
    post,
    queries,
    staff,
    who_acts,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday", "queue")]

RUN_A_SCHOOL = {"proviseur", "ddfpt", "bde"}


@pytest.fixture
def project():
    return SchoolProjectFactory()


@pytest.fixture
def bde(project):
    return staff(project.school)


def relation(project, **fields):
    """Return a relation with the grants of its mentor and of its pupil."""
    mentor = cleared_mentor(place=project.place, first_name="Maud", last_name="Soudure")
    mentee = MenteeFactory(school=project.school, first_name="Noé", last_name="Exemple")
    mentorship = MentorshipFactory(project=project, mentor=mentor, mentee=mentee, **fields)
    posts = access.mentor_post(mentor, project.school), access.mentee_post(mentee, project.school)
    maud, noe = (
        access.give(user=UserFactory(), post=post, valid_from=SINCE, by=None) for post in posts
    )
    return mentorship, maud, noe


def states(mentorship):
    """Return the state of the relation, of its mentor's answer, of its pupil's."""
    mentorship.refresh_from_db()
    mentor = mentorship.mentor_memberships.get()
    mentee = mentorship.mentee_memberships.get()
    return (mentorship.state, mentor.state, mentee.state)


def figures_asked(queue):
    names = [job["task_name"].rpartition(".")[2] for job in queue.jobs.values()]
    return [name for name in names if name != "watch_school"]


def test_each_side_says_yes_for_itself_and_the_last_one_accepts_the_relation(project):
    mentorship, maud, noe = relation(project)

    first = post(maud, "mentorships:answer", mentorship.pk, answer="yes")
    after_one = states(mentorship)
    second = post(noe, "mentorships:answer", mentorship.pk, answer="yes")

    address = f"/relations-de-mentorat/{mentorship.pk}/"
    assert after_one == ("proposed", "accepted", "asked")
    assert states(mentorship) == ("awaiting", "accepted", "accepted")
    assert (first.address, second.address) == (address, address)
    assert first.said[0].startswith("C’est noté, merci.")
    assert second.said[0].startswith("C’est noté.")
    membership = mentorship.mentor_memberships.get()
    assert (membership.answered_by, membership.answered_at) == (maud.user, MONDAY)


@pytest.mark.parametrize("who", ["mentor", "pupil"])
def test_one_no_ends_the_proposal_and_a_mentor_never_answers_for_the_pupil(project, who):
    mentorship, maud, noe = relation(project)
    speaker = maud if who == "mentor" else noe

    answer = post(speaker, "mentorships:answer", mentorship.pk, answer="no")

    sides = ("declined", "asked") if who == "mentor" else ("asked", "declined")
    assert states(mentorship) == ("declined", *sides)
    assert len(answer.said) == 1


def test_nobody_answers_twice(project):
    mentorship, maud, noe = relation(project)
    post(maud, "mentorships:answer", mentorship.pk, answer="yes")

    again = post(maud, "mentorships:answer", mentorship.pk, answer="no")
    asked = get(maud, "mentorships:detail", mentorship.pk).page

    assert again.said == ["Une réponse a déjà été donnée à cette proposition."]
    assert states(mentorship) == ("proposed", "accepted", "asked")
    assert asked.soup.select("form[action*=repondre]") == []
    assert get(noe, "mentorships:detail", mentorship.pk).page.all("form[action*=repondre] button")


@pytest.mark.parametrize("data", [{}, {"answer": ""}, {"answer": "peut-être"}])
def test_an_answer_that_is_neither_yes_nor_no_declines_nothing(project, data):
    mentorship, maud, _ = relation(project)
    before = everything()

    answer = post(maud, "mentorships:answer", mentorship.pk, **data)

    assert answer.said == ["Il faut répondre par oui ou par non."]
    assert everything() == before


def test_a_stranger_to_the_relation_does_not_answer_it(project):
    mentorship, *_ = relation(project)
    _, other_mentor, other_mentee = relation(project)
    before = everything()

    for stranger in (other_mentor, other_mentee):
        assert post(stranger, "mentorships:answer", mentorship.pk, answer="yes").status == 404
    assert everything() == before


def test_an_answer_changes_the_figures_of_the_school(
    project, queue, django_capture_on_commit_callbacks
):
    mentorship, maud, _ = relation(project)

    with django_capture_on_commit_callbacks(execute=True):
        post(maud, "mentorships:answer", mentorship.pk, answer="no")

    assert figures_asked(queue) == ["refresh_school_figures"]


@pytest.mark.parametrize(
    ("before", "act", "after"),
    [
        ({"active": True}, "suspendre", "suspended"),
        ({"state": "suspended", "started_on": date(2026, 10, 12)}, "reprendre", "active"),
        ({}, "retirer", "withdrawn"),
        ({"accepted": True}, "retirer", "withdrawn"),
    ],
)
def test_a_relation_is_suspended_resumed_or_taken_back(
    project, bde, queue, django_capture_on_commit_callbacks, before, act, after
):
    mentorship, *_ = relation(project, **before)
    offered = get(bde, "mentorships:detail", mentorship.pk).page

    with django_capture_on_commit_callbacks(execute=True):
        answer = post(bde, "mentorships:change", mentorship.pk, act)

    mentorship.refresh_from_db()
    assert len(offered.soup.select(f"form[action$='/{act}/']")) == 1
    assert (mentorship.state, len(answer.said)) == (after, 1)
    assert answer.address == f"/relations-de-mentorat/{mentorship.pk}/"
    assert answer.page.soup.select("[role=alert]") == []
    assert figures_asked(queue) == ["refresh_school_figures"]


@pytest.mark.parametrize(
    ("before", "act", "refusal"),
    [
        ({}, "suspendre", "Une relation « proposée » ne peut pas devenir « suspendue »."),
        ({"active": True}, "retirer", "Une relation « en cours » ne peut pas devenir « retirée »."),
        (
            {"active": True},
            "reprendre",
            "Une relation « en cours » ne peut pas devenir « en cours ».",
        ),
    ],
)
def test_the_life_of_a_relation_refuses_with_a_sentence(project, bde, before, act, refusal):
    mentorship, *_ = relation(project, **before)
    rows = everything()

    answer = post(bde, "mentorships:change", mentorship.pk, act)
    offered = get(bde, "mentorships:detail", mentorship.pk).page

    assert [" ".join(said.split()) for said in answer.said] == [refusal]
    assert everything() == rows
    assert offered.soup.select(f"form[action$='/{act}/']") == []


def test_a_relation_is_changed_by_those_who_run_the_school_alone(people):
    mentorship = people.mentorship.pk
    refused = set(people.grants) - RUN_A_SCHOOL - {"stranger"}
    of_the_school = {302: RUN_A_SCHOOL, 404: {"stranger"}, 403: refused}

    assert who_acts(people, "mentorships:change", mentorship, "suspendre") == of_the_school


def test_a_proposal_is_answered_by_its_members_alone(people):
    mentorship = people.mentorship
    for model in (MentorMembership, MenteeMembership):
        model.objects.unscoped("a test").filter(mentorship=mentorship).update(
            state="asked", answered_at=None, answered_by=None
        )
    mentorship.state, mentorship.started_on = "proposed", None
    mentorship.save(update_fields=["state", "started_on"])

    assert who_acts(people, "mentorships:answer", mentorship.pk, answer="yes") == {
        302: {"mentor", "mentee"},
        403: set(people.grants) - {"mentor", "mentee"},
    }


def test_the_page_of_a_relation_asks_as_many_questions_for_1_of_all_as_for_3(project, bde):
    mentorship, *_ = relation(project, active=True, form="group")
    MentoringSessionFactory(mentorship=mentorship)

    few = queries(bde, "mentorships:detail", mentorship.pk)
    for day in (4, 5):
        mentee = MenteeFactory(school=project.school)
        MenteeMembership.objects.create(
            mentorship=mentorship,
            mentee=mentee,
            place=project.place,
            **answered(mentorship.proposed_by),
        )
        MentoringSessionFactory(
            mentorship=mentorship, starts_at=paris(day, 10), ends_at=paris(day, 11)
        )

    assert (few, queries(bde, "mentorships:detail", mentorship.pk)) == (22, 22)


def test_the_page_says_what_happened_to_the_school_by_whom(project, bde):
    mentorship, maud, _ = relation(project)
    maud.user.full_name = "Maud Soudure"
    maud.user.save(update_fields=["full_name"])
    post(maud, "mentorships:answer", mentorship.pk, answer="no")

    school = get(bde, "mentorships:detail", mentorship.pk).page
    mentor = get(maud, "mentorships:detail", mentorship.pk).page

    assert school.all(".timeline__what") == ["proposition refusée"]
    assert school.all(".timeline__detail") == ["Maud Soudure le mentor"]
    assert mentor.all(".timeline__what") == ["relation proposée"]
    assert mentor.all(".timeline__detail") == []


def test_a_mentor_who_lost_a_clearance_does_not_resume(project, bde):
    mentorship, *_ = relation(project, state="suspended", started_on=date(2026, 10, 12))
    mentor = mentorship.mentor_memberships.get().mentor
    mentor.clearances.filter(kind="charter").update(expires_on=TODAY.replace(day=22))

    answer = post(bde, "mentorships:change", mentorship.pk, "reprendre")

    mentorship.refresh_from_db()
    assert "il manque charte signée" in answer.said[0]
    assert mentorship.state == "suspended"


def test_a_relation_of_last_year_is_still_read(project, bde):
    older = SchoolProjectFactory(school=project.school, campaign=CampaignFactory(year=2025))
    mentorship = MentorshipFactory(
        project=older, state="withdrawn", proposed_at=datetime(2025, 10, 1, tzinfo=UTC)
    )

    assert get(bde, "mentorships:detail", mentorship.pk).status == 200
    assert get(staff(SchoolFactory()), "mentorships:detail", mentorship.pk).status == 404


def test_no_part_of_the_page_of_whoever_is_asked_is_empty(project):
    mentorship, maud, noe = relation(project)

    for one in (maud, noe):
        soup = get(one, "mentorships:detail", mentorship.pk).page.soup
        assert soup.select("#attente") == []
        assert all(len(part.find_all(True)) > 1 for part in soup.select("main section"))
