"""What a guardian answers, point by point."""

from collections.abc import Sequence
from typing import Any

from django import forms

from mentorat.people.actions import Reply
from mentorat.people.enums import AuthorisationScope, AuthorisationState
from mentorat.people.models import Authorisation
from mentorat.web.forms import Form

YES, NO, LATER = "yes", "no", "later"
CHOICES = (
    (YES, "Oui, j’autorise"),
    (NO, "Non, je n’autorise pas"),
    (LATER, "Je ne réponds pas maintenant"),
)
QUESTIONS = {
    AuthorisationScope.IN_PERSON: (
        "Rencontrer son mentor au lycée",
        "Pendant les heures d’ouverture, dans une salle du lycée. Sans ce oui, rien ne commence.",
    ),
    AuthorisationScope.REMOTE: (
        "Parler avec son mentor à distance",
        "Par téléphone ou en visioconférence, à des heures connues du lycée.",
    ),
    AuthorisationScope.VISIT: (
        "Visiter l’entreprise de son mentor",
        "En journée, avec l’accord du lycée. Vous êtes prévenus avant chaque visite.",
    ),
    AuthorisationScope.EVALUATION: (
        "Répondre à des questionnaires sur le mentorat",
        "Quelques questions, pour savoir si le mentorat aide. Votre enfant peut ne pas répondre.",
    ),
}


class AnswerForm(Form):
    """One question a scope, and one for each project of image that the school asks about."""

    def __init__(self, *args: Any, said: Sequence[Authorisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        before = {(one.scope, one.purpose): one.state for one in said}
        images = [purpose for scope, purpose in before if scope == AuthorisationScope.IMAGE]
        self.asked = [
            *((scope, "", *words) for scope, words in QUESTIONS.items()),
            *(
                (
                    AuthorisationScope.IMAGE,
                    purpose,
                    f"Être pris en photo ou filmé pour : {purpose}",
                    "Pour ce projet seulement.",
                )
                for purpose in images
            ),
        ]
        for number, (scope, purpose, label, help_text) in enumerate(self.asked):
            self.fields[f"reply_{number}"] = forms.ChoiceField(
                label=label,
                help_text=help_text,
                choices=CHOICES,
                widget=forms.RadioSelect,
                initial=_initial(before.get((scope, purpose), "")),
            )

    @property
    def replies(self) -> list[Reply]:
        """Return what was answered; a question left open is not an answer."""
        given = self.cleaned_data
        return [
            Reply(AuthorisationScope(scope), given[f"reply_{number}"] == YES, purpose)
            for number, (scope, purpose, *_) in enumerate(self.asked)
            if given[f"reply_{number}"] != LATER
        ]


def _initial(state: str) -> str:
    if state == AuthorisationState.GIVEN:
        return YES
    is_no = state in {AuthorisationState.REFUSED, AuthorisationState.WITHDRAWN}
    return NO if is_no else LATER
