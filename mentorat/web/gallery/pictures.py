"""Charts and map of the gallery, on invented figures."""

from collections.abc import Sequence

from mentorat.reference.data.territory import ACADEMIES
from mentorat.web.charts import (
    Chart,
    Place,
    TileMap,
    bar_chart,
    line_chart,
    stacked_bars,
    tile_map,
)

SHARES = (
    ("Créteil", 18.4),
    ("Lille", 15.1),
    ("Orléans-Tours", 12.5),
    ("Aix-Marseille", 9.8),
    ("Mayotte", None),
)


def shares(rows: Sequence[tuple[str, float | None]] = SHARES) -> Chart:
    return bar_chart(
        "Part des élèves mentorés",
        rows,
        description="Créteil et Lille dépassent 15 % ; Mayotte n’a pas encore commencé.",
        header=("Académie", "Élèves mentorés"),
        unit="%",
    )


def parts() -> Chart:
    return stacked_bars(
        "Relations par état",
        (("Créteil", (310, 42, 18)), ("Lille", (265, 20, 31)), ("Lyon", (190, 55, 12))),
        description="Plus de huit relations sur dix sont en cours dans les trois académies.",
        header=("Académie", "en cours", "suspendues", "terminées"),
    )


def curves() -> Chart:
    return line_chart(
        "Demandes et premières rencontres",
        (
            ("sept.", (120, 8)),
            ("oct.", (340, 95)),
            ("nov.", (410, 248)),
            ("déc.", (428, 301)),
            ("janv.", (455, 377)),
        ),
        description="L’écart se réduit depuis novembre : 78 demandes attendent encore.",
        header=("Mois", "demandes", "premières rencontres"),
    )


def academies() -> TileMap:
    return tile_map(
        "Élèves mentorés par académie",
        [
            Place(row.name, *row.tile, _invented(row.code), url=f"#academie-{row.code}")
            for row in ACADEMIES
        ],
        description="De 0 à 900 élèves. Une académie n’a pas encore transmis.",
        header=("Académie", "Élèves mentorés"),
    )


def _invented(code: str) -> float | None:
    return None if code == "43" else int(code) ** 2 * 37 % 901
