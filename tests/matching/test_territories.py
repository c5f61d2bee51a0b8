"""The matching of an académie: as each school would, all together; written whole, or not at all."""

from datetime import date, timedelta

import numpy as np
import pytest
from django.db import ProgrammingError, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from mentorat.foundations.place import academy_of
from mentorat.foundations.scope import Family, Scope, system
from mentorat.journal.enums import Event
from mentorat.journal.models import Entry
from mentorat.matching import tasks
from mentorat.matching.actions import ask_territory_run, compute, compute_academy
from mentorat.matching.computing import facts_of
from mentorat.matching.engine.coding import question_of
from mentorat.matching.errors import NoProjectHere, RunUnderWay
from mentorat.matching.models import AcademyRun, MatchingRules, MatchingRun, Proposal, TerritoryRun
from mentorat.matching.queries import run_summary
from mentorat.matching.queries.columns import question_of_span
from mentorat.mentorships.actions import note_pair_wish
from mentorat.mentorships.enums import PairWishKind, WishSide
from mentorat.mentorships.models import RoleConflict
from mentorat.organisations.models import School
from mentorat.programmes.models import AssociationTarget
from tests.factories.matching import MatchingRunFactory, NeedFactory, ProposalFactory
from tests.factories.mentorships import MentorshipFactory
from tests.factories.organisations import AssociationFactory, SchoolFactory
from tests.factories.people import MenteeIdentityFactory, MentorFactory, UserFactory, cleared_mentor
from tests.factories.programmes import SchoolProjectFactory
from tests.factories.reference import AcademyFactory
from tests.matching.test_runs import ALL, DAY, NOW, need_in, offer_in, pairs

pytestmark = pytest.mark.django_db


@pytest.fixture
def project():
    return SchoolProjectFactory()


@pytest.fixture
def neighbour(project):
    school = SchoolFactory(academy=project.school.academy, place=project.place + 1)
    return SchoolProjectFactory(school=school, campaign=project.campaign)


def part_of(project):
    span = academy_of(project.place)
    run = TerritoryRun.objects.create(
        campaign=project.campaign,
        place=span.lo,
        last_place=span.hi,
        asked_by=UserFactory(),
        asked_at=NOW,
        seed=project.campaign.year,
    )
    return AcademyRun.objects.create(
        territory_run=run, academy=project.school.academy, place=span.lo, last_place=span.hi
    )


def referent(project):
    return Scope(Family.TERRITORY, academy_of(project.place))


def proposed():
    rows = Proposal.objects.within(ALL).filter(state="suggested")
    return sorted(rows.values_list("need", "offer"))


def varied(project):
    """A school in which every fact differs somewhere."""
    former, tied, declined = (offer_in(project, capacity=3) for _ in range(3))
    full = offer_in(project)
    MentorshipFactory(project=project, mentor=full.mentor)
    offer_in(project, mentor=MentorFactory(school=project.school))
    offer_in(project, closed_on=DAY)
    spoken = cleared_mentor(
        place=project.place,
        gender="m",
        languages=["ar", "en"],
        availability=["mon_am", "fri_pm"],
    )
    spoken.nsf_groups.set([])
    bodies = AssociationFactory.create_batch(3)
    project.associations.set(bodies[:2])
    project.half_days = ["mon_am", "thu_pm"]
    project.save()
    for body, mentees in zip(bodies, (0, 40, 50), strict=True):
        AssociationTarget.objects.create(
            association=body, campaign=project.campaign, mentees=mentees
        )
        offer_in(project, mentor=cleared_mentor(place=project.place, association=body))
    AssociationTarget.objects.create(
        association=bodies[1],
        campaign=project.campaign,
        academy=project.school.academy,
        mentees=7,
    )
    offer_in(project, mentor=spoken, kind="metier")
    offer_in(project, mentor=cleared_mentor(place=project.place, group_seats=4, alone_seats=1))
    offer_in(
        project,
        capacity=12,
        mentor=cleared_mentor(place=project.place, gender="f", takes_class=True),
    )
    offer_in(
        project,
        mentor=cleared_mentor(
            place=project.place, city=project.school.city.upper(), rome_domains=["F16"]
        ),
    )
    located(project)
    for city, radius, remote in (("Là-Bas", 30, False), ("là bas", None, True), ("Loin", 5, True)):
        mentor = cleared_mentor(
            place=project.place, city=city, radius_km=radius, accepts_remote=remote
        )
        offer_in(project, mentor=mentor)
    needs = [
        need_in(project, kind="metier", accepts_remote=False),
        need_in(project, mentee__speciality=None, languages=["ar"], objective="confidence"),
        need_in(project, volunteered_on=DAY - timedelta(days=70), mentor_wish="f"),
        need_in(project, priority_since=DAY, mentee__level="terminale"),
    ]
    for one, sex in zip(needs, ("f", "m", "f"), strict=False):
        MenteeIdentityFactory(mentee=one.mentee, sex=sex)
    MentorshipFactory(
        project=project, mentor=former.mentor, mentee=needs[0].mentee, state="declined"
    )
    RoleConflict.objects.create(
        mentor=tied.mentor,
        mentee=needs[1].mentee,
        place=project.place,
        kind="family",
        declared_at=NOW,
    )
    ProposalFactory(
        run__project=project,
        need=needs[2],
        offer=declined,
        state="declined",
        decided_at=NOW,
        decided_by=UserFactory(),
    )
    for mentor, one, kind, side in (
        (spoken, needs[0], "with", "mentor"),
        (spoken, needs[1], "with", "mentee"),
        (spoken, needs[1], "with", "mentor"),
        (full.mentor, needs[2], "never", "mentor"),
        (former.mentor, needs[0], "never", "mentee"),
    ):
        note_pair_wish(
            mentor=mentor,
            mentee=one.mentee,
            kind=PairWishKind(kind),
            side=WishSide(side),
            now=NOW,
            by=UserFactory(),
        )
    need_in(project, withdrawn_at=NOW)
    need_in(project, mentee__left_on=DAY)
    return needs


def located(project):
    """Put the school and the towns around on the map: one at 12 km, one at 80, one nowhere."""
    School.objects.filter(pk=project.school_id).update(latitude=48.8, longitude=2.4)
    for place, city, latitude in (
        (7, "Là-Bas", 48.908),
        (8, "Loin", 49.52),
        (9, "Nulle-Part", None),
    ):
        SchoolFactory(
            academy=project.school.academy,
            place=academy_of(project.place).lo + 900 + place,
            city=city,
            latitude=latitude,
            longitude=2.4,
        )


def kilometres(question):
    """Return the distance from each mentor to the only school."""
    schools, offers = question.schools, question.offers
    up = offers.latitude - schools.latitude[0]
    across = (offers.longitude - schools.longitude[0]) * np.cos(np.radians(schools.latitude[0]))
    return np.nan_to_num(np.hypot(up, across) * 111.195, nan=-1).round(6).tolist()


def told(question):
    """Return what a question says, with its codes turned back into what they stand for."""
    needs, offers = question.needs, question.offers
    trade = question.affinity[needs.training][:, offers.trade].tolist()
    goal = question.fits[needs.objective][:, offers.origin].tolist()
    never, wishes = (
        {
            (int(needs.id[n]), int(offers.id[o]), int(code))
            for n, o, code in zip(*vars(links).values(), strict=True)
        }
        for links in (question.never, question.wishes)
    )
    common = (needs.languages[:, None] & offers.languages[None, :]) != 0
    bodies, at = question.associations, offers.association
    local = question.offers.town == question.schools.town[0]
    return {
        "needs": needs.id.tolist(),
        "asked": [
            getattr(needs, name).tolist()
            for name in ("kinds", "remote", "waiting", "last_year", "wish")
        ],
        "offers": offers.id.tolist(),
        "offered": [
            getattr(offers, name).tolist()
            for name in ("mentor", "kinds", "remote", "cleared", "alone", "grouped", "only_here")
        ],
        "agreed": np.append(bodies.cap, -1)[at].tolist(),
        "let_in": [int(bodies.barred[one, 0]) if one >= 0 else 0 for one in at.tolist()],
        "meeting": [bits.bit_count() for bits in needs.slots.tolist()],
        "free": ((needs.slots[:, None] & offers.slots[None, :]) != 0).tolist(),
        "women": offers.gender.tolist(),
        "apart": len(np.unique(needs.group)),
        "slots": [bits.bit_count() for bits in offers.slots.tolist()],
        "local": local.tolist(),
        "kilometres": kilometres(question),
        "radius": question.offers.radius.tolist(),
        "trade": trade,
        "goal": goal,
        "never": never,
        "wishes": wishes,
        "common": common.tolist(),
    }


def test_columns_tell_of_a_school_what_its_own_facts_tell(project):
    varied(project)
    MatchingRules.objects.create(campaign=project.campaign, tiers=[50])
    run = MatchingRunFactory(project=project)
    facts = facts_of(run, today=DAY)
    by_facts = question_of(facts.needs, facts.offers, facts.rules, facts.seed)

    asked = question_of_span(
        academy_of(project.place), project.campaign, rules=facts.rules, today=DAY, seed=run.seed
    )

    assert told(asked.question) == told(by_facts)
    assert len(facts.needs) == 4
    assert len(facts.offers) == 15
    assert sorted({one.distance_km for one in facts.offers}, key=str) == pytest.approx(
        [0, 12.009, 80.06, None], abs=0.01
    )


def test_an_academy_proposes_what_its_schools_would_with_the_same_words(project, neighbour):
    varied(project)
    need_in(neighbour)
    offer_in(neighbour)
    apart = []
    for one in (project, neighbour):
        run = compute(run=MatchingRunFactory(project=one), today=DAY, now=NOW)
        rows = run.proposals.values_list("need", "score", "parts", "reasons")
        apart += sorted(rows)

    part = compute_academy(part=part_of(project), today=DAY, now=NOW)

    together = Proposal.objects.within(ALL).filter(state="suggested")
    assert sorted(together.values_list("need", "score", "parts", "reasons")) == sorted(apart)
    assert (part.state, part.served, part.schools) == ("done", len(apart), 2)
    assert part.certificate["gap"] == 0
    runs = MatchingRun.objects.within(ALL).filter(summary__has_key="territory")
    assert {run.project for run in runs} == {project, neighbour}
    here = run_summary(runs.get(project=neighbour))
    assert (here.volunteers, here.served, here.left) == (1, 1, 0)


def test_other_academies_and_schools_without_project_are_left_alone(project):
    elsewhere = SchoolProjectFactory(
        campaign=project.campaign, school__academy=AcademyFactory(code="13")
    )
    need_in(elsewhere)
    offer_in(elsewhere)
    NeedFactory(campaign=project.campaign, mentee__place=project.place + 7)

    part = compute_academy(part=part_of(project), today=DAY, now=NOW)

    assert proposed() == []
    assert (part.volunteers, part.state) == (0, "done")


def test_decisions_and_live_relations_never_move(project):
    kept = ProposalFactory(
        run__project=project, state="accepted", decided_at=NOW, decided_by=UserFactory()
    )
    MentorshipFactory(project=project, mentor=kept.offer.mentor, mentee=kept.need.mentee)
    undecided = ProposalFactory(run__project=project)

    compute_academy(part=part_of(project), today=DAY, now=NOW)

    kept.refresh_from_db()
    assert kept.state == "accepted"
    assert proposed() == [(undecided.need_id, undecided.offer_id)]
    assert not Proposal.objects.within(ALL).filter(pk=undecided.pk).exists()


def test_what_is_left_of_a_target_is_a_quota(project):
    association = AssociationFactory()
    AssociationTarget.objects.create(
        association=association,
        campaign=project.campaign,
        academy=project.school.academy,
        mentees=1,
    )
    for _ in range(2):
        need_in(project)
        offer_in(project, mentor=cleared_mentor(place=project.place, association=association))

    part = compute_academy(part=part_of(project), today=DAY, now=NOW)

    assert (part.volunteers, part.served) == (2, 1)


def test_pupils_whom_another_school_could_serve_at_a_distance_are_counted(project, neighbour):
    need_in(project, accepts_remote=True)
    offer_in(neighbour, mentor=cleared_mentor(place=neighbour.place, accepts_remote=True))
    need_in(project, accepts_remote=False)

    part = compute_academy(part=part_of(project), today=DAY, now=NOW)

    assert (part.served, part.beyond) == (0, 1)
    assert proposed() == []


def test_a_job_that_runs_twice_changes_nothing(project):
    need_in(project)
    offer_in(project)
    part = part_of(project)

    tasks.compute_academy_run(part_id=part.pk)
    first = set(Proposal.objects.within(ALL).values_list("pk", flat=True))
    tasks.compute_academy_run(part_id=part.pk)

    assert len(first) == 1
    assert set(Proposal.objects.within(ALL).values_list("pk", flat=True)) == first
    tasks.compute_academy_run(part_id=0)


def test_a_territory_asks_within_its_scope_and_queues_the_largest_academy_first(rls):
    small = SchoolProjectFactory(target_mentees=5)
    large = SchoolProjectFactory(
        target_mentees=50, campaign=small.campaign, school__academy=AcademyFactory(code="13")
    )
    nation = Scope(Family.NATION, system("x").span)

    with rls(nation):
        run = ask_territory_run(
            campaign=small.campaign, span=nation.span, scope=nation, now=NOW, by=UserFactory()
        )

    jobs = ProcrastinateJob.objects.order_by("pk")
    parts = AcademyRun.objects.within(ALL).in_bulk(field_name="pk")
    asked = [parts[job.args["part_id"]].academy for job in jobs]
    assert asked == [large.school.academy, small.school.academy]
    assert [job.lock for job in jobs] == [f"matching:academy:{one.code}" for one in asked]
    assert run.seed == small.campaign.year
    assert Entry.objects.within(ALL).get().event == Event.TERRITORY_RUN


def test_a_territory_waits_for_what_is_under_way_and_needs_a_project(project, queue):
    scope = referent(project)
    asked = {"campaign": project.campaign, "span": scope.span, "scope": scope, "by": UserFactory()}

    ask_territory_run(**asked, now=NOW)
    with pytest.raises(RunUnderWay):
        ask_territory_run(**asked, now=NOW + timedelta(minutes=5))
    empty = Scope(Family.TERRITORY, academy_of(project.place + 50_000))
    with pytest.raises(NoProjectHere):
        ask_territory_run(**{**asked, "scope": empty, "span": empty.span}, now=NOW)

    assert len(queue.jobs) == 1


def test_a_referent_sees_figures_and_neither_proposals_nor_needs(project, rls):
    need_in(project)
    offer_in(project)
    part = part_of(project)
    tasks.compute_academy_run(part_id=part.pk)

    with rls(referent(project)) as scope:
        shown = AcademyRun.objects.within(scope).get()
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            Proposal.objects.unscoped("the database has its say").count()
    away = Scope(Family.TERRITORY, academy_of(project.place + 50_000))
    with rls(away):
        assert AcademyRun.objects.unscoped("the database has its say").count() == 0

    assert shown.served == 1
    assert Proposal.objects.within(ALL).count() == 1


def test_nobody_and_nothing_is_answered_without_an_error(project):
    part = compute_academy(part=part_of(project), today=date(2026, 10, 1), now=NOW)
    assert (part.state, part.volunteers, part.served, part.unserved) == ("done", 0, 0, {})

    need_in(project)
    part = compute_academy(part=part_of(project), today=DAY, now=NOW)
    assert (part.volunteers, part.unserved) == (1, {"no_offer": 1})
    assert pairs(MatchingRun.objects.within(ALL).latest("pk")) == []


def test_a_trial_counts_and_writes_no_proposal(project):
    need_in(project)
    offer_in(project)
    part = part_of(project)
    TerritoryRun.objects.within(ALL).update(is_trial=True)
    part = AcademyRun.objects.within(ALL).get()

    tasks.compute_academy_run(part_id=part.pk)

    part.refresh_from_db()
    assert (part.state, part.volunteers, part.served) == ("done", 1, 1)
    assert proposed() == []
    assert not MatchingRun.objects.within(ALL).exists()


def test_the_rules_of_a_school_hold_for_its_own_pupils_in_the_run_of_an_academy(project, neighbour):
    for one in (project, neighbour):
        need_in(one, kind="metier")
        offer_in(one, mentor=cleared_mentor(place=one.place, rome_domains=["J15"]))
    MatchingRules.objects.create(
        campaign=project.campaign, school=neighbour.school, least_affinity=0
    )

    part = compute_academy(part=part_of(project), today=DAY, now=NOW)

    runs = {run.place: run for run in MatchingRun.objects.within(ALL)}
    assert proposed() == sorted(runs[neighbour.place].proposals.values_list("need", "offer"))
    assert {place: run.rules["least_affinity"] for place, run in runs.items()} == {
        project.place: 60,
        neighbour.place: 0,
    }
    assert (part.volunteers, part.served, part.unserved) == (2, 1, {"trade": 1})
    assert (part.rules["least_affinity"], part.certificate["gap"]) == (60, 0)
    assert (part.certificate["served"], part.mean_score > 0) == (1, True)


def test_schools_under_several_rules_share_what_an_agreement_leaves(project, neighbour):
    association = AssociationFactory()
    AssociationTarget.objects.create(association=association, campaign=project.campaign, mentees=3)
    for one in (project, neighbour):
        for _ in range(2):
            need_in(one)
            offer_in(one, mentor=cleared_mentor(place=one.place, association=association))
    MatchingRules.objects.create(
        campaign=project.campaign, school=neighbour.school, tiers=[50], longest_wait=10
    )

    part = compute_academy(part=part_of(project), today=DAY, now=NOW)

    assert (part.served, len(proposed()), part.schools) == (3, 3, 2)
    assert part.unserved == {"taken": 1}


def test_rules_that_change_nothing_leave_one_answer(project, neighbour):
    varied(project)
    need_in(neighbour)
    offer_in(neighbour)
    before = compute_academy(part=part_of(project), today=DAY, now=NOW)
    MatchingRules.objects.create(campaign=project.campaign, school=neighbour.school)

    after = compute_academy(part=part_of(project), today=DAY, now=NOW)

    assert after.certificate == before.certificate
