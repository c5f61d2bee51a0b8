from datetime import date

import pytest
import time_machine
from django.db import connection
from procrastinate.contrib.django import app

from mentorat.reference.models import Academy
from mentorat.steering import actions, periodic, tasks
from mentorat.steering.catalogue import INDICATORS
from mentorat.steering.models import IndicatorValue
from tests.factories.matching import NeedFactory
from tests.factories.organisations import SchoolFactory
from tests.factories.people import MenteeFactory
from tests.factories.programmes import CampaignFactory
from tests.factories.reference import AcademyFactory

pytestmark = pytest.mark.django_db


def waiting(queue):
    return [(job["task_name"].split(".")[-1], job["args"]) for job in queue.jobs.values()]


def test_burst_of_acts_queues_one_job_a_school(queue, django_capture_on_commit_callbacks):
    campaign, school, other = CampaignFactory(), SchoolFactory(), SchoolFactory()

    with django_capture_on_commit_callbacks(execute=True):
        for one in (school, school, other, school):
            actions.figures_changed(school_id=one.pk, campaign_id=campaign.pk)

    assert waiting(queue) == [
        ("refresh_school_figures", {"school_id": school.pk, "campaign_id": campaign.pk}),
        ("refresh_school_figures", {"school_id": other.pk, "campaign_id": campaign.pk}),
    ]


def test_job_is_queued_only_once_the_act_is_committed(queue, django_capture_on_commit_callbacks):
    school, campaign = SchoolFactory().pk, CampaignFactory().pk

    with django_capture_on_commit_callbacks() as callbacks:
        actions.figures_changed(school_id=school, campaign_id=campaign)
    before = waiting(queue)
    for callback in callbacks:
        callback()

    assert before == []
    assert waiting(queue) == [
        ("refresh_school_figures", {"school_id": school, "campaign_id": campaign})
    ]


def test_job_that_waits_already_leaves_the_transaction_whole(django_capture_on_commit_callbacks):
    campaign, school = CampaignFactory(), SchoolFactory()

    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(2):
            actions.figures_changed(school_id=school.pk, campaign_id=campaign.pk)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE queue_name = 'figures'")
        (jobs,) = cursor.fetchone()

    assert jobs == 1


@time_machine.travel(date(2027, 3, 1))
def test_job_computes_its_school_within_the_schools_own_scope():
    need, elsewhere = NeedFactory(), NeedFactory()

    for _ in range(2):
        tasks.refresh_school_figures(school_id=need.mentee.school_id, campaign_id=need.campaign_id)

    values = IndicatorValue.objects.unscoped("test")
    assert elsewhere.place != need.place
    assert set(values.values_list("place", flat=True).order_by()) == {need.place}
    assert values.get(code="volunteers").numerator == 1
    assert values.count() == len(INDICATORS)


@time_machine.travel(date(2027, 3, 1))
def test_job_of_an_academy_computes_all_its_schools():
    campaign = CampaignFactory()
    here = [MenteeFactory().school, MenteeFactory().school]
    MenteeFactory(school__academy__code="25")

    tasks.refresh_academy_figures(academy="24", campaign_id=campaign.pk)

    values = IndicatorValue.objects.unscoped("test").filter(code="pupils")
    assert sorted(values.values_list("place", "numerator")) == sorted(
        (school.place, 1) for school in here
    )


@time_machine.travel(date(2027, 3, 1))
def test_night_queues_one_job_an_academy_and_no_second_one(queue):
    campaign = CampaignFactory()
    AcademyFactory(code="25")
    AcademyFactory(code="24")

    queued = [periodic.refresh_every_academy(timestamp=0) for _ in range(2)]

    codes = list(Academy.objects.order_by("code").values_list("code", flat=True))
    assert queued == [len(codes), 0]
    assert {"24", "25"} <= set(codes)
    assert waiting(queue) == [
        ("refresh_academy_figures", {"academy": code, "campaign_id": campaign.pk}) for code in codes
    ]


def test_night_without_a_campaign_has_nothing_to_do(queue):
    AcademyFactory()

    assert periodic.refresh_every_academy(timestamp=0) == 0
    assert waiting(queue) == []


def test_night_is_on_the_clock():
    crons = {task.task.name: task.cron for task in app.periodic_registry.periodic_tasks.values()}

    assert crons["mentorat.steering.periodic.refresh_every_academy"] == periodic.EVERY_NIGHT
