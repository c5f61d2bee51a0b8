"""``match``: files without a database, a school at once, territories by jobs."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from mentorat.foundations.scope import system
from mentorat.matching.files import read_needs, read_offers
from mentorat.matching.models import MatchingRun, Proposal
from tests.factories.people import UserFactory
from tests.factories.programmes import SchoolProjectFactory
from tests.matching.test_runs import need_in, offer_in

ALL = system("the test looks at everything")

NEEDS = """id;objective;kind;nsf_groups;days_waiting
1;pfmp;metier;255;40
2;pfmp;metier;334;
3;rien;both;;
1;pfmp;;;
5;insertion;;255;beaucoup
6;confidence;;;
"""
OFFERS = """id,origin,seats,nsf_groups,is_local,slots
1,employee,1,255,oui,mon_am tue_pm
2,employee,0,334,non,
3,alumnus,1,,peut-être,
4,employee,1,,,dimanche
"""


def files(folder, needs=NEEDS, offers=OFFERS):
    (folder / "besoins.csv").write_text(needs)
    (folder / "offres.csv").write_text(offers)
    return {"needs": str(folder / "besoins.csv"), "offers": str(folder / "offres.csv")}


def run(**options):
    out = StringIO()
    call_command("match", stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def november(time_machine):
    time_machine.move_to("2026-11-16T08:00:00Z")


def test_bad_rows_are_told_with_line_and_reason_and_the_others_are_kept():
    needs, bad = read_needs("besoins.csv", NEEDS)
    offers, bad_offers = read_offers("offres.csv", OFFERS)

    assert [one.id for one in needs] == [1, 2, 6]
    assert [(one.line, one.reason[:13]) for one in bad] == [
        (4, "« objective »"),
        (5, "le numéro 1 e"),
        (6, "« days_waitin"),
    ]
    assert [one.id for one in offers] == [1, 2]
    assert str(bad_offers[0]) == (
        "offres.csv, ligne 4 : « is_local » doit valoir oui ou non, pas « peut-être »."
    )
    assert "dimanche" in bad_offers[1].reason


def test_a_missing_column_is_said():
    needs, (bad,) = read_needs("besoins.csv", "id,kind\n1,both\n")

    assert needs == []
    assert bad.reason == "il manque la colonne « objective »."


def test_files_alone_are_matched_and_the_code_says_that_rows_were_left(tmp_path, capsys):
    with pytest.raises(SystemExit) as left:
        run(**files(tmp_path))
    assert left.value.code == 1
    assert capsys.readouterr().err == ""

    needs, offers = "id;objective;nsf_groups\n1;pfmp;255\n", "id;origin;seats\n1;employee;1"
    clean = files(tmp_path, needs, offers)
    told = json.loads(run(json=True, **clean))
    assert (told["needs"], told["served"], told["bad_rows"]) == (1, 1, [])
    assert (told["certificate"]["gap"], told["proposals"][0]["offer"]) == (0, 1)


def test_no_offers_and_no_volunteers_are_answered(tmp_path):
    empty = files(tmp_path, "id;objective\n1;pfmp\n", "id;origin;seats\n")
    assert "proposition : 0 sur 1" in run(**empty)
    assert "proposition : 0 sur 0" in run(**files(tmp_path, "id;objective\n", "id;origin;seats\n"))


def test_what_cannot_be_read_is_refused_with_a_sentence(tmp_path):
    with pytest.raises(CommandError, match="ne se lit pas") as refused:
        run(needs=str(tmp_path / "rien.csv"), offers=str(tmp_path / "rien.csv"))
    assert refused.value.returncode == 2
    with pytest.raises(CommandError, match="--offers"):
        run(needs=str(tmp_path / "rien.csv"))


@pytest.mark.django_db
def test_a_school_is_tried_then_computed_in_somebody_s_name(queue, november):  # noqa: ARG001 -- fixtures
    project = SchoolProjectFactory()
    need_in(project)
    offer_in(project)
    uai, by = project.school.uai, UserFactory()

    tried = json.loads(run(school=uai, dry_run=True, json=True))
    assert (tried["served"], MatchingRun.objects.within(ALL).count()) == (1, 0)
    with pytest.raises(CommandError, match="au nom de qui"):
        run(school=uai)
    assert "proposition : 1 sur 1" in run(school=uai, by=by.email)
    assert Proposal.objects.within(ALL).get().run.asked_by == by


@pytest.mark.django_db
def test_a_territory_is_tried_or_queued(queue, november):  # noqa: ARG001 -- fixtures
    project = SchoolProjectFactory()
    need_in(project)
    offer_in(project)
    code, by = project.school.academy_id, UserFactory()

    (tried,) = json.loads(run(academy=code, dry_run=True, json=True))["academies"]
    assert (tried["academy"], tried["volunteers"], tried["served"]) == (code, 1, 1)
    assert not Proposal.objects.within(ALL).exists()

    assert json.loads(run(nation=True, by=by.email, json=True))["queued"] == 1
    assert len(queue.jobs) == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("options", "sentence"),
    [({"school": "0000000X"}, "n’est pas connu"), ({"academy": "99"}, "n’est pas connue")],
)
def test_unknown_places_are_refused(november, options, sentence):  # noqa: ARG001 -- a fixture
    SchoolProjectFactory()
    with pytest.raises(CommandError, match=sentence):
        run(dry_run=True, **options)
