"""allauth's forms in our words and markup, and the form of an invitation."""

from collections.abc import Mapping
from typing import Any, ClassVar

from allauth.account import forms as allauth
from django import forms
from django.contrib.auth import password_validation

from mentorat.access.queries import InvitationShown
from mentorat.web.forms import Accessible, Form

LENGTH = "12 caractères au moins. Une phrase facile à retenir convient très bien."


class Worded(Accessible):
    """A form of allauth, said in our words: a label and a hint for each field."""

    words: ClassVar[Mapping[str, tuple[str, str]]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (label, hint) in self.words.items():
            field = self.fields[name]
            field.label, field.help_text = label, hint
            # The label says it; a placeholder vanishes when one types.
            field.widget.attrs.pop("placeholder", None)


ADDRESS = ("Adresse électronique", "Format attendu : nom@domaine.fr")
NEW_PASSWORD = {
    "password1": ("Nouveau mot de passe", LENGTH),
    "password2": ("Le même, encore une fois", ""),
}


class SignInForm(Worded, allauth.LoginForm):  # type: ignore[misc]  # allauth has no types
    words = {
        "login": ADDRESS,
        "password": ("Mot de passe", ""),
        "remember": ("Rester connecté sur cet appareil", "Jamais sur un ordinateur partagé."),
    }


class RequestCodeForm(Worded, allauth.RequestLoginCodeForm):  # type: ignore[misc]  # allauth has no types
    words = {"email": ADDRESS}


class ConfirmCodeForm(Worded, allauth.ConfirmLoginCodeForm):  # type: ignore[misc]  # allauth has no types
    words = {"code": ("Code reçu par courriel", "")}


class ForgottenPasswordForm(Worded, allauth.ResetPasswordForm):  # type: ignore[misc]  # allauth has no types
    words = {"email": ADDRESS}


class ResetPasswordForm(Worded, allauth.ResetPasswordKeyForm):  # type: ignore[misc]  # allauth has no types
    words = NEW_PASSWORD


class ChangePasswordForm(Worded, allauth.ChangePasswordForm):  # type: ignore[misc]  # allauth has no types
    words = {"oldpassword": ("Mot de passe actuel", ""), **NEW_PASSWORD}


class SetPasswordForm(Worded, allauth.SetPasswordForm):  # type: ignore[misc]  # allauth has no types
    words = NEW_PASSWORD


class ReauthenticateForm(Worded, allauth.ReauthenticateForm):  # type: ignore[misc]  # allauth has no types
    words = {"password": ("Mot de passe", "")}


class AcceptForm(Form):
    """What an invited person gives: nothing with an account, else a name and perhaps a password."""

    full_name = forms.CharField(
        label="Prénom et nom",
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    password = forms.CharField(
        label="Mot de passe",
        required=False,
        strip=False,
        help_text=f"{LENGTH} Sans mot de passe, un code est envoyé à chaque connexion.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, invitation: InvitationShown, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if invitation.has_account or not invitation.asks_for_a_name:
            del self.fields["full_name"]
        if invitation.has_account:
            del self.fields["password"]

    def clean_password(self) -> str | None:
        password: str = self.cleaned_data["password"]
        if password:
            password_validation.validate_password(password)
        return password or None
