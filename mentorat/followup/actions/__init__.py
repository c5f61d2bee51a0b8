"""Following a relation, as verbs."""

from mentorat.followup.actions.asking import (
    ask_reports,
    read_texts,
    remind_reports,
)
from mentorat.followup.actions.closing import (
    ask_talks,
    ask_to_stop,
    close,
    drop,
    open_closing,
    open_guided_closing,
    record_attempt,
)
from mentorat.followup.actions.reports import (
    open_report,
    report_link,
    tell_by_digit,
    tell_report,
    thank,
)
from mentorat.followup.actions.talks import (
    answer,
    ask_guardian,
    give_up,
    invite,
)

__all__ = [
    "answer",
    "ask_guardian",
    "ask_reports",
    "ask_talks",
    "ask_to_stop",
    "close",
    "drop",
    "give_up",
    "invite",
    "open_closing",
    "open_guided_closing",
    "open_report",
    "read_texts",
    "record_attempt",
    "remind_reports",
    "report_link",
    "tell_by_digit",
    "tell_report",
    "thank",
]
