import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from mentorat.imports.errors import MissingColumns
from mentorat.imports.reports import Refused
from mentorat.imports.sources.n_mef.apply import apply_training, plan_training
from mentorat.imports.sources.n_mef.labels import best_name, speciality_name
from mentorat.journal.models import Entry
from mentorat.reference.actions import load_training
from mentorat.reference.models import Mef, Speciality
from mentorat.reference.queries import training_of
from tests.factories.reference import NsfGroupFactory, TradeFamilyFactory

pytestmark = pytest.mark.django_db
COLUMNS = """
    MEF DISPOSITIF_FORMATION FORMATION_DIPLOME DUREE_DISPOSITIF ANNEE_DISPOSITIF LIBELLE_COURT
    LIBELLE_LONG DATE_OUVERTURE DATE_FERMETURE STATUT_MEF MEF_INSCRIPTION_SCOLARITE MEF_STAT_11
    MEF_STAT_4 DATE_INTERVENTION LIBELLE_EDITION N_COMMENTAIRE MINISTERE
"""
HEADER = COLUMNS.split()


@pytest.fixture(autouse=True)
def groups(db):  # noqa: ARG001 -- asks for the database
    NsfGroupFactory(code="234", rome_domains=["F15", "H22"])
    for code in ("214", "242"):
        NsfGroupFactory(code=code)


def line(code, cfd=None, label="Tle pro sculpture de nuages", **cells):
    row = {
        "MEF": code,
        "DISPOSITIF_FORMATION": code[:3],
        "FORMATION_DIPLOME": cfd or f"400{code[3:8]}",
        "DUREE_DISPOSITIF": code[8:9],
        "ANNEE_DISPOSITIF": code[9:],
        "LIBELLE_EDITION": label,
        **cells,
    }
    return ",".join(row.get(name, "") for name in HEADER)


def nomenclature(*lines):
    return "\n".join([",".join(HEADER), *lines]).encode()


def plan_of(*lines):
    return plan_training(nomenclature(*lines))


def imported(*lines):
    return apply_training(plan_of(*lines)).counts


def counts(created=0, changed=0, unchanged=0, closed=0, refused=0):
    return {
        "created": created,
        "changed": changed,
        "unchanged": unchanged,
        "closed": closed,
        "refused": refused,
    }


# A speciality that is not shipped: NSF 234, third year of bac pro.
NEW = "2472349933"


def test_a_new_mef_brings_its_speciality():
    imported(line(NEW, DATE_OUVERTURE="1/9/97"))

    mef = Mef.objects.select_related("speciality").get(code=NEW)
    assert (mef.label, mef.level, mef.diploma, mef.opened_on, mef.closed_on) == (
        "Terminale professionnelle, Sculpture de nuages",
        "terminale",
        "bac_pro",
        date(1997, 9, 1),
        None,
    )
    speciality = mef.speciality
    assert (speciality.cfd, speciality.label, speciality.nsf_id, speciality.rome_domains) == (
        "40023499",
        "Sculpture de nuages",
        "234",
        ["F15", "H22"],
    )


def test_a_second_import_changes_nothing():
    load_training()
    lines = (line(NEW), line("2472210633", label="Tle pro cuisine", DATE_OUVERTURE="1/9/11"))

    assert [imported(*lines), imported(*lines)] == [
        counts(created=1, changed=1),
        counts(unchanged=2),
    ]
    assert Entry.objects.unscoped("test").get().detail == {
        "source": "n_mef",
        **counts(created=1, changed=1),
    }


def test_a_shipped_nomenclature_and_the_official_one_do_not_fight():
    load_training()
    lines = (line(NEW), line("2472210633", label="Tle pro cuisine", DATE_OUVERTURE="1/9/11"))
    imported(*lines)

    assert load_training().changed == 0
    assert imported(*lines) == counts(unchanged=2)


def test_our_own_names_are_never_replaced():
    load_training()

    imported(
        line("2472551933", label="TLE PRO CYBERSECURITE  INFORMATIQUE", DATE_OUVERTURE="1/9/23")
    )

    mef = training_of("2472551933")
    assert mef is not None
    assert (str(mef.speciality), mef.label, mef.opened_on) == (
        "bac pro Cybersécurité, informatique et réseaux, électronique",
        "Terminale professionnelle, Cybersécurité, informatique et réseaux, électronique",
        date(2023, 9, 1),
    )


def test_what_an_earlier_file_brought_follows_the_file():
    imported(line(NEW))

    assert imported(line(NEW, DATE_OUVERTURE="2025-09-01")) == counts(changed=1)
    assert Mef.objects.get(code=NEW).opened_on == date(2025, 9, 1)


def test_a_mef_that_gets_an_end_is_closed():
    imported(line(NEW))

    assert imported(line(NEW, DATE_FERMETURE="31/8/26")) == counts(closed=1)
    assert imported(line(NEW, DATE_FERMETURE="31/8/26")) == counts(unchanged=1)
    assert Mef.objects.get(code=NEW).closed_on == date(2026, 8, 31)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("1/9/97", date(1997, 9, 1)),
        ("26/4/23", date(2023, 4, 26)),
        ("31/08/2026", date(2026, 8, 31)),
        ("2019-09-01", date(2019, 9, 1)),
        ("2019-09-01T00:00:00", date(2019, 9, 1)),
        ("01/09/2019 00:00:00", date(2019, 9, 1)),
        ("31/12/9999", None),
        ("", None),
    ],
)
def test_dates_are_read_in_every_form(written, expected):
    imported(line(NEW, DATE_OUVERTURE=written))

    assert Mef.objects.get(code=NEW).opened_on == expected


@pytest.mark.parametrize(
    ("code", "cfd", "level", "diploma"),
    [
        ("2472349931", "40023499", "seconde", "bac_pro"),
        ("2472349932", "40023499", "premiere", "bac_pro"),
        ("2402349911", "50023499", "cap_1", "cap"),
        ("2412349922", "50023499", "cap_2", "cap"),
        ("2422349933", "50023499", "cap_3", "cap"),
        ("2512349922", "40123499", "bma_2", "bma"),
        ("2572349911", "56123499", "cs", "cs"),
        ("2582349911", "46123499", "cs", "cs"),
        ("2712149922", "50321499", "cap_2", "cap"),
        ("2762149933", "40321499", "terminale", "bac_pro"),
        ("2802149999", "50321499", "other", "cap"),
        ("2212429911", "42024299", "other", "other"),
    ],
)
def test_the_scheme_and_the_year_say_the_level_and_the_diploma(code, cfd, level, diploma):
    imported(line(code, cfd))

    mef = Mef.objects.get(code=code)
    assert (mef.level, mef.diploma, mef.speciality_id) == (level, diploma, cfd)


def test_a_common_year_leads_to_its_family():
    TradeFamilyFactory(code="010", label="Métiers de l’hôtellerie-restauration")

    imported(line("2473340431", label="2nde pro metiers de l'hotellerie-restauration 2nde comm."))

    mef = Mef.objects.get(code="2473340431")
    assert (mef.label, mef.speciality, mef.family_id) == (
        "2de professionnelle, Métiers de l’hôtellerie-restauration",
        None,
        "010",
    )
    assert not Speciality.objects.filter(cfd="40033404").exists()


def test_a_course_without_diploma_has_neither_speciality_nor_family():
    imported(line("7034150211", "59941502", label="Parcours Ambition emploi"))

    mef = Mef.objects.get(code="7034150211")
    assert (mef.label, mef.training) == ("Parcours Ambition emploi", None)


def test_without_a_label_of_edition_the_long_one_serves():
    imported(line(NEW, label="", LIBELLE_LONG="TLEPRO SCULPTURE DE NUAGES"))

    assert Speciality.objects.get(cfd="40023499").label == "Sculpture de nuages"


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        (
            line("2010001011", "20100010"),
            "hors de la voie professionnelle : dispositif 201",
        ),
        (
            line("247234993", "40023499"),
            "MEF ou diplôme mal formé : dix et huit chiffres sont attendus",
        ),
        (
            line(NEW, "40023498"),
            "MEF qui ne suit pas du dispositif, du diplôme, de la durée et de l’année",
        ),
        (line("2472349937"), "année inconnue dans ce dispositif : 7"),
        (line("2479999933"), "groupe de spécialités (NSF) inconnu : 999"),
        (line(NEW, label=""), "libellé absent"),
        (line(NEW, DATE_OUVERTURE="32/13/25"), "date illisible : 32/13/25"),
        (f"{NEW},247", "ligne mal découpée : 2 cellules au lieu de 17"),
    ],
)
def test_each_refused_line_says_why(written, reason):
    assert plan_of(written).refused == (Refused(2, written.split(",", 1)[0], reason),)


def test_a_family_that_we_do_not_know_is_a_reason_to_refuse():
    plan = plan_of(line("2473340431"))

    assert plan.refused == (Refused(2, "2473340431", "famille de métiers inconnue : 010"),)


def test_a_mef_that_stands_twice_is_read_once():
    plan = plan_of(line(NEW), line(NEW))

    assert plan.report.counts == counts(created=1, refused=1)
    assert plan.refused == (Refused(3, NEW, "MEF déjà lu : ligne 2"),)


def test_missing_columns_are_named():
    content = nomenclature(line(NEW)).replace(b"DATE_FERMETURE", b"FIN")

    with pytest.raises(MissingColumns, match="« DATE_FERMETURE »"):
        plan_training(content)


@pytest.mark.parametrize("count", [1, 3])
def test_an_import_asks_the_same_questions_however_long_the_file(count, django_assert_num_queries):
    load_training()
    lines = [line(f"24723499{year}") for year in ("31", "32", "33")[:count]]
    lines += [line(f"24722106{year}", DATE_OUVERTURE="1/9/11") for year in ("31", "32", "33")]

    with django_assert_num_queries(12):
        assert imported(*lines) == counts(created=count, changed=3)


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("1cap2 boucher", "Boucher"),
        ("2nde pro metiers du cuir", "Métiers du cuir"),
        ("2ndpro photographie", "Photographie"),
        ("1erpro photographie", "Photographie"),
        ("Tlepro geometre", "Géomètre"),
        ("tlproa foret", "Forêt"),
        ("2cap2a metiers de l'agriculture", "Métiers de l’agriculture"),
        ("Annee 1/3 Bac pro agri Amenagements paysagers pour apprentis", "Aménagements paysagers"),
        ("Cs-4 technicien en reseaux electriques", "Technicien en réseaux électriques"),
        ("1bma2 orfevrerie", "Orfèvrerie"),
        ("1cap2 vente a distance", "Vente à distance"),
        ("1cap2", "1cap2"),
    ],
)
def test_a_label_of_the_nomenclature_becomes_a_french_name(label, name):
    assert speciality_name(label) == name


def test_years_vote_for_the_name_of_their_speciality():
    assert best_name(["1cap2 foret", "2cap2 foret", "1cap1 foret verte"]) == "Forêt"


def test_the_command_prints_its_plan_as_one_line_of_json(tmp_path):
    file = tmp_path / "n_mef.csv"
    file.write_bytes(nomenclature(line(NEW), line(NEW)))
    out = StringIO()

    call_command("import_training", file, "--json", stdout=out)

    assert json.loads(out.getvalue()) == {
        "created": 1,
        "changed": 0,
        "unchanged": 0,
        "closed": 0,
        "refused": [{"line": 3, "mef": NEW, "reason": "MEF déjà lu : ligne 2"}],
    }
    assert not Mef.objects.filter(code=NEW).exists()


def test_the_command_applies_when_asked(tmp_path):
    file = tmp_path / "n_mef.csv"
    file.write_bytes(nomenclature(line(NEW)))

    call_command("import_training", file, "--apply", stdout=StringIO())

    assert Mef.objects.filter(code=NEW).exists()
