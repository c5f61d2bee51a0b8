"""What waits on the home page while relations run: for the mentor, the pupil, the coordinator."""

import pytest

from mentorat.followup import actions
from mentorat.followup.enums import Topic
from tests.factories.followup import SessionReportFactory
from tests.factories.scheduling import MentoringSessionFactory, paris
from tests.web.home.stage import MONDAY, get, queries

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday", "queue")]


def tasks(people, name):
    return get(people[name], "home").page.text


def session(people, day=20, **state):
    return MentoringSessionFactory(
        mentorship=people.mentorship,
        starts_at=paris(day, 10),
        ends_at=paris(day, 11),
        **state,
    )


def test_a_mentor_tells_a_session_that_is_over(people):
    told = session(people)

    page = get(people["mentor"], "home").page

    assert "Votre séance du vendredi 20 novembre : comment c’était ?" in page.text
    assert f"/suivi/seance/{told.pk}/" in page.values("a[href]", "href")
    assert "feuille de présence" not in page.text
    assert "comment c’était" not in tasks(people, "mentee")


def test_each_side_is_asked_for_its_check_in_until_it_answered(people):
    assert "Comment se passe votre mentorat ?" in tasks(people, "mentor")
    assert "Comment ça se passe avec ton mentor ?" in tasks(people, "mentee")

    answer(people, mentor_id=people.mentor.pk)

    assert "Comment se passe votre mentorat ?" not in tasks(people, "mentor")
    assert "Comment ça se passe avec ton mentor ?" in tasks(people, "mentee")


def answer(people, *, score=4, **person):
    actions.answer_check_in(
        check_in=people.check_in,
        scores=dict.fromkeys(Topic, score),
        wants_talk=False,
        now=MONDAY,
        by=None,
        **person,
    )


def test_the_coordinator_finds_what_is_to_be_answered_and_what_stands_out(people):
    before = tasks(people, "bde")
    for day, told in ((10, {"feeling": "bad"}), (11, {})):
        SessionReportFactory(session=session(people, day, state="held"), told=True, **told)
    answer(people, mentee_id=people.mentee.pk, score=1)

    text = tasks(people, "bde")

    assert "comptes rendus à remercier." not in before
    assert "2 comptes rendus à remercier. Dont 1 demande une lecture avant les autres." in text
    assert "1 point d’étape demande votre attention." in text
    # Its answers were due on the 16th.
    assert "1 point d’étape attend encore une réponse." in text
    assert "point d’étape" not in tasks(people, "cpe")
    assert "point d’étape" not in tasks(people, "stranger")


def test_the_home_page_asks_as_much_for_three_sessions_as_for_one(people):
    session(people, 10)
    one = queries(people["mentor"], "home")
    for day in (11, 12):
        session(people, day)

    assert (one, queries(people["mentor"], "home")) == (14, 14)
