"""The report of a session: three taps, and two things that may be added."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms

from mentorat.followup.enums import Feeling, Outcome, Theme
from mentorat.followup.policies.reports import Told
from mentorat.scheduling.enums import AttendanceStatus
from mentorat.scheduling.queries import AttendanceLine
from mentorat.web.forms import BoundField, DateField, Form


class ReportForm(Form):
    """Who came, how it went, of what one spoke: the button of the theme sends the whole."""

    everyone = forms.BooleanField(label="Tout le monde était là", required=False)
    feeling = forms.ChoiceField(
        label="Comment c’était ?",
        choices=Feeling.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    next_on = DateField(label="Prochaine date souhaitée", required=False)
    note = forms.CharField(
        label="Un mot au lycée",
        max_length=140,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="140 signes, lus par qui coordonne le mentorat et personne d’autre."
        " Rien sur la santé ni sur la famille.",
    )
    theme = forms.ChoiceField(
        label="De quoi avez-vous parlé ?", choices=Theme.choices, required=False
    )
    outcome = forms.ChoiceField(label="Pas de séance ?", choices=Outcome.choices, required=False)

    def __init__(
        self, *args: Any, lines: Sequence[AttendanceLine], today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.is_group = len(lines) > 1
        self.names = {f"mentee_{line.mentee_id}": line.name for line in lines}
        for name, label in self.names.items():
            self.fields[name] = forms.ChoiceField(
                label=label,
                choices=AttendanceStatus.choices,
                required=False,
                widget=forms.RadioSelect,
            )

    @property
    def pupils(self) -> list[BoundField]:
        return [self[name] for name in self.names]  # type: ignore[misc]  # bound fields are ours

    @property
    def themes(self) -> list[tuple[str, str]]:
        return Theme.choices

    @property
    def told(self) -> Told:
        """Return what the mentor says. Asked of a form that is valid."""
        data, outcome = self.cleaned_data, self._outcome
        if outcome == Outcome.CANCELLED:
            return Told(outcome, next_on=data["next_on"], note=data["note"])
        return Told(
            outcome,
            self._statuses,
            Feeling(data["feeling"]) if data["feeling"] and outcome == Outcome.HELD else None,
            Theme(data["theme"]) if data["theme"] and outcome == Outcome.HELD else None,
            data["next_on"],
            data["note"],
        )

    def clean_next_on(self) -> date | None:
        found: date | None = self.cleaned_data["next_on"]
        if found is not None and found < self.today:
            raise forms.ValidationError("Cette date est passée.")
        return found

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if self._outcome == Outcome.HELD:
            if not data.get("feeling"):
                self.add_error("feeling", "Choisissez un visage.")
            if not data.get("theme"):
                self.add_error("theme", "Choisissez un thème : ce bouton envoie.")
            untold = (name for name in self.names if not self._status(name))
            for name in untold:
                self.add_error(name, "Dites si cette personne est venue.")
        return data

    @property
    def _outcome(self) -> Outcome:
        return Outcome(self.cleaned_data.get("outcome") or Outcome.HELD)

    @property
    def _statuses(self) -> Mapping[int, AttendanceStatus]:
        return {
            int(name.removeprefix("mentee_")): AttendanceStatus(self._status(name))
            for name in self.names
        }

    def _status(self, name: str) -> str:
        """Return what was chosen for a pupil, or what is said of all of them at once."""
        chosen: str = self.cleaned_data.get(name, "")
        if not chosen and self._outcome == Outcome.NOBODY:
            return AttendanceStatus.ABSENT
        if not chosen and self.cleaned_data.get("everyone"):
            return AttendanceStatus.PRESENT
        return chosen
