"""Bad input, from the database to the page: each gets a sentence, never an error page."""

import pytest

from mentorat.matching.actions import Wishes, compute, compute_academy, volunteer
from mentorat.matching.engine import Part, Weight
from mentorat.matching.enums import NeedChannel
from mentorat.matching.errors import AlreadyVolunteer
from mentorat.matching.models import MatchingRules
from mentorat.mentorships.actions import note_pair_wish
from mentorat.mentorships.enums import PairWishKind, WishSide
from mentorat.mentorships.models import PairWish
from mentorat.programmes.enums import Objective
from mentorat.programmes.models import AssociationTarget
from tests.factories.matching import MatchingRunFactory
from tests.factories.organisations import AssociationFactory
from tests.factories.people import UserFactory, cleared_mentor
from tests.factories.programmes import SchoolProjectFactory
from tests.matching.test_runs import ALL, DAY, NOW, need_in, offer_in
from tests.matching.test_territories import part_of
from tests.web.home.stage import get, monday, staff  # noqa: F401 -- a fixture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


@pytest.fixture
def project():
    return SchoolProjectFactory()


def of(project, **said):
    return offer_in(project, mentor=cleared_mentor(place=project.place, **said))


def no_offers(project):
    need_in(project)


def quota_of_zero(project):
    association = AssociationFactory()
    AssociationTarget.objects.create(association=association, campaign=project.campaign, mentees=0)
    need_in(project)
    of(project, association=association)


def mentor_without_trade(project):
    need_in(project, kind="metier", mentee__speciality__nsf__code="255")
    of(project)


def pupil_without_speciality(project):
    need_in(project, kind="metier", mentee__speciality=None)
    of(project, rome_domains=["F16"])


def everything_is_indispensable(project):
    MatchingRules.objects.create(
        campaign=project.campaign,
        weights=dict.fromkeys(map(str, Part), str(Weight.INDISPENSABLE)),
    )
    need_in(project, volunteered_on=DAY)
    of(project)


def nobody_reaches_the_affinity(project):
    MatchingRules.objects.create(campaign=project.campaign, least_affinity=100)
    need_in(project, kind="metier")
    of(project, rome_domains=["J15"])


def a_wish_and_a_refusal_of_the_same_pair(project):
    need, offer = need_in(project), of(project)
    for side, kind in ((WishSide.MENTEE, PairWishKind.WITH), (WishSide.MENTOR, PairWishKind.NEVER)):
        note(need, offer, side, kind)


def note(need, offer, side, kind):
    note_pair_wish(
        mentor=offer.mentor, mentee=need.mentee, kind=kind, side=side, now=NOW, by=UserFactory()
    )


def name_of(world):
    return getattr(world, "__name__", "")


WORLDS = {
    no_offers: "Aucune offre de mentor",
    quota_of_zero: "Accord de l’association",
    mentor_without_trade: "Métier trop éloigné de la formation, ou non renseigné",
    pupil_without_speciality: "Métier trop éloigné de la formation, ou non renseigné",
    everything_is_indispensable: "Critère indispensable",
    nobody_reaches_the_affinity: "Métier trop éloigné de la formation, ou non renseigné",
    a_wish_and_a_refusal_of_the_same_pair: "L’un des deux ne souhaite pas être avec l’autre",
}


@pytest.mark.parametrize(("world", "cause"), WORLDS.items(), ids=name_of)
def test_the_page_of_the_run_says_why_in_a_sentence(project, world, cause):
    world(project)

    run = compute(run=MatchingRunFactory(project=project), today=DAY, now=NOW)
    answer = get(staff(project.school), "matching:run", run.pk)

    shown = answer.page.text
    assert (answer.status, run.state, run.proposals.count()) == (200, "done", 0)
    assert cause in shown
    (line,) = answer.page.soup.select("[aria-labelledby=sans] .rows__row")
    advice = line.select("p")[1].get_text(strip=True)
    assert advice.endswith(".")
    assert advice[0].isupper()


@pytest.mark.parametrize("world", WORLDS, ids=lambda one: one.__name__)
def test_the_run_of_an_academy_answers_the_same_without_an_error(project, world):
    world(project)

    part = compute_academy(part=part_of(project), today=DAY, now=NOW)

    assert (part.state, part.volunteers, part.served) == ("done", 1, 0)
    assert sum(part.unserved.values()) == 1


def test_rules_that_contradict_each_other_are_said_before_a_run(project):
    everything_is_indispensable(project)

    page = get(staff(project.school), "matching:index").page

    assert "Tous les critères sont indispensables : presque aucun élève" in page.text


def test_a_wish_noted_twice_is_one_wish_and_changes_nothing(project):
    need, offer = need_in(project, languages=["ar", "ar"]), of(project, languages=["ar"])
    for _ in range(2):
        note(need, offer, WishSide.MENTEE, PairWishKind.WITH)
    note(need, offer, WishSide.MENTOR, PairWishKind.WITH)

    run = compute(run=MatchingRunFactory(project=project), today=DAY, now=NOW)
    answer = get(staff(project.school), "matching:run", run.pk)

    assert PairWish.objects.within(ALL).count() == 2
    (made,) = run.proposals.all()
    assert made.reasons.count("L’élève a demandé ce mentor.") == 1
    assert answer.status == 200


def test_a_pupil_who_volunteers_twice_is_told_so(project):
    need = need_in(project)

    with pytest.raises(AlreadyVolunteer) as refused:
        volunteer(
            mentee=need.mentee,
            campaign=project.campaign,
            channel=NeedChannel.SLIP,
            on=DAY,
            objective=Objective.PFMP,
            words="",
            wishes=Wishes(),
            by=UserFactory(),
        )

    assert refused.value.sentence == "Cet élève est déjà inscrit comme volontaire."
