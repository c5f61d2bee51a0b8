"""Forms about families: guardians, requests, and the sheets of paper that come back."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from mentorat.people.actions import Reply
from mentorat.people.enums import AuthorisationScope, AuthorisationStatus
from mentorat.people.models import Guardian, Mentee
from mentorat.web.forms import DateField, Form
from mentorat.web.pupils.forms import LONGEST

SCOPES = [(one.value, one.label) for one in AuthorisationScope if one != AuthorisationScope.IMAGE]
USUAL = [AuthorisationScope.IN_PERSON, AuthorisationScope.REMOTE, AuthorisationScope.EVALUATION]
NO_WORD, YES, NO = "", "yes", "no"
WORDS = ((YES, "oui"), (NO, "non"), (NO_WORD, "case vide"))


class GuardianForm(Form):
    full_name = forms.CharField(label="Prénom et nom", max_length=120)
    email = forms.EmailField(
        label="Adresse électronique",
        required=False,
        help_text="Sans adresse, la demande se fait sur papier.",
    )
    phone = forms.CharField(label="Téléphone", max_length=20, required=False)


class PastDate:
    """The day on a sheet of paper: today at the latest."""

    today: date
    cleaned_data: dict[str, Any]

    def clean_answered_on(self) -> date:
        on: date = self.cleaned_data["answered_on"]
        if on > self.today:
            raise forms.ValidationError("Cette date est dans le futur.")
        return on


class SheetForm(PastDate, Form):
    """A sheet of one pupil, as it came back: yes, no or nothing for each point."""

    guardian = forms.ChoiceField(label="Signée par", required=False)
    answered_on = DateField(label="Date de la signature")
    in_person, remote, visit, evaluation = (
        forms.ChoiceField(
            label=AuthorisationScope(name).label.capitalize(),
            choices=WORDS,
            widget=forms.RadioSelect,
            required=False,
        )
        for name, _ in SCOPES
    )
    purpose = forms.CharField(
        label="Image : pour quel projet",
        max_length=LONGEST,
        required=False,
        help_text="Un projet, des supports, une durée. Une autorisation par projet.",
    )
    image = forms.ChoiceField(
        label="Image, pour ce projet", choices=WORDS, widget=forms.RadioSelect, required=False
    )

    def __init__(
        self, *args: Any, guardians: Sequence[Guardian], today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, initial={"answered_on": today}, **kwargs)
        self.today = today
        self.guardians = {str(one.pk): one for one in guardians}
        named = [(key, one.full_name) for key, one in self.guardians.items()]
        choices = [("", "la famille, sans précision"), *named]
        self.fields["guardian"].choices = choices  # type: ignore[attr-defined]  # a choice field

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get("image") and not given.get("purpose"):
            self.add_error("purpose", "Une image s’autorise pour un projet précis : lequel ?")
        return given

    @property
    def signed_by(self) -> Guardian | None:
        return self.guardians.get(self.cleaned_data["guardian"])

    @property
    def replies(self) -> list[Reply]:
        given = self.cleaned_data
        return [
            Reply(scope, given[scope] == YES, given["purpose"] if scope == "image" else "")
            for scope in AuthorisationScope
            if given[scope]
        ]


class BatchForm(Form):
    """The pupils of a class who are concerned; each is chosen or left."""

    pupils = forms.MultipleChoiceField(label="Élèves", widget=forms.CheckboxSelectMultiple)
    scopes = forms.MultipleChoiceField(
        label="Portées", choices=SCOPES, initial=USUAL, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, pupils: Sequence[Mentee], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_number = {str(one.pk): one for one in pupils}
        field = self.fields["pupils"]
        field.choices = [(key, _line(one)) for key, one in self.by_number.items()]  # type: ignore[attr-defined]  # a choice field
        field.initial = [
            key
            for key, one in self.by_number.items()
            if one.authorisation == AuthorisationStatus.MISSING  # type: ignore[attr-defined]  # annotated
        ]

    @property
    def chosen(self) -> list[Mentee]:
        return [self.by_number[key] for key in self.cleaned_data["pupils"]]

    @property
    def scopes_chosen(self) -> list[AuthorisationScope]:
        return [AuthorisationScope(one) for one in self.cleaned_data["scopes"]]

    @property
    def said_again(self) -> list[tuple[str, str]]:
        """Return names and values, to say the same again when it is confirmed."""
        return [
            (name, value)
            for name in self.data
            if name not in {"csrfmiddlewaretoken", "confirm"}
            for value in self.data.getlist(name)  # type: ignore[attr-defined]  # posted
        ]


class RequestForm(BatchForm):
    """Ask the families of a class."""

    purpose = forms.CharField(
        label="Image : pour quel projet",
        max_length=LONGEST,
        required=False,
        help_text="À remplir seulement pour demander aussi l’image : projet, supports, durée.",
    )

    @property
    def scopes_chosen(self) -> list[AuthorisationScope]:
        asked = super().scopes_chosen
        return [*asked, AuthorisationScope.IMAGE] if self.cleaned_data["purpose"] else asked


class ReceivedForm(PastDate, BatchForm):
    """Sheets of a class that came back with a yes everywhere; the others are typed one by one."""

    answered_on = DateField(label="Date des signatures")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"answered_on": today}, **kwargs)
        self.today = today


def _line(mentee: Mentee) -> str:
    status = AuthorisationStatus(mentee.authorisation).label  # type: ignore[attr-defined]  # annotated
    mails = sum(bool(one.email) for one in mentee.guardians.all())
    way = "sur papier" if not mails else f"{mails} courriel{'s' if mails > 1 else ''}"
    return f"{mentee.last_name} {mentee.first_name} : {status}, {way}"
