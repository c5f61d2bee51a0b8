"""A relation goes on: the same people the year after, or AvenirPro+ after the diploma."""

from datetime import UTC, date, datetime

import pytest

from mentorat.followup.queries import next_project, same_pupils
from mentorat.foundations.scope import Family, Scope
from mentorat.mentorships import actions
from mentorat.mentorships.errors import (
    AlreadyContinued,
    NotInLastYear,
    NotTheSamePeople,
    WrongState,
)
from mentorat.mentorships.policies import end_of_bridge
from mentorat.programmes.enums import Objective
from mentorat.programmes.models import Campaign
from tests.factories.mentorships import MentorshipFactory
from tests.factories.people import MenteeFactory, MenteeIdentityFactory, UserFactory
from tests.factories.programmes import CampaignFactory, SchoolProjectFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("queue")]

NOW = datetime(2027, 6, 1, 8, tzinfo=UTC)


@pytest.fixture
def relation():
    project = SchoolProjectFactory()
    noe = MenteeFactory(school=project.school, first_name="Noé", last_name="Exemple")
    return MentorshipFactory(active=True, project=project, mentee=noe)


def following_project(relation):
    campaign = CampaignFactory(year=2027, opens_on=date(2027, 9, 1), closes_on=date(2028, 7, 1))
    return SchoolProjectFactory(school=relation.school, campaign=campaign)


def next_year_of(mentee, **fields):
    names = {"first_name": mentee.first_name, "last_name": mentee.last_name}
    return MenteeFactory(school=mentee.school, year=2027, **{**names, **fields})


def go_on(relation, project, mentees):
    return actions.continue_next_year(
        mentorship=relation,
        project=project,
        mentees=mentees,
        objective=Objective.INSERTION,
        now=NOW,
        by=UserFactory(),
    )


def pupil(relation):
    return relation.mentee_memberships.get().mentee


def scope_of(relation):
    return Scope(Family.SCHOOL, relation.school.span)


def test_the_same_people_are_asked_again_and_the_two_relations_are_bound(relation):
    project, mentee = following_project(relation), next_year_of(pupil(relation))

    following = go_on(relation, project, [mentee])

    assert (following.continues, following.project, following.state) == (
        relation,
        project,
        "proposed",
    )
    assert following.mentor_memberships.get().mentor == relation.mentor_memberships.get().mentor
    assert (following.mentee_memberships.get().state, following.objective) == (
        "asked",
        "insertion",
    )


def test_a_relation_has_one_sequel_unless_the_first_was_declined(relation):
    project, mentee = following_project(relation), next_year_of(pupil(relation))
    first = go_on(relation, project, [mentee])
    with pytest.raises(AlreadyContinued):
        go_on(relation, project, [mentee])
    actions.withdraw(mentorship=first, now=NOW, by=UserFactory())

    assert go_on(relation, project, [mentee]).continues == relation


def test_only_the_year_after_in_the_same_school_continues(relation):
    with pytest.raises(NotTheSamePeople):
        go_on(relation, relation.project, [pupil(relation)])
    with pytest.raises(NotTheSamePeople):
        go_on(relation, SchoolProjectFactory(campaign__year=2027), [pupil(relation)])


def test_what_never_began_does_not_continue():
    relation = MentorshipFactory(ready=True)

    with pytest.raises(WrongState):
        go_on(relation, following_project(relation), [next_year_of(pupil(relation))])


def test_a_pupil_is_recognised_by_the_ine_whatever_the_name(relation):
    mentee = pupil(relation)
    MenteeIdentityFactory(mentee=mentee, ine_digest="x" * 64)
    same = next_year_of(mentee, last_name="Usage")
    MenteeIdentityFactory(mentee=same, ine_digest="x" * 64)
    next_year_of(mentee)

    (found,) = same_pupils(relation, scope=scope_of(relation))

    assert (found.found, found.is_sure) == ((same,), True)


def test_a_name_is_chosen_by_a_person_and_another_birth_date_is_another_pupil(relation):
    mentee = pupil(relation)
    MenteeIdentityFactory(mentee=mentee, birth_date=date(2009, 3, 4))
    same = next_year_of(mentee, last_name="EXEMPLE")
    MenteeIdentityFactory(mentee=same, birth_date=date(2009, 3, 4))
    MenteeIdentityFactory(mentee=next_year_of(mentee), birth_date=date(2008, 1, 1))

    (found,) = same_pupils(relation, scope=scope_of(relation))

    assert (found.found, found.is_sure) == ((same,), False)


def test_the_next_project_is_that_of_the_same_school(relation):
    assert next_project(relation, scope=scope_of(relation)) is None

    project = following_project(relation)

    assert next_project(relation, scope=scope_of(relation)) == project


@pytest.mark.parametrize(
    ("closes_on", "months", "until"),
    [
        (date(2027, 7, 3), 6, date(2028, 1, 3)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2027, 12, 15), 12, date(2028, 12, 15)),
        (date(2027, 7, 3), 0, date(2027, 7, 3)),
    ],
)
def test_the_bridge_lasts_as_many_months_as_the_campaign_says(closes_on, months, until):
    assert end_of_bridge(Campaign(closes_on=closes_on, bridge_months=months)) == until


def test_a_relation_goes_on_in_avenir_pro_after_the_diploma(relation):
    continued = actions.continue_in_avenir_pro(mentorship=relation, on=NOW.date(), by=UserFactory())

    assert (continued.state, continued.avenir_pro_until) == ("active", date(2028, 1, 3))
    with pytest.raises(AlreadyContinued):
        actions.continue_in_avenir_pro(mentorship=relation, on=NOW.date(), by=UserFactory())


def test_avenir_pro_is_for_the_last_year_of_a_diploma():
    relation = MentorshipFactory(active=True, mentee=MenteeFactory(level="seconde"))

    with pytest.raises(NotInLastYear):
        actions.continue_in_avenir_pro(mentorship=relation, on=NOW.date(), by=UserFactory())
