"""Following a relation, as verbs."""

from mentorat.followup.actions.asking import ask_reports, read_texts, remind_reports
from mentorat.followup.actions.closing import close
from mentorat.followup.actions.reports import (
    open_report,
    report_link,
    tell_by_digit,
    tell_report,
    thank,
)

__all__ = [
    "ask_reports",
    "close",
    "open_report",
    "read_texts",
    "remind_reports",
    "report_link",
    "tell_by_digit",
    "tell_report",
    "thank",
]
