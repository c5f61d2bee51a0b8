"""A check-in: answered by each side apart, compared by the coordinator."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from mentorat.access.queries import link_token
from mentorat.followup import actions
from mentorat.followup.models import CheckInAnswer
from tests.factories.followup import CheckInFactory
from tests.factories.mentorships import MentorshipFactory
from tests.web.home.stage import MONDAY, get, post, queries, who_acts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday", "queue")]
SAID = {"relationship": "5", "usefulness": "4", "ease": "5"}


@pytest.fixture(autouse=True)
def no_guess():
    cache.clear()


def address(check_in, **person):
    link = actions.check_in_link(check_in, now=MONDAY, **person)
    return reverse("followup:answer_by_link", args=[link_token(link)])


def sides(check_in):
    mentorship = check_in.mentorship
    mentor = mentorship.mentor_memberships.get().mentor
    return {"mentor": mentor}, {"mentee": mentorship.mentee_memberships.get().mentee}


def given():
    found = CheckInAnswer.objects.unscoped("test").given()
    return {(one.is_of_mentor, one.relationship, one.wants_talk) for one in found}


@pytest.mark.parametrize(("side", "words"), [(0, "votre mentorat"), (1, "ton mentor")])
def test_each_side_answers_by_its_own_link_once(client, read, side, words):
    check_in = CheckInFactory()
    there = address(check_in, **sides(check_in)[side])

    page = read(client.get(there))
    answer = read(client.post(there, SAID))
    again = client.post(there, SAID)

    assert words in page.heading
    assert page.flaws == []
    assert answer.heading == "Merci !"
    assert given() == {(side == 0, 5, False)}
    assert again.status_code == 410


def test_a_missing_answer_is_asked_for_and_the_others_are_kept(client, read):
    check_in = CheckInFactory()
    there = address(check_in, **sides(check_in)[1])

    page = read(client.post(there, {**SAID, "ease": ""}))

    assert "Choisissez une réponse." in page.text
    assert page.values("input[checked]", "value") == ["5", "4"]
    assert given() == set()


def test_a_link_of_someone_who_left_opens_nothing(client):
    check_in = CheckInFactory()
    there = address(check_in, **sides(check_in)[0])
    mentor = sides(check_in)[0]["mentor"]
    mentor.left_on = MONDAY.date()
    mentor.save(update_fields=["left_on"])

    assert client.post(there, SAID).status_code == 410
    assert given() == set()


def test_a_link_of_a_member_of_another_relation_answers_nothing_here(client):
    here, elsewhere = CheckInFactory(), CheckInFactory()

    there = address(here, **sides(elsewhere)[0])

    assert client.post(there, SAID).status_code == 404
    assert given() == set()


def test_a_member_answers_from_the_account_and_may_ask_to_talk(people):
    answer = post(people["mentee"], "followup:answer", people.check_in.pk, **SAID, wants_talk="on")

    assert answer.said == [
        "Merci ! Ton mentor ne voit pas tes réponses. Une personne de ton lycée va venir te parler."
    ]
    assert given() == {(False, 5, True)}


def both_answer(check_in, **of_the_mentee):
    mentor, mentee = sides(check_in)
    scores = {"relationship": 5, "usefulness": 5, "ease": 5}
    for person, said in ((mentor, {}), (mentee, of_the_mentee)):
        (name, one), *_ = person.items()
        actions.answer_check_in(
            check_in=check_in,
            **{f"{name}_id": one.pk},
            scores={**scores, **said},
            wants_talk=False,
            now=MONDAY,
            by=None,
        )


def test_the_coordinator_compares_both_sides_and_says_that_it_is_handled(people):
    both_answer(people.check_in, relationship=2)

    listed = get(people["bde"], "followup:check_ins").page
    page = get(people["bde"], "followup:check_in", people.check_in.pk).page
    handled = post(people["bde"], "followup:handle", people.check_in.pk)

    assert "À voir d’abord" in listed.text
    assert "Les deux côtés ne voient pas la même chose" in page.text
    assert {"Plutôt non", "Tout à fait"} <= set(page.all("td"))
    assert (listed.flaws, page.flaws) == ([], [])
    assert "À voir d’abord" not in handled.page.text


def test_an_association_reads_its_mentors_alone(people):
    both_answer(people.check_in, relationship=2)

    page = get(people["association"], "followup:check_in", people.check_in.pk).page

    assert "Tout à fait" in page.all("td")
    assert "Plutôt non" not in page.text
    assert "C’est traité" not in page.text


def test_only_those_who_run_the_school_say_that_it_is_handled(people):
    done = who_acts(people, "followup:handle", people.check_in.pk)

    assert done[302] == {"proviseur", "ddfpt", "bde"}
    assert done[404] == {"stranger"}


def test_the_list_asks_as_much_for_three_check_ins_as_for_one(people):
    both_answer(people.check_in, relationship=2)
    one = queries(people["bde"], "followup:check_ins")
    for _ in range(2):
        both_answer(
            CheckInFactory(mentorship=MentorshipFactory(active=True, project=people.project)),
            relationship=2,
        )

    assert (one, queries(people["bde"], "followup:check_ins")) == (19, 19)
