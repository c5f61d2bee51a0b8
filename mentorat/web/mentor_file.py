"""The file of a mentor as a form: the same fields for the school, the association and oneself."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django import forms
from stdnum.fr import siret as siret_rules

from mentorat.organisations.actions import found_or_made_company
from mentorat.organisations.models import Association, Company
from mentorat.people.enums import HalfDay, Language, MentorOrigin
from mentorat.people.models import Mentor
from mentorat.people.queries import MentorFile, mentor_file
from mentorat.reference.models import NsfGroup
from mentorat.web.forms import Form

MOST_SEATS, FARTHEST, LONGEST = 40, 300, 24
# What the form holds under the same name as the file.
SAME = (
    *("first_name", "last_name", "email", "phone", "origin", "job", "city", "accepts_remote"),
    *("radius_km", "minimum_months", "alone_seats", "group_seats", "takes_class"),
)
LISTS = ("availability", "languages")


class DomainsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # not at run time
    """Groups of specialities by name: their codes say nothing to those who fill this in."""

    def label_from_instance(self, obj: NsfGroup) -> str:
        return obj.label


class FileForm(Form):
    """What a mentor says of himself or herself. ``values`` gives the file back."""

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
    company_name = forms.CharField(label="Entreprise", max_length=160, required=False)
    siret = forms.CharField(
        label="SIRET de l’entreprise",
        max_length=18,
        required=False,
        help_text="Quatorze chiffres. Une entreprise déjà connue est retrouvée.",
    )
    city = forms.CharField(label="Commune", max_length=80, required=False)
    radius_km = forms.IntegerField(
        label="Se déplace jusqu’à (km)", min_value=0, max_value=FARTHEST, required=False
    )
    accepts_remote = forms.BooleanField(label="Accepte les séances à distance", required=False)
    availability = forms.MultipleChoiceField(
        label="Disponibilités de la semaine",
        choices=HalfDay.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    alone_seats = forms.IntegerField(
        label="Élèves accompagnés un par un, en même temps",
        min_value=0,
        max_value=MOST_SEATS,
        initial=1,
        required=False,
    )
    group_seats = forms.IntegerField(
        label="Élèves accompagnés en groupe",
        min_value=0,
        max_value=MOST_SEATS,
        initial=0,
        required=False,
    )
    takes_class = forms.BooleanField(label="Intervient devant une classe", required=False)
    languages = forms.MultipleChoiceField(
        label="Langues parlées, en plus du français",
        choices=Language.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    minimum_months = forms.IntegerField(
        label="Durée minimale de l’engagement, en mois",
        min_value=1,
        max_value=LONGEST,
        required=False,
    )

    def __init__(self, *args: Any, mentor: Mentor | None = None, **kwargs: Any) -> None:
        self.mentor = mentor
        if mentor is not None:
            kwargs["initial"] = {**initial_of(mentor), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)

    def clean_siret(self) -> str:
        text: str = self.cleaned_data["siret"]
        if text and not siret_rules.is_valid(text):
            raise forms.ValidationError("Ce n’est pas un SIRET : vérifiez les quatorze chiffres.")
        return str(siret_rules.compact(text)) if text else ""

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        siret = values.get("siret")
        is_new = siret and not Company.objects.filter(siret=siret).exists()
        if is_new and not values.get("company_name"):
            self.add_error(
                "company_name", "Cette entreprise n’est pas encore connue : donnez son nom."
            )
        return values

    def file(self, *, association: Association | None) -> MentorFile:
        """Return the file as it was filled in. What the form does not ask stays as it was."""
        data = self.cleaned_data
        company = found_or_made_company(
            name=data["company_name"], siret=data["siret"], city=data["city"]
        )
        told = self.told | {
            "company_id": company.pk if company else None,
            "association_id": association.pk if association else None,
        }
        return replace(mentor_file(self.mentor), **told) if self.mentor else MentorFile(**told)

    @property
    def groups(self) -> Sequence[NsfGroup]:
        return list(self.cleaned_data["nsf_groups"])

    @property
    def told(self) -> dict[str, Any]:
        """Return what the form says of the file, but the bodies that it names."""
        data, groups = self.cleaned_data, self.groups
        told = {name: data[name] for name in SAME} | {name: tuple(data[name]) for name in LISTS}
        told |= {
            "alone_seats": 1 if data["alone_seats"] is None else data["alone_seats"],
            "group_seats": data["group_seats"] or 0,
            "nsf_codes": tuple(group.code for group in groups),
            "rome_domains": tuple(sorted({code for one in groups for code in one.rome_domains})),
        }
        return told


def initial_of(mentor: Mentor) -> dict[str, Any]:
    own = {name: getattr(mentor, name) for name in (*SAME, *LISTS)}
    company = mentor.company
    return {
        **own,
        "nsf_groups": [group.pk for group in mentor.nsf_groups.all()],
        "company_name": company.name if company else "",
        "siret": company.siret if company else "",
        "association": mentor.association_id,
    }
