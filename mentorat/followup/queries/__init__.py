"""What follows a relation, as its readers see it."""

from mentorat.followup.queries.closing import (
    ClosingLine,
    ClosingShown,
    TalkLine,
    closing_shown,
    closings_listed,
    own_talks,
)

__all__ = [
    "ClosingLine",
    "ClosingShown",
    "TalkLine",
    "closing_shown",
    "closings_listed",
    "own_talks",
]
