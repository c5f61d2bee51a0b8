"""The forms around the end of a relation."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from mentorat.followup.enums import (
    Attempt,
    AttemptOutcome,
    ClosingKind,
    ContactRule,
    GivenUp,
    NextStep,
    Side,
    TalkMode,
)
from mentorat.followup.exit_questions import Answers, questions_for
from mentorat.mentorships.enums import (
    EndReason,
    ObjectiveReached,
    RematchDecision,
    RematchReason,
)
from mentorat.web.forms import DateField, Form

HELD = [(mode.value, mode.label) for mode in TalkMode if mode in TalkMode.HELD]


class PastDay(DateField):
    """A day that is not in the future."""

    today: date

    def clean(self, value: Any) -> date:
        day: date = super().clean(value)
        if day > self.today:
            raise forms.ValidationError("Cette date est dans le futur.")
        return day


class OpeningForm(Form):
    kind = forms.ChoiceField(
        label="Comment cette relation se termine-t-elle ?",
        choices=ClosingKind.choices,
        widget=forms.RadioSelect,
    )
    reason = forms.ChoiceField(
        label="Raison pressentie",
        choices=[("", "pas encore connue"), *EndReason.choices],
        required=False,
    )


class EndForm(Form):
    """The act that ends the relation, written by the school."""

    on = PastDay(label="Date de fin")
    reason = forms.ChoiceField(label="Raison", choices=EndReason.choices)
    objective_reached = forms.ChoiceField(
        label="Objectif atteint", choices=ObjectiveReached.choices, widget=forms.RadioSelect
    )
    contact_rule = forms.ChoiceField(
        label="Contact ensuite entre le mentor et l’élève",
        choices=ContactRule.choices,
        widget=forms.RadioSelect,
        help_text="Vaut aussi pour les messages et les réseaux sociaux.",
    )
    next_step = forms.ChoiceField(label="Et ensuite, pour l’élève ?", choices=NextStep.choices)
    next_words = forms.CharField(
        label="Précision",
        max_length=140,
        required=False,
        help_text="Par exemple : BTS en apprentissage. Rien sur la santé ni la famille.",
    )

    def __init__(self, *args: Any, today: date, reason: str = "", **kwargs: Any) -> None:
        initial = {"on": today, "reason": reason, "contact_rule": ContactRule.SCHOOL}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["on"].today = today  # type: ignore[attr-defined]  # a PastDay


class TalkForm(Form):
    """The questions of one side, in its own words."""

    def __init__(self, *args: Any, side: Side, to_mentee: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.codes = []
        for question in questions_for(side):
            label = question.said_to(side) if to_mentee else question.text
            self.codes.append(question.code)
            if question.many:
                self.fields[question.code] = forms.MultipleChoiceField(
                    label=label,
                    choices=question.choices,
                    widget=forms.CheckboxSelectMultiple,
                    required=False,
                    help_text="Plusieurs réponses possibles.",
                )
            else:
                self.fields[question.code] = forms.ChoiceField(
                    label=label, choices=question.choices, widget=forms.RadioSelect
                )

    @property
    def answers(self) -> Answers:
        return {code: self.cleaned_data[code] for code in self.codes}


class HeldTalkForm(TalkForm):
    """The same, from a talk that the coordinator had with the person."""

    held_on = PastDay(label="Date de l’entretien")
    mode = forms.ChoiceField(label="Comment", choices=HELD)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["held_on"].today = today  # type: ignore[attr-defined]  # a PastDay
        self.fields["held_on"].initial = today


class GivenUpForm(Form):
    reason = forms.ChoiceField(label="Pourquoi ce bilan n’aura pas lieu", choices=GivenUp.choices)


class AttemptForm(Form):
    attempt = forms.ChoiceField(label="Ce que vous avez essayé", choices=Attempt.choices)
    outcome = forms.ChoiceField(label="Résultat", choices=AttemptOutcome.choices)
    on = PastDay(label="Le")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"on": today}, **kwargs)
        self.fields["on"].today = today  # type: ignore[attr-defined]  # a PastDay


class RematchForm(Form):
    decision = forms.ChoiceField(
        label="Une nouvelle relation est", choices=RematchDecision.choices, widget=forms.RadioSelect
    )
    reason = forms.ChoiceField(label="Parce que", choices=RematchReason.choices)


def chosen(form: Form, words: Mapping[str, type[Any]]) -> dict[str, Any]:
    """Return what a form holds, with codes as members of their enumerations."""
    return {
        name: words[name](value) if name in words and value else value
        for name, value in form.cleaned_data.items()
    }
