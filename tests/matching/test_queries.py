from datetime import UTC, date, datetime

import pytest

from mentorat.foundations.place import school_span
from mentorat.foundations.scope import Family, Scope
from mentorat.matching.actions import compute
from mentorat.matching.engine import ScoredPart
from mentorat.matching.queries import (
    RuleCount,
    ShownProposal,
    ShownUnserved,
    SupplyRow,
    Waiting,
    engine_facts,
    proposals_shown,
    supply_and_demand,
    unserved_shown,
    waiting_list,
)
from mentorat.programmes.models import AssociationTarget
from tests.factories.matching import (
    MatchingRunFactory,
    NeedFactory,
    OfferFactory,
    ProposalFactory,
)
from tests.factories.mentorships import MentorshipFactory
from tests.factories.organisations import AssociationFactory, CompanyFactory
from tests.factories.people import MentorFactory, UserFactory, cleared_mentor
from tests.factories.programmes import SchoolProjectFactory
from tests.factories.reference import (
    NsfGroupFactory,
    SpecialityFactory,
    TradeFamilyFactory,
)

pytestmark = pytest.mark.django_db

DAY = date(2026, 10, 1)
NOW = datetime(2026, 10, 1, 8, tzinfo=UTC)


def of_school(place):
    return Scope(Family.SCHOOL, school_span(place))


@pytest.fixture
def project():
    return SchoolProjectFactory()


@pytest.fixture
def family():
    """A family of 2de that leads to two domains."""
    family = TradeFamilyFactory(code="008", label="Métiers des transitions")
    heating = NsfGroupFactory(code="227", label="Énergie", rome_domains=["I13"])
    SpecialityFactory(cfd="40025518", family=family)
    SpecialityFactory(cfd="40022703", nsf=heating, family=family, rome_domains=["F16"])
    return family


def need_in(project, **changes):
    return NeedFactory(mentee__school=project.school, campaign=project.campaign, **changes)


def offer_in(project, **changes):
    return OfferFactory(school=project.school, campaign=project.campaign, **changes)


def test_waiting_list_puts_last_years_first_then_the_longest_waits(project, rls):
    recent = need_in(project, mentee__level="premiere", volunteered_on=date(2026, 9, 25))
    oldest = need_in(project, mentee__level="seconde", volunteered_on=date(2026, 9, 10))
    last_year = need_in(project, volunteered_on=date(2026, 9, 30))
    need_in(project, withdrawn_at=NOW)
    met = need_in(project)
    MentorshipFactory(project=project, mentee=met.mentee)
    elsewhere = NeedFactory()

    with rls(of_school(project.place)):
        waiting = waiting_list(project, scope=of_school(project.place), today=DAY)

    assert elsewhere.place != project.place
    assert [row.need_id for row in waiting] == [last_year.pk, oldest.pk, recent.pk]
    assert waiting[0] == Waiting(
        need_id=last_year.pk,
        mentee_id=last_year.mentee_id,
        name=str(last_year.mentee),
        class_label="TMELEC1",
        level="terminale professionnelle",
        training="bac pro Spécialité 40025518",
        kind="métier et parcours",
        objective="trouver ou réussir une PFMP",
        accepts_remote=True,
        volunteered_on=date(2026, 9, 30),
        days=1,
        is_last_year=True,
        held_by="",
    )


def test_waiting_list_puts_the_longest_waits_first_where_the_campaign_says_so(project):
    project.campaign.last_year_first = False
    last_year = need_in(project, volunteered_on=date(2026, 9, 30))
    oldest = need_in(project, mentee__level="seconde", volunteered_on=date(2026, 9, 10))

    waiting = waiting_list(project, scope=of_school(project.place), today=DAY)

    assert [row.need_id for row in waiting] == [oldest.pk, last_year.pk]


def test_waiting_list_of_another_scope_is_empty(project):
    need_in(project)

    assert waiting_list(project, scope=of_school(project.place + 1), today=DAY) == []
    assert waiting_list(project, scope=Scope(Family.TERRITORY), today=DAY) == []


@pytest.mark.parametrize("count", [1, 3])
def test_waiting_list_asks_three_questions_however_long_it_is(
    project, family, count, django_assert_num_queries
):
    for _ in range(count):
        need_in(project, mentee__speciality=None, mentee__family=family)

    with django_assert_num_queries(3):
        waiting = waiting_list(project, scope=of_school(project.place), today=DAY)

    assert [row.training for row in waiting] == ["Métiers des transitions"] * count


def test_proposal_is_shown_with_names_parts_and_reasons(project, rls):
    mentor = cleared_mentor(place=project.place, association=AssociationFactory(name="Élan"))
    run = MatchingRunFactory(project=project)
    proposal = ProposalFactory(run=run, offer=offer_in(project, mentor=mentor))

    with rls(of_school(project.place)):
        shown = proposals_shown(run)

    assert shown == [
        ShownProposal(
            id=proposal.pk,
            run_id=run.pk,
            need_id=proposal.need_id,
            mentee_id=proposal.need.mentee_id,
            mentee=str(proposal.need.mentee),
            class_label="TMELEC1",
            training="bac pro Spécialité 40025518",
            objective="trouver ou réussir une PFMP",
            offer_id=proposal.offer_id,
            mentor_id=mentor.pk,
            mentor=str(mentor),
            job="électricienne",
            organisation="Élan",
            score=80,
            parts=(ScoredPart("affinity", "métier et formation", 80, "fort"),),
            reasons=("Le mentor propose un mentorat de métier, comme demandé.",),
            is_kept=False,
            state="suggested",
            mentorship_id=None,
        )
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_proposals_are_shown_in_one_question_however_many(
    project, family, count, django_assert_num_queries
):
    run = MatchingRunFactory(project=project)
    for score in range(count):
        need = need_in(project, mentee__speciality=None, mentee__family=family)
        mentor = cleared_mentor(place=project.place, company=CompanyFactory(name=f"Fer {score}"))
        offer = offer_in(project, mentor=mentor)
        ProposalFactory(run=run, need=need, offer=offer, score=score)

    with django_assert_num_queries(1):
        shown = proposals_shown(run)

    assert [(row.score, row.organisation) for row in shown] == [
        (score, f"Fer {score}") for score in reversed(range(count))
    ]


def test_suggestion_for_a_pupil_who_withdrew_is_hidden_and_a_decision_stays(project):
    run = MatchingRunFactory(project=project)
    ProposalFactory(run=run, need=need_in(project, withdrawn_at=NOW))
    decided = ProposalFactory(
        run=run,
        need=need_in(project, withdrawn_at=NOW),
        state="declined",
        decided_at=NOW,
        decided_by=UserFactory(),
    )

    assert [row.id for row in proposals_shown(run)] == [decided.pk]


@pytest.mark.parametrize("count", [1, 3])
def test_unserved_are_shown_with_what_set_the_mentors_aside(
    project, count, django_assert_num_queries
):
    left = [need_in(project) for _ in range(count)]
    offer_in(project, mentor=MentorFactory(school=project.school))
    run = compute(run=MatchingRunFactory(project=project), today=DAY, now=NOW)
    words = "habilitations du mentor incomplètes ou expirées"

    with django_assert_num_queries(1):
        shown = unserved_shown(run)

    assert shown == [
        ShownUnserved(
            need_id=need.pk,
            mentee_id=need.mentee_id,
            mentee=str(need.mentee),
            class_label="TMELEC1",
            training="bac pro Spécialité 40025518",
            cause=words,
            advice="Ouvrez la fiche du mentor : elle dit ce qui manque ou ce qui a expiré.",
            candidates=0,
            removed=(RuleCount("clearance", words, 1),),
        )
        for need in left
    ]


def test_unserved_who_withdrew_since_are_not_shown(project):
    need = need_in(project)
    run = compute(run=MatchingRunFactory(project=project), today=DAY, now=NOW)
    need.withdrawn_at = NOW
    need.save()

    assert unserved_shown(run) == []
    assert unserved_shown(MatchingRunFactory(project=project)) == []


def test_supply_and_demand_are_counted_by_domain_of_training(project, family, rls):
    need_in(project)
    need_in(project, mentee__speciality=None, mentee__family=family)
    need_in(project, mentee__speciality=None)
    electrician = offer_in(project, capacity=3)
    electrician.mentor.nsf_groups.add("255")
    not_cleared = offer_in(project, mentor=MentorFactory(school=project.school))
    not_cleared.mentor.nsf_groups.add("227")
    cook = offer_in(project)
    cook.mentor.nsf_groups.add(NsfGroupFactory(code="221", label="Cuisine"))
    NeedFactory()

    with rls(of_school(project.place)):
        rows = supply_and_demand(project, scope=of_school(project.place), today=DAY)

    assert rows == [
        SupplyRow("", "domaine non renseigné", 1, 0, 0, 0),
        SupplyRow("221", "Cuisine", 0, 0, 1, 1),
        SupplyRow("227", "Énergie", 0, 1, 0, 0),
        SupplyRow("255", "Groupe 255", 1, 1, 1, 3),
    ]


def test_pupil_of_2de_brings_the_trades_of_the_whole_family(project, family):
    need_in(project, mentee__speciality=None, mentee__family=family, mentee__level="seconde")
    need_in(project, mentee__speciality=None, mentee__family=TradeFamilyFactory(code="099"))

    needs, _ = engine_facts(project, scope=of_school(project.place), today=DAY)

    facts = [(need.training, need.nsf_groups, need.rome_domains) for need in needs]
    assert sorted(facts) == [
        ("Famille 099", frozenset(), frozenset()),
        ("Métiers des transitions", {"227", "255"}, {"F16", "H26"}),
    ]


@pytest.mark.parametrize(
    ("town", "is_local"),
    [("SAINT ETIENNE", True), ("Saint-Étienne ", True), ("Lyon", False), ("", False)],
)
def test_mentor_of_the_same_town_is_recognised_however_it_is_written(town, is_local):
    project = SchoolProjectFactory(school__city="Saint-Étienne")
    offer_in(project, mentor=cleared_mentor(place=project.place, city=town))

    _, (offer,) = engine_facts(project, scope=of_school(project.place), today=DAY)

    assert offer.is_local is is_local


@pytest.mark.parametrize("count", [1, 3])
def test_engine_facts_take_a_constant_number_of_questions(
    project, family, count, django_assert_num_queries
):
    for _ in range(count):
        need_in(project)
        need_in(project, mentee__speciality=None, mentee__family=family)
        mentor = cleared_mentor(place=project.place, association=AssociationFactory())
        offer_in(project, mentor=mentor).mentor.nsf_groups.add("255")
        for academy in (None, project.school.academy):
            AssociationTarget.objects.create(
                association=mentor.association,
                campaign=project.campaign,
                academy=academy,
                mentees=9,
            )

    with django_assert_num_queries(18):
        engine_facts(project, scope=of_school(project.place), today=DAY)
