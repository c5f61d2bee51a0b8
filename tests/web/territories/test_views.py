"""The page of a territory's matching: figures and progress, never a name nor a small number."""

import pytest
from django.test import Client
from django.urls import reverse

from mentorat.foundations.scope import system
from mentorat.matching.models import AcademyRun, Proposal, TerritoryRun
from tests.web.home.stage import MONDAY, get, post, queries, troupe  # noqa: F401 -- a fixture
from tests.web.territories.stage import finished

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
    assert "Métier trop éloigné de la formation, ou non renseigné : masqué" in shown
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


def test_a_trial_says_so_and_then_offers_to_propose(troupe, queue):  # noqa: F811, ARG001 -- fixtures
    referent = troupe.grants["referent"]

    asked = post(referent, "territories:ask", trial="1").page
    run = TerritoryRun.objects.within(ALL).get()
    finished(run, prices=[{"of": "floors", "pupils": 2, "points": -3}])
    done = get(referent, "territories:run", run.pk).page

    assert run.is_trial
    assert "aucun lycée ne reçoit de proposition" in asked.text
    assert "Il reste : " in asked.text
    assert "Proposer aux lycées" not in asked.text
    assert "Proposer aux lycées" in done.text
    assert (
        "Sans les paliers d’équité entre lycées : 2 élèves de plus avec un mentor ; la somme"
        " des scores baisserait de 3 points." in done.text
    )
    assert done.flaws == []


def test_an_academy_that_broke_off_is_told_and_taken_up_again(troupe, queue):  # noqa: F811 -- a fixture
    referent = troupe.grants["referent"]
    post(referent, "territories:ask")
    run = TerritoryRun.objects.within(ALL).get()
    AcademyRun.objects.within(ALL).update(state="failed", finished_at=MONDAY)

    told = get(referent, "territories:run", run.pk).page
    again = post(referent, "territories:resume", run.pk)
    twice = post(referent, "territories:resume", run.pk)

    assert "Le calcul s’est interrompu dans 1 académie" in told.text
    assert "Les autres académies n’en dépendent pas." in told.text
    assert told.flaws == []
    assert again.address == reverse("territories:run", args=[run.pk])
    assert AcademyRun.objects.within(ALL).get().state == "waiting"
    assert len(queue.jobs) == 2
    assert twice.said == [
        "Aucune académie de ce calcul ne s’est interrompue : il n’y a rien à reprendre."
    ]


def test_what_would_give_away_how_many_are_left_is_not_shown(troupe, queue):  # noqa: F811, ARG001 -- fixtures
    post(troupe.grants["dgesco"], "territories:ask")
    run = TerritoryRun.objects.within(ALL).get()
    finished(run, volunteers=20, served=18)

    shown = get(troupe.grants["dgesco"], "territories:run", run.pk).page

    cells = [cell.get_text(strip=True) for cell in shown.soup.select("tbody td")]
    assert cells[2:4] == ["20", "masqué"]


@pytest.mark.parametrize("count", [1, 3])
def test_pages_ask_as_much_however_many_runs_and_lines(troupe, queue, count):  # noqa: F811, ARG001 -- fixtures
    referent = troupe.grants["referent"]
    for _ in range(count):
        post(referent, "territories:ask", trial="1")
        run = TerritoryRun.objects.within(ALL).first()
        finished(run, schools=count, domains=count)

    found = {
        "index": queries(referent, "territories:index"),
        "run": queries(referent, "territories:run", run.pk),
        "schools": queries(referent, "territories:schools", run.pk),
        "needs": queries(referent, "territories:needs"),
        "rules": queries(referent, "territories:academy_rules", troupe.school.academy_id),
    }

    assert found == ASKED


ASKED = {"index": 10, "run": 9, "schools": 12, "needs": 13, "rules": 11}


def test_the_last_pupil_is_one_in_each_academy(troupe, queue):  # noqa: F811, ARG001 -- fixtures
    dgesco = troupe.grants["dgesco"]
    post(dgesco, "territories:ask", trial="1")
    run = TerritoryRun.objects.within(ALL).get()
    finished(run, prices=[{"of": "last_pupil", "pupils": -1, "points": 4}])

    shown = get(dgesco, "territories:run", run.pk).page

    assert (
        "Servir 2 élèves de moins, un par académie : la somme des scores monterait de 8 points."
        in shown.text
    )
