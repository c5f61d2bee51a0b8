from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from mentorat.access import actions as access
from mentorat.access.roles import Role
from mentorat.followup import actions, tasks
from mentorat.followup.enums import AlarmKind
from mentorat.followup.errors import AlarmEnded, SnoozedTooFar
from mentorat.followup.models import Alarm
from mentorat.followup.notices import word_to_mentor
from mentorat.followup.watching import watch_school
from mentorat.foundations.place import school_span
from mentorat.foundations.scope import Family, Scope
from mentorat.journal.models import Entry
from mentorat.mentorships.models import Mentorship
from mentorat.notifications.models import Delivery, DigestLine
from mentorat.people.models import Clearance, Mentor
from mentorat.reference.models import HolidayPeriod
from tests.factories.followup import AlarmFactory, CheckInFactory
from tests.factories.matching import OfferFactory
from tests.factories.mentorships import MentorshipFactory
from tests.factories.organisations import AssociationFactory, PfmpPeriodFactory, SchoolFactory
from tests.factories.people import MenteeFactory, UserFactory, cleared_mentor
from tests.factories.programmes import SchoolProjectFactory
from tests.factories.scheduling import AttendanceFactory, MentoringSessionFactory, paris

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 11, 23, 10, tzinfo=UTC)
# Relations of the factory start on 12 October: 42 days before.
TODAY = MONDAY.date()


@pytest.fixture
def pilot():
    return UserFactory(email="pilote@exemple.fr")


@pytest.fixture
def project(pilot):
    return SchoolProjectFactory(pilot=pilot)


def watch(school, on=TODAY):
    return watch_school(school=school, now=MONDAY + timedelta(days=(on - TODAY).days), today=on)


def alarms(state="open"):
    found = Alarm.objects.unscoped("a test").filter(state=state).order_by("kind", "pk")
    return [(alarm.kind, alarm.about_on) for alarm in found]


def met(mentorship, day, month=11, status="present"):
    session = MentoringSessionFactory(
        mentorship=mentorship,
        starts_at=paris(day, 10, month=month),
        ends_at=paris(day, 11, month=month),
        state="held",
    )
    AttendanceFactory(session=session, status=status)
    return session


def test_a_relation_that_has_not_met_for_a_month_raises_a_silence(project):
    MentorshipFactory(active=True, project=project, started_on=date(2026, 10, 23))

    before = watch(project.school, date(2026, 11, 22))
    after = watch(project.school)

    assert (len(before.raised), len(after.raised)) == (0, 1)
    assert alarms() == [("silence", date(2026, 10, 23))]


def test_the_latest_meeting_counts_and_an_absence_is_no_meeting(project):
    mentorship = MentorshipFactory(active=True, project=project)
    met(mentorship, 20, month=10)
    met(mentorship, 17, status="absent")

    watch(project.school)

    assert alarms() == [("silence", date(2026, 10, 20))]


@pytest.mark.parametrize("away", ["holidays", "pfmp"])
def test_holidays_and_pfmp_do_not_count_as_silence(project, away):
    MentorshipFactory(active=True, project=project)
    span = (date(2026, 10, 17), date(2026, 11, 1))
    if away == "pfmp":
        PfmpPeriodFactory(school=project.school, starts_on=span[0], ends_on=span[1])
    else:
        HolidayPeriod.objects.create(
            calendar="C", label="Toussaint", first_day=span[0], last_day=span[1]
        )

    watch(project.school)

    assert alarms() == []


def test_a_suspended_relation_is_not_silent(project):
    MentorshipFactory(active=True, project=project, state="suspended")

    watch(project.school)

    assert alarms() == []


def test_a_relation_that_is_being_closed_is_not_silent(project):
    mentorship = MentorshipFactory(active=True, project=project)

    watch(project.school)
    actions.open_guided_closing(mentorship=mentorship, now=MONDAY, by=UserFactory())
    watch(project.school)

    assert (alarms(), len(alarms("ended"))) == ([], 1)


def test_a_session_that_is_near_breaks_the_silence_one_in_two_months_does_not(project):
    mentorship = MentorshipFactory(active=True, project=project)
    MentoringSessionFactory(
        mentorship=mentorship,
        starts_at=paris(25, 10, month=1, year=2027),
        ends_at=paris(25, 11, month=1, year=2027),
    )

    watch(project.school)
    far = alarms()
    MentoringSessionFactory(mentorship=mentorship, starts_at=paris(30, 10), ends_at=paris(30, 11))
    watch(project.school)

    assert far == [("silence", date(2026, 10, 12))]
    assert (alarms(), alarms("ended")) == ([], far)


def test_a_long_silence_becomes_a_relation_without_sign_of_life(project):
    MentorshipFactory(active=True, project=project)

    watch(project.school)
    watch(project.school, date(2026, 11, 26))

    assert alarms() == [("no_life", date(2026, 10, 12))]
    assert alarms("ended") == [("silence", date(2026, 10, 12))]


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        (["absent", "absent"], 1),
        (["absent", "excused"], 0),
        (["absent", "present"], 0),
        (["absent", "absent", "present"], 0),
        (["present", "absent", "absent"], 1),
    ],
)
def test_two_absences_in_a_row_raise_an_alarm(project, statuses, expected):
    mentorship = MentorshipFactory(active=True, project=project)
    for day, status in enumerate(statuses, start=16):
        met(mentorship, day, status=status)
    MentoringSessionFactory(mentorship=mentorship, starts_at=paris(30, 10), ends_at=paris(30, 11))

    watch(project.school)

    assert len(alarms()) == expected
    assert {kind for kind, _ in alarms()} <= {"absences"}


def test_a_check_in_that_stays_without_answer_raises_an_alarm(project):
    mentorship = MentorshipFactory(active=True, project=project, started_on=date(2026, 11, 2))
    check_in = CheckInFactory(mentorship=mentorship)

    watch(project.school)
    awaited = alarms()
    check_in.state = "overdue"
    check_in.save()
    watch(project.school)

    assert (awaited, alarms()) == ([], [("check_in", check_in.answer_by)])


def test_a_relation_that_is_ready_without_a_date_raises_an_alarm(project):
    for day in (2, 3):
        MentorshipFactory(
            ready=True,
            project=project,
            state_at=datetime(2026, 11, day, 9, tzinfo=UTC),
            mentee=MenteeFactory(school=project.school, level="premiere"),
        )

    watch(project.school)

    assert alarms() == [("no_meeting", date(2026, 11, 2))]


def test_a_late_start_is_said_two_weeks_before_the_last_useful_day(project):
    # The pupils of tests are in their last year: 3 July, less four weeks, less six months.
    MentorshipFactory(project=project)

    watch(project.school, date(2026, 11, 21))
    early = alarms()
    watch(project.school, date(2026, 11, 22))

    assert early == []
    assert alarms() == [("late_start", date(2026, 12, 5))]


def test_a_clearance_that_ends_within_a_month_raises_one_alarm_a_mentor(project):
    mentor = cleared_mentor(place=project.place)
    MentorshipFactory(project=project, mentor=mentor)
    cleared_mentor(place=project.place)
    Clearance.objects.unscoped("a test").update(expires_on=date(2026, 12, 24))

    watch(project.school, date(2026, 11, 24))
    early = alarms()
    watch(project.school, date(2026, 11, 25))

    assert early == [("late_start", date(2026, 12, 5))]
    assert alarms() == [("clearance", date(2026, 12, 24)), *early]


def test_a_mentor_with_more_pupils_than_seats_raises_an_alarm(project):
    mentor = cleared_mentor(place=project.place)
    OfferFactory(mentor=mentor, school=project.school, campaign=project.campaign, capacity=1)
    MentorshipFactory(project=project, mentor=mentor)

    watch(project.school, date(2026, 11, 2))
    enough = alarms()
    MentorshipFactory(project=project, mentor=mentor)
    watch(project.school, date(2026, 11, 2))

    assert (enough, alarms()) == ([], [("capacity", None)])


def test_a_second_run_changes_nothing(project):
    MentorshipFactory(active=True, project=project)

    watch(project.school)
    again = watch(project.school)

    assert (len(again.raised), again.ended, again.returned) == (0, 0, 0)
    assert len(alarms()) == 1


def test_an_alarm_is_told_to_the_pilot_without_the_name_of_a_pupil(project, pilot):
    mentor = cleared_mentor(place=project.place, first_name="Sophie", last_name="Martin")
    mentorship = MentorshipFactory(active=True, project=project, mentor=mentor)
    pupil = mentorship.mentee_memberships.get().mentee

    watch(project.school)

    line = DigestLine.objects.get()
    assert (line.address, line.sentence) == (pilot.email, "Sophie M. : pas de séance récente")
    assert pupil.first_name not in line.sentence


def test_without_a_pilot_those_who_run_the_school_are_told():
    project = SchoolProjectFactory(pilot=None)
    for role in (Role.DDFPT, Role.BUREAU_DES_ENTREPRISES, Role.CPE):
        access.give(
            user=UserFactory(email=f"{role}@exemple.fr"),
            post=access.school_post(role, project.school),
            valid_from=date(2026, 9, 1),
            by=None,
        )
    MentorshipFactory(active=True, project=project)

    watch(project.school)

    told = DigestLine.objects.order_by("address").values_list("address", flat=True)
    assert list(told) == ["bureau_des_entreprises@exemple.fr", "ddfpt@exemple.fr"]


def test_the_journal_keeps_what_was_raised_and_ended(project):
    mentorship = MentorshipFactory(active=True, project=project)

    watch(project.school)
    met(mentorship, 22)
    watch(project.school)

    entries = Entry.objects.unscoped("a test").filter(about_kind="mentorship").order_by("pk")
    assert [(one.event, one.about_id, one.place, one.by) for one in entries] == [
        ("alarm_raised", mentorship.pk, project.place, None),
        ("alarm_ended", mentorship.pk, project.place, None),
    ]


def test_an_alarm_put_off_comes_back_on_its_day(project, pilot):
    MentorshipFactory(active=True, project=project)
    (alarm,) = watch(project.school).raised

    actions.snooze(alarm=alarm, until=date(2026, 11, 25), reason="away", today=TODAY, by=pilot)
    watch(project.school, date(2026, 11, 24))
    waiting = alarms("snoozed")
    back = watch(project.school, date(2026, 11, 25))

    assert (len(waiting), back.returned, len(alarms())) == (1, 1, 1)


def test_an_alarm_put_off_ends_when_its_cause_is_gone(project, pilot):
    mentorship = MentorshipFactory(active=True, project=project)
    (alarm,) = watch(project.school).raised

    actions.snooze(alarm=alarm, until=date(2026, 12, 1), reason="talked", today=TODAY, by=pilot)
    met(mentorship, 23)
    watch(project.school, date(2026, 11, 24))

    assert len(alarms("ended")) == 1


@pytest.mark.parametrize("days", [0, 61])
def test_an_alarm_is_put_off_until_a_day_that_is_near(days):
    with pytest.raises(SnoozedTooFar, match="Choisissez un jour entre demain et le 22/01/2027"):
        actions.snooze(
            alarm=AlarmFactory(),
            until=TODAY + timedelta(days=days),
            reason="other",
            today=TODAY,
            by=UserFactory(),
        )


def test_an_alarm_that_ended_is_not_put_off():
    alarm = AlarmFactory(state="ended", ended_at=MONDAY)

    with pytest.raises(AlarmEnded):
        actions.snooze(
            alarm=alarm, until=date(2026, 12, 1), reason="other", today=TODAY, by=UserFactory()
        )


def test_an_alarm_put_off_is_brought_back_by_hand():
    alarm = AlarmFactory(state="snoozed", snoozed_until=date(2026, 12, 1), snooze_reason="other")

    assert actions.wake(alarm=alarm, by=UserFactory()).state == "open"


def test_the_prepared_word_leaves_once_a_day_for_the_mentors_of_the_relation():
    alarm, by = AlarmFactory(), UserFactory(full_name="Agathe Pilote")
    mentor = alarm.mentorship.mentor_memberships.get().mentor
    cleared_mentor(place=alarm.place)

    for _ in range(2):
        actions.write_to_mentor(alarm=alarm, school=alarm.mentorship.school, today=TODAY, by=by)

    sent = Delivery.objects.get()
    assert sent.address == mentor.email
    assert "Agathe Pilote" in sent.body


def test_the_prepared_word_says_what_the_alarm_is_about_and_greets_once():
    words = {kind: word_to_mentor(kind=kind, signed="A", school="B") for kind in AlarmKind}

    assert len({letter.paragraphs for letter in words.values()}) == len(AlarmKind)
    for kind, letter in words.items():
        assert letter.text.count("Bonjour") == 1
        assert ("séance récente" in letter.text) is (kind == AlarmKind.SILENCE)


def test_a_word_about_a_mentor_leaves_for_that_mentor_alone():
    mentor = cleared_mentor()
    cleared_mentor(place=mentor.place)
    alarm = AlarmFactory(kind="clearance", mentorship=None, mentor=mentor, place=mentor.place)

    told = actions.write_to_mentor(
        alarm=alarm, school=SchoolFactory(), today=TODAY, by=UserFactory()
    )

    assert told == [mentor]


def test_a_relation_has_one_standing_alarm_of_a_kind():
    alarm = AlarmFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        AlarmFactory(mentorship=alarm.mentorship)


def test_alarms_are_of_their_school_and_of_the_association_of_the_relation(rls):
    association, other = AssociationFactory(), AssociationFactory()
    relation = MentorshipFactory(active=True, association=association)
    alarm = AlarmFactory(mentorship=relation)
    member = relation.mentor_memberships.get()
    scopes = {
        "school": Scope(Family.SCHOOL, school_span(alarm.place)),
        "elsewhere": Scope(Family.SCHOOL, school_span(alarm.place + 1)),
        "association": Scope(Family.GRANT, association=association.pk),
        "other": Scope(Family.GRANT, association=other.pk),
        "mentor": Scope(Family.GRANT, mentor=member.mentor_id),
        "mentee": Scope(Family.GRANT, mentee=relation.mentee_memberships.get().mentee_id),
    }

    by_orm = {name: Alarm.objects.within(scope).exists() for name, scope in scopes.items()}
    by_database = {}
    for name, scope in scopes.items():
        with rls(scope), transaction.atomic():
            by_database[name] = Alarm.objects.unscoped("a test").exists()

    assert by_orm == by_database
    assert {name for name, seen in by_orm.items() if seen} == {"school", "association"}


def test_a_school_computes_its_alarms_within_its_own_scope(project, time_machine):
    time_machine.move_to(MONDAY)
    MentorshipFactory(active=True, project=project)
    elsewhere = MentorshipFactory(active=True)

    tasks.watch_school(school_id=project.school_id)

    found = Alarm.objects.unscoped("a test").get()
    assert found.place == project.place != elsewhere.place


def test_questions_do_not_grow_with_relations(project):
    def asked():
        with CaptureQueriesContext(connection) as context:
            watch(project.school)
        return len(context.captured_queries)

    MentorshipFactory(active=True, project=project)
    watch(project.school)
    few = asked()
    for _ in range(2):
        MentorshipFactory(active=True, project=project)
    watch(project.school)

    assert (few, asked()) == (17, 17)
    assert Mentorship.objects.unscoped("a test").count() == 3
    assert Mentor.objects.unscoped("a test").count() == 3
