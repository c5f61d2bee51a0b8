"""Each rule, from the database to « not proposed »: in the run of a school and in an académie's."""

from collections import Counter
from datetime import timedelta

import pytest

from mentorat.matching.actions import compute, compute_academy
from mentorat.matching.engine import Rule
from mentorat.matching.models import MatchingRules, Proposal
from mentorat.mentorships.actions import note_pair_wish
from mentorat.mentorships.enums import PairWishKind, WishSide
from mentorat.mentorships.models import RoleConflict
from mentorat.programmes.models import AssociationTarget
from tests.factories.matching import MatchingRunFactory, ProposalFactory
from tests.factories.mentorships import MentorshipFactory
from tests.factories.organisations import AssociationFactory, SchoolFactory
from tests.factories.people import MenteeIdentityFactory, MentorFactory, UserFactory, cleared_mentor
from tests.factories.programmes import SchoolProjectFactory
from tests.factories.reference import NsfGroupFactory, SpecialityFactory
from tests.matching.test_runs import ALL, DAY, NOW, need_in, offer_in
from tests.matching.test_territories import part_of

pytestmark = pytest.mark.django_db


def of(project, **said):
    return offer_in(project, mentor=cleared_mentor(place=project.place, **said))


def strict(project, rule):
    MatchingRules.objects.create(campaign=project.campaign, preferences={rule: False})


def clearance(project, *, broken):
    need_in(project)
    if broken:
        offer_in(project, mentor=MentorFactory(school=project.school))
    else:
        of(project)


def seats(project, *, broken):
    need_in(project)
    offer = of(project)
    if broken:
        MentorshipFactory(project=project, mentor=offer.mentor)


def authorisation(project, *, broken):
    need_in(project)
    association = of(project, association=AssociationFactory()).mentor.association
    project.associations.add(AssociationFactory() if broken else association)


def agreement(project, *, broken):
    agreed(project, project.school.academy, 1 if broken else 2)


def agreement_everywhere(project, *, broken):
    agreed(project, None, 1 if broken else 2)


def agreed(project, academy, mentees):
    """The association accompanies one pupil of another school of the académie already."""
    association = AssociationFactory()
    AssociationTarget.objects.create(
        association=association, campaign=project.campaign, academy=academy, mentees=mentees
    )
    school = SchoolFactory(academy=project.school.academy, place=project.place + 1)
    MentorshipFactory(
        project=SchoolProjectFactory(school=school, campaign=project.campaign),
        association=association,
    )
    need_in(project)
    of(project, association=association)


def former(project, *, broken):
    need, offer = need_in(project), of(project)
    if broken:
        MentorshipFactory(
            project=project, mentor=offer.mentor, mentee=need.mentee, state="declined"
        )


def set_aside(project, *, broken):
    need, offer = need_in(project), of(project)
    if broken:
        ProposalFactory(
            run__project=project,
            need=need,
            offer=offer,
            state="declined",
            decided_at=NOW,
            decided_by=UserFactory(),
        )


def conflict(project, *, broken):
    accepted = {"accepted_at": NOW, "accepted_by": UserFactory(), "reason": "only_trade"}
    RoleConflict.objects.create(
        mentor=of(project).mentor,
        mentee=need_in(project).mentee,
        place=project.place,
        kind="family",
        declared_at=NOW,
        **({} if broken else accepted),
    )


def veto_of_the_pupil(project, *, broken):
    veto(project, "mentee", "never" if broken else "with")


def veto_of_the_mentor(project, *, broken):
    veto(project, "mentor", "never" if broken else "with")


def veto(project, side, kind):
    note_pair_wish(
        mentor=of(project).mentor,
        mentee=need_in(project).mentee,
        kind=PairWishKind(kind),
        side=WishSide(side),
        now=NOW,
        by=UserFactory(),
    )


def kind_apart(project, *, broken):
    need_in(project, kind="metier")
    offer_in(project, kind="parcours" if broken else "metier", mentor=of_trade(project))


def of_trade(project, code="255"):
    mentor = cleared_mentor(place=project.place)
    domains = ["F16"] if code == "255" else ["J15"]
    mentor.nsf_groups.add(NsfGroupFactory(code=code, rome_domains=domains))
    return mentor


def trade(project, *, broken):
    need_in(project, kind="metier", mentee__speciality__nsf__code="255")
    offer_in(project, mentor=of_trade(project, "330" if broken else "255"))


def wish(project, *, broken):
    strict(project, Rule.WISH)
    need_in(project, mentor_wish="f")
    of(project, gender="m" if broken else "")


def language(project, *, broken):
    strict(project, Rule.LANGUAGE)
    need_in(project, languages=["ar"])
    of(project, languages=["en"] if broken else ["ar", "en"])


WORLDS = (
    (Rule.CLEARANCE, clearance),
    (Rule.SEATS, seats),
    (Rule.AUTHORISATION, authorisation),
    (Rule.AGREEMENT, agreement),
    (Rule.AGREEMENT, agreement_everywhere),
    (Rule.FORMER, former),
    (Rule.FORMER, set_aside),
    (Rule.VETO, veto_of_the_pupil),
    (Rule.VETO, veto_of_the_mentor),
    (Rule.CONFLICT, conflict),
    (Rule.KIND, kind_apart),
    (Rule.TRADE, trade),
    (Rule.WISH, wish),
    (Rule.LANGUAGE, language),
)


def by_school(project):
    run = compute(run=MatchingRunFactory(project=project), today=DAY, now=NOW)
    return run.summary["unserved"]


def by_academy(project):
    return compute_academy(part=part_of(project), today=DAY, now=NOW).unserved


def proposed():
    return Proposal.objects.within(ALL).filter(state="suggested").count()


@pytest.mark.parametrize("run", [by_school, by_academy])
@pytest.mark.parametrize(("rule", "world"), WORLDS, ids=lambda one: getattr(one, "__name__", one))
def test_what_breaks_a_rule_is_not_proposed_and_the_rule_is_named(rule, world, run):
    project = SchoolProjectFactory()
    world(project, broken=True)

    unserved = run(project)

    assert (proposed(), unserved) == (0, Counter({rule: 1}))


@pytest.mark.parametrize("run", [by_school, by_academy])
@pytest.mark.parametrize(("rule", "world"), WORLDS, ids=lambda one: getattr(one, "__name__", one))
def test_the_same_without_what_breaks_the_rule_is_proposed(rule, world, run):
    project = SchoolProjectFactory()
    world(project, broken=False)

    unserved = run(project)

    assert (proposed(), unserved) == (1, {}), rule


@pytest.mark.parametrize("run", [by_school, by_academy])
@pytest.mark.parametrize(
    ("side", "reason"),
    [
        ("mentee", "L’élève a demandé ce mentor."),
        ("mentor", "Le mentor a demandé à accompagner cet élève."),
    ],
)
def test_who_is_wished_for_is_proposed_first_and_the_reason_says_by_whom(run, side, reason):
    project = SchoolProjectFactory()
    need, other = need_in(project), need_in(project, volunteered_on=DAY)
    first, second = of(project), of(project)
    for offer, one in ((second, need), (first, other)):
        note_pair_wish(
            mentor=offer.mentor,
            mentee=one.mentee,
            kind=PairWishKind.WITH,
            side=WishSide(side),
            now=NOW,
            by=UserFactory(),
        )

    run(project)

    made = Proposal.objects.within(ALL).filter(state="suggested")
    assert set(made.values_list("need", "offer")) == {
        (need.pk, second.pk),
        (other.pk, first.pk),
    }
    assert all(reason in one.reasons for one in made)


def test_no_rule_of_the_engine_is_left_without_a_world():
    assert {rule for rule, _ in WORLDS} == set(Rule) - {Rule.TERRITORY}


@pytest.mark.parametrize("run", [by_school, by_academy])
def test_what_an_agreement_leaves_is_shared_by_the_mentors_of_an_association(run):
    project, association = SchoolProjectFactory(), AssociationFactory()
    AssociationTarget.objects.create(association=association, campaign=project.campaign, mentees=1)
    for _ in range(2):
        need_in(project)
        of(project, association=association)

    run(project)

    assert proposed() == 1


@pytest.mark.parametrize("run", [by_school, by_academy])
def test_a_mentor_free_when_pupils_meet_is_preferred(run):
    project = SchoolProjectFactory(half_days=["wed_pm", "thu_pm"])
    need_in(project)
    of(project, availability=["mon_am"])
    free = of(project, availability=["mon_am", "wed_pm", "thu_pm"])

    run(project)

    made = Proposal.objects.within(ALL).get(state="suggested")
    assert made.offer == free
    assert made.parts["availability"] == 100


def test_a_group_and_pairs_that_stay_never_exceed_an_agreement():
    project, association = (
        SchoolProjectFactory(forms=["individual", "group"]),
        AssociationFactory(),
    )
    AssociationTarget.objects.create(association=association, campaign=project.campaign, mentees=5)
    kept = need_in(project)
    for _ in range(7):
        need_in(project)
    for _ in range(2):
        offer_in(
            project,
            capacity=4,
            mentor=cleared_mentor(
                place=project.place, association=association, group_seats=4, alone_seats=0
            ),
        )
    alone = of(project, association=association)
    run = MatchingRunFactory(project=project, kept=[[kept.pk, alone.pk]])

    run = compute(run=run, today=DAY, now=NOW)

    groups = [one.group for one in run.proposals.all() if one.group]
    assert (run.proposals.count(), len(groups)) == (5, 4)


def test_pairs_that_stay_beyond_an_agreement_are_broken_one_by_one():
    project, association = SchoolProjectFactory(), AssociationFactory()
    AssociationTarget.objects.create(association=association, campaign=project.campaign, mentees=1)
    needs = [need_in(project), need_in(project)]
    offers = [of(project, association=association) for _ in needs]
    pairs = [[need.pk, offer.pk] for need, offer in zip(needs, offers, strict=True)]

    run = compute(run=MatchingRunFactory(project=project, kept=pairs), today=DAY, now=NOW)

    assert run.proposals.count() == 1
    assert [cause for *_, cause in run.summary["broken"]] == [Rule.AGREEMENT]


@pytest.mark.parametrize("run", [by_school, by_academy])
@pytest.mark.parametrize(("tiers", "served"), [([], ["m", "m"]), ([50], ["f", "m"])])
def test_floors_leave_neither_girls_nor_boys_of_a_training_behind(run, tiers, served):
    project, training = SchoolProjectFactory(), SpecialityFactory()
    MatchingRules.objects.create(campaign=project.campaign, tiers=tiers)
    for sex, waited in (("f", 0), ("f", 0), ("m", 80), ("m", 80)):
        need = need_in(
            project,
            mentee__speciality=training,
            volunteered_on=DAY - timedelta(days=waited),
        )
        MenteeIdentityFactory(mentee=need.mentee, sex=sex)
    for _ in range(2):
        of(project)

    run(project)

    made = Proposal.objects.within(ALL).filter(state="suggested")
    assert sorted(made.values_list("need__mentee__identity__sex", flat=True)) == served
