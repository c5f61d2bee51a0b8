"""An attack: a national reader opens every page, and subtracts whatever can be subtracted."""

from collections import defaultdict
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from mentorat.foundations.place import NATION, academy_of, academy_span, region_of, school_span
from mentorat.steering.catalogue import INDICATORS
from mentorat.steering.policies import is_small
from mentorat.steering.queries.values import Board, Reading, hidden_parts, parent_of

NOW = datetime(2026, 11, 23, tzinfo=UTC)
FAR = 10**6

# Mentees of a school, how many of them are active.
school = st.one_of(st.integers(0, 6), st.integers(0, 30)).flatmap(
    lambda mentees: st.tuples(st.just(mentees), st.integers(0, mentees))
)
academy = st.lists(school, min_size=1, max_size=3)
region = st.lists(academy, min_size=1, max_size=3)
nation = st.lists(region, min_size=1, max_size=3)


def readings(mentees, active):
    return {
        "mentees": Reading(mentees, None, NOW),
        "active": Reading(active, mentees, NOW),
        "mentees_target": Reading(mentees, 40, NOW),
    }


def tree(regions):
    """Return the nodes of a nation, each the sum of those below."""
    sums = defaultdict(lambda: [0, 0])
    for r, academies in enumerate(regions, 1):
        for a, schools in enumerate(academies, 1):
            for s, (mentees, active) in enumerate(schools, 1):
                place = academy_span(r, a).lo + s
                for span in (school_span(place), academy_of(place), region_of(place), NATION):
                    sums[span][0] += mentees
                    sums[span][1] += active
    return {span: readings(*found) for span, found in sums.items()}


def shown(board, span):
    """Return what the pages tell of a node: mentees and active ones, or None."""
    figures = board.figures(span, ("mentees", "active", "mentees_target"))
    told = {
        figures["mentees"].numerator,
        figures["active"].denominator,
        figures["mentees_target"].numerator,
    } - {None}
    assert len(told) < 2
    return next(iter(told), None), figures["active"].numerator


def bounds(nodes, board, told):
    """Return the least and the most that each node can be, narrowed until nothing moves."""
    children = defaultdict(list)
    for span in nodes:
        if span != NATION:
            children[parent_of(span)].append(span)
    pages = {span: shown(board, span) for span in nodes}
    known = {span: page[told] for span, page in pages.items()}
    least, most = {}, {}
    for span, value in known.items():
        family = children[parent_of(span)] if span != NATION else [span]
        sure = told == 0 and any(known[one] is not None for one in family)
        whole = pages[span][0]
        least[span] = value if value is not None else int(sure)
        most[span] = value if value is not None else FAR if whole is None else whole
    moved = True
    while moved:
        before = dict(least), dict(most)
        for parent, below in children.items():
            least[parent] = max(least[parent], sum(least[one] for one in below))
            most[parent] = min(most[parent], sum(most[one] for one in below))
            for one in below:
                others = [other for other in below if other != one]
                least[one] = max(least[one], least[parent] - sum(most[o] for o in others))
                most[one] = min(most[one], most[parent] - sum(least[o] for o in others))
        moved = before != (least, most)
    return least, most


@settings(max_examples=100, deadline=None)
@given(nation.filter(lambda regions: sum(m for r in regions for a in r for m, _ in a) >= 5))
def test_no_small_number_is_found_by_opening_every_page(regions):
    nodes = tree(regions)
    board = Board(nodes, hidden_parts(nodes, NATION))
    least, most = bounds(nodes, board, 0)
    least_active, most_active = bounds(nodes, board, 1)

    for span, found in nodes.items():
        mentees, active = found["mentees"].numerator, found["active"].numerator
        if is_small(mentees):
            assert least[span] < 5 <= most[span]
        if is_small(active) and not is_small(nodes[NATION]["active"].numerator):
            assert least_active[span] < 5 <= most_active[span]


@settings(max_examples=100, deadline=None)
@given(nation)
def test_a_figure_shown_tells_no_small_number_of_its_own(regions):
    nodes = tree(regions)
    board = Board(nodes, hidden_parts(nodes, NATION))

    for span in nodes:
        for figure in board.figures(span, ("mentees", "active")).values():
            if figure.is_hidden:
                assert (figure.numerator, figure.denominator, figure.value) == (None, None, None)
            else:
                whole, part = figure.denominator, figure.numerator
                assert not is_small(part)
                assert whole is None or not (is_small(whole) or is_small(whole - part))


def test_what_is_hidden_in_the_nation_is_hidden_below_as_well():
    # The second région follows the first: its only académie and its schools must follow too.
    nodes = tree([[[(3, 0)]], [[(10, 0), (20, 0)]], [[(50, 0)]]])
    board = Board(nodes, hidden_parts(nodes, NATION))
    hidden = {span for span in nodes if board.figure(span, INDICATORS["mentees"]).is_hidden}

    assert hidden == {
        span for span in nodes if span != NATION and region_of(span.lo) != region_of(3_000_000)
    }
