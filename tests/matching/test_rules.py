"""Rules of matching as data: the nation, an académie, a school; the nearest wins."""

import pytest

from mentorat.journal.enums import Event
from mentorat.journal.models import Entry
from mentorat.matching.actions import RulesSaid, compute, write_matching_rules
from mentorat.matching.engine import METIER, Part, Rule, Rules, Weight
from mentorat.matching.errors import RulesOutOfRange
from mentorat.matching.models import MatchingRules
from mentorat.matching.queries import contradictions, rules_for, rules_of
from tests.factories.matching import MatchingRunFactory
from tests.factories.people import UserFactory
from tests.factories.programmes import CampaignFactory, SchoolProjectFactory
from tests.matching.test_runs import ALL, DAY, NOW, need_in, offer_in, pairs

pytestmark = pytest.mark.django_db


def write(campaign, *, academy=None, school=None, **said):
    return write_matching_rules(
        campaign=campaign,
        academy=academy,
        school=school,
        said=RulesSaid(**said),
        by=UserFactory(),
    )


def test_without_anything_written_the_usual_rules_hold():
    assert rules_of(SchoolProjectFactory()) == Rules()


def test_the_nearest_level_wins_and_a_missing_value_falls_back():
    project = SchoolProjectFactory()
    campaign, school = project.campaign, project.school
    write(campaign, least_affinity=80, longest_wait=60, weights={Part.KIND: Weight.STRONG})
    write(campaign, academy=school.academy, longest_wait=30, preferences={Rule.WISH: False})
    write(campaign, school=school, tiers=[20, 40], preferences={Rule.WISH: True})
    write(CampaignFactory(year=2031), longest_wait=1)

    of_school, of_academy = rules_of(project), rules_for(campaign, academy=school.academy)

    assert (of_school.least_affinity, of_school.longest_wait) == (80, 30)
    assert of_school.weights == {**Rules().weights, Part.KIND: Weight.STRONG}
    assert (of_school.tiers, of_school.preferences) == ((20, 40), Rules().preferences)
    assert (of_academy.tiers, of_academy.preferences) == ((), frozenset({Rule.LANGUAGE}))
    assert rules_for(campaign).longest_wait == 60


def test_writing_again_replaces_and_the_journal_says_which_rules():
    campaign = CampaignFactory()
    write(campaign, longest_wait=60)

    write(campaign, weights={Part.WISHES: Weight.LIGHT}, tiers=[])

    assert MatchingRules.objects.get().longest_wait is None
    entry = Entry.objects.within(ALL).latest("pk")
    assert (entry.event, entry.detail) == (Event.MATCHING_RULES, {"rules": "wishes, tiers"})


@pytest.mark.parametrize(
    "said", [{"least_affinity": 101}, {"longest_wait": 400}, {"tiers": [40, 20]}, {"tiers": [0]}]
)
def test_values_out_of_range_are_refused(said):
    with pytest.raises(RulesOutOfRange):
        write(CampaignFactory(), **said)


def test_usual_rules_contradict_nothing():
    assert contradictions(Rules()) == ()


def test_contradictory_rules_get_a_sentence_each():
    all_needed = Rules(weights=dict.fromkeys(Part, Weight.INDISPENSABLE), least_affinity=0)
    no_wish = Rules(
        weights={**Rules().weights, Part.WISHES: Weight.INDISPENSABLE},
        preferences=frozenset({Rule.WISH, Rule.LANGUAGE}),
        least_affinity=100,
    )

    assert [sentence.split(" :")[0] for sentence in contradictions(all_needed)] == [
        "Tous les critères sont indispensables",
        "Le temps d’attente est indispensable",
        "La dernière année est indispensable",
        "Les souhaits sont indispensables, mais aucun n’est une règle",
        "Le métier est indispensable, mais n’importe quelle proximité suffit.",
    ]
    assert len(contradictions(no_wish)) == 1


def test_a_run_obeys_the_rules_of_its_school_and_keeps_them():
    project = SchoolProjectFactory()
    need, offer = need_in(project, kind=METIER), offer_in(project)
    apart, kept = MatchingRunFactory(project=project), MatchingRunFactory(project=project)
    write(project.campaign, school=project.school, least_affinity=0)

    compute(run=kept, today=DAY, now=NOW)
    kept.refresh_from_db()

    assert pairs(kept) == [(need.pk, offer.pk)]
    assert kept.rules["least_affinity"] == 0
    assert pairs(apart) == []
