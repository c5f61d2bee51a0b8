"""Forms about a pupil: volunteering, an invitation, a file to import."""

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


class RecordedVolunteerForm(VolunteerForm):
    """The same, typed by an adult of the school from what the pupil said or wrote."""

    on = DateField(label="Volontaire depuis le")
    said_so = forms.BooleanField(
        label="L’élève l’a dit ou écrit en personne",
        help_text="Un adulte peut proposer ; seul l’élève se porte volontaire.",
    )
