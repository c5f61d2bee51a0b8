"""What those outside the school read of a pupil: a first name and an initial, and then nothing."""

from datetime import date

import pytest

from mentorat.people.queries import ine_digest
from tests.factories.closing import ClosingFactory
from tests.factories.people import MenteeIdentityFactory
from tests.factories.scheduling import AttendanceFactory, MentoringSessionFactory, paris
from tests.web.home.stage import get, post, rows, walk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("queue")]

INE = "123456789AB"
BORN = date(2009, 3, 4)
NEVER = ("04/03/2009", "2009-03-04", "4 mars 2009", INE, ine_digest(INE), "Exempleau", "Volonté")


@pytest.fixture
def stage(people):
    """Name the pupils of the cast, with all that is kept of them; one session to come, one held."""
    for mentee, first, last in (
        (people.mentee, "Noé", "Exempleau"),
        (people.volunteer, "Lou", "Volonté"),
    ):
        mentee.first_name, mentee.last_name = first, last
        mentee.save(update_fields=["first_name", "last_name"])
        MenteeIdentityFactory(mentee=mentee, birth_date=BORN, ine_digest=ine_digest(INE))
    MentoringSessionFactory(
        mentorship=people.mentorship,
        room=people.room,
        starts_at=paris(24, 10),
        ends_at=paris(24, 11),
    )
    AttendanceFactory(session=people.session)
    people.session.state = "held"
    people.session.save(update_fields=["state"])
    return people


def readings(people, person):
    """Return the whole source of each page that the person reaches, by address."""
    return {path: str(answer.page.soup) for path, answer in walk(people[person]).items()}


def found(pages, *words):
    return {(path, word) for path, source in pages.items() for word in words if word in source}


def test_the_school_reads_the_surname_and_never_the_birth_date_nor_the_ine(stage):
    pages = readings(stage, "bde")

    assert found(pages, *NEVER[:-2]) == set()
    assert found(pages, "Exempleau")
    assert found(pages, "Volonté")


@pytest.mark.parametrize("person", ["mentor", "association"])
def test_a_mentor_and_an_association_read_a_first_name_and_an_initial_alone(stage, person):
    pages = readings(stage, person)

    assert found(pages, *NEVER) == set()
    named = {path for path, _ in found(pages, "Noé E.")}
    assert f"/relations-de-mentorat/{stage.mentorship.pk}/" in named
    assert "/relations-de-mentorat/" in named
    assert "/seances/" in named
    # Not of the relation: of no concern to them, even by an initial.
    assert found(pages, "Lou") == set()


@pytest.mark.parametrize("person", ["company", "referent", "dgesco"])
def test_those_who_accompany_nobody_read_no_name_at_all(stage, person):
    assert found(readings(stage, person), "Noé", "Lou", *NEVER) == set()


@pytest.mark.parametrize("person", ["mentor", "association"])
def test_once_a_relation_has_ended_no_name_of_the_pupil_is_left(stage, person):
    closing = ClosingFactory(mentorship=stage.mentorship)
    said = {"on": "2026-11-20", "reason": "other", "objective_reached": "no"}
    said |= {"contact_rule": "school", "next_step": "unknown"}
    assert post(stage["bde"], "closing:end", closing.pk, **said).status == 200

    pages = readings(stage, person)

    assert f"/relations-de-mentorat/{stage.mentorship.pk}/" in pages
    assert f"/seances/{stage.session.pk}/" in pages
    assert found(pages, "Noé", " E.<") == set()
    assert "élève" in pages[f"/relations-de-mentorat/{stage.mentorship.pk}/"]


def test_a_pupil_reads_the_first_name_and_initial_of_the_mentor_alone(stage):
    mentor = stage.mentor
    mentor.first_name, mentor.last_name = "Maud", "Soudurier"
    mentor.phone = "06 07 08 09 10"
    mentor.save(update_fields=["first_name", "last_name", "phone"])

    pages = readings(stage, "mentee")

    assert found(pages, "Maud S.")
    assert found(pages, "Soudurier", mentor.email, mentor.phone) == set()


def test_the_journal_names_no_pupil(stage):
    post(stage["bde"], "pupils:withdraw", stage.volunteer.pk)

    journal = get(stage["dpo"], "journal:index")

    assert rows(journal)
    assert found({"journal": str(journal.page.soup)}, "Noé", "Lou") == set()
