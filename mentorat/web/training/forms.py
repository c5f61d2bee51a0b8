"""The questions of a unit, and the signature of the charter."""

from typing import Any

from django import forms

from mentorat.people.training import Unit
from mentorat.web.forms import Form


class QuizForm(Form):
    """All right answers are needed; a wrong one is explained, and the others are kept."""

    def __init__(self, *args: Any, unit: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unit = unit
        for number, question in enumerate(unit.questions):
            self.fields[f"question_{number}"] = forms.TypedChoiceField(
                label=question.text,
                choices=question.choices,
                coerce=int,
                widget=forms.RadioSelect,
            )

    @property
    def answers(self) -> dict[int, int]:
        """Return the answers given, by number of the question."""
        return {
            number: self.cleaned_data[f"question_{number}"]
            for number in range(len(self.unit.questions))
            if f"question_{number}" in self.cleaned_data
        }

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        answers = self.answers
        for number in self.unit.wrong(answers):
            if number in answers:
                why = self.unit.questions[number].why
                self.add_error(f"question_{number}", f"Ce n’est pas la bonne réponse. {why}")
        return values


class CharterForm(Form):
    agrees = forms.BooleanField(label="J’ai lu la charte et je m’engage à la respecter")
