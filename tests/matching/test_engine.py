import json
from dataclasses import asdict, replace

import pytest

from mentorat.matching.engine import (
    CAUSE_LABELS,
    METIER,
    NO_OFFER,
    PARCOURS,
    PART_LABELS,
    TAKEN,
    Part,
    Rule,
    Rules,
    ScoredPart,
    Totals,
    Unserved,
    Weight,
    match,
)
from mentorat.matching.engine import facts as engine_words
from mentorat.matching.engine.reasons import GOALS, KNOWS
from mentorat.matching.engine.scoring import FITS, Trades, affinity_of
from mentorat.people.enums import MentorOrigin
from mentorat.programmes.enums import Objective
from tests.matching.engine_facts import BOTH, need, offer

OTHER_TRADE = {"nsf_groups": frozenset({"336"}), "rome_domains": frozenset({"D12"})}


def pairs(outcome):
    return [(made.need, made.offer) for made in outcome.proposals]


def test_engine_knows_every_objective_and_situation_of_the_platform():
    assert set(FITS) == set(GOALS) == {objective.value for objective in Objective}
    assert set(KNOWS) == {origin.value for origin in MentorOrigin} - {"other"}
    assert {origin for fits in FITS.values() for origin in fits} == set(KNOWS)


def test_every_part_and_cause_has_its_words():
    assert set(PART_LABELS) == set(engine_words.WEIGHTS) == set(Part)
    assert set(CAUSE_LABELS) == {*Rule, *Part, TAKEN, NO_OFFER}


@pytest.mark.parametrize(
    ("training", "trade", "affinity"),
    [
        (({"255"}, {"F16"}), ({"255"}, set()), 100),
        (({"255"}, {"F16"}), (set(), {"F16"}), 80),
        (({"255"}, {"F16"}), ({"254"}, {"H29"}), 60),
        (({"255"}, {"F16"}), ({"336"}, {"F11"}), 40),
        (({"255"}, {"F16"}), (set(), set()), 30),
        ((set(), set()), ({"255"}, {"F16"}), 30),
        (({"255"}, {"F16"}), ({"336"}, {"D12"}), 0),
        (({"254", "255", "227"}, {"F16", "H29"}), ({"227"}, set()), 100),
    ],
)
def test_affinity_goes_from_the_same_group_to_nothing_in_common(training, trade, affinity):
    sides = [Trades(frozenset(groups), frozenset(domains)) for groups, domains in (training, trade)]

    assert affinity_of(*sides) == affinity


def test_score_comes_in_parts_with_weights_and_words():
    volunteer = need(days_waiting=45, is_last_year=True)

    (made,) = match([volunteer], [offer(kinds=frozenset({METIER}))], Rules(), 0).proposals

    assert made.parts == (
        ScoredPart("affinity", "métier et formation", 100, "fort"),
        ScoredPart("kind", "type de mentorat", 50, "moyen"),
        ScoredPart("objective", "objectif", 90, "moyen"),
        ScoredPart("nearness", "proximité", 100, "faible"),
        ScoredPart("availability", "disponibilités communes", 50, "faible"),
        ScoredPart("wishes", "souhaits", 50, "moyen"),
        ScoredPart("waiting", "temps d’attente", 50, "moyen"),
        ScoredPart("last_year", "dernière année", 100, "moyen"),
    )
    assert made.quality == 4 * 100 + 2 * 50 + 2 * 90 + 100 + 50 + 2 * 50 + 2 * 50 + 2 * 100
    assert made.score == round(made.quality / 16)
    assert json.loads(json.dumps(asdict(made)))["parts"][0]["weight"] == "fort"


def test_reasons_are_sentences_that_a_parent_can_read():
    volunteer = need(kinds=frozenset({METIER}), days_waiting=45, is_last_year=True)

    (made,) = match([volunteer], [offer()], Rules(), 0).proposals

    assert made.reasons == (
        "Le mentor travaille dans le domaine que prépare l’élève : bac pro Électricité.",
        "Le mentor propose un mentorat de métier, comme demandé.",
        (
            "Le mentor connaît l’entreprise de l’intérieur : "
            "utile pour trouver ou réussir un stage (PFMP)."
        ),
        "Le mentor est dans la commune du lycée : les rencontres sur place sont faciles.",
        "L’élève attendait un mentor depuis 45 jours.",
        "L’élève est en dernière année de formation.",
    )


@pytest.mark.parametrize(
    ("changes", "reasons"),
    [
        (
            {"origin": "other", "is_local": False, "accepts_remote": False, **OTHER_TRADE},
            ("Le mentor propose un mentorat de métier et de parcours, comme demandé.",),
        ),
        (
            {"origin": "student", "is_local": False, "kinds": frozenset({PARCOURS})},
            (
                "Le mentor travaille dans le domaine que prépare l’élève : bac pro Électricité.",
                "Le mentor propose un mentorat de parcours, une partie de ce qui est demandé.",
                "Le mentor accepte les échanges à distance, l’élève aussi.",
            ),
        ),
    ],
)
def test_reasons_say_only_what_holds(changes, reasons):
    (made,) = match([need()], [offer(**changes)], Rules(), 0).proposals

    assert made.reasons == reasons


@pytest.mark.parametrize(
    ("rule", "need_changes", "offer_changes"),
    [
        (Rule.CLEARANCE, {}, {"is_cleared": False}),
        (Rule.SEATS, {}, {"seats": 0}),
        (Rule.SEATS, {}, {"seats": -1}),
        (Rule.FORMER, {"former_mentors": frozenset({10})}, {}),
        (Rule.KIND, {"kinds": frozenset({METIER})}, {"kinds": frozenset({PARCOURS})}),
        (Rule.TRADE, {"kinds": frozenset({METIER})}, OTHER_TRADE),
        (Rule.TRADE, {}, {"kinds": frozenset({METIER}), **OTHER_TRADE}),
    ],
)
def test_rule_keeps_a_mentor_from_a_volunteer_and_says_so(rule, need_changes, offer_changes):
    outcome = match([need(**need_changes)], [offer(**offer_changes)], Rules(), 0)

    assert outcome.proposals == ()
    assert outcome.unserved == (Unserved(1, rule, 0, {rule: 1}),)


@pytest.mark.parametrize(
    ("rule", "need_changes", "offer_changes"),
    [
        (Rule.WISH, {"mentor_wish": "f"}, {"gender": "m"}),
        (Rule.LANGUAGE, {"languages": frozenset({"ar"})}, {"languages": frozenset({"pt"})}),
    ],
)
def test_wish_of_a_pupil_sets_nobody_aside_unless_the_rules_say_so(
    rule, need_changes, offer_changes
):
    asked, offered = [need(**need_changes)], [offer(**offer_changes)]

    strict = match(asked, offered, Rules(preferences=frozenset()), 0)

    assert strict.unserved == (Unserved(1, rule, 0, {rule: 1}),)
    assert len(match(asked, offered, Rules(), 0).proposals) == 1


def test_unserved_learn_the_nearest_miss_and_every_count():
    volunteer = need(kinds=frozenset({METIER}))
    offered = [
        offer(1, is_cleared=False),
        offer(2, is_cleared=False, seats=0),
        offer(3, kinds=frozenset({PARCOURS})),
    ]

    outcome = match([volunteer], offered, Rules(), 0)

    assert outcome.unserved == (Unserved(1, "kind_apart", 0, {"clearance": 2, "kind_apart": 1}),)


def test_without_any_offer_the_cause_is_that_there_is_none():
    assert match([need()], [], Rules(), 0).unserved == (Unserved(1, NO_OFFER, 0, {}),)


def test_nothing_asked_is_nothing_proposed():
    outcome = match([], [offer(seats=3)], Rules(), 0)

    assert outcome.proposals == outcome.unserved == ()
    assert outcome.totals == Totals(0, 1, 3, 0, 0, 0.0)


def test_when_seats_are_scarce_last_year_and_long_waits_come_first():
    asked = [need(1), need(2, days_waiting=60), need(3, is_last_year=True)]

    outcome = match(asked, [offer(seats=2)], Rules(), 0)

    assert pairs(outcome) == [(2, 1), (3, 1)]
    assert outcome.unserved == (Unserved(1, TAKEN, 1, {}),)
    assert outcome.totals.seats == 2


def test_serving_two_well_enough_comes_before_serving_one_best():
    only_metier = need(1, kinds=frozenset({METIER}))
    anything = need(2, kinds=BOTH, is_last_year=True, days_waiting=90)
    near, far = offer(1), offer(2, kinds=frozenset({PARCOURS}), **OTHER_TRADE)

    outcome = match([only_metier, anything], [near, far], Rules(), 0)

    assert pairs(outcome) == [(1, 1), (2, 2)]


def test_indispensable_part_sets_aside_whoever_has_nothing_of_it():
    weights = engine_words.WEIGHTS | {Part.NEARNESS: Weight.INDISPENSABLE}
    far = offer(is_local=False, accepts_remote=False)

    outcome = match([need()], [far], Rules(weights=weights), 0)

    assert outcome.unserved == (Unserved(1, "nearness", 0, {"nearness": 1}),)
    assert pairs(match([need()], [replace(far, is_local=True)], Rules(weights=weights), 0)) == [
        (1, 1)
    ]


def test_seed_decides_between_equals_and_only_between_them():
    equals = [offer(number) for number in range(1, 9)]

    chosen = {pairs(match([need()], equals, Rules(), seed))[0][1] for seed in range(30)}

    assert len(chosen) > 1
    assert pairs(match([need()], [*equals, offer(9, origin="pfmp_tutor")], Rules(), 5)) == [(1, 9)]


def test_needs_beyond_one_block_are_matched_as_well():
    asked = [need(number) for number in range(1, 1101)]

    outcome = match(asked, [offer(seats=1100)], Rules(), 0)

    assert outcome.totals.served == 1100
