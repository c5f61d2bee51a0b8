"""A pupil leaves a running group: nobody sees the other any more, and what was lived stays."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import ProgrammingError, transaction

from mentorat.access import actions as access
from mentorat.access import questions
from mentorat.access.enums import LinkAct
from mentorat.followup import tasks
from mentorat.followup.actions import answer, ask_talks, give_up, invite, issue_for, leave_group
from mentorat.followup.enums import GivenUp, TalkMode
from mentorat.followup.models import Certificate, ExitTalk
from mentorat.foundations.scope import Family, Scope
from mentorat.matching.queries.facts import _former_mentors
from mentorat.mentorships.enums import LeavingReason, RematchWait
from mentorat.mentorships.errors import NobodyLeft, RematchMustWait, WrongState
from mentorat.mentorships.models import FormerMentee, MenteeMembership, Mentorship, RematchHold
from mentorat.mentorships.policies import check_rematch, held
from mentorat.mentorships.queries import timeline
from mentorat.people.models import Mentee
from mentorat.scheduling.models import MentoringSession
from mentorat.steering.enums import Counted
from mentorat.steering.measures import Perimeter, measure
from tests.factories.closing import ClosingFactory, said
from tests.factories.matching import NeedFactory
from tests.factories.mentorships import MentorshipFactory, answered
from tests.factories.people import GuardianFactory, MenteeFactory, UserFactory, authorise
from tests.factories.scheduling import AttendanceFactory, MentoringSessionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("queue")]

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.fixture
def group():
    """A running group of two, with a session that was held."""
    relation = MentorshipFactory(active=True, form="group")
    other = authorise(MenteeFactory(school=relation.school))
    own = answered(relation.proposed_by)
    MenteeMembership.objects.create(mentorship=relation, mentee=other, place=relation.place, **own)
    held = MentoringSessionFactory(mentorship=relation, state="held")
    for mentee in members(relation):
        AttendanceFactory(session=held, mentee=mentee)
    return relation


def members(relation):
    found = Mentee.objects.unscoped("a test").filter(memberships__mentorship=relation)
    return list(found.order_by("pk"))


def leave(relation, mentee, **said):
    told = {"reason": LeavingReason.STOPPED, "now": NOW, "by": UserFactory()} | said
    return leave_group(mentorship=relation, mentee=mentee, **told)


def own_scope(mentee):
    return Scope(family=Family.GRANT, mentee=mentee.pk)


def test_the_history_says_from_when_to_when_and_why(group):
    leaver, stays = members(group)

    former = leave(group, leaver)

    assert members(group) == [stays]
    assert (former.joined_on, former.left_on) == (date(2026, 10, 5), date(2026, 11, 23))
    told = timeline(group, scope=Scope(Family.SCHOOL, group.school.span))
    assert "arrêt demandé par l’élève" in told[0].detail
    assert told[0].sentence == "élève sorti du groupe"


def test_who_left_no_longer_sees_the_group_and_keeps_the_trace_and_the_certificate(group, rls):
    leaver, stays = members(group)
    former = leave(group, leaver)
    scope = own_scope(leaver)

    with rls(scope):
        assert not Mentorship.objects.unscoped("the database alone").exists()
        assert not MentoringSession.objects.unscoped("the database alone").exists()
        assert list(FormerMentee.objects.unscoped("the database alone")) == [former]
        assert list(FormerMentee.objects.within(scope)) == [former]
        assert Certificate.objects.within(scope).get().content["sessions"] == 1
    with rls(own_scope(stays)):
        assert Mentorship.objects.unscoped("the database alone").exists()
        assert not FormerMentee.objects.unscoped("the database alone").exists()


def test_the_mentor_no_longer_reads_the_name_of_who_left(group, rls):
    leaver, stays = members(group)
    mentor = group.mentor_memberships.get().mentor_id
    scope = Scope(family=Family.GRANT, mentor=mentor)
    with rls(scope):
        assert Mentee.objects.within(scope).filter(pk=leaver.pk).exists()

    leave(group, leaver)

    with rls(scope):
        assert list(Mentee.objects.within(scope)) == [stays]
        assert list(Mentee.objects.unscoped("the database alone")) == [stays]
        assert not FormerMentee.objects.unscoped("the database alone").exists()


def test_figures_count_who_left_as_before(group):
    leaver, _ = members(group)
    NeedFactory(mentee=leaver, campaign=group.project.campaign, volunteered_on=date(2026, 9, 20))
    span = group.school.span
    perimeter = Perimeter(
        Scope(Family.SCHOOL, span), span, group.project.campaign, date(2027, 3, 1)
    )
    counted = (Counted.MENTEES, Counted.MENTEES_WHO_VOLUNTEERED, Counted.DAYS_WAITED)
    before = [measure(perimeter)[group.place].get(one) for one in counted]

    leave(group, leaver)

    assert [measure(perimeter)[group.place].get(one) for one in counted] == before
    assert before[0] == 2


def test_certificates_of_the_group_include_who_left(group):
    leaver, stays = members(group)
    leave(group, leaver, by=None)
    assert not Certificate.objects.unscoped("a test").exists()

    issued = issue_for(mentorship=group, now=NOW, by=UserFactory())

    assert {one.mentee_id for one in issued} == {None, leaver.pk, stays.pk}


def test_the_same_mentor_is_not_proposed_again(group):
    leaver, _ = members(group)
    leave(group, leaver)

    found = _former_mentors({leaver.pk}, scope=Scope(Family.SCHOOL, group.school.span))

    assert found == [(leaver.pk, group.mentor_memberships.get().mentor_id)]


def test_a_guardian_leaves_the_same_trace_by_link(group, rls):
    leaver, _ = members(group)
    guardian = GuardianFactory(mentee=leaver)
    link = access.make_link(act=LinkAct.AUTHORISE, guardian=guardian, now=NOW, by=None)

    with rls(questions.link_scope(link)):
        former = leave(group, leaver, reason=LeavingReason.FAMILY, by=None)
        assert list(FormerMentee.objects.unscoped("the database alone")) == [former]

    assert former.recorded_by is None


def test_the_last_pupil_does_not_leave_and_what_does_not_run_is_not_left(group):
    leaver, stays = members(group)
    leave(group, leaver)

    with pytest.raises(NobodyLeft):
        leave(group, stays)
    with pytest.raises(WrongState):
        leave(group, leaver)


def test_who_left_is_heard_and_waits_before_another_mentor_like_after_any_end(group):
    leaver, stays = members(group)
    former = leave(group, leaver)

    tasks.hear_leaver(former_id=former.pk)
    tasks.hear_leaver(former_id=former.pk)

    talk = ExitTalk.objects.unscoped("a test").get()
    days = group.project.campaign.rematch_days
    assert (talk.mentee_id, talk.closing, talk.state) == (leaver.pk, None, "asked")
    assert held([leaver.pk, stays.pk], on=former.left_on) == {leaver.pk: RematchWait.TALK}
    answer(talk=talk, answers=said("mentee"), mode=TalkMode.ACCOUNT, now=NOW, by=UserFactory())
    assert held([leaver.pk], on=former.left_on) == {leaver.pk: RematchWait.DELAY}
    after = former.left_on + timedelta(days=days)
    assert held([leaver.pk], on=after) == {leaver.pk: RematchWait.DECISION}
    with pytest.raises(RematchMustWait):
        check_rematch([leaver.pk], on=after)


def test_whoever_makes_a_pupil_leave_the_talk_is_asked_by_a_worker(group, queue, rls):
    leaver, _ = members(group)
    link = access.make_link(
        act=LinkAct.AUTHORISE, guardian=GuardianFactory(mentee=leaver), now=NOW, by=None
    )

    with rls(questions.link_scope(link)):
        former = leave(group, leaver, reason=LeavingReason.FAMILY, by=None)

    asked = [job["args"] for job in queue.jobs.values() if "hear_leaver" in job["task_name"]]
    assert asked == [{"former_id": former.pk}]


def test_the_talk_of_who_left_leaves_the_closing_of_the_others_alone(group):
    leaver, stays = members(group)
    tasks.hear_leaver(former_id=leave(group, leaver).pk)
    closing = ClosingFactory(mentorship=group)
    ask_talks(closing=closing, now=NOW, by=UserFactory())

    talk = ExitTalk.objects.unscoped("a test").of_leavers().get()
    give_up(talk=talk, reason=GivenUp.UNREACHABLE, now=NOW, by=UserFactory())

    closing.refresh_from_db()
    own = closing.talks.filter(mentee__isnull=False)
    assert [one.mentee_id for one in own] == [stays.pk]
    assert closing.talks_left == closing.talks.count()


def test_who_left_answers_about_that_group_and_no_other(group, rls):
    leaver, _ = members(group)
    tasks.hear_leaver(former_id=leave(group, leaver).pk)
    talk, other = ExitTalk.objects.unscoped("a test").get(), MentorshipFactory(active=True)
    scope = questions.link_scope(invite(talk=talk, now=NOW, by=None))

    with rls(scope):
        talk = ExitTalk.objects.within(scope).get()
        answer(talk=talk, answers=said("mentee"), mode=TalkMode.ACCOUNT, now=NOW, by=None)
        talk.mentorship = other
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            talk.save(update_fields=["mentorship"])

    assert RematchHold.objects.unscoped("a test").get().talk_settled_at == NOW
