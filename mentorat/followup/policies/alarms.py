"""The life of an alarm: only its cause ends it; a person may put it off for a while."""

from collections.abc import Mapping
from datetime import date

from mentorat.followup.enums import AlarmState
from mentorat.followup.errors import AlarmEnded, SnoozedTooFar
from mentorat.followup.models import Alarm

S = AlarmState

ALARMS: Mapping[AlarmState, frozenset[AlarmState]] = {
    S.OPEN: frozenset({S.SNOOZED, S.ENDED}),
    S.SNOOZED: frozenset({S.SNOOZED, S.OPEN, S.ENDED}),
    S.ENDED: frozenset(),
}


def check_alarm_can_become(alarm: Alarm, target: AlarmState) -> None:
    if target not in ALARMS[AlarmState(alarm.state)]:
        raise AlarmEnded


def check_snooze(alarm: Alarm, *, until: date, latest: date, today: date) -> None:
    check_alarm_can_become(alarm, S.SNOOZED)
    if not today < until <= latest:
        raise SnoozedTooFar(latest=f"{latest:%d/%m/%Y}")
