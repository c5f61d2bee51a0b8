from datetime import date

import pytest

from mentorat.foundations.place import NATION, academy_span
from mentorat.foundations.scope import NOBODY, Family, Scope
from mentorat.organisations.actions import close_schools, save_schools
from mentorat.organisations.errors import AcademyFull
from mentorat.organisations.models import School
from tests.factories.organisations import SchoolFactory
from tests.factories.reference import AcademyFactory

pytestmark = pytest.mark.django_db


def unsaved(uai, academy):
    school = SchoolFactory.build(uai=uai, academy=academy, department=None)
    school.department = SchoolFactory(academy=academy, uai=f"9{uai[1:]}").department
    School.objects.filter(uai=f"9{uai[1:]}").delete()
    school.place = None
    return school


def test_created_schools_get_the_next_numbers_of_their_academy():
    academy = AcademyFactory()
    known = SchoolFactory(academy=academy, place=academy.span.lo + 41)

    created = save_schools(created=[unsaved("0000001B", academy), unsaved("0000002C", academy)])

    assert [school.place - academy.span.lo for school in created] == [42, 43]
    known.refresh_from_db()
    assert known.place == academy.span.lo + 41


def test_an_academy_has_9999_numbers():
    academy = AcademyFactory()
    SchoolFactory(academy=academy, place=academy.span.hi)

    with pytest.raises(AcademyFull, match="Académie 24"):
        save_schools(created=[unsaved("0000001B", academy)])


@pytest.mark.parametrize("count", [1, 3])
def test_changes_are_written_together(count, django_assert_num_queries):
    schools = [SchoolFactory() for _ in range(count)]
    for school in schools:
        school.city = "Ailleurs"

    with django_assert_num_queries(3):  # one question, inside a savepoint
        save_schools(changed=schools)

    assert School.objects.filter(city="Ailleurs").count() == count


def test_a_mother_is_given_taken_back_or_left_when_unknown():
    mother, section = SchoolFactory(), SchoolFactory()

    seen = []
    for said in (mother.uai, "0000000A", ""):
        save_schools(mothers={section.uai: said})
        section.refresh_from_db()
        seen.append(section.mother)

    assert seen == [mother, mother, None]


def test_schools_close_each_on_its_day():
    one, two = SchoolFactory(), SchoolFactory()

    close_schools(closings={one: date(2026, 8, 31), two: date(2025, 8, 31)})

    assert dict(School.objects.order_by("pk").values_list("pk", "closed_on")) == {
        one.pk: date(2026, 8, 31),
        two.pk: date(2025, 8, 31),
    }


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        (Scope(Family.NATION, NATION), ["24", "25"]),
        (Scope(Family.TERRITORY, academy_span(12, 24)), ["24"]),
        (Scope(Family.GRANT, user=1), []),
        (NOBODY, []),
    ],
)
def test_a_scope_keeps_the_schools_of_its_territory(scope, expected):
    for code in ("24", "25"):
        SchoolFactory(academy=AcademyFactory(code=code), name=f"Lycée {code}")

    found = School.objects.within(scope).order_by("place")

    assert [school.academy_id for school in found] == expected


def test_a_school_is_found_by_words_of_its_name_its_town_or_its_uai():
    school = SchoolFactory(name="Lycée professionnel Jean Moulin", city="Stains", uai="0932030B")
    SchoolFactory(name="Lycée professionnel Jean Macé", city="Stains")

    for words in ("moulin", "jean stains moulin", "0932030b", "  Moulin "):
        assert list(School.objects.matching(words)) == [school]
    assert School.objects.matching("jean").count() == 2


def test_a_closed_school_is_no_longer_open():
    school = SchoolFactory(name="Lycée Jean Moulin", city="Stains")
    SchoolFactory(closed_on=date(2025, 8, 31))

    assert list(School.objects.open()) == [school]
    assert str(school) == "Lycée Jean Moulin – Stains"
    assert school.place in school.span
