"""Forms about a pupil: volunteering, said by the pupil or recorded by an adult."""

from datetime import date
from typing import Any

from django import forms

from mentorat.programmes.enums import MentoringKind, Objective
from mentorat.web.forms import DateField, Form


class VolunteerForm(Form):
    """What a pupil says when asking for a mentor."""

    objective = forms.ChoiceField(
        label="Objectif", choices=Objective.choices, widget=forms.RadioSelect
    )
    kind = forms.ChoiceField(
        label="Type de mentorat", choices=MentoringKind.choices, initial=MentoringKind.BOTH
    )
    accepts_remote = forms.BooleanField(
        label="Des séances à distance sont possibles", required=False, initial=True
    )


class OwnVolunteerForm(VolunteerForm):
    """The same, in words for the pupil who fills it in alone."""

    KINDS = (
        (MentoringKind.METIER, "d’un métier, de l’entreprise"),
        (MentoringKind.PARCOURS, "d’études, d’orientation"),
        (MentoringKind.BOTH, "des deux"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["objective"].label = "Ce que tu veux faire avec ton mentor"
        self.fields["objective"].error_messages["required"] = "Choisis une réponse."
        self.fields["kind"].label = "Tu veux surtout parler"
        self.fields["kind"].choices = self.KINDS  # type: ignore[attr-defined]  # a choice field
        self.fields["accepts_remote"].label = "Je veux bien aussi des séances à distance"


class RecordedVolunteerForm(VolunteerForm):
    """The same, typed by an adult of the school from what the pupil said or wrote."""

    on = DateField(label="Volontaire depuis le")
    said_so = forms.BooleanField(
        label="L’élève l’a dit ou écrit en personne",
        help_text="Un adulte peut proposer ; seul l’élève se porte volontaire.",
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"on": today}, **kwargs)
        self.today = today

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on > self.today:
            raise forms.ValidationError("Cette date est dans le futur.")
        return on
