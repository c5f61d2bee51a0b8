"""Forms about a mentor: the file, a clearance, an offer, a pause, a departure, another tie."""

from typing import Any

from django import forms

from mentorat.mentorships.enums import ConflictKind, ConflictReason
from mentorat.organisations.models import Association, School
from mentorat.people.actions import Proof
from mentorat.people.enums import ClearanceKind, HalfDay, TrainingMode, TrainingTopic
from mentorat.people.models import Mentee, MenteeQuerySet, Mentor
from mentorat.programmes.enums import MentoringKind
from mentorat.web.forms import DateField, Form
from mentorat.web.mentor_file import GENDER_HELP, GENDERS, TradeForm


class MentorForm(TradeForm):
    association = forms.ModelChoiceField(
        label="Association",
        queryset=Association.objects.all(),
        required=False,
        empty_label="aucune",
    )


class ClearanceForm(Form):
    kind = forms.ChoiceField(label="Habilitation", choices=ClearanceKind.choices)
    given_on = DateField(label="Vérifiée ou donnée le")
    expires_on = DateField(
        label="Valable jusqu’au",
        required=False,
        help_text="Vide : aussi longtemps que les règles de l’année le disent.",
    )
    hours = forms.DecimalField(
        label="Heures de formation",
        required=False,
        min_value=0,
        max_value=200,
        decimal_places=1,
        help_text="Pour une formation seulement, comme les deux questions qui suivent.",
    )
    mode = forms.ChoiceField(
        label="Modalité", choices=(("", "non précisée"), *TrainingMode.choices), required=False
    )
    topics = forms.MultipleChoiceField(
        label="Thèmes de la formation",
        choices=TrainingTopic.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, mentor: Mentor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not mentor.in_ase_path:
            # Outside its path nobody may ask for it: it is not even offered.
            self.fields["kind"].choices = [  # type: ignore[attr-defined]  # a choice field
                choice
                for choice in ClearanceKind.choices
                if choice[0] != ClearanceKind.HONORABILITY
            ]

    @property
    def proof(self) -> Proof:
        data = self.cleaned_data
        is_training = data["kind"] == ClearanceKind.TRAINING
        return Proof(
            kind=ClearanceKind(data["kind"]),
            given_on=data["given_on"],
            expires_on=data["expires_on"],
            hours=data["hours"] if is_training else None,
            topics=tuple(data["topics"]) if is_training else (),
            mode=data["mode"] if is_training else "",
        )


class AsePathForm(Form):
    """What the path becomes: the same form sent twice does not undo what it did."""

    is_open = forms.BooleanField(required=False, widget=forms.HiddenInput)


class OfferForm(Form):
    capacity = forms.IntegerField(
        label="Nombre d’élèves accompagnés en même temps", min_value=1, max_value=40, initial=1
    )
    kind = forms.ChoiceField(
        label="Type de mentorat", choices=MentoringKind.choices, initial=MentoringKind.BOTH
    )


class AssociationMentorForm(MentorForm):
    """An association says which school the mentor is for; the association itself goes without."""

    uai = forms.CharField(label="Lycée (UAI)", max_length=8, help_text="Par exemple 0750001A.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["association"]

    def clean_uai(self) -> School:
        school = School.objects.open().filter(uai=self.cleaned_data["uai"].strip().upper()).first()
        if school is None:
            raise forms.ValidationError("Aucun lycée ouvert n’a cet UAI.")
        return school


class PauseForm(Form):
    start = DateField(label="À partir du")
    until = DateField(
        label="Jusqu’au", required=False, help_text="Vide : jusqu’à ce que le mentor revienne."
    )


class LeaveForm(Form):
    on = DateField(
        label="Dernier jour",
        help_text="Aujourd’hui : le départ prend effet aussitôt. Plus tard : c’est un préavis.",
    )


class MenteeField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not at run time
    def label_from_instance(self, obj: Mentee) -> str:
        return f"{obj.last_name} {obj.first_name}, {obj.class_label}"


class ConflictForm(Form):
    mentee = MenteeField(label="Élève", queryset=Mentee.objects.none(), empty_label="choisir")
    kind = forms.ChoiceField(
        label="Ce que le mentor est déjà pour lui",
        choices=ConflictKind.choices,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, mentees: MenteeQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mentee"].queryset = mentees  # type: ignore[attr-defined]  # a choice field


class AcceptConflictForm(Form):
    reason = forms.ChoiceField(
        label="Pourquoi ce cumul est accepté",
        choices=ConflictReason.choices,
        widget=forms.RadioSelect,
    )


class OwnOfferForm(OfferForm):
    """Places, the half-days on which one is free, and what one says of oneself."""

    availability = forms.MultipleChoiceField(
        label="Mes disponibilités",
        choices=HalfDay.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    gender = forms.ChoiceField(
        label="Je suis", choices=GENDERS, required=False, help_text=GENDER_HELP
    )
