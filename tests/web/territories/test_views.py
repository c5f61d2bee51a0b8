"""The page of a territory's matching: figures and progress, never a name nor a small number."""

import pytest
from django.test import Client
from django.urls import reverse

from mentorat.foundations.scope import system
from mentorat.matching.models import AcademyRun, Proposal
from tests.web.home.stage import MONDAY, troupe  # noqa: F401 -- a fixture

pytestmark = pytest.mark.django_db

ALL = system("the test looks at everything")


@pytest.fixture(autouse=True)
def a_monday_of_november(time_machine):
    time_machine.move_to(MONDAY)


def sign_in(grant):
    client = Client()
    client.force_login(grant.user)
    return client


def text(answer):
    return " ".join(answer.content.decode().replace("\N{NO-BREAK SPACE}", " ").split())


def test_a_referent_asks_and_reads_how_far_it_is(troupe, queue):  # noqa: F811 -- a fixture
    client = sign_in(troupe.grants["referent"])

    answer = client.post(reverse("territories:ask"), follow=True)

    assert "Académies terminées : 0 sur 1" in text(answer)
    part = AcademyRun.objects.within(ALL).get()
    assert [job["args"] for job in queue.jobs.values()] == [{"part_id": part.pk}]
    assert reverse("territories:run", args=[part.territory_run_id]) in text(
        client.get(reverse("territories:index"))
    )
    again = client.post(reverse("territories:ask"), follow=True)
    assert "Un appariement est déjà en cours" in text(again)


def test_small_numbers_are_not_shown_and_no_name_is(troupe, queue):  # noqa: F811, ARG001 -- fixtures
    client = sign_in(troupe.grants["referent"])
    client.post(reverse("territories:ask"))
    part = AcademyRun.objects.within(ALL).get()
    AcademyRun.objects.within(ALL).filter(pk=part.pk).update(
        state="done", volunteers=3, served=2, beyond=0, unserved={"trade": 1}
    )

    shown = text(client.get(reverse("territories:run", args=[part.territory_run_id])))

    assert "Volontaires : masqué" in shown
    assert "masqué" in shown.split("<tbody>")[1]
    assert "métier trop éloigné de la formation, ou non renseigné : moins de 5" in shown
    assert str(troupe.mentee) not in shown
    assert not Proposal.objects.within(ALL).filter(run__summary__has_key="territory").exists()


def test_another_territory_does_not_find_the_run(troupe, queue):  # noqa: F811, ARG001 -- fixtures
    sign_in(troupe.grants["referent"]).post(reverse("territories:ask"))
    run = AcademyRun.objects.within(ALL).get().territory_run_id
    page = reverse("territories:run", args=[run])

    statuses = {
        name: sign_in(troupe.grants[name]).get(page).status_code
        for name in ("referent", "drafpic", "dgesco", "stranger_referent", "proviseur")
    }

    assert statuses == {
        "referent": 200,
        "drafpic": 200,
        "dgesco": 200,
        "stranger_referent": 404,
        "proviseur": 403,
    }
