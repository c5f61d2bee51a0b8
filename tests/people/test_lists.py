"""Persons written and read many at a time."""

from dataclasses import replace
from datetime import date

import pytest

from mentorat.foundations.digests import keyed_digest
from mentorat.people import actions
from mentorat.people.enums import ClearanceKind
from mentorat.people.models import Clearance, Mentor
from mentorat.people.queries import (
    KnownMentee,
    KnownMentor,
    MenteeRecord,
    MentorFile,
    ine_digest,
    known_mentees,
    known_mentors,
)
from tests.factories.organisations import SchoolFactory
from tests.factories.people import ClearanceFactory, MentorFactory, UserFactory
from tests.factories.reference import MefFactory, NsfGroupFactory

pytestmark = pytest.mark.django_db
LINA = MenteeRecord(
    first_name="Lina",
    last_name="Exemple",
    sex="f",
    class_label="TMELEC1",
    level="terminale",
    mef_id="2472551833",
    speciality_id="40025518",
    family_id=None,
    birth_date=date(2009, 3, 4),
    ine_digest="abc",
    is_apprentice=True,
)
MAUD = MentorFile(
    first_name="Maud",
    last_name="Modèle",
    email="maud@exemple.fr",
    phone="",
    origin="employee",
    job="soudeuse",
    nsf_codes=("254", "255"),
    city="",
    accepts_remote=False,
    association_id=None,
    company_id=None,
)


def test_pupils_written_are_the_pupils_read():
    MefFactory()
    school, by = SchoolFactory(), UserFactory()
    ali = replace(LINA, first_name="Ali", birth_date=None, ine_digest="")

    written = actions.apply_mentees(
        school=school, year=2026, created=[LINA, ali], changed={}, ended={}, by=by
    )
    first, second = (mentee.pk for mentee in written)
    moved = replace(LINA, class_label="TMELEC2", ine_digest="def")
    actions.apply_mentees(
        school=school,
        year=2026,
        created=[],
        changed={first: moved},
        ended={second: date(2026, 10, 1)},
        by=by,
    )

    assert known_mentees(school=school, year=2026) == [
        KnownMentee(first, moved, None),
        KnownMentee(second, ali, date(2026, 10, 1)),
    ]
    assert known_mentees(school=school, year=2025) == []
    assert known_mentees(school=SchoolFactory(), year=2026) == []


def test_mentors_written_are_the_mentors_read():
    for code in ("254", "255", "256"):
        NsfGroupFactory(code=code)
    place, by = SchoolFactory().place, UserFactory()

    maud = actions.apply_mentors(place=place, created=[MAUD], changed={}, by=by)[MAUD.email]
    moved = replace(MAUD, job="cheffe d’atelier", nsf_codes=("256",))
    actions.apply_mentors(place=place, created=[], changed={maud.pk: moved}, by=by)

    assert known_mentors(place=place, emails=[MAUD.email]) == [
        KnownMentor(maud.pk, place, moved, None, {})
    ]
    assert known_mentors(place=SchoolFactory().place, emails=[MAUD.email]) == []
    assert Mentor.objects.unscoped("a test").count() == 1


def test_proof_known_by_kind_and_day_gets_its_new_end():
    mentor, by = MentorFactory(), UserFactory()
    known = ClearanceFactory(mentor=mentor, kind="interview", given_on=date(2026, 9, 1))
    given = [
        actions.ClearanceRecord(mentor.pk, ClearanceKind.INTERVIEW, date(2026, 9, 1), None),
        actions.ClearanceRecord(mentor.pk, ClearanceKind.CHARTER, date(2026, 9, 1), None),
    ]

    count = actions.apply_clearances(place=mentor.place, clearances=given, by=by)

    found = Clearance.objects.unscoped("a test").order_by("kind")
    assert count == 2
    assert list(found.values_list("kind", "expires_on", "verified_by")) == [
        ("charter", None, by.pk),
        ("interview", None, known.verified_by_id),
    ]


def test_digest_of_an_ine_recognises_it_and_says_nothing_else(settings):
    digest = ine_digest("012345678AB")

    assert ine_digest("012345678 ab ") == digest
    assert "012345678" not in digest
    assert len(digest) == 64
    settings.SECRET_KEY = "another key"
    assert ine_digest("012345678AB") != digest
    assert keyed_digest("a", key="k", purpose="ine") != keyed_digest("a", key="k", purpose="mail")
