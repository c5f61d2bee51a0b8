"""The form of an invitation."""

from typing import Any

from django import forms

from mentorat.access.roles import Role
from mentorat.web.forms import Form


class InvitationForm(Form):
    """What is asked depends on who invites: a role, an address, and a place above the school."""

    role = forms.ChoiceField(label="Rôle")
    email = forms.EmailField(label="Adresse électronique professionnelle")
    where = forms.ChoiceField(label="Périmètre", required=False)

    def __init__(
        self, *args: Any, roles: list[Role], places: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [  # type: ignore[attr-defined]  # a choice field
            (role.value, role.label) for role in roles
        ]
        if places:
            self.fields["where"].choices = places  # type: ignore[attr-defined]  # a choice field
            self.fields["where"].required = True
        else:
            del self.fields["where"]


class AddressForm(Form):
    """Where the invitation of a person who has a file already is sent."""

    email = forms.EmailField(label="Adresse électronique")
