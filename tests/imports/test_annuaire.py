import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from mentorat.foundations.identifiers import uai_letter
from mentorat.imports.errors import (
    CellTooLong,
    EmptyFile,
    MissingColumns,
    UnknownEncoding,
)
from mentorat.imports.reports import Refused
from mentorat.imports.sources.annuaire.apply import apply_schools, plan_schools
from mentorat.journal.models import Entry
from mentorat.organisations.models import School
from mentorat.reference.actions import load_territory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
# The 72 columns of the official export, in its order.
COLUMNS = """
    Identifiant_de_l_etablissement Nom_etablissement Type_etablissement Statut_public_prive
    Adresse_1 Adresse_2 Adresse_3 Code_postal Code_commune Nom_commune Code_departement
    Code_academie Code_region Ecole_maternelle Ecole_elementaire Voie_generale Voie_technologique
    Voie_professionnelle Telephone Fax Web Mail Restauration Hebergement ULIS Apprentissage Segpa
    Section_arts Section_cinema Section_theatre Section_sport Section_internationale
    Section_europeenne Lycee_Agricole Lycee_militaire Lycee_des_metiers Post_BAC
    Appartenance_Education_Prioritaire GRETA SIREN_SIRET Nombre_d_eleves Fiche_onisep position
    Type_contrat_prive Libelle_departement Libelle_academie Libelle_region coordX_origine
    coordY_origine epsg_origine nom_circonscription latitude longitude precision_localisation
    date_ouverture date_maj_ligne etat ministere_tutelle multi_uai rpi_concentre rpi_disperse
    code_nature libelle_nature Code_type_contrat_prive PIAL etablissement_mere
    type_rattachement_etablissement_mere code_circonscription code_zone_animation_pedagogique
    libelle_zone_animation_pedagogique code_bassin_formation libelle_bassin_formation
"""
HEADER = COLUMNS.split()
FIELDS = (
    "uai place name kind city zip_code address academy_id department_id sector contract"
    " ministry mother latitude longitude phone email closed_on is_fictitious"
)
USUAL = {
    "Nom_etablissement": "Lycée professionnel Jean Moulin",
    "Type_etablissement": "Lycée",
    "Statut_public_prive": "Public",
    "Adresse_1": "1 rue des Écoles",
    "Code_postal": "93240",
    "Nom_commune": "Stains",
    "Code_departement": "093",
    "Code_academie": "24",
    "Libelle_academie": "Créteil",
    "Voie_professionnelle": "1",
    "Telephone": "0149714000",
    "Code_type_contrat_prive": "99",
    "latitude": "48.95",
    "longitude": "2.36",
    "date_maj_ligne": "2026-03-19",
    "etat": "OUVERT",
    "ministere_tutelle": "MINISTERE DE L'EDUCATION NATIONALE",
    "code_nature": "320",
}


@pytest.fixture(autouse=True)
def territory(db):  # noqa: ARG001 -- asks for the database
    load_territory()


def uai(number):
    return f"{number:07d}{uai_letter(str(number))}"


ONE, TWO, THREE = uai(932030), uai(932031), uai(932032)


def line(code, **cells):
    row = {**USUAL, "Identifiant_de_l_etablissement": code, **cells}
    return ";".join(str(row.get(name, "")) for name in HEADER)


def export(*lines, bom=False):
    text = "\n".join([";".join(HEADER), *lines]) + "\n"
    return text.encode("utf-8-sig" if bom else "utf-8")


def plan_of(*lines):
    return plan_schools(export(*lines), today=TODAY)


def imported(*lines):
    return apply_schools(plan_of(*lines)).counts


def counts(created=0, changed=0, unchanged=0, closed=0, refused=0):
    return {
        "created": created,
        "changed": changed,
        "unchanged": unchanged,
        "closed": closed,
        "refused": refused,
    }


def test_the_sample_has_the_72_columns_of_the_official_export():
    assert len(HEADER) == 72


@pytest.mark.parametrize("bom", [True, False])
def test_a_school_is_read_with_or_without_a_byte_order_mark(bom):
    content = export(
        line(
            ONE,
            Adresse_2="BP 12",
            Statut_public_prive="Privé",
            Code_type_contrat_prive="30",
            Mail=f"ce.{ONE}@ac-creteil.fr",
        ),
        bom=bom,
    )

    apply_schools(plan_schools(content, today=TODAY))

    school = School.objects.get()
    assert {name: getattr(school, name) for name in FIELDS.split()} == {
        "uai": ONE,
        "place": 10_24_0001,
        "name": "Lycée professionnel Jean Moulin",
        "kind": "lp",
        "city": "Stains",
        "zip_code": "93240",
        "address": "1 rue des Écoles, BP 12",
        "academy_id": "24",
        "department_id": "93",
        "sector": "private",
        "contract": "contrat d’association, toutes les classes",
        "ministry": "education",
        "mother": None,
        "latitude": 48.95,
        "longitude": 2.36,
        "phone": "01 49 71 40 00",
        "email": f"ce.{ONE.lower()}@ac-creteil.fr",
        "closed_on": None,
        "is_fictitious": False,
    }


def test_a_plan_writes_nothing():
    assert plan_of(line(ONE)).report.counts == counts(created=1)
    assert not School.objects.exists()


def test_a_second_import_changes_nothing():
    lines = (line(ONE), line(TWO, code_nature="334", etablissement_mere=ONE))

    first, second = imported(*lines), imported(*lines)

    assert (first, second) == (counts(created=2), counts(unchanged=2))
    assert Entry.objects.unscoped("test").count() == 1


def test_an_import_is_one_line_of_the_journal():
    imported(line(ONE), line("0932030X"))

    entry = Entry.objects.unscoped("test").get()
    assert (entry.event, entry.by, entry.detail) == (
        "import_applied",
        None,
        {"source": "annuaire", **counts(created=1, refused=1)},
    )


@pytest.mark.parametrize("count", [1, 3])
def test_an_import_asks_the_same_questions_however_long_the_file(count, django_assert_num_queries):
    codes = [ONE, TWO, THREE][:count]
    imported(*(line(code) for code in codes))
    sections = [uai(number) for number in range(932040, 932040 + count)]
    lines = [line(code, Nom_commune="Pierrefitte") for code in codes]
    lines += [line(code, code_nature="334", etablissement_mere=codes[0]) for code in sections]

    with django_assert_num_queries(15):
        assert imported(*lines) == counts(created=count, changed=count)


def test_a_school_that_changed_is_changed_and_keeps_its_number():
    imported(line(TWO))
    imported(line(ONE), line(TWO, Nom_commune="Saint-Denis"))

    assert list(School.objects.order_by("place").values_list("uai", "place", "city")) == [
        (TWO, 10_24_0001, "Saint-Denis"),
        (ONE, 10_24_0002, "Stains"),
    ]


def test_numbers_follow_each_academy():
    paris = uai(750001)
    imported(line(ONE), line(TWO), line(paris, Code_departement="075", Code_academie="01"))

    assert dict(School.objects.order_by("uai").values_list("uai", "place")) == {
        paris: 10_01_0001,
        ONE: 10_24_0001,
        TWO: 10_24_0002,
    }


@pytest.mark.parametrize(
    ("written", "academy", "expected"),
    [
        ("001", "10", "01"),
        ("1", "10", "01"),
        ("02A", "27", "2A"),
        ("2b", "27", "2B"),
        ("971", "32", "971"),
        ("014", "05", "14"),  # Caen, before Normandie
        ("076", "21", "76"),  # Rouen
        ("975", "44", "975"),
    ],
)
def test_departments_are_read_in_every_form(written, academy, expected):
    imported(line(ONE, Code_departement=written, Code_academie=academy))

    assert School.objects.get().department_id == expected


@pytest.mark.parametrize(
    ("cells", "kind", "ministry"),
    [
        ({"code_nature": "320"}, "lp", "education"),
        ({"code_nature": "306"}, "lpo", "education"),
        ({"code_nature": "306", "Voie_professionnelle": ""}, "lpo", "education"),
        ({"code_nature": "334", "Voie_professionnelle": ""}, "sep", "education"),
        ({"code_nature": "300"}, "lpo", "education"),
        ({"code_nature": "370"}, "erea", "education"),
        ({"code_nature": "332"}, "other", "education"),
        ({"code_nature": "307", "ministere_tutelle": "AGRICULTURE"}, "agricole", "agriculture"),
        ({"code_nature": "320", "ministere_tutelle": "MER"}, "lp", "mer"),
        ({"code_nature": "320", "ministere_tutelle": "DEFENSE"}, "lp", "armees"),
        ({"code_nature": "320", "ministere_tutelle": "JUSTICE"}, "lp", "other"),
    ],
)
def test_the_nature_says_the_kind_and_the_ministry(cells, kind, ministry):
    imported(line(ONE, **cells))

    school = School.objects.get()
    assert (school.kind, school.ministry) == (kind, ministry)


def test_a_section_knows_its_mother_even_when_it_comes_first():
    imported(line(ONE, code_nature="334", etablissement_mere=TWO), line(TWO, code_nature="306"))

    assert School.objects.get(uai=ONE).mother == School.objects.get(uai=TWO)


def test_a_section_keeps_a_mother_only_while_the_file_says_so():
    mother = line(TWO, code_nature="306")
    imported(line(ONE, code_nature="334", etablissement_mere=TWO), mother)

    assert imported(line(ONE, code_nature="334"), mother) == counts(changed=1, unchanged=1)
    assert School.objects.get(uai=ONE).mother is None


@pytest.mark.parametrize("mother", [THREE, ONE, "0000000X"])
def test_a_mother_that_we_would_not_know_is_left_out(mother):
    section = line(ONE, code_nature="334", etablissement_mere=mother)

    assert [imported(section), imported(section)] == [counts(created=1), counts(unchanged=1)]
    assert School.objects.get().mother is None


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        (
            {"code_nature": "302", "Voie_professionnelle": "0"},
            "pas de voie professionnelle",
        ),
        (
            {"Code_academie": "40", "Libelle_academie": "Nouvelle Calédonie"},
            "hors des trente académies : Nouvelle Calédonie",
        ),
        ({"Code_departement": "099"}, "département inconnu : 099"),
        ({"Code_departement": "075"}, "département et académie ne vont pas ensemble : 75 et 24"),
        ({"Nom_etablissement": " "}, "nom ou commune absents"),
        ({"Nom_etablissement": "L" * 161}, "nom trop long : 161 caractères"),
        ({"etat": "FERME"}, "établissement fermé"),
        ({"etat": "A OUVRIR"}, "pas encore ouvert"),
        ({"etat": ""}, "état inconnu : vide"),
    ],
)
def test_each_refused_line_says_why(cells, reason):
    assert plan_of(line(ONE), line(TWO, **cells)).refused == (Refused(3, TWO, reason),)


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("093203", "UAI mal formé : sept chiffres et une lettre sont attendus"),
        ("0932030X", f"lettre de contrôle de l’UAI fausse : {ONE[7]} est attendu"),
    ],
)
def test_a_bad_uai_is_refused(code, reason):
    assert plan_of(line(code)).refused == (Refused(2, code, reason),)


def test_a_line_cut_in_the_wrong_place_is_refused():
    broken = line(ONE).rsplit(";", 3)[0]

    assert plan_of(broken, line(TWO)).refused == (
        Refused(2, ONE, "ligne mal découpée : 69 cellules au lieu de 72"),
    )


def test_numbers_of_lines_count_what_a_text_editor_shows():
    two_lines_high = line(ONE, Adresse_1='"1 rue\ndes Écoles"')

    assert plan_of(two_lines_high, "", line("0932030X")).refused[0].line == 5


@pytest.mark.parametrize("order", [1, -1])
def test_of_several_sites_the_school_itself_is_kept_whatever_the_order(order):
    lines = [
        line(ONE, Nom_etablissement="Annexe du lycée Jean Moulin"),
        line(ONE, Nom_etablissement="Lycée professionnel Jean Moulin"),
        line(ONE, Nom_etablissement="Lycée (post-bac)", Voie_professionnelle="0"),
    ][::order]

    plan = plan_of(*lines)

    assert [entry.name for entry in plan.created] == ["Lycée professionnel Jean Moulin"]
    assert plan.refused == tuple(
        Refused(number, ONE, "autre site d’un établissement déjà lu : ligne 3") for number in (2, 4)
    )


def test_an_open_site_is_preferred_to_a_closed_one():
    plan = plan_of(line(ONE, etat="FERME"), line(ONE, Voie_professionnelle="0"))

    assert (plan.report.counts, plan.refused[0].line) == (counts(created=1, refused=1), 2)


def test_a_school_that_closes_is_closed_and_one_that_opens_again_is_open():
    imported(line(ONE))

    assert imported(line(ONE, etat="FERME")) == counts(closed=1)
    assert School.objects.get().closed_on == date(2026, 3, 19)
    assert imported(line(ONE, etat="FERME")) == counts(unchanged=1)
    assert imported(line(ONE)) == counts(changed=1)
    assert School.objects.open().count() == 1


def test_a_closing_without_a_date_is_of_today():
    imported(line(ONE))

    imported(line(ONE, etat="FERME", date_maj_ligne="?"))

    assert School.objects.get().closed_on == TODAY


def test_a_school_that_will_close_is_still_open():
    assert imported(line(ONE, etat="A FERMER")) == counts(created=1)


def test_a_school_does_not_move_to_another_academy_by_a_file():
    imported(line(ONE))

    plan = plan_of(line(ONE, Code_departement="075", Code_academie="01"))

    reason = "changement d’académie à faire à la main : 24 vers 01"
    assert plan.refused == (Refused(2, ONE, reason),)


def test_schools_that_the_file_does_not_name_are_left_as_they_are():
    imported(line(ONE))

    assert imported(line(TWO)) == counts(created=1)
    assert School.objects.open().count() == 2


@pytest.mark.parametrize(
    ("column", "written", "field", "expected"),
    [
        ("latitude", "", "latitude", None),
        ("latitude", "999", "latitude", None),
        ("Telephone", "01.49.71", "phone", ""),
        ("Mail", "jeanne.durand@exemple.fr", "email", ""),
        ("Nom_commune", "Paris 11e  Arrondissement", "city", "Paris 11e"),
        ("Nom_etablissement", "Lycée de l?eau d'Arc", "name", "Lycée de l’eau d’Arc"),
        ("Code_type_contrat_prive", "!!", "contract", ""),
        ("Statut_public_prive", "", "sector", ""),
    ],
)
def test_cells_are_cleaned(column, written, field, expected):
    imported(line(ONE, **{column: written}))

    assert getattr(School.objects.get(), field) == expected


def test_columns_may_come_in_any_order_and_case_with_another_separator():
    names = sorted(HEADER)
    row = {**USUAL, "Identifiant_de_l_etablissement": ONE}
    cells = ",".join(row.get(name, "") for name in names)
    content = f"{','.join(names).upper()}\n{cells}\n".encode()

    assert plan_schools(content, today=TODAY).report.counts == counts(created=1)


def test_missing_columns_are_named():
    content = export(line(ONE)).replace(b"code_nature", b"nature").replace(b"etat", b"statut")

    with pytest.raises(MissingColumns, match="« etat », « code_nature »"):
        plan_schools(content, today=TODAY)


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", EmptyFile),
        ("Lycée;é".encode("latin-1"), UnknownEncoding),
        (export(line(ONE, Nom_etablissement='"' + "x" * 200_000)), CellTooLong),
    ],
)
def test_a_file_that_is_not_a_table_is_refused(content, refusal):
    with pytest.raises(refusal):
        plan_schools(content, today=TODAY)


def test_the_command_prints_its_plan_as_one_line_of_json(tmp_path):
    file = tmp_path / "annuaire.csv"
    file.write_bytes(export(line(ONE), line("0932030X")))
    out = StringIO()

    call_command("import_schools", file, "--json", stdout=out)

    assert out.getvalue().count("\n") == 1
    assert json.loads(out.getvalue()) == {
        "created": 1,
        "changed": 0,
        "unchanged": 0,
        "closed": 0,
        "refused": [
            {
                "line": 3,
                "uai": "0932030X",
                "reason": f"lettre de contrôle de l’UAI fausse : {ONE[7]} est attendu",
            }
        ],
    }
    assert not School.objects.exists()


def test_the_command_applies_when_asked_and_shows_the_first_refusals(tmp_path):
    file = tmp_path / "annuaire.csv"
    general = {"code_nature": "302", "Voie_professionnelle": "0"}
    others = (line(uai(750000 + number), **general) for number in range(5))
    file.write_bytes(export(line(ONE), line("932030"), *others))
    out = StringIO()

    call_command("import_schools", file, "--apply", stdout=out)

    assert out.getvalue().splitlines()[:7] == [
        "Import appliqué.",
        "Créés             1",
        "Modifiés          0",
        "Inchangés         0",
        "Fermés            0",
        "Refusés           6",
        "  – pas de voie professionnelle : 5",
    ]
    assert out.getvalue().splitlines()[-3:] == [
        "      … et 2 de plus (--json les donne toutes)",
        "  – UAI mal formé : 1",
        "      ligne 3, 932030 : UAI mal formé : sept chiffres et une lettre sont attendus",
    ]
    assert School.objects.count() == 1


def test_a_refused_file_ends_the_command_with_a_sentence(tmp_path):
    file = tmp_path / "annuaire.csv"
    file.write_bytes(b"")

    with pytest.raises(CommandError, match="Ce fichier est vide"):
        call_command("import_schools", file)
