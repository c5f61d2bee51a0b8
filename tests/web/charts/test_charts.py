import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.db import connection, transaction

from mentorat.web.charts import bar_chart, line_chart, rendering, stacked_bars
from mentorat.web.charts.rendering import UnexpectedDrawing

pytestmark = pytest.mark.django_db

ROWS = (("Créteil", 18.4), ("Lille", 15.0), ("Mayotte", None))
SERIES = (("sept.", (120, 8)), ("oct.", (1340, None)))


def bars(rows=ROWS):
    return bar_chart(
        "Part des élèves", rows, description="Trois.", header=("Académie", "Part"), unit="%"
    )


def lines(rows=SERIES):
    return line_chart("Demandes", rows, description="D.", header=("Mois", "demandes", "séances"))


def stacks(rows=(("Lyon", (190, 55)),)):
    return stacked_bars("États", rows, description="É.", header=("Académie", "en cours", "finies"))


def drawing(chart):
    return BeautifulSoup(chart.svg, "html.parser")


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()


def test_a_chart_says_the_same_in_a_table():
    assert bars().header == ("Académie", "Part")
    assert bars().rows == [
        ("Créteil", "18,4\u202f%"),
        ("Lille", "15\u202f%"),
        ("Mayotte", "–"),
    ]
    assert lines().rows == [("sept.", "120", "8"), ("oct.", "1\u202f340", "–")]
    assert stacks().rows == [("Lyon", "190", "55")]


@pytest.mark.parametrize("chart", [bars, lines, stacks])
def test_a_drawing_has_a_name_and_a_description(chart):
    svg = drawing(chart()).svg

    assert svg["role"] == "img"
    assert svg.find("title").text == chart().title
    assert svg.find("desc").text == chart().description


@pytest.mark.parametrize("chart", [bars, lines, stacks])
def test_a_drawing_reaches_for_nothing_outside_and_has_no_style_of_its_own(chart):
    found = drawing(chart()).find_all(True)

    assert {name for tag in found for name in tag.attrs} & {"style", "href", "xlink:href"} == set()
    assert {tag.name for tag in found} <= rendering.ELEMENTS | {"title", "desc"}
    assert "url(" not in chart().svg


@pytest.mark.parametrize("chart", [bars, lines, stacks])
def test_the_same_figures_give_the_same_drawing(chart):
    first = chart().svg
    cache.clear()

    assert chart().svg == first


@pytest.mark.parametrize("chart", [bars, lines, stacks])
def test_without_rows_there_is_no_drawing(chart):
    assert (chart(()).svg, chart(()).rows) == ("", [])


def test_what_is_written_in_a_drawing_is_escaped():
    chart = bars([("<script>alert(1)</script>", 1.0)])

    assert "<script" not in chart.svg
    assert "&lt;script" in chart.svg


def test_rows_of_the_same_name_have_a_bar_each():
    chart = bars([("Lycée Pasteur", 3.0), ("Lycée Pasteur", 5.0)])

    shown = [text.text.replace("\u200b", "") for text in drawing(chart).find_all("text")]
    assert shown == ["Lycée Pasteur", "Lycée Pasteur", "3\u202f%", "5\u202f%"]
    assert chart.rows[0][0] == chart.rows[1][0] == "Lycée Pasteur"


def test_nothing_but_zeros_is_drawn_as_well():
    assert "–" in bars([("Mayotte", None)]).svg
    assert "0\u202f%" in bars([("Mayotte", 0)]).svg


def test_a_drawing_with_anything_else_in_it_is_a_bug():
    with pytest.raises(UnexpectedDrawing):
        rendering.svg_of(
            {
                "data": {"values": [{}]},
                "mark": {"type": "image", "url": "https://ailleurs.example"},
            },
            title="t",
            description="d",
        )


@pytest.mark.django_db(transaction=True)
def test_a_page_that_only_reads_still_keeps_its_drawings(monkeypatch):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION READ ONLY")
        first = bars().svg
    monkeypatch.setattr(rendering, "_drawn", lambda _: pytest.fail("drawn again"))

    assert bars().svg == first
