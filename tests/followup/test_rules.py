"""Each delay of following is a rule of the year: another campaign, another day."""

from datetime import date, timedelta

import pytest

from mentorat.followup import actions
from mentorat.followup.errors import SnoozedTooFar
from mentorat.followup.models import Alarm, CheckIn, SessionReport
from mentorat.followup.watching import watch_school
from mentorat.people.models import Clearance
from tests.factories.followup import AlarmFactory
from tests.factories.mentorships import MentorshipFactory
from tests.factories.people import UserFactory
from tests.factories.programmes import CampaignFactory
from tests.factories.scheduling import MentoringSessionFactory, paris

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("queue")]

AFTER = paris(3, 11, 5)
DUE = paris(16, 7)


@pytest.fixture
def rules():
    """Change rules of the year."""

    def change(**values):
        campaign = CampaignFactory()
        for name, value in values.items():
            setattr(campaign, name, value)
        campaign.save()

    return change


@pytest.mark.parametrize(("days", "asked"), [(7, 0), (10, 1)])
def test_a_session_is_asked_about_as_long_as_the_rule_says(rules, days, asked):
    rules(report_asked_days=days)
    session = MentoringSessionFactory()

    assert actions.ask_reports(now=session.during.upper + timedelta(days=9)) == asked


@pytest.mark.parametrize(("days", "state"), [(2, "unknown"), (5, "awaited")])
def test_a_session_without_news_is_unknown_after_the_days_of_the_rule(rules, days, state):
    rules(report_days=days)
    MentoringSessionFactory()
    actions.ask_reports(now=AFTER)

    later = AFTER + timedelta(days=3)
    actions.remind_reports(now=later, today=later.date())

    assert SessionReport.objects.unscoped("a test").get().state == state


@pytest.mark.parametrize(("days", "is_reminded"), [(3, True), (7, False)])
def test_a_check_in_is_asked_again_after_the_days_of_the_rule(rules, days, is_reminded):
    rules(check_in_reminder_days=days)
    MentorshipFactory(active=True, started_on=date(2026, 11, 2))
    actions.open_check_ins(now=DUE, today=DUE.date())

    later = DUE + timedelta(days=4)
    actions.follow_check_ins(now=later, today=later.date())

    check_in = CheckIn.objects.unscoped("a test").get()
    assert (check_in.reminded_at is not None) is is_reminded


def test_a_check_in_waits_for_answers_as_long_as_the_rule_says(rules):
    rules(check_in_answer_days=21)
    MentorshipFactory(active=True, started_on=date(2026, 11, 2))

    actions.open_check_ins(now=DUE, today=DUE.date())

    check_in = CheckIn.objects.unscoped("a test").get()
    assert check_in.answer_by == DUE.date() + timedelta(days=21)


@pytest.mark.parametrize(
    ("rule", "kinds"),
    [
        ({"late_start_notice_days": 14, "clearance_notice_days": 10}, ["late_start"]),
        ({"late_start_notice_days": 3, "clearance_notice_days": 30}, ["clearance"]),
        ({"late_start_notice_days": 0, "clearance_notice_days": 0}, []),
    ],
)
def test_alarms_are_raised_as_early_as_the_rule_says(rules, rule, kinds):
    rules(**rule)
    mentorship = MentorshipFactory()
    Clearance.objects.unscoped("a test").update(expires_on=date(2026, 12, 24))

    watch_school(school=mentorship.school, now=paris(25, 10), today=date(2026, 11, 25))

    raised = Alarm.objects.unscoped("a test").values_list("kind", flat=True)
    assert sorted(raised) == kinds


def test_an_alarm_is_put_off_no_longer_than_the_rule_says(rules):
    rules(snooze_days=10)
    alarm, by, today = AlarmFactory(), UserFactory(), date(2026, 11, 23)

    with pytest.raises(SnoozedTooFar, match="03/12/2026"):
        actions.snooze(alarm=alarm, until=date(2026, 12, 4), reason="other", today=today, by=by)
    put_off = actions.snooze(
        alarm=alarm, until=date(2026, 12, 3), reason="other", today=today, by=by
    )

    assert put_off.state == "snoozed"
