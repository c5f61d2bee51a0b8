from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentorat.foundations.scope import NOBODY, Family, Scope, system
from mentorat.steering.policies import hidden, is_small, sees_small_numbers

# Small counts are where the danger is: they come often.
counts = st.one_of(st.integers(0, 6), st.integers(0, 40))
siblings = st.lists(counts, min_size=1, max_size=12).map(lambda found: dict(enumerate(found)))


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([], []),
        ([0, 0, 12], []),
        ([5, 6, 7], []),
        ([3, 12, 8, 0], [0, 2]),
        ([3, 4, 20], [0, 1]),
        ([1, 1, 20], [0, 1, 2]),
        ([3, 2, 0], [0, 1, 2]),
        ([1, 1, 1, 1, 1], [0, 1, 2, 3, 4]),
        ([2, 9, 9], [0, 1]),
        ([4, 0, 0], [0, 1, 2]),
    ],
    ids=[
        "nobody",
        "nothing small",
        "five is shown",
        "the next smallest follows, zero stays",
        "two small ones cover each other",
        "two ones do not",
        "zeros follow when nothing else can",
        "as many as there are ones",
        "among equals the first",
        "a small total",
    ],
)
def test_small_counts_are_hidden_with_enough_company(found, expected):
    assert sorted(hidden(dict(enumerate(found)))) == expected


@settings(deadline=None)
@given(siblings)
def test_every_small_count_is_hidden_and_nothing_when_none_is_small(found):
    small = {key for key, count in found.items() if is_small(count)}

    assert small <= hidden(found)
    assert hidden(found) == frozenset() or small


@settings(deadline=None)
@given(siblings.filter(lambda found: not is_small(sum(found.values()))))
def test_no_hidden_count_is_told_by_the_total_and_what_is_shown(found):
    """Known: the sum of the hidden; and that each is above zero, as soon as one is shown.

    Then no hidden count is told, and of none is it sure that it is under five.
    """
    silent = hidden(found)
    least = 0 if len(silent) == len(found) else 1
    together = sum(found[key] for key in silent)
    most = together - least * (len(silent) - 1)

    assert silent == frozenset() or (len(silent) >= 2 and together >= 5 and most >= 5 > least)


@settings(deadline=None)
@given(st.lists(st.integers(0, 6), min_size=2, max_size=4).filter(lambda found: sum(found) >= 5))
def test_a_reader_who_tries_every_possibility_learns_no_hidden_count(found):
    silent = sorted(hidden(dict(enumerate(found))))
    least = 0 if len(silent) == len(found) else 1
    together = sum(found[key] for key in silent)
    possible = [
        guess
        for guess in product(range(least, together + 1), repeat=len(silent))
        if sum(guess) == together
    ]

    for k in range(len(silent)):
        values = {guess[k] for guess in possible}
        assert len(values) > 1
        assert max(values) >= 5


@settings(deadline=None)
@given(siblings)
def test_the_same_counts_hide_the_same(found):
    assert hidden(found) == hidden(dict(found))


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        (Scope(Family.SCHOOL), True),
        (Scope(Family.TERRITORY), False),
        (Scope(Family.NATION), False),
        (Scope(Family.GRANT), False),
        (NOBODY, False),
        (system("test"), False),
    ],
    ids=lambda value: getattr(value, "family", value),
)
def test_only_a_school_reads_small_numbers(scope, expected):
    assert sees_small_numbers(scope) is expected
