from datetime import UTC, date, datetime, timedelta

import pytest

from mentorat.reference.models import HolidayPeriod
from mentorat.scheduling.models import Booking, MentoringSession
from tests.factories.mentorships import MentorshipFactory
from tests.factories.organisations import RoomFactory, SchoolFactory
from tests.factories.programmes import SchoolProjectFactory
from tests.factories.reference import AcademicRegionFactory, AcademyFactory
from tests.factories.scheduling import MentoringSessionFactory, paris
from tests.web.home.stage import (
    MONDAY,
    everything,
    get,
    post,
    queries,
    staff,
    who_acts,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]

HOUR = timedelta(hours=1)
RUN_A_SCHOOL = {"proviseur", "ddfpt", "bde"}


@pytest.fixture
def mentorship():
    return MentorshipFactory(active=True)


@pytest.fixture
def bde(mentorship):
    return staff(mentorship.school)


@pytest.fixture
def room(mentorship):
    return RoomFactory(school=mentorship.school, name="B12", capacity=4)


def wish(room=None, **changes):
    return {
        "day": "2026-11-24",
        "starts": "14:00",
        "minutes": "45",
        "where": str(room.pk) if room else "remote",
        "weeks": "1",
        **changes,
    }


def sessions():
    return MentoringSession.objects.unscoped("a test")


def moments():
    return [(one.during.lower, one.during.upper) for one in sessions().order_by("during")]


def takes(room, starts_at, mentorship):
    """Let another relation of the school take a room for an hour."""
    MentoringSessionFactory(
        mentorship=MentorshipFactory(active=True, project=mentorship.project),
        room=room,
        starts_at=starts_at,
        ends_at=starts_at + HOUR,
    )


def christmas(mentorship):
    HolidayPeriod.objects.create(
        calendar=mentorship.school.academy.calendar,
        label="vacances de Noël",
        first_day=date(2026, 12, 19),
        last_day=date(2027, 1, 3),
    )


def said(answer):
    return " ".join(answer.said)


def test_a_session_is_planned_in_a_room_and_takes_it(mentorship, bde, room):
    answer = post(bde, "sessions:plan", mentorship.pk, **wish(room))

    session = sessions().get()
    assert answer.address == f"/relations-de-mentorat/{mentorship.pk}/"
    assert answer.said == ["La séance est prévue."]
    assert moments() == [(paris(24, 14), paris(24, 14, 45))]
    assert (session.mentorship, session.room, session.mode) == (mentorship, room, "room")
    assert (session.planned_by, session.planned_at) == (bde.user, MONDAY)
    assert Booking.objects.unscoped("a test").filter(session=session).count() == 3


def test_a_session_is_planned_at_a_distance(mentorship, bde):
    post(bde, "sessions:plan", mentorship.pk, **wish())

    session = sessions().get()
    assert (session.mode, session.room) == ("remote", None)


def test_an_hour_is_that_of_the_clocks_of_the_school():
    reunion = AcademyFactory(
        code="28",
        region=AcademicRegionFactory(number=18),
        calendar="reunion",
        time_zone="Indian/Reunion",
    )
    mentorship = MentorshipFactory(active=True, project__school__academy=reunion)
    bde = staff(mentorship.school)

    answer = post(bde, "sessions:plan", mentorship.pk, **wish())

    assert moments()[0][0] == datetime(2026, 11, 24, 10, tzinfo=UTC)
    assert "14 h" in answer.page.text


@pytest.mark.usefixtures("room")
def test_a_wrong_wish_is_kept_and_plans_nothing(mentorship, bde):
    elsewhere = RoomFactory(name="Ailleurs")
    data = wish(elsewhere, day="demain", starts="", minutes="7", weeks="0")
    before = everything()

    answer = post(bde, "sessions:plan", mentorship.pk, **data)

    assert answer.kept({"day": "", "starts": "", "weeks": ""}) == {
        "day": "demain",
        "starts": "",
        "weeks": "0",
    }
    assert {name: answer.error(name) for name in ("day", "starts", "weeks")} == {
        "day": "Saisissez une date valide.",
        "starts": "Ce champ est obligatoire.",
        "weeks": "Assurez-vous que cette valeur est supérieure ou égale à 1.",
    }
    assert answer.error("minutes").startswith("Sélectionnez un choix valide.")
    assert answer.error("where").startswith("Sélectionnez un choix valide.")
    assert answer.page.all("[name=where] option") == ["Salle B12, 4 places", "À distance"]
    assert everything() == before


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"day": "2026-11-09"}, "est déjà passé"),
        ({"day": "2026-11-29"}, "Pas de séance le dimanche 29 novembre 2026"),
        ({"day": "2027-08-02"}, "est hors de la campagne"),
        ({"starts": "17:30"}, "La salle B12 est ouverte de 8 h à 18 h"),
        ({"day": "2026-11-24", "starts": "10:30"}, "La salle B12 est déjà prise de 10 h à 11 h"),
        ({"day": "0001-01-01"}, "est déjà passé"),
        ({"day": "9999-12-31"}, "est hors de la campagne"),
    ],
)
@pytest.mark.parametrize("weeks", ["1", "2"])
def test_a_refusal_is_a_sentence_and_the_form_is_kept(
    mentorship, bde, room, changes, complaint, weeks
):
    for day, month in ((24, 11), (1, 12)):
        takes(room, paris(day, 10, month=month), mentorship)
    before = everything()
    data = wish(room, weeks=weeks, **changes)

    answer = post(bde, "sessions:plan", mentorship.pk, **data)

    assert any(complaint in line for line in answer.complaints)
    assert answer.kept(data) == data
    assert everything() == before


def test_no_session_is_planned_in_the_holidays(mentorship, bde, room):
    christmas(mentorship)

    answer = post(bde, "sessions:plan", mentorship.pk, **wish(room, day="2026-12-21"))

    assert answer.complaints == [
        "Pas de séance le lundi 21 décembre 2026 (vacances de Noël) : choisissez un jour de classe."
    ]


def test_a_series_skips_holidays_and_says_which_weeks_could_not_be(mentorship, bde, room):
    christmas(mentorship)
    takes(room, paris(15, 14, month=12), mentorship)
    data = wish(room, day="2026-12-08", weeks="3")

    answer = post(bde, "sessions:plan", mentorship.pk, **data)

    mine = sessions().filter(mentorship=mentorship).order_by("during")
    assert [one.during.lower for one in mine] == [
        paris(8, 14, month=12),
        paris(5, 14, month=1, year=2027),
    ]
    assert "2 séances prévues" in said(answer)
    assert "La salle B12 est déjà prise de 14 h à 15 h" in said(answer)
    assert "mardi 15 décembre" in said(answer)
    assert "vacances de Noël" in said(answer)


def test_a_session_is_moved_from_where_it_stood(mentorship, bde, room):
    session = MentoringSessionFactory(
        mentorship=mentorship, room=room, starts_at=paris(24, 10), ends_at=paris(24, 11)
    )
    data = wish(day="2026-11-25", starts="16:30", minutes="90")
    del data["weeks"]

    form = get(bde, "sessions:move", session.pk)
    answer = post(bde, "sessions:move", session.pk, **data)

    session.refresh_from_db()
    assert form.kept(data) == {
        "day": "2026-11-24",
        "starts": "10:00",
        "minutes": "60",
        "where": str(room.pk),
    }
    assert form.page.soup.select("[name=weeks]") == []
    assert (answer.address, answer.said) == (
        f"/seances/{session.pk}/",
        ["La séance est déplacée."],
    )
    assert moments() == [(paris(25, 16, 30), paris(25, 18))]
    assert (session.mode, session.room) == ("remote", None)


def test_a_move_that_is_refused_leaves_the_session_where_it_was(mentorship, bde, room):
    session = MentoringSessionFactory(
        mentorship=mentorship, room=room, starts_at=paris(24, 10), ends_at=paris(24, 11)
    )
    before = everything()
    data = wish(room, day="2026-11-29")
    del data["weeks"]

    answer = post(bde, "sessions:move", session.pk, **data)

    assert answer.complaints[0].startswith("Pas de séance le dimanche 29 novembre 2026")
    assert answer.kept(data) == data
    assert everything() == before


def test_a_session_is_cancelled_and_its_room_is_free_again(mentorship, bde, room):
    session = MentoringSessionFactory(
        mentorship=mentorship, room=room, starts_at=paris(24, 14), ends_at=paris(24, 15)
    )

    answer = post(bde, "sessions:cancel", session.pk)

    session.refresh_from_db()
    assert session.state == "cancelled"
    assert answer.address == f"/relations-de-mentorat/{mentorship.pk}/"
    assert answer.said == ["La séance est annulée : la salle et les personnes sont libres."]
    assert post(bde, "sessions:plan", mentorship.pk, **wish(room)).said == ["La séance est prévue."]


def test_what_was_held_is_neither_moved_nor_cancelled(mentorship, bde, room):
    session = MentoringSessionFactory(mentorship=mentorship, room=room, state="held")
    data = wish(room)
    del data["weeks"]
    before = everything()

    moved = post(bde, "sessions:move", session.pk, **data)
    cancelled = post(bde, "sessions:cancel", session.pk)
    page = get(bde, "sessions:detail", session.pk).page

    assert len(moved.complaints) == len(cancelled.said) == 1
    assert "tenue" in moved.complaints[0]
    assert cancelled.address == f"/seances/{session.pk}/"
    assert everything() == before
    assert page.soup.select("form[action*=annuler], a[href*=deplacer]") == []


def test_the_form_offers_free_hours_of_the_coming_days(mentorship, bde, room):
    takes(room, paris(24, 8), mentorship)

    text = get(bde, "sessions:plan", mentorship.pk).page.text

    assert "mardi 24 novembre, 9 h" in text
    assert "mardi 24 novembre, 8 h" not in text
    assert "dimanche 29 novembre" not in text


def test_a_relation_that_is_over_has_no_new_session(bde, mentorship, room):
    mentorship.state, mentorship.ended_on = "ended", date(2026, 11, 20)
    mentorship.end_reason, mentorship.objective_reached = "other", "no"
    mentorship.save()

    answer = post(bde, "sessions:plan", mentorship.pk, **wish(room))

    assert "« terminée »" in " ".join(answer.complaints[0].split())
    assert not sessions().exists()


def test_sessions_are_planned_by_those_who_run_the_school_alone(people):
    coming = MentoringSessionFactory(
        mentorship=people.mentorship,
        room=people.room,
        starts_at=paris(25, 10),
        ends_at=paris(25, 11),
    )
    refused = set(people.grants) - RUN_A_SCHOOL - {"stranger"}
    of_the_school = {302: RUN_A_SCHOOL, 404: {"stranger"}, 403: refused}
    moved = wish()
    del moved["weeks"]

    assert who_acts(people, "sessions:plan", people.mentorship.pk, **wish()) == of_the_school
    assert who_acts(people, "sessions:move", coming.pk, **moved) == of_the_school
    assert who_acts(people, "sessions:cancel", coming.pk) == of_the_school


def test_the_form_asks_as_many_questions_for_1_room_as_for_3(mentorship, bde, room):
    few = queries(bde, "sessions:plan", mentorship.pk)
    for number in range(2):
        takes(RoomFactory(school=room.school), paris(24, 8 + number), mentorship)

    assert (few, queries(bde, "sessions:plan", mentorship.pk)) == (22, 22)


def test_a_room_of_another_school_is_not_offered(mentorship, bde):
    other = SchoolProjectFactory(school=SchoolFactory())
    RoomFactory(school=other.school)

    page = get(bde, "sessions:plan", mentorship.pk).page

    assert page.values("[name=where] option", "value") == ["remote"]
