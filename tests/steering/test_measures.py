from datetime import UTC, date, datetime

import pytest

from mentorat.foundations.scope import Family, Scope
from mentorat.mentorships.models import MenteeMembership
from mentorat.reference.models import HolidayPeriod
from mentorat.steering.catalogue import INDICATORS
from mentorat.steering.enums import Counted
from mentorat.steering.measures import MEASURES, Perimeter, measure
from mentorat.steering.measures.meetings import days_back
from tests.factories.closing import ClosingFactory
from tests.factories.matching import NeedFactory, OfferFactory
from tests.factories.mentorships import MentorshipFactory, answered
from tests.factories.organisations import SchoolFactory
from tests.factories.people import MenteeFactory, MenteeIdentityFactory, MentorFactory
from tests.factories.programmes import CampaignFactory, SchoolProjectFactory
from tests.factories.scheduling import MentoringSessionFactory
from tests.factories.steering import met

pytestmark = pytest.mark.django_db

TODAY = date(2027, 3, 1)
BEFORE = datetime(2026, 10, 20, 8, tzinfo=UTC)


@pytest.fixture
def campaign():
    return CampaignFactory()


@pytest.fixture
def project(campaign):
    return SchoolProjectFactory(campaign=campaign, target_mentees=40)


@pytest.fixture
def school(project):
    return project.school


def counted(school, campaign, *, today=TODAY):
    perimeter = Perimeter(Scope(Family.SCHOOL, school.span), school.span, campaign, today)
    return measure(perimeter).get(school.place, {})


def figure(code, school, campaign, *, today=TODAY):
    """Return both terms of an indicator."""
    numbers, indicator = counted(school, campaign, today=today), INDICATORS[code]
    return (
        numbers.get(indicator.counts, 0),
        None if indicator.out_of is None else numbers.get(indicator.out_of, 0),
    )


def relation(project, start=date(2026, 10, 12), **fields):
    return MentorshipFactory(
        **{"project": project, "state": "active", "started_on": start, **fields}
    )


def ended(project, on, *, reached="yes", reviewed=True, **fields):
    mentorship = relation(
        project,
        state="ended",
        ended_on=on,
        end_reason="other",
        objective_reached=reached,
        **fields,
    )
    if reviewed:
        ClosingFactory(mentorship=mentorship, state="complete")
    return mentorship


def test_everything_in_the_catalogue_is_counted_somewhere(school, campaign):
    need = NeedFactory(mentee__school=school)
    met(relation(school.projects.get(), mentee=need.mentee), TODAY)
    NeedFactory(mentee__school=school)
    OfferFactory(school=school)

    assert set(counted(school, campaign)) == set(Counted)


def test_pupils_are_those_of_the_year_who_are_present(school, campaign):
    MenteeFactory.create_batch(2, school=school)
    MenteeFactory(school=school, left_on=date(2026, 12, 1))
    MenteeFactory(school=school, year=2025)
    MenteeFactory()

    assert figure("pupils", school, campaign) == (2, None)


def test_volunteers_withdrawn_or_gone_do_not_count(school, campaign):
    MenteeFactory(school=school)
    NeedFactory.create_batch(2, mentee__school=school)
    NeedFactory(mentee__school=school, withdrawn_at=BEFORE)
    NeedFactory(mentee__school=school, mentee__left_on=date(2026, 12, 1))
    NeedFactory(mentee__school=school, campaign=CampaignFactory(year=2025))

    assert figure("volunteers", school, campaign) == (2, None)
    assert figure("volunteers_share", school, campaign) == (2, 5)


def test_volunteers_wait_until_a_relation_is_proposed_and_again_after_it(school, project, campaign):
    waits, proposed, running, back = [NeedFactory(mentee__school=school).mentee for _ in range(4)]
    MentorshipFactory(project=project, mentee=proposed)
    relation(project, mentee=running)
    ended(project, date(2026, 12, 1), mentee=back)

    assert waits.memberships.count() == 0
    assert figure("volunteers_waiting", school, campaign) == (2, 4)


def test_girls_are_counted_among_volunteers_of_known_sex(school, campaign):
    for sex in ("f", "f", "m", ""):
        NeedFactory(mentee=MenteeIdentityFactory(mentee__school=school, sex=sex).mentee)

    assert figure("volunteers_girls", school, campaign) == (2, 3)


def test_mentees_count_once_whatever_their_relations(school, project, campaign):
    twice = MenteeFactory(school=school, left_on=date(2027, 1, 5))
    ended(project, date(2026, 12, 1), mentee=twice)
    relation(project, date(2027, 1, 4), mentee=twice)
    relation(project)
    MentorshipFactory(project=project, ready=True)
    MentorshipFactory(project=project, state="declined")
    relation(SchoolProjectFactory(school=school, campaign=CampaignFactory(year=2025)))

    assert figure("mentees", school, campaign) == (2, None)
    assert figure("mentees_target", school, campaign) == (2, 40)


def test_every_pupil_of_a_group_is_a_mentee(school, project, campaign):
    group = relation(project, form="group")
    MenteeMembership.objects.create(
        mentorship=group,
        mentee=MenteeFactory(school=school),
        place=group.place,
        **answered(group.proposed_by),
    )

    assert figure("mentees", school, campaign) == (2, None)
    assert figure("mentorships_live", school, campaign) == (1, None)


def test_active_mentees_came_to_a_session_in_the_last_thirty_days(school, project, campaign):
    met(relation(project), date(2027, 1, 30))
    met(relation(project), date(2027, 1, 29))
    met(
        relation(project, mentee=MenteeFactory(school=school, first_name="Inès")),
        TODAY,
        Inès="absent",
    )
    planned = relation(project)
    MentoringSessionFactory(mentorship=planned)

    assert figure("active", school, campaign) == (1, 4)


def test_holidays_of_the_school_do_not_count_in_the_thirty_days(school, project, campaign):
    met(relation(project), date(2027, 1, 20))
    before = figure("active", school, campaign)
    for calendar, first, last in (
        ("C", date(2027, 2, 13), date(2027, 2, 28)),
        ("A", date(2026, 12, 1), date(2027, 2, 28)),
    ):
        HolidayPeriod.objects.create(
            calendar=calendar, label="Vacances", first_day=first, last_day=last
        )

    assert (before, figure("active", school, campaign)) == ((0, 1), (1, 1))


@pytest.mark.parametrize(
    ("holidays", "expected"),
    [
        ((), date(2027, 1, 30)),
        (((date(2027, 2, 13), date(2027, 2, 28)),), date(2027, 1, 14)),
        (((date(2027, 2, 28), date(2027, 3, 14)),), date(2027, 1, 29)),
        (((date(2026, 1, 1), date(2027, 12, 31)),), date(2026, 8, 13)),
    ],
    ids=["none", "inside", "half over", "endless"],
)
def test_days_back_leave_holidays_out(holidays, expected):
    assert days_back(TODAY, 30, holidays) == expected


def test_session_belongs_to_the_day_of_the_schools_own_clocks(campaign):
    school = SchoolFactory(academy__code="28", academy__time_zone="Indian/Reunion")
    relations = [
        relation(SchoolProjectFactory(school=school, campaign=campaign), date(2026, 10, 12)),
        relation(school.projects.get(), date(2026, 10, 13)),
    ]
    for mentorship in relations:
        # 23:00 in Paris on the 29th is already the 30th in La Réunion.
        met(mentorship, date(2027, 1, 29), hour=23)

    assert figure("active", school, campaign) == (2, 2)


def test_days_to_the_first_meeting_start_with_the_last_registration_before_it(
    school, project, campaign
):
    once, twice, late, never = MenteeFactory.create_batch(4, school=school)
    NeedFactory(mentee=once, volunteered_on=date(2026, 9, 22))
    NeedFactory(mentee=twice, volunteered_on=date(2026, 9, 2), withdrawn_at=BEFORE)
    NeedFactory(mentee=twice, volunteered_on=date(2026, 10, 2))
    NeedFactory(mentee=late, volunteered_on=date(2026, 11, 2))
    for mentee in (once, twice, late, never):
        relation(project, date(2026, 10, 12), mentee=mentee)
    ended(project, date(2026, 12, 1), mentee=once, start=date(2026, 11, 30))

    assert figure("first_meeting_days", school, campaign) == (20 + 10, 2)


def test_relations_live_once_started_until_they_end(school, project, campaign):
    relation(project)
    suspended = relation(project)
    suspended.state = "suspended"
    suspended.save(update_fields=["state"])
    MentorshipFactory(project=project, ready=True)
    ended(project, date(2026, 12, 1))

    assert figure("mentorships_live", school, campaign) == (2, None)


def test_relations_are_alive_when_met_after_the_date_or_closed_with_success(
    school, project, campaign
):
    met(relation(project, date(2026, 12, 1)), date(2027, 3, 1))
    met(relation(project, date(2026, 11, 30)), date(2027, 2, 27))
    relation(project, date(2026, 12, 2))
    ended(project, date(2026, 12, 20), start=date(2026, 12, 1), reached="yes")
    ended(project, date(2026, 12, 20), start=date(2026, 12, 1), reached="partly")
    absent = MenteeFactory(school=school, first_name="Noé")
    met(relation(project, date(2026, 12, 1), mentee=absent), date(2027, 3, 1), Noé="excused")

    assert figure("alive_3_months", school, campaign) == (2, 5)
    assert figure("alive_6_months", school, campaign) == (0, 0)


def test_relations_are_asked_for_again_at_six_months(school, project, campaign):
    met(relation(project, date(2026, 8, 31)), date(2027, 2, 27))
    met(relation(project, date(2026, 9, 1)), date(2027, 3, 1), hour=8)
    relation(project, date(2026, 9, 2))

    assert figure("alive_3_months", school, campaign) == (2, 3)
    assert figure("alive_6_months", school, campaign) == (1, 2)


def test_closings_tell_the_objective_and_the_review(school, project, campaign):
    for reached, reviewed in (("yes", True), ("yes", False), ("partly", True), ("no", True)):
        ended(project, date(2026, 12, 1), reached=reached, reviewed=reviewed)
    MentorshipFactory(project=project, state="withdrawn")

    assert figure("closings", school, campaign) == (4, None)
    assert figure("closings_objective_reached", school, campaign) == (2, 4)
    assert figure("closings_reviewed", school, campaign) == (3, 4)


def test_sessions_are_held_even_when_nobody_came(school, project, campaign):
    group = relation(
        project, form="group", mentee=MenteeFactory(school=school, first_name="Jeanne")
    )
    MenteeMembership.objects.create(
        mentorship=group,
        mentee=MenteeFactory(school=school, first_name="Karim"),
        place=group.place,
        **answered(group.proposed_by),
    )
    met(group, date(2026, 10, 12))
    met(group, date(2026, 10, 19), Karim="absent")
    met(group, date(2026, 11, 2), Karim="absent", Jeanne="excused")
    MentoringSessionFactory(mentorship=group, state="planned")
    MentoringSessionFactory(mentorship=group, state="cancelled")

    assert figure("sessions_held", school, campaign) == (3, None)
    assert figure("attendance_share", school, campaign) == (3, 6)


def test_mentors_offer_and_some_may_meet_pupils(school, campaign):
    OfferFactory(school=school)
    OfferFactory(school=school, mentor=MentorFactory(place=school.place))
    OfferFactory(school=school, closed_on=date(2026, 12, 1))
    OfferFactory(school=school, closed_on=date(2027, 6, 1))
    OfferFactory(school=school).mentor.clearances.filter(kind="training").update(
        expires_on=date(2027, 2, 28)
    )
    OfferFactory(school=school, mentor=MentorFactory(left_on=date(2027, 1, 1), place=school.place))
    OfferFactory(school=school, campaign=CampaignFactory(year=2025))

    assert figure("mentors_offering", school, campaign) == (4, None)
    assert figure("mentors_cleared", school, campaign) == (2, 4)


def test_project_counts_in_its_own_campaign(school, campaign):
    other = SchoolProjectFactory(campaign=CampaignFactory(year=2025)).school

    assert figure("projects", school, campaign) == (1, None)
    assert figure("projects", other, campaign) == (0, None)
    assert figure("mentees_target", other, campaign) == (0, 0)


def test_measures_ask_as_many_questions_for_one_school_as_for_many(
    django_assert_num_queries, project, campaign
):
    for one in (project, SchoolProjectFactory(campaign=campaign)):
        met(relation(one), date(2026, 10, 12))
        NeedFactory(mentee__school=one.school)
    scope = Scope(Family.SCHOOL, project.school.academy.span)

    for span in (project.school.span, project.school.academy.span):
        # Two of them ask twice: first meetings also look at those who left a group.
        with django_assert_num_queries(len(MEASURES) + 2):
            measure(Perimeter(scope, span, campaign, TODAY))
    assert len(MEASURES) == 10
