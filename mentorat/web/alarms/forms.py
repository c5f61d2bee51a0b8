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

    together = forms.BooleanField(
        label="Mettre en attente aussi ce qui est à regarder à côté", required=False
    )

    def __init__(self, *args: Any, today: date, has_others: bool, **kwargs: Any) -> None:
        initial = {"until": today + USUAL, "together": True}
        super().__init__(*args, initial=initial, **kwargs)
        if not has_others:
            del self.fields["together"]
