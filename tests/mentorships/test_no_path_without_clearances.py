"""Whatever the rules, the proofs and the day: no name, no proposal, no session without them."""

from datetime import UTC, date, datetime, time

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mentorat.foundations.database.entering import entered
from mentorat.foundations.scope import Family, Scope
from mentorat.matching import actions as matching
from mentorat.mentorships import actions
from mentorat.mentorships.models import Mentorship
from mentorat.mentorships.queries import mentorship_shown
from mentorat.people.actions import write_rules
from mentorat.people.enums import ClearanceKind, Contact
from mentorat.people.errors import NotCleared
from mentorat.people.models import Mentee, RuleValues
from mentorat.people.policies import missing_clearances
from mentorat.programmes.enums import MentoringForm, MentoringKind, Objective, Programme
from mentorat.scheduling import actions as scheduling
from mentorat.scheduling.enums import SessionMode
from tests.factories.matching import MatchingRunFactory, NeedFactory, OfferFactory, ProposalFactory
from tests.factories.mentorships import MentorshipFactory
from tests.factories.people import ClearanceFactory, MenteeFactory, MentorFactory, UserFactory
from tests.factories.programmes import SchoolProjectFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("queue")]

K = ClearanceKind
ASKED = (K.INTERVIEW, K.TRAINING, K.CHARTER, K.SECOND_LOOK)
# Tuesdays with class, around the ends of the proofs that are drawn.
DAYS = [date(2026, 11, 24), date(2026, 12, 8), date(2027, 1, 19), date(2027, 3, 16)]
NAME = "Noé"

rules = st.lists(st.sampled_from(ASKED), unique=True).map(
    lambda kinds: [
        RuleValues(kind, contact=Contact.ALONE if kind is K.SECOND_LOOK else Contact.ANY)
        for kind in kinds
    ]
)
# What is held, by kind: the day on which it ends.
held = st.dictionaries(
    st.sampled_from(ASKED), st.sampled_from([None, date(2026, 12, 1), date(2027, 2, 1)])
)


def propose(ground, now):
    actions.propose(
        project=ground["project"],
        mentors=[ground["mentor"]],
        mentees=[MenteeFactory(school=ground["project"].school)],
        kind=MentoringKind.METIER,
        form=MentoringForm.INDIVIDUAL,
        objective=Objective.PFMP,
        programme=Programme.LOCAL,
        reasons=[],
        now=now,
        by=UserFactory(),
    )


def keep_a_proposal(ground, now):
    project, mentor = ground["project"], ground["mentor"]
    proposal = ProposalFactory(
        run=MatchingRunFactory(project=project, state="done"),
        need=NeedFactory(mentee=MenteeFactory(school=project.school), campaign=project.campaign),
        offer=OfferFactory(
            mentor=mentor, school=project.school, campaign=project.campaign, capacity=9
        ),
    )
    matching.accept_proposal(proposal=proposal, now=now, by=UserFactory())


def start(ground, now):
    mentorship = MentorshipFactory(ready=True, **of(ground))
    actions.start(mentorship=mentorship, on=timezone.localdate(now), now=now, by=UserFactory())


def resume(ground, now):
    mentorship = MentorshipFactory(active=True, **of(ground))
    mentorship = actions.suspend(mentorship=mentorship, now=now, by=UserFactory())
    actions.resume(mentorship=mentorship, now=now, by=UserFactory())


def plan(ground, now):
    scheduling.plan(
        mentorship=MentorshipFactory(active=True, **of(ground)),
        starts_at=now,
        ends_at=now.replace(hour=now.hour + 1),
        mode=SessionMode.REMOTE,
        room=None,
        now=now,
        by=UserFactory(),
    )


def of(ground):
    return {"project": ground["project"], "mentor": ground["mentor"]}


PATHS = (propose, keep_a_proposal, start, resume, plan)


def is_refused(path, ground, now):
    sid = transaction.savepoint()
    try:
        path(ground, now)
    except NotCleared:
        return True
    else:
        return False
    finally:
        transaction.savepoint_rollback(sid)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.__name__)
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(asked=rules, proofs=held, day=st.sampled_from(DAYS))
def test_an_act_is_allowed_if_and_only_if_nothing_lacks(path, time_machine, asked, proofs, day):
    sid = transaction.savepoint()
    now = datetime.combine(day, time(9), tzinfo=UTC)
    time_machine.move_to(now, tick=False)
    ground = scene(asked, proofs, meets_alone=True)

    lacks = missing_clearances(ground["mentor"], on=day)

    assert is_refused(path, ground, now) == bool(lacks)
    transaction.savepoint_rollback(sid)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(asked=rules, proofs=held, day=st.sampled_from(DAYS), alone=st.booleans())
def test_a_pupil_has_a_name_if_and_only_if_nothing_lacks(time_machine, asked, proofs, day, alone):
    sid = transaction.savepoint()
    time_machine.move_to(datetime.combine(day, time(9), tzinfo=UTC), tick=False)
    ground = scene(asked, proofs, meets_alone=alone)
    mentee = MenteeFactory(school=ground["project"].school, first_name=NAME)
    mentorship = MentorshipFactory(active=True, mentee=mentee, **of(ground))
    scope = Scope(Family.GRANT, mentor=ground["mentor"].pk)
    lacks = missing_clearances(ground["mentor"], on=day)

    with entered(scope):
        by_database = Mentee.objects.unscoped("the database alone").count()
        by_orm = Mentee.objects.within(scope).count()
        seen = Mentorship.objects.within(scope).get()
        (member,) = mentorship_shown(seen, scope=scope).mentees

    assert seen == mentorship
    assert (by_database, by_orm) == ((0, 0) if lacks else (1, 1))
    assert member.name == ("élève" if lacks else mentee.short_name)
    transaction.savepoint_rollback(sid)


def scene(asked, proofs, *, meets_alone):
    # A rule that never asks anything keeps the year from having none at all.
    nothing = RuleValues(K.REFERENCE, is_needed=False)
    write_rules(year=2026, rules=[*asked, nothing])
    project = SchoolProjectFactory()
    mentor = MentorFactory(place=project.place, meets_alone=meets_alone)
    for kind, ends in proofs.items():
        ClearanceFactory(mentor=mentor, kind=kind, expires_on=ends)
    return {"project": project, "mentor": mentor}
