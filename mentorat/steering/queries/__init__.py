"""Figures for a reader: of one territory, of those below it, and who is not served."""

from mentorat.steering.queries.drill_down import by_academy, by_school, drill_down
from mentorat.steering.queries.figures import DrillDown, Figure, Figures, Overview, Row
from mentorat.steering.queries.overview import overview
from mentorat.steering.queries.territory import label_of, level_of, unserved_schools

__all__ = [
    "DrillDown",
    "Figure",
    "Figures",
    "Overview",
    "Row",
    "by_academy",
    "by_school",
    "drill_down",
    "label_of",
    "level_of",
    "overview",
    "unserved_schools",
]
