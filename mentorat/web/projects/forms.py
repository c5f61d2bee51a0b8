"""Forms of the project of a school and of what it lends."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet

from mentorat.organisations.models import Association
from mentorat.people.enums import HalfDay
from mentorat.people.models import User
from mentorat.programmes.enums import MentoringForm, MentoringKind
from mentorat.web.forms import DateField, Form, TimeField

KINDS = [choice for choice in MentoringKind.choices if choice[0] != MentoringKind.BOTH]


class ProjectForm(Form):
    kinds = forms.MultipleChoiceField(
        label="Types de mentorat",
        choices=KINDS,
        widget=forms.CheckboxSelectMultiple,
        help_text="Métier : découvrir et réussir dans un métier. Parcours : études et orientation.",
    )
    mentoring_forms = forms.MultipleChoiceField(
        label="Formes", choices=MentoringForm.choices, widget=forms.CheckboxSelectMultiple
    )
    publics = forms.CharField(
        label="Publics",
        max_length=200,
        required=False,
        help_text="Par exemple : terminales des métiers de l’électricité.",
    )
    target_mentees = forms.IntegerField(
        label="Objectif : nombre d’élèves mentorés dans l’année", min_value=1, max_value=2000
    )
    half_days = forms.MultipleChoiceField(
        label="Demi-journées où les élèves peuvent rencontrer leur mentor",
        choices=HalfDay.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="D’après les emplois du temps. L’appariement préfère un mentor libre au même"
        " moment ; aucune cochée : tous les moments comptent pareil.",
    )
    associations = forms.ModelMultipleChoiceField(
        label="Associations que le chef d’établissement autorise",
        queryset=Association.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Aucune cochée : toutes peuvent proposer leurs mentors au lycée. Dès qu’une est"
        " cochée, les mentors des autres ne sont plus proposés. Les mentors sans association ne"
        " sont pas concernés.",
    )
    pilot = forms.ModelChoiceField(
        label="Pilote", queryset=User.objects.none(), required=False, empty_label="À désigner"
    )
    deputy = forms.ModelChoiceField(
        label="Adjoint",
        queryset=User.objects.none(),
        required=False,
        empty_label="À désigner",
        help_text="Pour que rien ne dépende d’une seule personne.",
    )

    def __init__(
        self, *args: Any, team: list[User], around: QuerySet[Association], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["associations"].queryset = around  # type: ignore[attr-defined]  # a model choice
        known = User.objects.filter(pk__in=[user.pk for user in team]).order_by("full_name", "pk")
        self.fields["pilot"].queryset = known  # type: ignore[attr-defined]  # a model choice
        self.fields["deputy"].queryset = known  # type: ignore[attr-defined]  # a model choice


class RoomForm(Form):
    name = forms.CharField(label="Nom de la salle", max_length=60)
    capacity = forms.IntegerField(label="Nombre de places", min_value=1, max_value=500)
    is_visible = forms.BooleanField(
        label="Visible de l’extérieur",
        required=False,
        initial=True,
        help_text="Une paroi vitrée ou une porte ouverte : on voit qui est dans la salle.",
    )
    opens_at = TimeField(label="Ouvre à", initial="08:00")
    closes_at = TimeField(label="Ferme à", initial="18:00")


class ClosedDayForm(Form):
    day = DateField(label="Jour")
    label = forms.CharField(
        label="Motif", max_length=80, help_text="Par exemple : examens, pont, travaux."
    )


class PfmpForm(Form):
    class_label = forms.ChoiceField(label="Classe")
    starts_on = DateField(label="Premier jour en entreprise")
    ends_on = DateField(label="Dernier jour en entreprise")

    def __init__(self, *args: Any, classes: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["class_label"].choices = [(label, label) for label in classes]  # type: ignore[attr-defined]  # a choice


class CopyPfmpForm(Form):
    classes = forms.MultipleChoiceField(
        label="Classes qui partent aux mêmes dates", widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, classes: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["classes"].choices = [(label, label) for label in classes]  # type: ignore[attr-defined]  # a choice
