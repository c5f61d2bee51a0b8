"""Groups, two mentors, pairs that stay, agreements and floors, all at once: no rule breaks."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from mentorat.matching.answering import Facts, answered
from mentorat.matching.engine import METIER, PARCOURS, Rule, Rules
from mentorat.matching.engine.framing import Frame, Framing, Shared
from mentorat.matching.engine.scoring import Trades, affinity_of
from mentorat.matching.models import Choices
from tests.matching.engine_facts import need, offer

BOTH = frozenset({METIER, PARCOURS})
# Often what suits everybody: groups are rare where everything keeps people apart.
KINDS = st.sampled_from([BOTH, BOTH, BOTH, frozenset({METIER}), frozenset({PARCOURS})])
HOURS = st.sampled_from([frozenset(), frozenset(), frozenset({"mon_am"}), frozenset({"tue_am"})])
WORDS = st.sampled_from([frozenset(), frozenset(), frozenset(), frozenset({"ar"})])
TRADES = st.sampled_from([frozenset({"255"}), frozenset({"255"}), frozenset({"336"}), frozenset()])
MENTORS = st.sampled_from([frozenset()] * 6 + [frozenset({10 * one}) for one in range(1, 5)])
LEAST = 60


@st.composite
def worlds(draw):
    """Return what is asked of a school, with all that may be asked at once."""
    needs = [
        need(
            number,
            kinds=draw(KINDS),
            objective=draw(st.sampled_from(["pfmp", "pfmp", "insertion"])),
            slots=draw(HOURS),
            days_waiting=draw(st.sampled_from([0, 40, 90])),
            nsf_groups=draw(TRADES),
            gender=draw(st.sampled_from(["", "f", "m"])),
            mentor_wish=draw(st.sampled_from(["", "", "f"])),
            languages=draw(WORDS),
            former_mentors=draw(MENTORS),
            vetoed_mentors=draw(MENTORS),
            conflicting_mentors=draw(MENTORS),
            wished_mentors=draw(MENTORS),
        )
        for number in range(1, draw(st.integers(4, 12)) + 1)
    ]
    left = {0: -1, 1: draw(st.integers(-1, 9)), 2: draw(st.integers(-1, 9))}
    allowed = {0: True, 1: True, 2: draw(st.sampled_from([True, True, False]))}
    offers = []
    for number in range(1, draw(st.integers(3, 5)) + 1):
        association = draw(st.sampled_from([0, 1, 1, 2]))
        offers.append(
            offer(
                number,
                kinds=draw(KINDS),
                seats=draw(st.integers(0, 2)),
                slots=draw(HOURS),
                nsf_groups=draw(TRADES),
                origin=["employee", "retired"][number % 2],
                gender=draw(st.sampled_from(["", "f", "m"])),
                languages=draw(WORDS),
                is_cleared=draw(st.sampled_from([True, True, True, False])),
                association=association,
                association_left=left[association],
                is_authorised=allowed[association],
            )
        )
    frames = {
        one.id: Frame(
            least=2,
            most=draw(st.integers(2, 5)),
            free=draw(st.integers(one.seats, one.seats + 8)),
            shared=draw(st.sampled_from(Shared)),
            is_double=draw(st.sampled_from([True, True, False])),
        )
        for one in offers
        if draw(st.sampled_from([True, True, False]))
    }
    classes = {one.id: draw(st.sampled_from(["2A", "2A", "1B", ""])) for one in needs}
    pair = st.tuples(st.integers(1, len(needs)), st.integers(1, len(offers)))
    kept = dict(draw(st.lists(pair, max_size=2)))
    excluded = draw(st.frozensets(pair, max_size=2))
    strict = draw(st.booleans())
    rules = Rules(
        preferences=frozenset() if strict else frozenset({Rule.WISH, Rule.LANGUAGE}),
        tiers=draw(st.sampled_from([(), (50,), (30, 60, 90)])),
    )
    facts = Facts(needs, offers, rules, 7, Framing(frames, classes))
    return facts, Choices(frozenset(kept.items()) - excluded, excluded)


def broken(one, other, rules, *, by_hand):
    """Return the rules that a pair breaks, said in another way; a person may pass over some."""
    common = one.kinds & other.kinds
    near = affinity_of(
        Trades(one.nsf_groups, one.rome_domains), Trades(other.nsf_groups, other.rome_domains)
    )
    strict = not rules.preferences
    told = {
        "clearance": not other.is_cleared,
        "authorisation": not other.is_authorised,
        "agreement": other.association_left == 0,
        "veto": other.mentor in one.vetoed_mentors,
        "conflict": other.mentor in one.conflicting_mentors,
        "kind": not common,
        "former": not by_hand and other.mentor in one.former_mentors,
        "trade": not by_hand and common == {METIER} and near < LEAST,
        "wish": strict and one.mentor_wish and other.gender not in {"", one.mentor_wish},
        "language": strict and one.languages and not one.languages & other.languages,
    }
    return [name for name, holds in told.items() if holds]


@settings(max_examples=250, deadline=None)
@given(worlds())
def test_no_proposal_breaks_a_rule_whatever_is_asked_at_once(world):
    facts, choices = world
    needs, offers = ({one.id: one for one in side} for side in (facts.needs, facts.offers))

    answer = answered(facts, choices)

    by_hand = {(one.need, one.offer) for one in answer.kept}
    pairs = [(one.need, one.offer) for one in answer.proposals]
    seconds = [
        (one, group.offers[1])
        for group in answer.groups[:]
        for one in group.needs
        if len(group.offers) > 1
    ]
    for row, place in [*pairs, *seconds]:
        hand = (row, place) in by_hand
        assert broken(needs[row], offers[place], facts.rules, by_hand=hand) == []
    assert len({row for row, _ in pairs}) == len(pairs)
    assert choices.excluded.isdisjoint([*pairs, *seconds])
    # What was to stay stays, or is told.
    assert choices.kept == by_hand | {(one.need, one.offer) for one in answer.broken}


@settings(max_examples=250, deadline=None)
@given(worlds())
def test_no_seat_and_no_agreement_is_exceeded_whatever_is_asked_at_once(world):
    facts, choices = world
    offers = {one.id: one for one in facts.offers}

    answer = answered(facts, choices)

    alone = Counter(one.offer for one in (*answer.kept, *answer.outcome.proposals))
    grouped = {number: group for group in answer.groups for number in group.offers}
    accompanied = Counter[int]()
    for number, one in offers.items():
        members = len(grouped[number].needs) if number in grouped else 0
        assert alone[number] <= one.seats
        if members:
            frame = facts.framing.frames[number]
            assert frame.least <= members <= frame.most or frame.is_double
            assert alone[number] + members <= frame.free
        accompanied[one.association] += alone[number]
    for group in answer.groups:
        for body in {offers[number].association for number in group.offers}:
            accompanied[body] += len(group.needs)
    for one in facts.offers:
        if one.association and one.association_left >= 0:
            assert accompanied[one.association] <= one.association_left
    assert answer.outcome.certificate.gap == 0
