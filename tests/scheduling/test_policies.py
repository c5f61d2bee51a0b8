"""Each rule of planning, one by one, through the action that a page calls."""

from datetime import date, time, timedelta

import pytest

from mentorat.mentorships.models import MenteeMembership, MentorMembership
from mentorat.organisations.models import ClosedDay
from mentorat.people.errors import NotCleared
from mentorat.people.models import Clearance
from mentorat.reference.models import HolidayPeriod
from mentorat.scheduling import actions, errors, policies
from mentorat.scheduling.enums import SessionMode, SessionState
from mentorat.scheduling.models import MentoringSession
from tests.factories.mentorships import MentorshipFactory
from tests.factories.organisations import RoomFactory, SchoolFactory
from tests.factories.people import (
    AuthorisationFactory,
    MenteeFactory,
    MenteeIdentityFactory,
    MentorFactory,
    UserFactory,
    authorise,
)
from tests.factories.reference import AcademicRegionFactory, AcademyFactory
from tests.factories.scheduling import NOW, MentoringSessionFactory, paris

pytestmark = pytest.mark.django_db


def plan(mentorship, starts_at=None, ends_at=None, *, room=None, **changes):
    """Plan a Tuesday from 10 to 11, unless told otherwise."""
    starts_at = starts_at or paris(3, 10)
    wish = {
        "mentorship": mentorship,
        "starts_at": starts_at,
        "ends_at": ends_at or starts_at + timedelta(hours=1),
        "mode": SessionMode.ROOM if room else SessionMode.REMOTE,
        "room": room,
        "now": NOW,
        "by": UserFactory(),
    }
    return actions.plan(**(wish | changes))


def refused(refusal, *args, **kwargs):
    """Return the sentence of the refusal; nothing was written."""
    with pytest.raises(refusal) as caught:
        plan(*args, **kwargs)
    assert not MentoringSession.objects.unscoped("test").exists()
    return caught.value.sentence


def test_every_state_of_a_session_has_its_transitions():
    assert set(policies.TRANSITIONS) == set(SessionState)


@pytest.mark.parametrize("state", ["accepted", "active"])
def test_session_is_planned_while_a_relation_is_accepted_or_active(state):
    mentorship = MentorshipFactory(**{state: True}, mentee=authorise(MenteeFactory()))

    assert plan(mentorship).state == SessionState.PLANNED


@pytest.mark.parametrize(
    ("life", "words"),
    [
        ({}, "proposée"),
        ({"state": "suspended", "started_on": date(2026, 10, 12)}, "suspendue"),
        ({"state": "declined"}, "refusée"),
        (
            {
                "state": "ended",
                "started_on": date(2026, 10, 12),
                "ended_on": date(2026, 10, 30),
                "end_reason": "no_contact",
                "objective_reached": "no",
            },
            "terminée",
        ),
    ],
)
def test_session_is_refused_in_other_states_of_the_relation(life, words):
    mentorship = MentorshipFactory(**life)

    assert refused(errors.MentorshipNotOpen, mentorship) == (
        f"Une relation « {words} » n’a pas de nouvelle séance :"
        " elle doit être acceptée ou en cours."
    )


@pytest.mark.parametrize("minutes", [15, 240])
def test_session_lasts_from_a_quarter_of_an_hour_to_four_hours(minutes):
    starts_at = paris(3, 10)

    assert plan(MentorshipFactory(active=True), starts_at, starts_at + timedelta(minutes=minutes))


@pytest.mark.parametrize("minutes", [-60, 0, 14, 241])
def test_session_that_is_too_short_or_too_long_is_refused(minutes):
    starts_at = paris(3, 10)

    sentence = refused(
        errors.WrongDuration,
        MentorshipFactory(active=True),
        starts_at,
        starts_at + timedelta(minutes=minutes),
    )

    assert sentence == "Une séance dure de 15 minutes à 4 heures : corrigez l’heure de fin."


def test_naive_moment_is_a_bug_not_a_refusal():
    starts_at = paris(3, 10).replace(tzinfo=None)

    with pytest.raises(ValueError, match="time zone"):
        plan(MentorshipFactory(active=True), starts_at)


def test_session_in_the_past_is_refused():
    sentence = refused(errors.InThePast, MentorshipFactory(active=True), paris(2, 8, 30))

    assert sentence == (
        "Le lundi 2 novembre 2026 à 8 h 30 est déjà passé : choisissez un créneau à venir."
    )


def test_session_in_the_past_is_told_afterwards_when_asked_for():
    session = plan(MentorshipFactory(active=True), paris(2, 8), allows_past=True)

    assert session.during.lower == paris(2, 8)


@pytest.mark.parametrize("moment", [paris(5, 10, month=7, year=2027), paris(31, 10, month=8)])
def test_session_outside_the_campaign_is_refused(moment):
    sentence = refused(
        errors.OutsideCampaign, MentorshipFactory(active=True), moment, allows_past=True
    )

    assert sentence.endswith(
        " est hors de la campagne, qui va du mardi 1er septembre 2026 au samedi 3 juillet 2027 :"
        " choisissez un autre jour."
    )


def test_session_in_the_holidays_of_the_academy_is_refused():
    HolidayPeriod.objects.create(
        calendar="C",
        label="vacances de Noël",
        first_day=date(2026, 12, 19),
        last_day=date(2027, 1, 3),
    )

    sentence = refused(
        errors.DuringHolidays, MentorshipFactory(active=True), paris(22, 10, month=12)
    )

    assert sentence == (
        "Pas de séance le mardi 22 décembre 2026 (vacances de Noël) : choisissez un jour de classe."
    )


def test_holidays_of_another_calendar_do_not_count():
    HolidayPeriod.objects.create(
        calendar="A",
        label="vacances d’hiver",
        first_day=date(2026, 11, 1),
        last_day=date(2026, 11, 9),
    )

    assert plan(MentorshipFactory(active=True))


def test_session_on_a_closed_day_of_the_school_is_refused():
    mentorship = MentorshipFactory(active=True)
    ClosedDay.objects.create(
        school=mentorship.school, place=mentorship.place, day=date(2026, 11, 3), label="examens"
    )
    other = SchoolFactory()
    ClosedDay.objects.create(
        school=other, place=other.place, day=date(2026, 11, 4), label="travaux"
    )

    sentence = refused(errors.DuringHolidays, mentorship)

    assert sentence == (
        "Pas de séance le mardi 3 novembre 2026 (examens) : choisissez un jour de classe."
    )
    assert plan(mentorship, paris(4, 10))


def test_session_on_a_public_holiday_is_refused():
    sentence = refused(errors.DuringHolidays, MentorshipFactory(active=True), paris(11, 10))

    assert sentence == (
        "Pas de séance le mercredi 11 novembre 2026 (Armistice) : choisissez un jour de classe."
    )


def test_session_on_a_sunday_is_refused():
    sentence = refused(errors.OnSunday, MentorshipFactory(active=True), paris(8, 10))

    assert sentence == ("Pas de séance le dimanche 8 novembre 2026 : choisissez un jour de classe.")


@pytest.mark.parametrize(
    ("starts_at", "ends_at"),
    [
        (paris(3, 8, 29), paris(3, 9, 30)),
        (paris(3, 16), paris(3, 17, 1)),
        (paris(3, 16, 30), paris(4, 9)),
    ],
)
def test_session_outside_the_opening_hours_of_the_room_is_refused(starts_at, ends_at, monkeypatch):
    monkeypatch.setattr(policies, "LONGEST", timedelta(days=2))
    mentorship = MentorshipFactory(active=True)
    room = RoomFactory(
        school=mentorship.school, name="Salle B12", opens_at=time(8, 30), closes_at=time(17)
    )

    sentence = refused(errors.OutsideOpeningHours, mentorship, starts_at, ends_at, room=room)

    assert sentence == (
        "La salle B12 est ouverte de 8 h 30 à 17 h : choisissez un horaire dans ces heures."
    )


def test_session_may_fill_the_opening_hours_of_the_room():
    mentorship = MentorshipFactory(active=True)
    room = RoomFactory(school=mentorship.school, opens_at=time(14), closes_at=time(18))

    assert plan(mentorship, paris(3, 14), paris(3, 18), room=room).room == room


def test_remote_session_at_night_is_refused():
    sentence = refused(errors.OutsideRemoteHours, MentorshipFactory(active=True), paris(3, 19, 30))

    assert sentence == (
        "Une séance à distance se tient le même jour entre 8 h et 20 h :"
        " choisissez un horaire dans ces heures."
    )


def test_opening_hours_are_those_of_the_clocks_of_the_school():
    region = AcademicRegionFactory(number=18)
    reunion = AcademyFactory(
        code="28", region=region, calendar="reunion", time_zone="Indian/Reunion"
    )
    mentorship = MentorshipFactory(active=True, project__school__academy=reunion)
    room = RoomFactory(school=mentorship.school, opens_at=time(8), closes_at=time(18))

    # Eight o’clock in La Réunion is five o’clock in Paris in winter.
    assert plan(mentorship, paris(3, 5), room=room)
    with pytest.raises(errors.OutsideOpeningHours):
        plan(mentorship, paris(4, 15), room=room)


def test_day_of_class_is_that_of_the_school_when_paris_is_on_another_date():
    region = AcademicRegionFactory(number=17)
    guyane = AcademyFactory(
        code="33", region=region, calendar="guyane", time_zone="America/Cayenne"
    )
    mentorship = MentorshipFactory(active=True, project__school__academy=guyane)

    # Sunday 8 November at 0:30 in Paris is Saturday at 20:30 there: too late, but no Sunday.
    with pytest.raises(errors.OutsideRemoteHours):
        plan(mentorship, paris(8, 0, 30))


def test_room_of_another_school_is_refused():
    room = RoomFactory(name="B12")

    sentence = refused(errors.RoomUnusable, MentorshipFactory(active=True), room=room)

    assert sentence == (
        "La salle B12 n’est pas disponible pour cette relation : choisissez-en une autre."
    )


def test_retired_room_is_refused_from_its_last_day_on():
    mentorship = MentorshipFactory(active=True)
    room = RoomFactory(school=mentorship.school, retired_on=date(2026, 11, 4))

    with pytest.raises(errors.RoomUnusable):
        plan(mentorship, paris(4, 10), room=room)
    assert plan(mentorship, paris(3, 10), room=room)


def test_room_too_small_for_mentors_and_pupils_is_refused():
    mentorship = MentorshipFactory(active=True, form="group")
    for _ in range(2):
        MenteeMembership.objects.create(
            mentorship=mentorship,
            mentee=MenteeFactory(school=mentorship.school),
            place=mentorship.place,
        )
    room = RoomFactory(school=mentorship.school, name="B12", capacity=3)

    assert refused(errors.RoomTooSmall, mentorship, room=room) == (
        "La salle B12 a 3 places pour 4 personnes : choisissez-en une plus grande."
    )


@pytest.mark.parametrize("mode", list(SessionMode))
def test_mode_and_room_go_together(mode):
    mentorship = MentorshipFactory(active=True)
    room = None if mode == SessionMode.ROOM else RoomFactory(school=mentorship.school)

    assert refused(errors.RoomOrRemote, mentorship, room=room, mode=mode) == (
        "Une séance au lycée a une salle, une séance à distance n’en a pas : choisissez."
    )


def test_mentor_without_clearance_on_the_day_is_refused():
    mentorship = MentorshipFactory(active=True)
    Clearance.objects.unscoped("test").filter(kind="training").update(expires_on=date(2026, 11, 9))

    sentence = refused(NotCleared, mentorship, paris(10, 10))

    assert "il manque formation" in sentence
    assert plan(mentorship, paris(9, 10))


def test_second_mentor_is_checked_as_well():
    mentorship = MentorshipFactory(active=True)
    second = MentorFactory(place=mentorship.place)
    MentorMembership.objects.create(
        mentorship=mentorship, mentor=second, place=mentorship.place, function="second"
    )

    assert str(second) in refused(NotCleared, mentorship)


@pytest.mark.parametrize("state", ["held", "cancelled"])
def test_session_that_was_held_or_cancelled_is_neither_moved_nor_cancelled(state):
    session = MentoringSessionFactory(state=state)
    words = session.get_state_display()

    with pytest.raises(errors.WrongSessionState) as cancelled:
        actions.cancel(session=session, now=NOW, by=UserFactory())
    with pytest.raises(errors.WrongSessionState):
        actions.move(
            session=session,
            starts_at=paris(5, 10),
            ends_at=paris(5, 11),
            room=session.room,
            now=NOW,
            by=UserFactory(),
        )

    assert cancelled.value.sentence == (
        f"Cette séance est « {words} » : elle ne peut pas devenir « annulée »."
    )


@pytest.mark.parametrize(
    ("given", "in_room", "label"),
    [
        ("in_person", False, "séances à distance"),
        ("remote", True, "rencontres au lycée"),
    ],
)
def test_a_minor_is_met_in_the_way_that_the_family_authorised(given, in_room, label):
    mentee = MenteeFactory()
    AuthorisationFactory(mentee=mentee, scope=given)
    mentorship = MentorshipFactory(active=True, mentee=mentee)
    room = RoomFactory(school=mentorship.school)

    sentence = refused(errors.AuthorisationMissing, mentorship, room=room if in_room else None)

    assert sentence.startswith(f"Il manque l’autorisation « {label} » de la famille")
    assert mentee.first_name not in sentence
    assert plan(mentorship, room=None if in_room else room)


def test_one_family_without_a_word_is_enough_to_refuse_a_group_at_school():
    mentorship = MentorshipFactory(active=True, form="group")
    MenteeMembership.objects.create(
        mentorship=mentorship,
        mentee=MenteeFactory(school=mentorship.school),
        place=mentorship.place,
    )
    room = RoomFactory(school=mentorship.school)

    refused(errors.AuthorisationMissing, mentorship, room=room)


def test_an_adult_on_the_day_needs_no_authorisation():
    mentee = MenteeIdentityFactory(birth_date=date(2008, 11, 3)).mentee
    AuthorisationFactory(mentee=mentee, state="refused", scope="remote")
    mentorship = MentorshipFactory(active=True, mentee=mentee)

    assert plan(mentorship, paris(3, 10))
    with pytest.raises(errors.AuthorisationMissing):
        plan(mentorship, paris(2, 15))


def test_a_session_is_not_moved_to_a_distance_without_its_authorisation():
    mentee = MenteeFactory()
    AuthorisationFactory(mentee=mentee)
    session = MentoringSessionFactory(mentorship=MentorshipFactory(active=True, mentee=mentee))

    with pytest.raises(errors.AuthorisationMissing):
        actions.move(
            session=session,
            starts_at=paris(5, 10),
            ends_at=paris(5, 11),
            room=None,
            now=NOW,
            by=UserFactory(),
        )


def test_what_took_place_is_told_whatever_the_family_says_since():
    mentee = MenteeFactory()
    AuthorisationFactory(mentee=mentee, state="withdrawn")
    mentorship = MentorshipFactory(active=True, mentee=mentee)

    session = plan(mentorship, now=paris(4, 9), allows_past=True)

    assert session.state == SessionState.PLANNED
