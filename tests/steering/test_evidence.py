"""Each benchmark counts the relations that prove it, and names those that do not."""

from datetime import UTC, date, datetime

import pytest

from mentorat.foundations.scope import Family, Scope
from mentorat.mentorships.models import Mentorship
from mentorat.people.enums import TrainingTopic
from mentorat.people.models import Preparation, UnitPassed
from mentorat.steering.evidence import BENCHMARKS, Proof, Sight, evidence, proofs
from tests.factories.closing import ClosingFactory, ExitTalkFactory
from tests.factories.followup import SessionReportFactory
from tests.factories.mentorships import MentorshipFactory
from tests.factories.people import (
    AuthorisationFactory,
    ClearanceFactory,
    MenteeFactory,
    MentorFactory,
    UserFactory,
    authorised_mentee,
    cleared_mentor,
)
from tests.factories.programmes import CampaignFactory, SchoolProjectFactory
from tests.factories.scheduling import AttendanceFactory, MentoringSessionFactory, paris

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.fixture
def project():
    return SchoolProjectFactory()


def relation(project, **fields):
    fields.setdefault("mentor", cleared_mentor(place=project.place))
    fields.setdefault("mentee", MenteeFactory(school=project.school))
    return MentorshipFactory(active=True, project=project, **fields)


def sight(project):
    return Sight(Scope(Family.SCHOOL, project.school.span), project.campaign, TODAY)


def told(prove, project):
    return prove(sight(project))


def one_of_two(good, bad):
    assert good != bad
    return Proof(1, 2, (bad.pk,))


def test_codes_are_each_named_once():
    codes = [benchmark.code for benchmark in BENCHMARKS]

    assert len(set(codes)) == len(codes) >= 12


def test_without_a_relation_nothing_is_proven_nor_missing(project):
    lines = evidence(sight(project))

    assert {(line.proof.total, line.share) for line in lines} == {(0, None)}


@pytest.mark.parametrize(
    ("prove", "kind"),
    [(proofs.interviewed, "interview"), (proofs.charter_signed, "charter")],
)
def test_a_proof_dated_after_the_first_session_proves_nothing(project, prove, kind):
    mentors = [MentorFactory(place=project.place) for _ in range(2)]
    good, bad = (relation(project, mentor=mentor) for mentor in mentors)
    ClearanceFactory(mentor=mentors[0], kind=kind, given_on=date(2026, 10, 12))
    ClearanceFactory(mentor=mentors[1], kind=kind, given_on=date(2026, 10, 13))

    assert told(prove, project) == one_of_two(good, bad)


def test_two_references_are_needed(project):
    mentors = [MentorFactory(place=project.place) for _ in range(2)]
    good, bad = (relation(project, mentor=mentor) for mentor in mentors)
    for mentor, count in zip(mentors, (2, 1), strict=True):
        for _ in range(count):
            ClearanceFactory(mentor=mentor, kind="reference")

    assert told(proofs.references_called, project) == one_of_two(good, bad)


def test_hours_of_training_are_added_up(project):
    mentors = [MentorFactory(place=project.place) for _ in range(2)]
    good, bad = (relation(project, mentor=mentor) for mentor in mentors)
    for hours in ("1.5", "0.5"):
        ClearanceFactory(mentor=mentors[0], kind="training", hours=hours)
    ClearanceFactory(mentor=mentors[1], kind="training", hours="1.5")

    assert told(proofs.trained, project) == one_of_two(good, bad)


def test_a_mentor_goes_on_learning_once_the_relation_has_lived_the_minimum(project):
    project.campaign.minimum_months = 1
    project.campaign.save()
    mentors = [MentorFactory(place=project.place) for _ in range(4)]
    _by_hours, _by_unit, before, young = (relation(project, mentor=one) for one in mentors)
    ClearanceFactory(mentor=mentors[0], kind="training", hours="1", given_on=date(2026, 11, 2))
    UnitPassed.objects.unscoped("a test").create(
        mentor=mentors[1], place=project.place, unit="role", version="1", passed_on=TODAY
    )
    ClearanceFactory(mentor=mentors[2], kind="training", hours="2", given_on=date(2026, 10, 12))
    young.started_on = date(2026, 10, 25)
    young.save()

    assert told(proofs.trained_since_the_start, project) == Proof(2, 3, (before.pk,))


def test_an_early_end_asks_for_no_more_training(project):
    project.campaign.minimum_months = 1
    project.campaign.save()
    short = relation(project)
    short.state, short.ended_on = "ended", date(2026, 10, 20)
    short.end_reason, short.objective_reached = "other", "no"
    short.save()

    assert told(proofs.trained_since_the_start, project) == Proof(0, 0, ())


def test_a_training_speaks_of_every_topic(project):
    mentors = [MentorFactory(place=project.place) for _ in range(2)]
    good, bad = (relation(project, mentor=mentor) for mentor in mentors)
    topics = list(TrainingTopic.values)
    ClearanceFactory(mentor=mentors[0], kind="training", topics=topics)
    ClearanceFactory(mentor=mentors[1], kind="training", topics=topics[1:])

    assert told(proofs.trained_in_every_topic, project) == one_of_two(good, bad)


def test_every_minor_is_authorised(project):
    good = relation(project, mentee=authorised_mentee(school=project.school))
    refused = MenteeFactory(school=project.school)
    AuthorisationFactory(mentee=refused, state="refused")
    bad = relation(project, mentee=refused)

    assert told(proofs.authorised, project) == one_of_two(good, bad)


def test_reasons_are_written(project):
    good, bad = relation(project), relation(project, reasons=[])

    assert told(proofs.explained, project) == one_of_two(good, bad)


def test_a_first_meeting_has_someone_present(project):
    good, bad = relation(project), relation(project)
    for mentorship, status in ((good, "present"), (bad, "absent")):
        session = MentoringSessionFactory(mentorship=mentorship, state="held")
        mentee = mentorship.mentee_memberships.get().mentee
        AttendanceFactory(session=session, mentee=mentee, status=status)

    assert told(proofs.first_meeting_documented, project) == one_of_two(good, bad)


def test_an_adult_of_the_school_is_named_at_a_meeting(project):
    good, bad = relation(project), relation(project)
    MentoringSessionFactory(mentorship=good, state="held", adult=UserFactory())
    MentoringSessionFactory(mentorship=bad, state="held")

    assert told(proofs.adult_at_first_meeting, project) == one_of_two(good, bad)


def test_pupils_are_prepared_before_they_meet(project):
    good, bad = relation(project), relation(project)
    for mentorship, day in ((good, 12), (bad, 13)):
        mentee = mentorship.mentee_memberships.get().mentee
        Preparation.objects.create(
            mentee=mentee,
            place=mentee.place,
            done_on=date(2026, 10, day),
            way="alone",
            recorded_at=NOW,
        )

    assert told(proofs.prepared, project) == one_of_two(good, bad)


def test_the_first_month_brings_news_twice(project):
    good, bad = relation(project), relation(project)
    for mentorship, month in ((good, 10), (bad, 11)):
        for hour in (10, 14):
            SessionReportFactory(
                session=MentoringSessionFactory(
                    mentorship=mentorship, starts_at=paris(20, hour), ends_at=paris(20, hour + 1)
                ),
                told=True,
                told_at=datetime(2026, month, 20, hour, tzinfo=UTC),
            )

    assert told(proofs.heard_in_the_first_month, project) == one_of_two(good, bad)


def test_past_sessions_are_told(project):
    good, bad = relation(project), relation(project)
    MentoringSessionFactory(mentorship=good, starts_at=paris(24, 10), ends_at=paris(24, 11))
    MentoringSessionFactory(mentorship=bad)

    assert told(proofs.each_session_told, project) == one_of_two(good, bad)


def ended(project):
    mentorship = relation(project)
    Mentorship.objects.unscoped("a test").filter(pk=mentorship.pk).update(
        state="ended", ended_on=TODAY, end_reason="other", objective_reached="no"
    )
    return mentorship


def test_ended_relations_have_heard_each_side_and_a_complete_closing(project):
    good, bad = ended(project), ended(project)
    for mentorship, state in ((good, "complete"), (bad, "asked")):
        left = int(state == "asked")
        closing = ClosingFactory(mentorship=mentorship, state=state, talks_left=left)
        mentor = mentorship.mentor_memberships.get().mentor
        heard = {"state": "done", "mode": "phone", "held_on": TODAY, "settled_at": NOW}
        ExitTalkFactory(closing=closing, mentor=mentor, **({} if left else heard))

    assert told(proofs.each_side_heard, project) == one_of_two(good, bad)
    assert told(proofs.closing_complete, project) == one_of_two(good, bad)


def test_only_the_relations_of_the_campaign_and_scope_are_counted(project):
    relation(project)
    relation(SchoolProjectFactory())
    relation(SchoolProjectFactory(school=project.school, campaign=CampaignFactory(year=2025)))

    assert told(proofs.explained, project).total == 1


@pytest.mark.parametrize("count", [1, 3])
def test_the_evidence_asks_as_many_questions_however_many_relations(
    project, count, django_assert_num_queries
):
    for _ in range(count):
        relation(project)

    with django_assert_num_queries(25):
        evidence(sight(project))
