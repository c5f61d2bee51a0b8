from datetime import UTC, date, datetime, timedelta

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from mentorat.foundations.place import school_span
from mentorat.foundations.scope import Family, Scope, system
from mentorat.journal.enums import Event
from mentorat.journal.models import Entry
from mentorat.matching import tasks
from mentorat.matching.actions import ask_run, compute
from mentorat.matching.computing import begin
from mentorat.matching.engine import Part, Weight
from mentorat.matching.engine.facts import POINTS
from mentorat.matching.errors import NobodyAvailable, NobodyWaits, RunUnderWay
from mentorat.matching.models import MatchingRun, Proposal
from tests.factories.matching import (
    MatchingRunFactory,
    NeedFactory,
    OfferFactory,
    ProposalFactory,
)
from tests.factories.mentorships import MentorshipFactory
from tests.factories.people import MentorFactory, UserFactory, cleared_mentor
from tests.factories.programmes import SchoolProjectFactory

pytestmark = pytest.mark.django_db

DAY = date(2026, 10, 1)
NOW = datetime(2026, 10, 1, 8, tzinfo=UTC)
ALL = system("the test looks at everything")


def of_school(place):
    return Scope(Family.SCHOOL, school_span(place))


@pytest.fixture
def project():
    return SchoolProjectFactory()


def need_in(project, **changes):
    return NeedFactory(mentee__school=project.school, campaign=project.campaign, **changes)


def offer_in(project, **changes):
    return OfferFactory(school=project.school, campaign=project.campaign, **changes)


def pairs(run):
    return sorted(run.proposals.values_list("need", "offer"))


def test_run_is_asked_and_queued_together(project, queue):
    need_in(project)
    offer_in(project)
    by = UserFactory()

    run = ask_run(project=project, now=NOW, by=by)

    assert (run.project, run.place, run.state) == (project, project.place, "waiting")
    assert (run.asked_by, run.asked_at, run.seed) == (by, NOW, 2026)
    (job,) = queue.jobs.values()
    assert (job["task_name"], job["queue_name"], job["args"], job["lock"]) == (
        "mentorat.matching.tasks.compute_run",
        "matching",
        {"run_id": run.pk},
        f"matching:{project.pk}",
    )
    entry = Entry.objects.within(of_school(project.place)).get()
    assert (entry.event, entry.about_id, entry.by) == (Event.MATCHING_RUN, run.pk, by)


def test_school_queues_its_run_in_the_database_within_its_scope(project, rls):
    need_in(project)
    offer_in(project)
    by = UserFactory()

    with rls(of_school(project.place)):
        run = ask_run(project=project, now=NOW, by=by)

    assert list(ProcrastinateJob.objects.values_list("args", flat=True)) == [{"run_id": run.pk}]


def test_run_without_volunteers_is_refused(project, queue):
    offer_in(project)
    need_in(project, withdrawn_at=NOW)
    need_in(project, mentee__left_on=DAY)
    NeedFactory()

    with pytest.raises(NobodyWaits):
        ask_run(project=project, now=NOW, by=UserFactory())
    assert queue.jobs == {}


def test_run_without_a_cleared_mentor_who_has_a_seat_is_refused(project, queue):
    need_in(project)
    offer_in(project, mentor=MentorFactory(school=project.school))
    offer_in(project, closed_on=DAY)
    full = offer_in(project)
    MentorshipFactory(project=project, mentor=full.mentor)
    OfferFactory()

    with pytest.raises(NobodyAvailable):
        ask_run(project=project, now=NOW, by=UserFactory())
    assert queue.jobs == {}


@pytest.mark.parametrize("state", ["waiting", "running"])
def test_run_under_way_holds_back_another_for_ten_minutes(project, queue, state):
    need_in(project)
    offer_in(project)
    first = MatchingRunFactory(project=project, asked_at=NOW, state=state)
    by = UserFactory()

    with pytest.raises(RunUnderWay):
        ask_run(project=project, now=NOW + timedelta(minutes=9), by=by)
    later = NOW + timedelta(minutes=11)
    second = ask_run(project=project, now=later, by=by)

    first.refresh_from_db()
    assert (first.state, first.finished_at) == ("failed", later)
    assert [job["args"] for job in queue.jobs.values()] == [{"run_id": second.pk}]


def test_compute_proposes_a_cleared_mentor_of_the_school_and_sums_up(project, rls):
    served, left = need_in(project), need_in(project, kind="metier", mentee__level="seconde")
    offer = offer_in(project)
    offer_in(project, mentor=MentorFactory(school=project.school))
    NeedFactory(mentee__place=project.place + 5000)
    OfferFactory()
    run = MatchingRunFactory(project=project)

    with rls(of_school(project.place)):
        compute(run=run, today=DAY, now=NOW)

    run.refresh_from_db()
    (proposal,) = Proposal.objects.within(ALL)
    assert (proposal.need, proposal.offer, proposal.place) == (served, offer, project.place)
    assert set(proposal.parts) == set(Part)
    points = sum(
        POINTS[Weight(run.rules["weights"][part])] * value for part, value in proposal.parts.items()
    )
    assert (run.state, run.finished_at, run.engine) == ("done", NOW, "network-simplex 4")
    assert run.summary.pop("seconds") < 120  # the first time on a machine, kernels are compiled
    assert run.summary == {
        "volunteers": 2,
        "offers": 2,
        "seats": 1,
        "served": 1,
        "kept": 0,
        "broken": [],
        "unserved": {"trade": 1},
        "removed": {"clearance": 1, "trade": 1},
        "quality": points,
        "mean_score": float(proposal.score),
        "waits": {"served": {"mean": 11, "longest": 11}, "left": {"mean": 11, "longest": 11}},
        "price": {
            "points": -points,
            "mean_score": pytest.approx(proposal.score, abs=0.5),
            "mean_score_without": 0,
        },
        "difference": None,
        "details": [
            {
                "need": left.pk,
                "cause": "trade",
                "candidates": 0,
                "removed": {"clearance": 1, "trade": 1},
            }
        ],
    }


def test_database_hides_another_school_when_a_run_is_computed_in_the_wrong_scope(project, rls):
    need_in(project)
    offer_in(project)
    run, other = MatchingRunFactory(project=project), SchoolProjectFactory()

    with rls(of_school(other.place)), pytest.raises(MatchingRun.DoesNotExist):
        compute(run=run, today=DAY, now=NOW)

    assert Proposal.objects.within(ALL).count() == 0


def test_mentor_who_was_with_the_pupil_or_was_declined_is_not_proposed_again(project):
    need, waits_too = need_in(project), need_in(project)
    former, declined, fresh = offer_in(project), offer_in(project), offer_in(project)
    MentorshipFactory(project=project, mentor=former.mentor, mentee=need.mentee, state="declined")
    ProposalFactory(
        run__project=project,
        need=need,
        offer=declined,
        state="declined",
        decided_at=NOW,
        decided_by=UserFactory(),
    )
    run = MatchingRunFactory(project=project)

    compute(run=run, today=DAY, now=NOW)

    proposed = dict(pairs(run))
    assert proposed[need.pk] == fresh.pk
    assert proposed[waits_too.pk] in {former.pk, declined.pk}


def test_later_run_replaces_what_nobody_decided_and_keeps_decisions(project):
    earlier = MatchingRunFactory(project=project, asked_at=NOW - timedelta(days=1))
    undecided = ProposalFactory(run=earlier)
    decided = ProposalFactory(
        run=earlier, state="declined", decided_at=NOW, decided_by=UserFactory()
    )
    elsewhere = ProposalFactory()
    run = MatchingRunFactory(project=project, asked_at=NOW)

    compute(run=run, today=DAY, now=NOW)

    kept = Proposal.objects.within(ALL).exclude(run=run)
    assert set(kept) == {decided, elsewhere}
    assert len(pairs(run)) == 2
    assert undecided.need_id in dict(pairs(run))


def test_pupils_in_a_live_relation_and_taken_seats_are_left_out(project):
    need, offer = need_in(project), offer_in(project, capacity=2)
    met = need_in(project)
    MentorshipFactory(project=project, mentor=offer.mentor, mentee=met.mentee)
    run = MatchingRunFactory(project=project)

    compute(run=run, today=DAY, now=NOW)

    assert pairs(run) == [(need.pk, offer.pk)]
    assert (run.summary["volunteers"], run.summary["seats"]) == (1, 1)


def test_task_computes_once_however_often_it_is_called(project):
    need_in(project)
    offer_in(project, mentor=cleared_mentor(place=project.place))
    run = MatchingRunFactory(project=project)

    tasks.compute_run(run_id=run.pk)
    first = pairs(run)
    proposals = set(run.proposals.values_list("pk", flat=True))
    tasks.compute_run(run_id=run.pk)

    run.refresh_from_db()
    assert run.state == "done"
    assert len(first) == run.summary["served"]
    assert set(run.proposals.values_list("pk", flat=True)) == proposals
    assert compute(run=run, today=DAY, now=NOW).finished_at != NOW


def test_task_takes_over_a_run_whose_worker_was_killed(project):
    run = MatchingRunFactory(project=project, state="running")

    tasks.compute_run(run_id=run.pk)

    run.refresh_from_db()
    assert run.state == "done"


def test_task_of_a_run_that_is_gone_does_nothing():
    tasks.compute_run(run_id=0)

    assert Proposal.objects.within(ALL).count() == 0


def test_task_that_breaks_says_so_and_may_be_taken_up_again(project):
    need = need_in(project, kind="unheard of")
    run = MatchingRunFactory(project=project)

    with pytest.raises(KeyError):
        tasks.compute_run(run_id=run.pk)
    run.refresh_from_db()
    assert run.state == "failed"
    assert run.finished_at is not None

    need.kind = "both"
    need.save(update_fields=["kind"])
    tasks.compute_run(run_id=run.pk)
    run.refresh_from_db()
    assert run.state == "done"


def test_run_that_a_later_one_replaces_is_not_computed(project):
    offer_in(project)
    need_in(project)
    late = MatchingRunFactory(project=project, asked_at=NOW - timedelta(hours=1))
    MatchingRunFactory(project=project, asked_at=NOW)

    assert not begin(run=late)

    late.refresh_from_db()
    assert (late.state, pairs(late)) == ("failed", [])
