from datetime import date

import pytest

from mentorat.imports import errors
from mentorat.imports.plan import Item
from mentorat.imports.sources.mentees_siecle import rows
from mentorat.people.models import Mentee
from mentorat.people.queries import ine_digest
from tests.factories.organisations import SchoolFactory
from tests.factories.programmes import CampaignFactory
from tests.factories.reference import MefFactory
from tests.imports.files import zip_file
from tests.imports.lists import (
    applied,
    identity_of,
    line,
    mentees_csv,
    names,
    planned,
    problems,
    received,
)

pytestmark = pytest.mark.django_db
SOURCE = "mentees_siecle"
UAI = "0010001W"


@pytest.fixture
def school():
    MefFactory(code="2472551833")
    return SchoolFactory(uai=UAI)


@pytest.fixture
def campaign():
    return CampaignFactory()


def mentee(number=1, ine="000000001AA", first="Lina", *, more="", mef="24725518331", status="ST"):
    return (
        f'<ELEVE ELEVE_ID="{number}" ELENOET="1"><ID_NATIONAL>{ine}</ID_NATIONAL>'
        f"<NOM_DE_FAMILLE>EXEMPLE</NOM_DE_FAMILLE><PRENOM>{first}</PRENOM><PRENOM2>x</PRENOM2>"
        f"<DATE_NAISS>04/03/2009</DATE_NAISS>{more}<CODE_SEXE>2</CODE_SEXE>"
        f"<CODE_STATUT>{status}</CODE_STATUT><CODE_MEF>{mef}</CODE_MEF>"
        "<SCOLARITE_AN_DERNIER><CODE_MEF>1</CODE_MEF></SCOLARITE_AN_DERNIER></ELEVE>\n"
    )


def classes(number=1, label="TMELEC1"):
    group = "<STRUCTURE><CODE_STRUCTURE>G1</CODE_STRUCTURE><TYPE_STRUCTURE>G</TYPE_STRUCTURE>"
    return (
        f'<STRUCTURES_ELEVE ELEVE_ID="{number}">{group}</STRUCTURE><STRUCTURE>'
        f"<CODE_STRUCTURE>{label}</CODE_STRUCTURE><TYPE_STRUCTURE>D</TYPE_STRUCTURE></STRUCTURE>"
        "</STRUCTURES_ELEVE>"
    )


def export(*mentees, structures="", uai=UAI, year="2026", addresses="", encoding="iso-8859-15"):
    text = (
        f'<?xml version="1.0" encoding="{encoding}"?>\n<BEE_ELEVES VERSION="3.0"><PARAMETRES>'
        f"<UAJ>{uai}</UAJ><ANNEE_SCOLAIRE>{year}</ANNEE_SCOLAIRE></PARAMETRES><DONNEES>"
        f"{addresses}<ELEVES>\n{''.join(mentees)}</ELEVES>"
        f"<STRUCTURES>{structures}</STRUCTURES></DONNEES></BEE_ELEVES>"
    )
    return text.encode(encoding)


def test_pupils_are_created_with_their_division(school, campaign):
    content = export(mentee(first="Zoé"), structures=classes())

    applied(content, school=school, campaign=campaign, source=SOURCE)

    zoe = Mentee.objects.unscoped("a test").get()
    assert (zoe.first_name, zoe.last_name, zoe.identity.sex) == ("Zoé", "EXEMPLE", "f")
    assert (zoe.class_label, zoe.mef_id, zoe.level) == ("TMELEC1", "2472551833", "terminale")
    assert identity_of(zoe).ine_digest == ine_digest("000000001AA")
    assert identity_of(zoe).birth_date == date(2009, 3, 4)


def test_second_run_of_the_same_export_changes_nothing(school, campaign):
    content = export(mentee(), structures=classes())
    applied(content, school=school, campaign=campaign, source=SOURCE, is_complete=True)

    plan = planned(content, school=school, campaign=campaign, source=SOURCE, is_complete=True)

    assert plan.changes_nothing
    assert names(plan.unchanged) == ["Lina EXEMPLE"]


def test_pupil_of_a_table_is_the_same_in_the_export(school, campaign):
    applied(mentees_csv(line(ine="000000001AA")), school=school, campaign=campaign)

    plan = planned(
        export(mentee(), structures=classes()), school=school, campaign=campaign, source=SOURCE
    )

    assert plan.changes_nothing


@pytest.mark.parametrize("encoding", ["iso-8859-15", "utf-8", "utf-16"])
def test_export_is_read_zipped_and_in_any_encoding_it_declares(encoding):
    content = export(mentee(first="Chloé"), structures=classes(), encoding=encoding)

    plain, zipped = rows.read(content), rows.read(zip_file({"ElevesSansAdresses.xml": content}))

    assert (plain.uai, plain.year) == (UAI, "2026")
    assert plain.records[0].texts["prénom"] == "Chloé"
    assert zipped == plain


def test_addresses_are_passed_over():
    addresses = "<ADRESSES><ADRESSE><NOM>x</NOM><PRENOM>rue</PRENOM></ADRESSE></ADRESSES>"
    with_them = export(mentee(), structures=classes(), addresses=addresses)

    assert rows.read(with_them) == rows.read(export(mentee(), structures=classes()))


def test_export_of_another_school_is_refused_and_nothing_is_kept(school):
    with pytest.raises(errors.OtherSchool) as refused:
        received(export(mentee(), uai="0750001A"), school=school, source=SOURCE)

    assert refused.value.sentence == (
        "Ce fichier vient de l’établissement 0750001A et non de 0010001W."
        " Rien n’en a été gardé : reprenez l’export dans la base de votre établissement."
    )
    assert not school.import_runs.exists()


def test_export_of_another_year_is_refused(school, campaign):
    with pytest.raises(errors.OtherYear) as refused:
        planned(export(mentee(), year="2025"), school=school, campaign=campaign, source=SOURCE)

    assert refused.value.sentence == (
        "Ce fichier est celui de l’année scolaire 2025, et non de 2026-2027."
        " Reprenez l’export de la bonne année."
    )


def test_apprentices_are_taken_and_other_statuses_are_not(school, campaign):
    content = export(
        mentee(1, status="AP"),
        mentee(2, ine="000000002AA", first="Ali", status="FQ"),
        structures=classes(1) + classes(2),
    )

    plan = planned(content, school=school, campaign=campaign, source=SOURCE)

    assert plan.created == (Item("Lina EXEMPLE", "TMELEC1", 3),)
    assert problems(plan) == [
        (4, "CODE_STATUT", "FQ", "Ce statut n’est ni scolaire (ST) ni apprenti (AP).")
    ]


def test_pupil_without_division_is_refused(school, campaign):
    plan = planned(export(mentee()), school=school, campaign=campaign, source=SOURCE)

    assert problems(plan) == [(3, "CODE_STRUCTURE", "", "Cet élève n’a pas de division.")]


def test_pupil_who_went_out_leaves(school, campaign):
    applied(export(mentee(), structures=classes()), school=school, campaign=campaign, source=SOURCE)
    gone = export(mentee(more="<DATE_SORTIE>10/09/2026</DATE_SORTIE>"), structures=classes())

    applied(gone, school=school, campaign=campaign, source=SOURCE)

    assert Mentee.objects.unscoped("a test").get().left_on == date(2026, 9, 10)


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"nom;prenom\nA;b", errors.NotSiecle),
        (b"<BEE_RESPONSABLES/>", errors.NotSiecle),
        (b"<BEE_ELEVES><DONNEES>", errors.UnreadableFile),
        (b"", errors.EmptyFile),
        (b"<BEE_ELEVES>" + b"x" * 5_300_000, errors.FileTooBig),
        (zip_file({"a.txt": "x"}), errors.NotSiecle),
        (zip_file({"a.xml": "x", "b.XML": "y"}), errors.SeveralFilesInside),
        (zip_file({"a.xml": b"<BEE_ELEVES>" + b" " * 61_000_000}), errors.SuspiciousFile),
        (
            b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><BEE_ELEVES>&a;</BEE_ELEVES>',
            errors.SuspiciousFile,
        ),
        (b"<BEE_ELEVES>" + b"<a>" * 40, errors.SuspiciousFile),
        (b"<BEE_ELEVES>" + b"<ELEVE/>" * 20_002, errors.SuspiciousFile),
    ],
)
def test_what_is_no_export_is_refused(content, refusal):
    with pytest.raises(refusal):
        rows.read(content)


def test_records_hold_what_is_read_and_nothing_more():
    content = export(
        mentee(900001, mef="24725222310"), structures=classes(900001, "2MMV1"), year="2025"
    )

    found = rows.read(content)

    assert (found.uai, found.year) == (UAI, "2025")
    assert found.records[0].texts == {
        "ine": "000000001AA",
        "nom": "EXEMPLE",
        "prénom": "Lina",
        "date_naissance": "04/03/2009",
        "Sexe biologique": "2",
        "statut": "ST",
        "mef_code": "24725222310",
        "label_classe": "2MMV1",
        "année_scolaire": "2025",
    }
