"""AvenirPro+: a relation that goes on after the diploma is met, followed, then closed."""

from datetime import UTC, date, datetime

import pytest

from mentorat.followup.actions import end_bridges, open_check_ins
from mentorat.followup.enums import ClosingState
from mentorat.followup.models import CheckIn, Closing, ExitTalk
from mentorat.followup.periodic import watch_every_school
from mentorat.foundations.scope import Family, Scope
from mentorat.mentorships.actions import continue_in_avenir_pro
from mentorat.mentorships.queries import timeline
from mentorat.notifications.models import Delivery
from mentorat.people.models import Clearance
from mentorat.scheduling import actions as scheduling
from mentorat.scheduling.enums import SessionMode
from mentorat.scheduling.errors import OutsideCampaign
from tests.factories.mentorships import MentorshipFactory
from tests.factories.people import MenteeFactory, UserFactory
from tests.factories.programmes import CampaignFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("queue")]

JUNE = date(2027, 6, 1)
# The year of the factories closes on 3 July; six months later, the bridge is over.
UNTIL = date(2028, 1, 3)


def at(day, hour=9):
    return datetime.combine(day, datetime.min.time(), tzinfo=UTC).replace(hour=hour)


@pytest.fixture
def relation():
    follower = UserFactory(email="suivi@exemple.fr")
    return MentorshipFactory(active=True, mentee=MenteeFactory(), followed_by=follower)


@pytest.fixture
def bridge(relation):
    return continue_in_avenir_pro(mentorship=relation, on=JUNE, by=UserFactory())


def plan(mentorship, day):
    return scheduling.plan(
        mentorship=mentorship,
        starts_at=at(day, 10),
        ends_at=at(day, 11),
        mode=SessionMode.REMOTE,
        room=None,
        now=at(JUNE),
        by=UserFactory(),
    )


def test_sessions_are_planned_until_the_end_of_the_bridge_and_no_later(relation, bridge):
    other = MentorshipFactory(active=True, project=relation.project)
    Clearance.objects.unscoped("a test").update(expires_on=date(2029, 1, 1))

    assert plan(bridge, date(2027, 9, 14))
    with pytest.raises(OutsideCampaign) as refused:
        plan(bridge, date(2028, 1, 4))
    with pytest.raises(OutsideCampaign):
        plan(other, date(2027, 9, 14))
    assert "03/01/2028" in refused.value.sentence or "3 janvier 2028" in refused.value.sentence


def test_check_ins_go_on_with_days_that_count_anew(bridge):
    september = date(2027, 9, 14)
    open_check_ins(now=at(JUNE), today=JUNE)
    before = CheckIn.objects.unscoped("a test").get().step

    opened = open_check_ins(now=at(september), today=september)

    steps = CheckIn.objects.unscoped("a test").order_by("step").values_list("step", flat=True)
    assert opened == 1
    assert list(steps) == [before, before + 2]
    assert open_check_ins(now=at(september), today=september) == 0
    assert bridge.is_in_avenir_pro(on=september)
    assert not bridge.is_in_avenir_pro(on=JUNE)


@pytest.mark.parametrize("reader", ["school", "mentor", "mentee"])
def test_each_side_reads_it_in_what_happened(bridge, reader):
    scopes = {
        "school": Scope(Family.SCHOOL, bridge.school.span),
        "mentor": Scope(family=Family.GRANT, mentor=bridge.mentor_memberships.get().mentor_id),
        "mentee": Scope(family=Family.GRANT, mentee=bridge.mentee_memberships.get().mentee_id),
    }

    told = [f"{one.sentence} {one.detail}" for one in timeline(bridge, scope=scopes[reader])]

    assert any("AvenirPro+, jusqu’au 03/01/2028" in one for one in told)


@pytest.mark.usefixtures("bridge")
def test_the_closing_opens_by_itself_the_day_after_and_once():
    assert end_bridges(today=UNTIL, now=at(UNTIL)) == 0
    after = date(2028, 1, 4)

    done = [end_bridges(today=after, now=at(after)) for _ in range(2)]

    closing = Closing.objects.unscoped("a test").get()
    assert done == [1, 0]
    assert (closing.state, closing.reason) == (ClosingState.ASKED, "avenir_pro_over")
    assert ExitTalk.objects.unscoped("a test").count() == 2
    assert Delivery.objects.filter(address="suivi@exemple.fr").exists()


def test_a_relation_of_the_year_is_not_closed_by_the_bridge(relation):
    after = date(2028, 1, 4)

    assert end_bridges(today=after, now=at(after)) == 0
    assert relation.avenir_pro_until is None


def test_a_school_without_project_this_year_is_still_watched_for_its_bridges(
    bridge, time_machine, queue
):
    CampaignFactory(year=2027, opens_on=date(2027, 9, 1), closes_on=date(2028, 7, 1))
    time_machine.move_to(at(date(2027, 9, 14)), tick=False)

    assert watch_every_school(timestamp=0) == 1
    assert bridge.school_id in [job["args"].get("school_id") for job in queue.jobs.values()]
