"""The form of a new campaign."""

from typing import Any

from django import forms

from mentorat.foundations.school_year import SchoolYear
from mentorat.web.forms import DateField, Form


class CampaignForm(Form):
    year = forms.TypedChoiceField(label="Année scolaire", coerce=int)
    opens_on = DateField(label="Ouverture")
    closes_on = DateField(label="Clôture")
    minimum_months = forms.IntegerField(
        label="Durée minimale d’une relation, en mois", min_value=1, max_value=12, initial=6
    )
    target_mentees = forms.IntegerField(
        label="Objectif national, en élèves mentorés", min_value=0, max_value=1_000_000
    )

    def __init__(self, *args: Any, current: SchoolYear, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = (current, current.next)
        self.fields["year"].choices = [  # type: ignore[attr-defined]  # a choice field
            (year.start, str(year)) for year in years
        ]

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        opens_on, closes_on = values.get("opens_on"), values.get("closes_on")
        if opens_on and closes_on and closes_on <= opens_on:
            self.add_error("closes_on", "La clôture doit suivre l’ouverture.")
        if opens_on and "year" in values and opens_on not in SchoolYear(values["year"]):
            self.add_error("opens_on", "L’ouverture doit tomber dans l’année scolaire choisie.")
        return values
