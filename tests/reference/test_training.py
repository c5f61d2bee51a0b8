from collections import Counter

import pytest

from mentorat.reference.actions import Loaded, load_training
from mentorat.reference.data.training import (
    COMMON_YEARS,
    FAMILIES,
    OTHER_FAMILIES,
    read_groups,
    read_mefs,
    read_specialities,
)
from mentorat.reference.models import Mef, NsfGroup, Speciality, Trade, TradeFamily
from mentorat.reference.queries import training_of, trainings_of


def test_there_are_fourteen_families_and_the_common_years_of_two_other_ministries():
    assert (len(FAMILIES), len(OTHER_FAMILIES)) == (14, 5)
    assert sorted(COMMON_YEARS.values()) == sorted(FAMILIES | OTHER_FAMILIES)


def test_every_speciality_has_a_known_group_and_at_least_one_domain_of_trades():
    groups = {row.code for row in read_groups()}

    assert [row.cfd for row in read_specialities() if row.nsf not in groups] == []
    assert [row.cfd for row in read_specialities() if not row.rome_domains] == []


def test_codes_are_unique_and_of_the_right_length():
    cfd = [row.cfd for row in read_specialities()]
    mef = [row.code for row in read_mefs()]

    assert (len(set(cfd)), {len(code) for code in cfd}) == (len(cfd), {8})
    assert (len(set(mef)), {len(code) for code in mef}) == (len(mef), {10})


def test_labels_hold_no_straight_apostrophe_and_fit_their_column():
    labels = [row.label for row in [*read_specialities(), *read_mefs(), *read_groups()]]

    assert [label for label in labels if "'" in label or len(label) > 160] == []


@pytest.mark.django_db
def test_the_nomenclature_loads_once_and_then_changes_nothing(django_assert_num_queries):
    first = load_training()

    assert (first.created, first.changed) == (
        47 + 19 + 227 + Mef.objects.count() + Trade.objects.count(),
        0,
    )
    with django_assert_num_queries(7):  # one question a table, inside a savepoint
        assert load_training() == Loaded(unchanged=first.created)


@pytest.mark.django_db
def test_both_diplomas_have_at_least_eighty_specialities():
    load_training()

    diplomas = Counter(Speciality.objects.values_list("diploma", flat=True))
    assert diplomas == {"bac_pro": 136, "cap": 91}


@pytest.mark.django_db
def test_a_load_keeps_the_dates_of_the_official_file():
    load_training()
    Mef.objects.filter(code="2472210631").update(opened_on="2011-09-01", label="Autre")

    assert load_training().changed == 1
    mef = Mef.objects.get(code="2472210631")
    assert (str(mef.opened_on), mef.label) == ("2011-09-01", "2de professionnelle, Cuisine")


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["2472210633", "24722106330", " 2472210633 ", "247 22106 33 0"])
def test_a_mef_of_ten_or_eleven_digits_says_what_is_taught(code):
    load_training()

    mef = training_of(code)

    assert mef is not None
    assert (mef.level, mef.diploma, str(mef.training)) == (
        "terminale",
        "bac_pro",
        "bac pro Cuisine",
    )
    assert mef.training.family == TradeFamily.objects.get(code="010")


@pytest.mark.django_db
def test_a_common_year_leads_to_a_family():
    load_training()

    mef = training_of("24733404310")

    assert mef is not None
    assert (mef.level, mef.speciality) == ("seconde", None)
    assert str(mef.training) == "Métiers de l’hôtellerie-restauration"


@pytest.mark.django_db
def test_nomenclatures_say_their_names():
    load_training()

    mef = training_of("2473340431")
    assert mef is not None
    assert [str(mef), str(NsfGroup.objects.get(code="334"))] == [
        "2473340431 2de professionnelle, Métiers de l’hôtellerie-restauration",
        "334 Accueil, hôtellerie, tourisme",
    ]


@pytest.mark.django_db
def test_years_of_cap_are_told_apart():
    load_training()

    levels = {
        code: mef.level
        for code, mef in trainings_of(
            ["2412214121", "2412214122", "2422214133", "2402214111", "2712140522"]
        ).items()
    }

    assert levels == {
        "2412214121": "cap_1",
        "2412214122": "cap_2",
        "2422214133": "cap_3",
        "2402214111": "cap_1",
        "2712140522": "cap_2",
    }


def test_a_mef_is_named_by_its_level_and_its_speciality():
    labels = {row.code: row.label for row in read_mefs()}

    assert [labels[code] for code in ("2412214121", "2402214111", "2472210633")] == [
        "1re année de CAP, Pâtissier",
        "CAP en un an, Pâtissier",
        "Terminale professionnelle, Cuisine",
    ]


@pytest.mark.django_db
def test_an_unknown_mef_says_nothing():
    load_training()

    assert training_of("2010001011") is None


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_many_mef_are_one_question(count, django_assert_num_queries):
    load_training()
    codes = ["24722106310", "24733404310", "2412214121"][:count]

    with django_assert_num_queries(1):
        found = trainings_of(codes)
        assert [found[code].training is not None for code in codes] == [True] * count
