from datetime import date, time

import pytest

from mentorat.organisations.models import ClosedDay, Room
from tests.factories.organisations import RoomFactory, SchoolFactory
from tests.factories.programmes import SchoolProjectFactory
from tests.web.home.stage import TODAY, everything, get, post, sign_in, staff, who_acts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]

RUN_A_SCHOOL = {"proviseur", "ddfpt", "bde"}
ROOM = {
    "name": "C204",
    "capacity": "12",
    "is_visible": "on",
    "opens_at": "08:30",
    "closes_at": "17:00",
}
CLOSED = {"day": "2027-05-07", "label": "pont de l’Ascension"}


@pytest.fixture
def school():
    school = SchoolFactory()
    SchoolProjectFactory(school=school)
    return school


@pytest.fixture
def bde(school):
    return staff(school)


def shown(room):
    return (room.name, room.capacity, room.is_visible, room.opens_at, room.closes_at)


def test_a_room_is_added_and_shown_on_the_project(school, bde):
    answer = post(bde, "projects:add_room", **ROOM)

    room = Room.objects.unscoped("a test").get()
    assert answer.said == ["La salle C204 est ajoutée."]
    assert shown(room) == ("C204", 12, True, time(8, 30), time(17))
    assert (room.school, room.place) == (school, school.place)
    assert answer.page.all("tbody tr") == ["C204 12 oui 8 h 30 – 17 h 00"]


def test_a_room_that_closes_before_it_opens_is_refused_and_the_form_kept(bde):
    data = {**ROOM, "opens_at": "17:00", "closes_at": "08:00", "capacity": "4"}
    before = everything()

    answer = post(bde, "projects:add_room", **data)

    assert answer.complaints == ["L’heure de fermeture doit suivre l’heure d’ouverture."]
    assert answer.kept(data) == data
    assert everything() == before


def test_a_wrong_field_of_a_room_says_so_beside_it(bde):
    data = {**ROOM, "name": "", "capacity": "0", "opens_at": "25 h"}

    answer = post(bde, "projects:add_room", **data)

    assert answer.kept(data) == data
    assert [answer.error(name) for name in ("name", "capacity", "opens_at")] == [
        "Ce champ est obligatoire.",
        "Assurez-vous que cette valeur est supérieure ou égale à 1.",
        "Saisissez une heure valide.",
    ]


def test_a_room_is_changed_from_what_is_known_of_it(school, bde):
    room = RoomFactory(school=school, name="B12", capacity=6, is_visible=False)

    form = get(bde, "projects:change_room", room.pk)
    answer = post(bde, "projects:change_room", room.pk, **ROOM)

    room.refresh_from_db()
    known = {"name": "B12", "capacity": "6", "opens_at": "08:00", "closes_at": "18:00"}
    assert form.kept({**known, "is_visible": "on"}) == {**known, "is_visible": None}
    assert answer.said == ["La salle C204 est modifiée."]
    assert shown(room) == ("C204", 12, True, time(8, 30), time(17))


def test_two_rooms_of_a_school_do_not_share_a_name(school, bde):
    RoomFactory(school=school, name="C204")
    room = RoomFactory(school=school, name="B12")

    answer = post(bde, "projects:change_room", room.pk, **ROOM)

    room.refresh_from_db()
    assert answer.complaints[0].startswith("Une salle « C204 » existe déjà ici")
    assert room.name == "B12"


def test_a_retired_room_is_no_longer_lent(school, bde):
    room = RoomFactory(school=school, name="B12")

    answer = post(bde, "projects:retire_room", room.pk)

    room.refresh_from_db()
    assert answer.said == ["La salle B12 n’est plus proposée."]
    assert room.retired_on == TODAY
    assert answer.page.soup.select("tbody tr") == []


def test_a_day_is_closed_then_opened_again(school, bde):
    answer = post(bde, "projects:add_closed_day", **CLOSED)

    closed = ClosedDay.objects.unscoped("a test").get()
    assert answer.said == ["Ce jour est fermé aux séances."]
    assert (closed.school, closed.day, closed.label) == (school, date(2027, 5, 7), CLOSED["label"])
    assert "vendredi 7 mai 2027 : pont de l’Ascension" in answer.page.text

    answer = post(bde, "projects:remove_closed_day", closed.pk)

    assert answer.said == ["Ce jour est de nouveau ouvert."]
    assert not ClosedDay.objects.unscoped("a test").exists()


def test_a_day_is_not_closed_twice_nor_without_a_reason(bde):
    post(bde, "projects:add_closed_day", **CLOSED)
    before = everything()

    again = post(bde, "projects:add_closed_day", **CLOSED)
    wrong = post(bde, "projects:add_closed_day", day="hier", label="")

    assert again.complaints == ["Le 07/05/2027 est déjà un jour de fermeture."]
    assert again.kept(CLOSED) == CLOSED
    assert wrong.error("day") == "Saisissez une date valide."
    assert wrong.error("label") == "Ce champ est obligatoire."
    assert everything() == before


def test_what_changes_the_rooms_is_never_a_link(school, bde):
    room = RoomFactory(school=school)

    assert sign_in(bde).get(f"/projets/salles/{room.pk}/retirer/").status_code == 405
    assert sign_in(bde).get(f"/projets/jours-fermes/{room.pk}/retirer/").status_code == 405


def test_those_who_run_the_school_manage_its_rooms_and_its_days(people):
    school = people.school
    closed = ClosedDay.objects.create(
        school=school, place=school.place, day=date(2027, 5, 7), label="pont"
    )
    for name, args, data in (
        ("projects:change_room", [people.room.pk], ROOM),
        ("projects:retire_room", [people.room.pk], {}),
        ("projects:remove_closed_day", [closed.pk], {}),
    ):
        assert who_acts(people, name, *args, **data) == {
            302: RUN_A_SCHOOL,
            404: {"stranger"},
            403: set(people.grants) - RUN_A_SCHOOL - {"stranger"},
        }
    for name, data in (
        ("projects:add_room", ROOM),
        ("projects:add_closed_day", {**CLOSED, "day": "2027-05-06"}),
    ):
        assert who_acts(people, name, **data) == {
            302: RUN_A_SCHOOL | {"stranger"},
            403: set(people.grants) - RUN_A_SCHOOL - {"stranger"},
        }
