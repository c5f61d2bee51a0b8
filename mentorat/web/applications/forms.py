"""The forms of « Devenir mentor », and that of an answer that is no."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django import forms

from mentorat.people.enums import DeclineReason
from mentorat.reference.models import NsfGroup, Trade
from mentorat.reference.queries import groups_of_domains, trades_like
from mentorat.web.forms import Form
from mentorat.web.mentor_file import FileForm

NONE_OF_THEM = "0"


class AskForm(Form):
    email = forms.EmailField(
        label="Votre adresse électronique",
        help_text="Vous recevez aussitôt un lien vers le formulaire. Sans compte à créer.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class ApplicationForm(FileForm):
    """The file, told by oneself: no address (it is that of the link), no list of domains.

    The trade is looked up among those known: when several look like it, the form asks which.
    """

    email, nsf_groups = None, None  # type: ignore[assignment]  # Django's way to drop a field
    agrees = forms.BooleanField(
        label=(
            "J’accepte que le lycée, ou l’association, lise ces réponses pour y répondre."
            " Elles sont effacées si ma candidature n’est pas retenue."
        )
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["alone_seats"].label = "Combien d’élèves, un par un, en même temps ?"
        self.fields["phone"].widget.attrs["autocomplete"] = "tel"
        self.trades: list[Trade] = trades_like(self.data.get("job", "")) if self.is_bound else []
        if self.trades:
            self._ask_which_trade()

    def _ask_which_trade(self) -> None:
        choices = [(str(trade.pk), trade.label) for trade in self.trades]
        asked = forms.ChoiceField(
            label="Votre métier ressemble-t-il à l’un de ceux-ci ?",
            choices=[*choices, (NONE_OF_THEM, "à aucun de ceux-là")],
            widget=forms.RadioSelect,
            error_messages={"required": "Choisissez le plus proche, ou « à aucun de ceux-là »."},
        )
        before = list(self.fields.items())
        at = [name for name, _ in before].index("job") + 1
        self.fields = dict([*before[:at], ("trade", asked), *before[at:]])

    @cached_property
    def domains(self) -> list[str]:
        chosen = self.cleaned_data.get("trade", NONE_OF_THEM)
        return [trade.domain for trade in self.trades if str(trade.pk) == chosen]

    @property
    def groups(self) -> Sequence[NsfGroup]:
        return groups_of_domains(self.domains) if self.domains else []

    def answers(self, email: str) -> dict[str, Any]:
        """Return all that was told, as it is kept until a person reads it."""
        self.cleaned_data["email"] = email
        data = self.cleaned_data
        return {
            **self.told,
            "rome_domains": self.domains,
            "company_name": data["company_name"],
            "siret": data["siret"],
        }


class DeclineForm(Form):
    reason = forms.ChoiceField(
        label="Ce que dira le message",
        choices=DeclineReason.choices,
        widget=forms.RadioSelect,
    )
