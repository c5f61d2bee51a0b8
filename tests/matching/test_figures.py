"""What a territory reads of a run: each school, each domain and where to look, what rules cost."""

import pytest

from mentorat.foundations.scope import system
from mentorat.matching.actions import compute_academy, resume_territory_run
from mentorat.matching.errors import NothingBroken
from mentorat.matching.models import AcademyRun, DomainFigures, MatchingRules, SchoolFigures
from mentorat.matching.queries import latest_parts
from mentorat.matching.queries.rules import tried_over
from mentorat.programmes.models import AssociationTarget
from tests.factories.organisations import AssociationFactory, CompanyFactory, SchoolFactory
from tests.factories.people import MentorFactory, UserFactory, cleared_mentor
from tests.factories.programmes import SchoolProjectFactory
from tests.matching.test_runs import ALL, DAY, NOW, need_in, offer_in
from tests.matching.test_territories import part_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def project():
    return SchoolProjectFactory()


def counted(project, **told):
    part = part_of(project)
    for name, value in told.items():
        setattr(part.territory_run, name, value)
    part.territory_run.save()
    return compute_academy(part=part, today=DAY, now=NOW)


def lines(part):
    found = DomainFigures.objects.within(ALL).filter(part=part)
    return {
        (one.department_id, one.nsf_id): (one.volunteers, one.left, one.silent, one.tutors)
        for one in found
    }


def test_each_school_has_its_own_line(project):
    near = SchoolFactory(academy=project.school.academy, place=project.place + 1)
    neighbour = SchoolProjectFactory(school=near, campaign=project.campaign)
    for _ in range(2):
        need_in(project)
    need_in(neighbour)
    offer_in(project)

    part = counted(project)

    found = SchoolFigures.objects.within(ALL).filter(part=part).order_by("place")
    assert [(one.school, one.volunteers, one.served, one.seats) for one in found] == [
        (project.school, 2, 1, 1),
        (near, 1, 0, 0),
    ]


def test_a_school_names_those_that_could_lend_it_a_mentor(project):
    academy, campaign = project.school.academy, project.campaign
    near, far = (
        SchoolProjectFactory(
            school=SchoolFactory(academy=academy, place=project.place + number, name=name),
            campaign=campaign,
        )
        for number, name in ((1, "LP Proche"), (2, "LP Loin"))
    )
    for _ in range(3):
        need_in(project, accepts_remote=True)
    offer_in(near, mentor=cleared_mentor(place=near.place, accepts_remote=True), capacity=2)
    offer_in(far, mentor=cleared_mentor(place=far.place, accepts_remote=True))
    need_in(far, accepts_remote=False)

    part = counted(project)

    found = SchoolFigures.objects.within(ALL).filter(part=part).order_by("place")
    assert [(one.school, one.beyond, one.lenders) for one in found] == [
        (project.school, 2, [str(near.school)]),
        (far.school, 0, []),
    ]
    assert part.beyond == 2


def test_a_domain_counts_those_left_and_the_mentors_who_offer_nothing(project):
    nsf, department = need_in(project).mentee.speciality.nsf_id, project.school.department_id
    need_in(project)
    need_in(project, mentee__speciality=None)
    offer_in(project)
    firm = CompanyFactory(name="Ateliers Réunis")
    silent = cleared_mentor(place=project.place, origin="pfmp_tutor", company=firm)
    silent.nsf_groups.set([nsf])
    gone = MentorFactory(place=project.place, left_on=DAY)
    gone.nsf_groups.set([nsf])

    part = counted(project)

    of_domain, unknown = (2, 1, 1, 1), (1, 1, 0, 0)
    assert lines(part) == {
        (department, nsf): of_domain,
        (None, nsf): of_domain,
        (department, None): unknown,
        (None, None): unknown,
    }
    told = DomainFigures.objects.within(ALL).get(part=part, department=None, nsf=nsf)
    assert told.firms == ["Ateliers Réunis"]


def test_a_trial_says_what_a_quota_and_a_floor_cost(project):
    association = AssociationFactory()
    AssociationTarget.objects.create(
        campaign=project.campaign,
        association=association,
        academy=project.school.academy,
        mentees=1,
    )
    MatchingRules.objects.create(campaign=project.campaign, tiers=[50])
    for _ in range(2):
        need_in(project)
        offer_in(project, mentor=cleared_mentor(place=project.place, association=association))

    part = counted(project, is_trial=True)

    floors, quotas, last = part.prices
    assert floors == {"of": "floors", "pupils": 0, "points": 0}
    assert (quotas["of"], quotas["pupils"]) == ("quotas", 1)
    assert quotas["points"] > 0
    assert last["of"] == "last_pupil"


def test_a_trial_says_what_the_last_pupil_costs(project):
    for _ in range(2):
        need_in(project)
        offer_in(project)

    (price,) = counted(project, is_trial=True).prices

    assert (price["of"], price["pupils"]) == ("last_pupil", -1)
    assert price["points"] < 0
    assert counted(project).prices == []


def test_the_last_run_of_each_academy_is_the_one_that_is_read(project):
    need_in(project)
    first, last = counted(project), counted(project)
    part_of(project)
    assert first.pk != last.pk

    assert list(latest_parts(project.campaign, scope=system("a test"))) == [last]


def test_only_what_broke_off_is_asked_again(project, queue):
    part = part_of(project)
    with pytest.raises(NothingBroken):
        resume_territory_run(run=part.territory_run, by=UserFactory())

    AcademyRun.objects.within(ALL).update(state="failed", finished_at=NOW)
    resume_territory_run(run=part.territory_run, by=UserFactory())

    part.refresh_from_db()
    assert (part.state, part.finished_at) == ("waiting", None)
    assert [job["args"] for job in queue.jobs.values()] == [{"part_id": part.pk}]


def test_a_trial_of_other_rules_is_compared_with_those_in_force(project):
    need_in(project, volunteered_on=DAY)
    offer_in(project)
    refusing = {"weights": {"waiting": "indispensable"}}

    of_academy = counted(project, is_trial=True, tried=refusing)

    assert of_academy.served == 0
    assert {"of": "in_force", "pupils": 1, "points": 0} in of_academy.prices
    assert of_academy.rules["weights"]["waiting"] == "indispensable"


def test_a_trial_of_national_rules_leaves_what_an_academy_says_itself(project):
    academy = project.school.academy
    MatchingRules.objects.create(campaign=project.campaign, academy=academy, longest_wait=30)
    run = part_of(project).territory_run
    run.tried = {"longest_wait": 60, "tiers": [50]}
    of_academy = tried_over(run, academy)
    run.place, run.last_place = 0, 99_999_999
    of_nation = tried_over(run, academy)

    assert (of_academy.longest_wait, of_academy.tiers) == (60, (50,))
    assert (of_nation.longest_wait, of_nation.tiers) == (30, (50,))


def test_a_trial_where_nobody_waits_costs_nothing(project):
    part = counted(project, is_trial=True)

    assert (part.state, part.volunteers, part.prices) == ("done", 0, [])
    assert not SchoolFigures.objects.within(ALL).exists()


def test_no_school_lends_a_mentor_to_itself(project):
    """Its own rules set the pair apart; those of the académie, by which others lend, would not."""
    MatchingRules.objects.create(campaign=project.campaign, least_affinity=0)
    MatchingRules.objects.create(
        campaign=project.campaign, school=project.school, least_affinity=60
    )
    need_in(project, kind="metier")
    offer_in(project, mentor=cleared_mentor(place=project.place, rome_domains=["J15"]))

    part = counted(project)

    assert (part.volunteers, part.served, part.beyond) == (1, 0, 0)
