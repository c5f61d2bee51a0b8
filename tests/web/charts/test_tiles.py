from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from mentorat.reference.data.territory import ACADEMIES
from mentorat.web.charts import Place, tile_map
from mentorat.web.charts.tiles import Level


def tiles(values, unit=""):
    places = [Place(f"Académie {n}", n, 1, value) for n, value in enumerate(values, start=1)]
    return tile_map("Carte", places, description="D.", header=("Académie", "Élèves"), unit=unit)


def levels(values):
    return [tile.level for tile in tiles(values).tiles]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([1, 2, 3, 4, 5], [1, 2, 3, 4, 5]),
        ([10, 20, 30, 40, 50, 60, 70, 80, 90, 100], [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]),
        ([7, 7, 7], [1, 1, 1]),
        ([0, 0, 0, 0, 9], [1, 1, 1, 1, 2]),
        ([None, 4], [0, 1]),
        ([None, None], [0, 0]),
        ([], []),
    ],
)
def test_classes_hold_as_many_places_each_and_none_is_empty(values, expected):
    assert levels(values) == expected


def test_the_legend_tells_each_class_in_figures():
    assert tiles([None, 1, 2, 3, 4, 5, 6], "%").legend == [
        Level(0, "pas de donnée"),
        Level(1, "1\u202f%"),
        Level(2, "2\u202f%"),
        Level(3, "3\u202f%"),
        Level(4, "4\u202f%"),
        Level(5, "de 5 à 6\u202f%"),
    ]


def test_tiles_follow_the_map_and_the_table_follows_the_alphabet():
    places = [Place("Zoé", 1, 2, 3), Place("Ada", 2, 1, None), Place("Mia", 1, 1, 1200)]

    drawn = tile_map("Carte", places, description="D.", header=("Académie", "Élèves"))

    assert [tile.place.name for tile in drawn.tiles] == ["Mia", "Zoé", "Ada"]
    assert drawn.rows == [("Ada", "–"), ("Mia", "1\u202f200"), ("Zoé", "3")]


def test_the_stylesheet_has_a_place_for_every_academie():
    css = Path(finders.find("mentorat/css/components/charts.css")).read_text()

    for academy in ACADEMIES:
        row, column = academy.tile
        assert f".tile-map__row-{row} " in css
        assert f".tile-map__column-{column} " in css
