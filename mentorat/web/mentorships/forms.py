"""The form that ends a relation."""

from datetime import date
from typing import Any

from django import forms

from mentorat.mentorships.enums import EndReason, ObjectiveReached
from mentorat.web.forms import DateField, Form

SATISFACTION = [("", "non demandée"), *((str(mark), f"{mark} sur 5") for mark in range(1, 6))]


class ClosingForm(Form):
    on = DateField(label="Date de fin")
    reason = forms.ChoiceField(label="Raison", choices=EndReason.choices)
    objective_reached = forms.ChoiceField(
        label="Objectif atteint",
        choices=ObjectiveReached.choices,
        widget=forms.RadioSelect,
    )
    satisfaction = forms.TypedChoiceField(
        label="Satisfaction déclarée par l’élève",
        choices=SATISFACTION,
        coerce=int,
        empty_value=None,
        required=False,
    )
    next_step = forms.CharField(
        label="Et ensuite ?",
        max_length=140,
        required=False,
        help_text="Par exemple : emploi, BTS, autre mentor. Rien sur la santé ni la famille.",
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"on": today}, **kwargs)
        self.today = today

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on > self.today:
            raise forms.ValidationError("Cette date est dans le futur.")
        return on
