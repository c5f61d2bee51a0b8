"""The forms of « Devenir mentor », and that of an answer that is no."""

from base64 import b64encode
from typing import Any

from django import forms

from mentorat.people.enums import DeclineReason
from mentorat.web.forms import Form
from mentorat.web.mentor_file import TradeForm
from mentorat.web.photo_form import PhotoField

# A browser sends a file once: what is not taken at once is chosen again.
LOST = "Choisissez de nouveau la photo : elle se perd tant qu’une autre réponse manque."


class AskForm(Form):
    email = forms.EmailField(
        label="Votre adresse électronique",
        help_text="Vous recevez aussitôt un lien vers le formulaire. Sans compte à créer.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class ApplicationForm(TradeForm):
    """The file, told by oneself: no address (it is that of the link), no list of domains."""

    trade_label = "Votre métier ressemble-t-il à l’un de ceux-ci ?"
    email, nsf_groups = None, None  # type: ignore[assignment]  # Django's way to drop a field
    photo = PhotoField(
        label="Photo",
        required=False,
        help_text="Elle aide l’élève à vous reconnaître. Réduite à un petit carré, sans lieu ni"
        " date ; vous pouvez l’effacer à tout moment.",
    )
    agrees = forms.BooleanField(
        label=(
            "J’accepte que le lycée, ou l’association, lise ces réponses pour y répondre."
            " Elles sont effacées si ma candidature n’est pas retenue."
        )
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["alone_seats"].label = "Combien d’élèves, un par un, en même temps ?"
        self.fields["gender"].label = "Vous êtes"
        self.fields["phone"].widget.attrs["autocomplete"] = "tel"

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if self.errors and values.get("photo"):
            self.add_error("photo", LOST)
        return values

    def answers(self, email: str) -> dict[str, Any]:
        """Return all that was told, as it is kept until a person reads it."""
        self.cleaned_data["email"] = email
        data = self.cleaned_data
        return {
            **self.told,
            "rome_domains": self.domains,
            "company_name": data["company_name"],
            "siret": data["siret"],
            "photo": b64encode(data["photo"] or b"").decode(),
        }


class DeclineForm(Form):
    reason = forms.ChoiceField(
        label="Ce que dira le message",
        choices=DeclineReason.choices,
        widget=forms.RadioSelect,
    )
