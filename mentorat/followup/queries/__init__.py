"""What follows a relation, as its readers see it."""

from mentorat.followup.queries.alarms import (
    AlarmShown,
    Subject,
    alarms_shown,
    by_subject,
    subjects,
)
from mentorat.followup.queries.associations import Realised, realised
from mentorat.followup.queries.board import (
    Out,
    UsefulDay,
    days_to_first_meeting,
    not_begun,
    useful_day_of,
    useful_days,
)
from mentorat.followup.queries.causes import (
    Cause,
    causes,
)
from mentorat.followup.queries.certificates import (
    Participation,
    Person,
    Verified,
    participation,
    verified,
)
from mentorat.followup.queries.closing import (
    ClosingLine,
    ClosingShown,
    TalkLine,
    closing_shown,
    closings_listed,
    leavers_to_hear,
    own_talks,
    talk_of_hold,
    talk_shown,
)
from mentorat.followup.queries.continuing import (
    SamePupil,
    next_project,
    same_pupils,
)
from mentorat.followup.queries.exits import (
    ExitFigures,
    ExitToSettle,
    RelationLeft,
    exit_figures,
    exits_to_settle,
    relations_left,
    relations_to_settle,
)
from mentorat.followup.queries.health import (
    health_counts,
    with_health,
)
from mentorat.followup.queries.meetings import (
    last_meetings,
    next_sessions,
)

__all__ = [
    "AlarmShown",
    "Cause",
    "ClosingLine",
    "ClosingShown",
    "ExitFigures",
    "ExitToSettle",
    "Out",
    "Participation",
    "Person",
    "Realised",
    "RelationLeft",
    "SamePupil",
    "Subject",
    "TalkLine",
    "UsefulDay",
    "Verified",
    "alarms_shown",
    "by_subject",
    "causes",
    "closing_shown",
    "closings_listed",
    "days_to_first_meeting",
    "exit_figures",
    "exits_to_settle",
    "health_counts",
    "last_meetings",
    "leavers_to_hear",
    "next_project",
    "next_sessions",
    "not_begun",
    "own_talks",
    "participation",
    "realised",
    "relations_left",
    "relations_to_settle",
    "same_pupils",
    "subjects",
    "talk_of_hold",
    "talk_shown",
    "useful_day_of",
    "useful_days",
    "verified",
    "with_health",
]
