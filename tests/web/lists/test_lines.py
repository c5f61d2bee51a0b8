"""Rows that are computed: narrowed, ordered and cut into pages like those of a table."""

from types import SimpleNamespace

from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from mentorat.web.lines import Lines
from mentorat.web.lists import List, Sort

FIGURES = List(
    noun="ligne",
    sorts=(Sort("rank", "Rang", ("-rank", "name")), Sort("name", "Nom", ("name",))),
    page_size=3,
)
rows = st.lists(
    st.builds(
        SimpleNamespace,
        name=st.sampled_from("abc"),
        rank=st.none() | st.integers(0, 3),
    ),
    max_size=9,
)


def read(found, query=""):
    request = RequestFactory().get(f"/?{query}")
    request.htmx = None
    return FIGURES.read(request, Lines(found, getattr))


@given(rows, st.booleans())
def test_what_says_nothing_comes_last_in_both_directions(found, backwards):
    order = Lines(found, getattr).order_by("-rank" if backwards else "rank", "name", "pk")

    told = [row.rank for row in order if row.rank is not None]
    assert told == sorted(told, reverse=backwards)
    assert [row.rank for row in order[len(told) :]] == [None] * (len(found) - len(told))
    assert sorted(map(id, order)) == sorted(map(id, found))


@given(rows)
def test_equals_stand_by_the_next_column_and_a_page_is_cut_from_the_whole(found):
    listing = read(found, "page=2")
    by_hand = sorted(found, key=lambda row: (row.rank is None, -(row.rank or 0), row.name))

    said = [(row.rank, row.name) for row in listing.rows]
    if len(found) > 3:
        assert said == [(row.rank, row.name) for row in by_hand[3:6]]
    assert listing.total == len(found)


def test_an_order_that_begins_with_the_largest_is_said_to_descend():
    found = [SimpleNamespace(name="a", rank=1)]

    assert read(found).sorts["rank"].order == "descending"
    assert read(found, "sort=-rank").sorts["rank"].order == "ascending"
    assert read(found).sorts["rank"].url == "/?sort=-rank"
    assert read(found, "sort=-rank").sorts["rank"].url == "/?sort=rank"
