"""Care before another relation: the talk, the delay, the decision; for minors alone."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorat.foundations.scope import Family, Scope
from mentorat.journal.models import Entry
from mentorat.matching.errors import MatchingRefusal
from mentorat.matching.policies import check_can_accept
from mentorat.matching.queries import engine_facts, waiting_list
from mentorat.mentorships import actions
from mentorat.mentorships.enums import (
    EndReason,
    ObjectiveReached,
    RematchDecision,
    RematchReason,
    RematchWait,
)
from mentorat.mentorships.errors import ReasonOfTheOtherDecision, RematchMustWait, RematchTooEarly
from mentorat.mentorships.models import RematchHold
from mentorat.mentorships.policies import held
from mentorat.mentorships.queries import holds_listed
from mentorat.people.models import Mentee
from mentorat.programmes.enums import MentoringForm, MentoringKind, Objective, Programme
from tests.factories.closing import RematchHoldFactory
from tests.factories.matching import NeedFactory, OfferFactory, ProposalFactory
from tests.factories.mentorships import MentorshipFactory
from tests.factories.organisations import SchoolFactory
from tests.factories.people import (
    MenteeFactory,
    MenteeIdentityFactory,
    UserFactory,
    cleared_mentor,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("queue")]

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
TODAY = NOW.date()
PAST, AHEAD = date(2026, 11, 20), date(2026, 11, 30)
A, R = RematchDecision, RematchReason


def ended(**fields):
    """Return the hold of the pupil of a relation that ended on Friday."""
    mentorship = MentorshipFactory(active=True, **fields)
    actions.end(
        mentorship=mentorship,
        on=PAST,
        reason=EndReason.OTHER,
        objective_reached=ObjectiveReached.PARTLY,
        now=NOW,
        by=UserFactory(),
    )
    return RematchHold.objects.unscoped("a test").select_related("mentee").get()


def decided(hold, decision=A.ALLOWED, reason=R.WISHED, by=None):
    by = by or UserFactory()
    return actions.decide_rematch(hold=hold, decision=decision, reason=reason, now=NOW, by=by)


def ripe(**fields):
    return RematchHoldFactory(until=PAST, talk_settled_at=NOW, **fields)


def of_next_year(hold, *, ine="same", **fields):
    """Return the pupil of a hold in the list of the next school year."""
    before = hold.mentee
    MenteeIdentityFactory(mentee=before, ine_digest="same", birth_date=date(2010, 3, 4))
    own = {"first_name": before.first_name, "last_name": before.last_name} | fields
    mentee = MenteeFactory(**{"school": before.school, "year": before.year + 1} | own)
    MenteeIdentityFactory(mentee=mentee, ine_digest=ine, birth_date=date(2010, 3, 4))
    return mentee


@pytest.mark.parametrize(
    ("ine", "fields", "waits"),
    [
        ("same", {}, True),
        ("same", {"last_name": "Nouveau"}, True),
        ("", {}, True),
        ("", {"last_name": "Autre"}, False),
        ("other", {}, False),
    ],
)
def test_a_pupil_waits_in_the_next_school_year_as_well(ine, fields, waits):
    hold = RematchHoldFactory(until=AHEAD)
    mentee = of_next_year(hold, ine=ine, **fields)

    assert held([mentee.pk], on=TODAY) == ({mentee.pk: RematchWait.TALK} if waits else {})


def test_who_is_back_is_listed_and_the_decision_frees_the_file_of_this_year():
    relation = MentorshipFactory(active=True)
    hold = ripe(mentorship=relation, mentee=relation.mentee_memberships.get().mentee)
    mentee = of_next_year(hold)
    Mentee.objects.unscoped("a test").filter(pk=hold.mentee_id).update(left_on=PAST)
    scope = Scope(Family.SCHOOL, hold.mentee.school.span)
    assert [line.hold for line in holds_listed(scope=scope, today=TODAY)] == [hold]

    decided(hold)

    assert held([mentee.pk], on=TODAY) == {}
    assert holds_listed(scope=scope, today=TODAY) == []


def test_a_namesake_of_another_school_does_not_wait():
    hold = RematchHoldFactory(until=AHEAD)
    elsewhere = of_next_year(hold, school=SchoolFactory())

    assert held([elsewhere.pk], on=TODAY) == {}


def propose_to(mentee, continues=None):
    project = mentee.school.projects.get()
    return actions.propose(
        project=project,
        mentors=[cleared_mentor(place=project.place)],
        mentees=[mentee],
        kind=MentoringKind.METIER,
        form=MentoringForm.INDIVIDUAL,
        objective=Objective.PFMP,
        programme=Programme.LOCAL,
        reasons=[],
        continues=continues,
        now=NOW,
        by=UserFactory(),
    )


def test_whoever_ends_a_relation_waits_as_long_as_the_campaign_says():
    hold = ended(project__campaign__rematch_days=21)

    assert (hold.until, hold.waits_for(on=TODAY)) == (date(2026, 12, 11), RematchWait.TALK)


@given(settled=st.booleans(), until=st.sampled_from([PAST, TODAY, AHEAD]))
def test_what_is_waited_for_comes_in_order(settled, until):
    hold = RematchHold(talk_settled_at=NOW if settled else None, until=until)

    expected = RematchWait.DELAY if until > TODAY else RematchWait.DECISION
    assert hold.waits_for(on=TODAY) == (expected if settled else RematchWait.TALK)


def test_a_minor_is_proposed_nobody_until_a_coordinator_allows_it():
    hold = ended()
    with pytest.raises(RematchMustWait, match="attend le bilan"):
        propose_to(hold.mentee)
    actions.exit_talk_settled(mentorship_id=hold.mentorship_id, mentee_id=hold.mentee_id, now=NOW)
    hold.until = PAST
    hold.save(update_fields=["until"])
    with pytest.raises(RematchMustWait, match="attend votre décision"):
        propose_to(hold.mentee)

    decided(hold)

    assert propose_to(hold.mentee).pk
    assert Entry.objects.unscoped("a test").filter(event="rematch_allowed").count() == 1


def test_an_adult_waits_for_nothing():
    hold = ended()
    MenteeIdentityFactory(mentee=hold.mentee, birth_date=date(2008, 11, 23))

    assert held([hold.mentee_id], on=date(2026, 11, 22)) == {hold.mentee_id: RematchWait.TALK}
    assert held([hold.mentee_id], on=TODAY) == {}


def test_the_same_mentor_the_year_after_is_not_another_relation():
    hold = ended()

    assert propose_to(hold.mentee, continues=hold.mentorship).continues == hold.mentorship


@pytest.mark.parametrize(("settled", "until"), [(None, PAST), (NOW, AHEAD)])
def test_nobody_allows_before_the_talk_and_the_delay(settled, until):
    hold = RematchHoldFactory(until=until, talk_settled_at=settled)

    with pytest.raises(RematchTooEarly):
        decided(hold)


def test_not_now_may_be_said_early_and_decided_again():
    hold = RematchHoldFactory(until=AHEAD)

    refused = decided(hold, A.NOT_NOW, R.TOO_SOON)
    RematchHold.objects.unscoped("a test").update(until=PAST, talk_settled_at=NOW)
    allowed = decided(hold)

    assert refused.waits_for(on=TODAY) == RematchWait.NOT_NOW
    assert allowed.waits_for(on=TODAY) is None


@pytest.mark.parametrize(("decision", "reason"), [(A.ALLOWED, R.TOO_SOON), (A.NOT_NOW, R.WISHED)])
def test_the_reason_goes_with_the_decision(decision, reason):
    with pytest.raises(ReasonOfTheOtherDecision):
        decided(ripe(), decision, reason)


def test_a_pupil_settles_the_talk_but_decides_nothing(rls):
    hold = ended()
    scope = Scope(Family.GRANT, mentee=hold.mentee_id)

    with rls(scope):
        actions.exit_talk_settled(
            mentorship_id=hold.mentorship_id, mentee_id=hold.mentee_id, now=NOW
        )
        with pytest.raises(Exception, match="row-level security"):
            RematchHold.objects.unscoped("the database alone").update(
                decision="allowed", reason="wished", decided_at=NOW, decided_by=UserFactory()
            )


def test_the_engine_passes_over_whoever_waits_and_the_list_says_why():
    hold = ended()
    project = hold.mentorship.project
    NeedFactory(mentee=hold.mentee, campaign=project.campaign)
    other = NeedFactory(mentee__school=project.school, campaign=project.campaign)
    OfferFactory(school=project.school, campaign=project.campaign)
    scope = Scope(Family.SCHOOL, project.school.span)

    needs, _ = engine_facts(project, scope=scope, today=TODAY)
    lines = {
        line.mentee_id: line.held_by for line in waiting_list(project, scope=scope, today=TODAY)
    }

    assert [need.id for need in needs] == [other.pk]
    assert lines == {hold.mentee_id: RematchWait.TALK.label, other.mentee_id: ""}


def test_a_proposal_made_before_is_not_kept():
    hold = ended()
    project = hold.mentorship.project
    need = NeedFactory(mentee=hold.mentee, campaign=project.campaign)
    proposal = ProposalFactory(need=need, run__project=project)

    with pytest.raises((RematchMustWait, MatchingRefusal), match="avant une autre"):
        check_can_accept([proposal], on=TODAY)
