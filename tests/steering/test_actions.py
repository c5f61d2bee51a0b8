import random
from datetime import UTC, date, datetime, timedelta

import pytest

from mentorat.foundations.scope import Family, Scope, system
from mentorat.people.models import Mentee
from mentorat.reference.models import HolidayPeriod
from mentorat.steering import actions
from mentorat.steering.catalogue import INDICATORS
from mentorat.steering.models import IndicatorValue
from tests.factories.closing import ClosingFactory
from tests.factories.matching import NeedFactory, OfferFactory
from tests.factories.mentorships import MentorshipFactory
from tests.factories.organisations import SchoolFactory
from tests.factories.people import MenteeFactory, MenteeIdentityFactory, MentorFactory
from tests.factories.programmes import CampaignFactory, SchoolProjectFactory
from tests.factories.reference import AcademyFactory
from tests.factories.steering import IndicatorValueFactory, met

pytestmark = pytest.mark.django_db

TODAY = date(2027, 3, 1)
NOW = datetime(2027, 3, 1, 7, tzinfo=UTC)
AT = {"now": NOW, "today": TODAY}
LATER = {"now": NOW + timedelta(hours=1), "today": TODAY}


@pytest.fixture
def campaign():
    return CampaignFactory()


def stored():
    rows = IndicatorValue.objects.unscoped("test").values_list(
        "school__uai", "place", "code", "numerator", "denominator"
    )
    return sorted(rows)


def test_refresh_writes_every_figure_of_the_school_and_of_no_other(campaign):
    school, other = SchoolFactory(), SchoolFactory()
    NeedFactory.create_batch(2, mentee__school=school)
    NeedFactory(mentee__school=other)

    written = actions.refresh_school(school=school, campaign=campaign, **AT)

    expected = {code: (0, None if i.out_of is None else 0) for code, i in INDICATORS.items()} | {
        "pupils": (2, None),
        "volunteers": (2, None),
        "volunteers_share": (2, 2),
        "volunteers_waiting": (2, 2),
    }
    assert written == len(INDICATORS)
    assert stored() == sorted(
        (school.uai, school.place, code, *terms) for code, terms in expected.items()
    )


def test_stored_value_says_what_it_is():
    value = IndicatorValueFactory(code="pupils")

    assert str(value) == f"pupils {value.school_id}"


def test_refresh_again_replaces_what_was_written(campaign):
    school = SchoolFactory()
    mentee = MenteeFactory(school=school)
    actions.refresh_school(school=school, campaign=campaign, **AT)
    before = stored()
    Mentee.objects.unscoped("test").filter(pk=mentee.pk).update(left_on=TODAY)

    actions.refresh_school(school=school, campaign=campaign, **LATER)

    after = stored()
    changed = [now for was, now in zip(before, after, strict=True) if was != now]
    dates = set(
        IndicatorValue.objects.unscoped("test").values_list("computed_at", flat=True).order_by()
    )
    assert changed == [
        (school.uai, school.place, "pupils", 0, None),
        (school.uai, school.place, "volunteers_share", 0, 0),
    ]
    assert dates == {LATER["now"]}


def test_refresh_of_an_academy_leaves_the_others_alone(campaign):
    here, there = SchoolFactory(), SchoolFactory(academy=AcademyFactory(code="25"))
    MenteeFactory(school=here)
    MenteeFactory(school=there)

    written = actions.refresh_academy(academy=here.academy, campaign=campaign, **AT)

    assert written == len(INDICATORS)
    assert {uai for uai, *_ in stored()} == {here.uai}


def test_refresh_of_all_brings_back_to_zero_a_school_that_lost_everything(campaign):
    emptied, untouched = SchoolFactory(), SchoolFactory()
    IndicatorValueFactory(school=emptied, code="pupils", numerator=12)

    actions.refresh_all(campaign=campaign, **AT)

    assert [row for row in stored() if row[2] == "pupils"] == [
        (emptied.uai, emptied.place, "pupils", 0, None)
    ]
    assert untouched.values.count() == 0


@pytest.mark.parametrize("schools", [1, 3])
def test_number_of_queries_does_not_depend_on_what_is_counted(
    django_assert_num_queries, campaign, schools
):
    for _ in range(schools):
        project = SchoolProjectFactory(campaign=campaign)
        for _ in range(2):
            met(MentorshipFactory(project=project, active=True), date(2026, 10, 12))

    # A savepoint and its release, the lock, twelve questions, one writing.
    with django_assert_num_queries(16):
        actions.refresh_school(school=project.school, campaign=campaign, **AT)
    # The same, and which schools they are.
    with django_assert_num_queries(17):
        actions.refresh_academy(academy=project.school.academy, campaign=campaign, **AT)
    # The same, and which académies there are.
    with django_assert_num_queries(18):
        actions.refresh_all(campaign=campaign, **AT)


def invent(rng, school, campaign):
    """Fill a school with anything that can be counted, and what must not be."""
    project = SchoolProjectFactory(
        school=school, campaign=campaign, target_mentees=rng.randint(0, 9)
    )
    for _ in range(rng.randint(1, 9)):
        gone = rng.choice([None, None, None, date(2027, 1, 10)])
        sex = rng.choice(["f", "m", ""])
        mentee = MenteeFactory(school=school, left_on=gone, year=rng.choice([2026, 2026, 2025]))
        MenteeIdentityFactory(mentee=mentee, sex=sex)
        if rng.random() < 0.7:
            NeedFactory(
                mentee=mentee,
                volunteered_on=date(2026, 9, 1) + timedelta(days=rng.randint(0, 60)),
                withdrawn_at=rng.choice([None, None, NOW]),
            )
        if rng.random() < 0.7:
            invent_relation(rng, project, mentee)
    for _ in range(rng.randint(0, 3)):
        mentors = rng.choice([{}, {"mentor": MentorFactory(place=school.place)}])
        OfferFactory(school=school, closed_on=rng.choice([None, TODAY]), **mentors)


def invent_relation(rng, project, mentee):
    start = date(2026, 8, 20) + timedelta(days=rng.randint(0, 150))
    state = rng.choice(["proposed", "accepted", "active", "active", "suspended", "ended", "ended"])
    life = {} if state in {"proposed", "accepted"} else {"started_on": start}
    if state == "ended":
        reached = rng.choice(["yes", "partly", "no"])
        life |= {"ended_on": start, "end_reason": "other", "objective_reached": reached}
    mentorship = MentorshipFactory(project=project, mentee=mentee, state=state, **life)
    if not life:
        return
    for _ in range(rng.randint(0, 2)):
        day = min(TODAY, start + timedelta(days=rng.randint(0, 200)))
        came = rng.choice(["present", "present", "absent", "excused"])
        met(mentorship, day, hour=rng.randint(8, 18), **{mentee.first_name: came})
    if state == "ended" and rng.random() < 0.5:
        ClosingFactory(mentorship=mentorship, state="complete")


@pytest.mark.parametrize("seed", range(4))
def test_all_at_once_gives_the_same_as_school_by_school(rls, campaign, seed):
    rng = random.Random(seed)
    HolidayPeriod.objects.create(
        calendar="C", label="Hiver", first_day=date(2027, 2, 13), last_day=date(2027, 2, 28)
    )
    overseas = AcademyFactory(code="28", time_zone="Indian/Reunion", calendar="reunion")
    schools = [SchoolFactory(), SchoolFactory(), SchoolFactory(academy=overseas)]
    for school in schools:
        invent(rng, school, campaign)
    for school in schools:
        with rls(Scope(Family.SCHOOL, school.span)):
            actions.refresh_school(school=school, campaign=campaign, **AT)
    one_by_one = stored()
    IndicatorValue.objects.unscoped("test").delete()

    with rls(system("test")):
        actions.refresh_all(campaign=campaign, **AT)

    assert len(one_by_one) == 3 * len(INDICATORS)
    assert stored() == one_by_one
