"""Forms of « rencontres éclair »: who takes part, and whom each chose."""

from collections.abc import Sequence
from typing import Any

from django import forms

from mentorat.speedmeetings.enums import Unchosen
from mentorat.speedmeetings.models import MOST_CHOICES
from mentorat.speedmeetings.policies import LEAST_ROUNDS, MOST_ROUNDS
from mentorat.speedmeetings.queries import Met, Room
from mentorat.web.forms import DateField, Form, TimeField

RANKS = ("Premier choix", "Deuxième choix", "Troisième choix")


class PlanForm(Form):
    held_on = DateField(label="Date")
    starts_at = TimeField(label="Début")
    where = forms.CharField(label="Lieu", max_length=80, help_text="Salle, hall, atelier…")
    rounds = forms.IntegerField(
        label="Nombre de tours",
        min_value=LEAST_ROUNDS,
        max_value=MOST_ROUNDS,
        initial=6,
        help_text="Un tour dure dix minutes : chaque élève y rencontre un mentor.",
    )
    needs = forms.TypedMultipleChoiceField(
        label="Élèves volontaires", coerce=int, widget=forms.CheckboxSelectMultiple
    )
    offers = forms.TypedMultipleChoiceField(
        label="Mentors habilités", coerce=int, widget=forms.CheckboxSelectMultiple
    )
    unchosen = forms.ChoiceField(
        label="Qui peut être proposé ensemble",
        choices=Unchosen.choices,
        initial=Unchosen.NEVER,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, room: Room, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["needs"].choices = room.need_choices  # type: ignore[attr-defined]  # a choice field
        self.fields["offers"].choices = room.offer_choices  # type: ignore[attr-defined]  # same


class ChoicesForm(Form):
    """Up to three names, the preferred first; none at all is an answer."""

    def __init__(self, *args: Any, met: Sequence[Met], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [("", "Personne"), *((str(one.turn_id), one.name) for one in met)]
        for number, label in enumerate(RANKS[:MOST_CHOICES], start=1):
            self.fields[f"choice_{number}"] = forms.TypedChoiceField(
                label=label, choices=names, coerce=int, empty_value=None, required=False
            )

    @property
    def turns(self) -> list[int]:
        chosen = (self.cleaned_data[name] for name in self.fields)
        return [one for one in chosen if one is not None]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        seen: set[int] = set()
        for name in self.fields:
            chosen = data.get(name)
            if chosen is not None and chosen in seen:
                self.add_error(name, "Ce nom est déjà choisi plus haut.")
            seen |= {chosen} if chosen is not None else set()
        return data
