from datetime import UTC, date, datetime

import pytest

from mentorat.journal.models import Entry
from mentorat.mentorships import actions
from mentorat.mentorships.enums import (
    EndReason,
    MemberState,
    MentorshipState,
    ObjectiveReached,
)
from mentorat.mentorships.errors import (
    AlreadyAnswered,
    EndsBeforeItStarted,
    MenteeAlreadyInMentorship,
    StartsBeforeItWasProposed,
    WrongMembers,
    WrongState,
)
from mentorat.mentorships.models import Mentorship
from mentorat.people.errors import NotCleared
from mentorat.people.models import Clearance
from mentorat.programmes.enums import MentoringForm, MentoringKind, Objective, Programme
from tests.factories.mentorships import MentorshipFactory
from tests.factories.people import (
    MenteeFactory,
    MentorFactory,
    UserFactory,
    authorised_mentee,
    cleared_mentor,
)
from tests.factories.programmes import CampaignFactory, SchoolProjectFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 10, 1, 8, tzinfo=UTC)


def propose(project, mentors, mentees, form=MentoringForm.INDIVIDUAL):
    return actions.propose(
        project=project,
        mentors=mentors,
        mentees=mentees,
        kind=MentoringKind.METIER,
        form=form,
        objective=Objective.PFMP,
        programme=Programme.LOCAL,
        reasons=["Même métier."],
        now=NOW,
        by=UserFactory(),
    )


def people(count=1):
    project = SchoolProjectFactory()
    mentees = [MenteeFactory(school=project.school) for _ in range(count)]
    return project, cleared_mentor(place=project.place), mentees


def answer(mentorship, side, verb):
    membership = getattr(mentorship, f"{side}_memberships").get()
    return verb(mentorship=mentorship, membership=membership, now=NOW, by=UserFactory())


def test_propose_asks_each_side():
    project, mentor, mentees = people()

    mentorship = propose(project, [mentor], mentees)

    assert mentorship.state == MentorshipState.PROPOSED
    assert mentorship.mentor_memberships.get().state == MemberState.ASKED
    assert mentorship.mentee_memberships.get().mentee == mentees[0]
    assert Entry.objects.unscoped("test").get().event == "mentorship_proposed"


def test_propose_is_refused_while_a_clearance_is_missing():
    project, mentor, mentees = people()
    Clearance.objects.unscoped("test").filter(mentor=mentor, kind="training").delete()

    with pytest.raises(NotCleared, match="formation"):
        propose(project, [mentor], mentees)


def test_propose_is_refused_when_a_clearance_has_expired():
    project, mentor, mentees = people()
    Clearance.objects.unscoped("test").filter(mentor=mentor).update(expires_on=date(2026, 9, 30))

    with pytest.raises(NotCleared):
        propose(project, [mentor], mentees)


def test_propose_makes_one_live_relation_a_mentee():
    project, mentor, mentees = people()
    propose(project, [mentor], mentees)

    with pytest.raises(MenteeAlreadyInMentorship):
        propose(project, [cleared_mentor(place=project.place)], mentees)


def test_an_individual_relation_has_one_mentee():
    project, mentor, mentees = people(count=2)

    with pytest.raises(WrongMembers):
        propose(project, [mentor], mentees)


def test_a_group_relation_has_several_mentees():
    project, mentor, mentees = people(count=3)

    mentorship = propose(project, [mentor], mentees, form=MentoringForm.GROUP)

    assert mentorship.mentee_memberships.count() == 3


@pytest.mark.parametrize(
    ("is_authorised", "requires_agreement", "expected"),
    [(False, True, "awaiting"), (True, True, "accepted"), (True, False, "ready")],
)
def test_with_the_last_yes_a_relation_waits_for_what_is_still_missing(
    is_authorised, requires_agreement, expected
):
    campaign = CampaignFactory(requires_agreement=requires_agreement)
    mentee = authorised_mentee() if is_authorised else MenteeFactory()
    mentorship = MentorshipFactory(mentee=mentee, project__campaign=campaign)

    after_one = answer(mentorship, "mentor", actions.accept)
    after_both = answer(mentorship, "mentee", actions.accept)

    assert (after_one.state, after_both.state) == ("proposed", expected)
    assert after_both.state_at == NOW


def test_one_no_ends_the_proposal():
    mentorship = MentorshipFactory()

    declined = answer(mentorship, "mentee", actions.decline)

    assert declined.state == MentorshipState.DECLINED


def test_an_answer_is_given_once():
    mentorship = MentorshipFactory()
    answer(mentorship, "mentor", actions.accept)

    with pytest.raises(AlreadyAnswered):
        answer(mentorship, "mentor", actions.decline)


def test_start_needs_an_accepted_relation():
    with pytest.raises(WrongState, match="proposée"):
        actions.start(
            mentorship=MentorshipFactory(), on=date(2026, 10, 12), now=NOW, by=UserFactory()
        )


def test_start_keeps_the_day_of_the_first_meeting():
    mentorship = MentorshipFactory(ready=True)

    started = actions.start(mentorship=mentorship, on=date(2026, 10, 12), now=NOW, by=UserFactory())

    assert (started.state, started.started_on) == ("active", date(2026, 10, 12))


def test_start_cannot_precede_the_proposal():
    mentorship = MentorshipFactory(ready=True)

    with pytest.raises(StartsBeforeItWasProposed):
        actions.start(mentorship=mentorship, on=date(2026, 9, 1), now=NOW, by=UserFactory())


def test_a_suspended_relation_resumes_only_with_cleared_mentors():
    mentorship = MentorshipFactory(active=True)
    by = UserFactory()
    actions.suspend(mentorship=mentorship, now=NOW, by=by)
    Clearance.objects.unscoped("test").delete()

    with pytest.raises(NotCleared):
        actions.resume(mentorship=mentorship, now=NOW, by=by)


def test_end_says_when_why_and_whether_the_objective_is_reached():
    mentorship = MentorshipFactory(active=True)

    ended = actions.end(
        mentorship=mentorship,
        on=date(2027, 4, 1),
        reason=EndReason.OBJECTIVE_REACHED,
        objective_reached=ObjectiveReached.YES,
        now=NOW,
        by=UserFactory(),
    )

    stored = Mentorship.objects.unscoped("test").get(pk=ended.pk)
    assert (stored.state, stored.ended_on, stored.end_reason, stored.objective_reached) == (
        "ended",
        date(2027, 4, 1),
        "objective_reached",
        "yes",
    )


def test_end_cannot_precede_the_start():
    mentorship = MentorshipFactory(active=True)

    with pytest.raises(EndsBeforeItStarted):
        actions.end(
            mentorship=mentorship,
            on=date(2026, 10, 1),
            reason=EndReason.OTHER,
            objective_reached=ObjectiveReached.NO,
            now=NOW,
            by=UserFactory(),
        )


def test_a_mentor_without_clearance_is_named_in_the_refusal():
    project, _, mentees = people()
    mentor = MentorFactory(place=project.place, first_name="Inès", last_name="Morel")

    with pytest.raises(NotCleared, match="Inès Morel"):
        propose(project, [mentor], mentees)
