"""Forms about a mentor: the file, a clearance, an offer, a file to import and its columns."""

from typing import Any

from django import forms

from mentorat.organisations.models import Association, Company, School
from mentorat.people.enums import ClearanceKind, MentorOrigin
from mentorat.programmes.enums import MentoringKind
from mentorat.reference.models import NsfGroup
from mentorat.web.forms import DateField, Form


class DomainsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # not at run time
    """Groups of specialities by name: their codes say nothing to those who fill this in."""

    def label_from_instance(self, obj: NsfGroup) -> str:
        return obj.label


class MentorForm(Form):
    first_name = forms.CharField(label="Prénom", max_length=60)
    last_name = forms.CharField(label="Nom", max_length=60)
    email = forms.EmailField(label="Adresse électronique")
    phone = forms.CharField(label="Téléphone", max_length=20, required=False)
    origin = forms.ChoiceField(label="Situation", choices=MentorOrigin.choices)
    job = forms.CharField(label="Métier", max_length=120)
    nsf_groups = DomainsField(
        label="Domaines professionnels",
        queryset=NsfGroup.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Ceux des formations que ce métier éclaire : l’appariement s’en sert.",
    )
    company = forms.ModelChoiceField(
        label="Entreprise", queryset=Company.objects.all(), required=False, empty_label="aucune"
    )
    association = forms.ModelChoiceField(
        label="Association",
        queryset=Association.objects.all(),
        required=False,
        empty_label="aucune",
    )
    city = forms.CharField(label="Commune", max_length=80, required=False)
    accepts_remote = forms.BooleanField(label="Accepte les séances à distance", required=False)


class ClearanceForm(Form):
    kind = forms.ChoiceField(label="Habilitation", choices=ClearanceKind.choices)
    given_on = DateField(label="Vérifiée ou donnée le")
    expires_on = DateField(
        label="Valable jusqu’au", required=False, help_text="Vide : sans fin de validité."
    )


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
