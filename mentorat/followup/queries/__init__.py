"""What follows a relation, as its readers see it."""

from mentorat.followup.queries.closing import (
    ClosingLine,
    ClosingShown,
    TalkLine,
    closing_shown,
    closings_listed,
    own_talks,
)
from mentorat.followup.queries.continuing import SamePupil, next_project, same_pupils

__all__ = [
    "ClosingLine",
    "ClosingShown",
    "SamePupil",
    "TalkLine",
    "closing_shown",
    "closings_listed",
    "next_project",
    "own_talks",
    "same_pupils",
]
