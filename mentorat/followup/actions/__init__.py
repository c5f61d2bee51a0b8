"""Following a relation, as verbs."""

from mentorat.followup.actions.alarms import (
    alarms_may_end,
    snooze,
    snooze_together,
    wake,
    write_to_mentor,
)
from mentorat.followup.actions.asking import (
    ask_reports,
    read_texts,
    remind_reports,
)
from mentorat.followup.actions.association_exit import (
    association_exits,
    association_stays,
    settle_exit,
)
from mentorat.followup.actions.authorising import (
    Settled,
    answer_authorisation,
    remove_guardian,
)
from mentorat.followup.actions.bridging import end_bridges
from mentorat.followup.actions.certificates import (
    issue,
    issue_for,
    withdraw_certificate,
)
from mentorat.followup.actions.checkins import (
    answer_check_in,
    check_in_link,
    handle_check_in,
    open_check_in,
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
from mentorat.followup.actions.grouping import leave_group, stop_in_group
from mentorat.followup.actions.leaving import (
    announce_departure,
    come_back,
    leave_on_time,
    left_alone,
    mentor_leaves,
    pause,
)
from mentorat.followup.actions.reports import (
    open_report,
    report_link,
    tell_by_digit,
    tell_report,
    thank,
)
from mentorat.followup.actions.stepping import (
    follow_check_ins,
    open_check_ins,
)
from mentorat.followup.actions.talks import (
    answer,
    ask_guardian,
    give_up,
    invite,
)

__all__ = [
    "Settled",
    "alarms_may_end",
    "announce_departure",
    "answer",
    "answer_authorisation",
    "answer_check_in",
    "ask_guardian",
    "ask_reports",
    "ask_talks",
    "ask_to_stop",
    "association_exits",
    "association_stays",
    "check_in_link",
    "close",
    "come_back",
    "drop",
    "end_bridges",
    "follow_check_ins",
    "give_up",
    "handle_check_in",
    "invite",
    "issue",
    "issue_for",
    "leave_group",
    "leave_on_time",
    "left_alone",
    "mentor_leaves",
    "open_check_in",
    "open_check_ins",
    "open_closing",
    "open_guided_closing",
    "open_report",
    "pause",
    "read_texts",
    "record_attempt",
    "remind_reports",
    "remove_guardian",
    "report_link",
    "settle_exit",
    "snooze",
    "snooze_together",
    "stop_in_group",
    "tell_by_digit",
    "tell_report",
    "thank",
    "wake",
    "withdraw_certificate",
    "write_to_mentor",
]
