"""Each report gets a human sign back, from a list of the coordinator."""

import pytest
from django.urls import reverse

from mentorat.followup.models import SessionReport
from mentorat.notifications.models import Delivery
from tests.factories.followup import SessionReportFactory
from tests.factories.scheduling import MentoringSessionFactory, paris
from tests.web.home.stage import queries, who_acts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday", "queue")]
LIST, SEND = reverse("followup:to_thank"), reverse("followup:thank")


@pytest.fixture
def report(people):
    return reported(people)


def reported(people, day=10, **told):
    session = MentoringSessionFactory(
        mentorship=people.mentorship, starts_at=paris(day, 10), ends_at=paris(day, 11), state="held"
    )
    return SessionReportFactory(session=session, told=True, told_at=paris(day, 12), **told)


@pytest.fixture
def bde(people, client):
    client.force_login(people["bde"].user)
    return client


def states():
    found = SessionReport.objects.unscoped("test").order_by("pk")
    return list(found.values_list("state", "answer"))


def test_the_list_has_a_sentence_ready_for_each_report(people, bde, read):
    reported(people, 10, feeling="good")
    reported(people, 11, note="Il manque une salle.")

    page = read(bde.get(LIST))

    answers = page.all("textarea")
    assert [one[:21] for one in answers] == ["Merci pour votre mot ", "Merci pour cette séan"]
    assert "« Il manque une salle. »" in page.text
    assert page.flaws == []


def test_an_answer_leaves_in_one_tap_as_it_was_edited(bde, report):
    other = report.pk + 1

    bde.post(SEND, {"send": report.pk, f"answer_{report.pk}": "Bravo  à vous !", "pick": other})

    assert states() == [("answered", "Bravo à vous !")]
    assert Delivery.objects.get().address == report.mentor.email


def test_several_answers_are_read_again_before_they_leave(people, bde, read):
    reports = [reported(people, day) for day in (10, 11)]
    chosen = {"pick": [one.pk for one in reports], f"answer_{reports[0].pk}": "Bravo !"}

    preview = read(bde.post(SEND, {**chosen, "preview": "1"}))

    assert Delivery.objects.count() == 0
    assert "Bravo !" in preview.text
    assert preview.flaws == []

    bde.post(SEND, chosen)

    assert [state for state, _ in states()] == ["answered", "answered"]
    assert Delivery.objects.count() == 2


@pytest.mark.parametrize("data", [{}, {"send": "x"}, {"pick": ["0", "²"]}, {"preview": "1"}])
def test_whoever_chose_nothing_is_told_so(bde, read, report, data):  # noqa: ARG001 -- it waits
    page = read(bde.post(SEND, data, follow=True))

    assert "Choisissez au moins un compte rendu." in page.text
    assert states() == [("told", "")]


def test_a_report_of_another_school_is_neither_seen_nor_answered(people, client, read, report):
    client.force_login(people["stranger"].user)

    assert "Tous les comptes rendus ont reçu une réponse." in read(client.get(LIST)).text
    client.post(SEND, {"send": report.pk})

    assert states() == [("told", "")]


def test_only_those_who_run_the_school_answer(people, report):
    done = who_acts(people, "followup:thank", send=report.pk)

    assert done[302] == {"proviseur", "ddfpt", "bde", "stranger"}
    assert set(done) == {302, 403}


def test_the_list_asks_as_much_for_three_reports_as_for_one(people):
    reported(people, 10)
    one = queries(people["bde"], "followup:to_thank")
    for day in (11, 12):
        reported(people, day)

    assert (one, queries(people["bde"], "followup:to_thank")) == (10, 10)
