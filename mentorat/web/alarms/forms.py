"""Putting an alarm off."""

from datetime import date, timedelta
from typing import Any

from django import forms

from mentorat.followup.enums import SnoozeReason
from mentorat.web.forms import DateField, Form

USUAL = timedelta(days=14)


class SnoozeForm(Form):
    until = DateField(label="En reparler le", help_text="Dans les semaines qui viennent.")
    reason = forms.ChoiceField(label="Pourquoi", choices=SnoozeReason.choices)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"until": today + USUAL}, **kwargs)
