"""Trades found by name: accents, slips of the finger, words apart."""

import pytest
from django.core.management import call_command
from django.db import transaction

from mentorat.imports.sources.rome.apply import apply_rome, plan_rome
from mentorat.reference.actions import load_training
from mentorat.reference.models import Trade
from mentorat.reference.queries import groups_of_domains, trades_like

pytestmark = pytest.mark.django_db

FICHES = "code_rome,libelle\nF1602,Électricité bâtiment\nH2913,Soudage manuel\n".encode()


@pytest.fixture(scope="module", autouse=True)
def nomenclature(django_db_setup, django_db_blocker):  # noqa: ARG001 -- made first
    with django_db_blocker.unblock(), transaction.atomic():
        load_training()
        yield
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("typed", "domain"),
    [
        ("électricien", "F16"),
        ("ELECTRICIENE", "F16"),
        ("elèctrisienne", "F16"),
        ("plonbier", "F16"),
        ("boulangère", "D11"),
        ("soudeuse", "H29"),
        ("mecanicien auto", "I16"),
        ("dévelopeur", "M18"),
        ("aide soignante", "J15"),
        ("coifeuse", "D12"),
        ("menuisier", "H22"),
    ],
)
def test_a_trade_is_found_in_spite_of_accents_and_slips(typed, domain):
    assert domain in [trade.domain for trade in trades_like(typed)[:3]]


@pytest.mark.parametrize("typed", ["", "  ", "xq", "zzzzzzzz", "%_'\\"])
def test_nonsense_finds_no_trade(typed):
    assert trades_like(typed) == []


def test_a_domain_leads_to_the_groups_of_specialities_it_lights():
    assert "255" in [group.code for group in groups_of_domains(["F16"])]
    assert groups_of_domains([]) == []


def test_the_official_fiches_come_beside_ours_and_twice_change_nothing():
    before = Trade.objects.count()

    first = apply_rome(plan_rome(FICHES))
    again = plan_rome(FICHES).report

    assert (first.created, again.unchanged, again.created) == (2, 2, 0)
    assert Trade.objects.count() == before + 2
    assert trades_like("soudage")[0].rome_code == "H2913"


def test_a_fiche_that_is_renamed_is_changed_and_a_wrong_line_is_told():
    apply_rome(plan_rome(FICHES))
    renamed = FICHES.replace(b"Soudage manuel", b"Soudage") + b"Z99,Rien\nF1602,Deux fois\n"

    report = apply_rome(plan_rome(renamed))

    assert (report.created, report.changed, report.unchanged) == (0, 1, 1)
    assert [(one.line, one.key) for one in report.refused] == [(4, "Z99"), (5, "F1602")]


def test_the_command_shows_its_plan_before_it_writes(tmp_path, capsys):
    path = tmp_path / "rome.csv"
    path.write_bytes(FICHES)

    call_command("import_rome", str(path))
    assert not Trade.objects.filter(rome_code="F1602").exists()
    call_command("import_rome", str(path), "--apply")

    assert Trade.objects.filter(rome_code="F1602").exists()
    assert "Plan : rien n’est écrit" in capsys.readouterr().out
