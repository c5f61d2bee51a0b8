"""The page of the rules of matching: each level changes its own, and reads what is above."""

import pytest
from django.test import Client
from django.urls import reverse

from mentorat.foundations.scope import system
from mentorat.matching.models import MatchingRules, TerritoryRun
from tests.web.home.stage import MONDAY, post, troupe  # noqa: F401 -- a fixture
from tests.web.matching.stage import offered, volunteer

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_monday_of_november(time_machine):
    time_machine.move_to(MONDAY)


def sign_in(grant):
    client = Client()
    client.force_login(grant.user)
    return client


def test_the_nation_sets_a_weight_and_a_school_reads_it_as_its_own_fallback(troupe):  # noqa: F811 -- a fixture
    page = reverse("territories:rules")

    sign_in(troupe.grants["dgesco"]).post(page, {"weight_nearness": "fort", "tiers": "20, 40"})

    written = MatchingRules.objects.get()
    assert (written.academy, written.school, written.tiers) == (None, None, [20, 40])
    shown = sign_in(troupe.grants["proviseur"]).get(page).content.decode()
    assert "comme au-dessus" in shown
    assert "20, 40" in shown


def test_a_school_sets_its_own_and_is_told_of_contradictions(troupe):  # noqa: F811 -- a fixture
    page = reverse("territories:rules")
    client = sign_in(troupe.grants["proviseur"])

    answer = client.post(page, {"weight_waiting": "indispensable", "tiers": "aucun"}, follow=True)

    written = MatchingRules.objects.get()
    assert (written.school, written.tiers) == (troupe.school, [])
    assert "Le temps d’attente est indispensable" in answer.content.decode().replace(
        "\N{NO-BREAK SPACE}", " "
    )


def test_an_academy_changes_its_own_rules_only(troupe):  # noqa: F811 -- a fixture
    academy = troupe.school.academy
    page = reverse("territories:academy_rules", args=[academy.code])

    sign_in(troupe.grants["referent"]).post(page, {"longest_wait": "45"})
    refused = sign_in(troupe.grants["stranger_referent"]).post(page, {"longest_wait": "5"})

    assert refused.status_code == 404
    written = MatchingRules.objects.get()
    assert (written.academy, written.longest_wait) == (academy, 45)


def test_what_was_typed_wrong_is_kept_with_its_error(troupe):  # noqa: F811 -- a fixture
    answer = sign_in(troupe.grants["dgesco"]).post(
        reverse("territories:rules"), {"tiers": "beaucoup", "longest_wait": "30"}
    )

    assert "Saisissez des pourcentages" in answer.content.decode()
    assert 'value="beaucoup"' in answer.content.decode()
    assert not MatchingRules.objects.exists()


@pytest.mark.usefixtures("queue")
def test_a_school_reads_what_rules_would_change_before_it_writes_them(troupe):  # noqa: F811 -- a fixture
    volunteer(troupe.project)
    offered(troupe.project)
    typed = {"weight_waiting": "indispensable", "tiers": "aucun", "try": "1"}

    page = post(troupe.grants["proviseur"], "territories:rules", **typed).page

    assert "Ce que ces règles changeraient aujourd’hui" in page.text
    assert "élève perdrait sa proposition" in page.text
    assert page.values("[name=tiers]", "value") == ["aucun"]
    assert page.flaws == []
    assert not MatchingRules.objects.exists()


def test_an_academy_tries_rules_by_a_job_that_writes_nothing(troupe, queue):  # noqa: F811 -- a fixture
    academy = troupe.school.academy

    tried = post(
        troupe.grants["referent"],
        "territories:academy_rules",
        academy.code,
        **{"weight_waiting": "indispensable", "try": "1"},
    )

    run = TerritoryRun.objects.within(system("a test")).get()
    assert tried.address == reverse("territories:run", args=[run.pk])
    assert "avec des règles qui ne sont pas enregistrées" in tried.page.text
    assert (run.is_trial, run.tried["weights"]) == (True, {"waiting": "indispensable"})
    assert len(queue.jobs) == 1
    assert not MatchingRules.objects.exists()
