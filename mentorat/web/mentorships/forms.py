"""Forms around a relation: a question, its answer, a signature."""

from django import forms

from mentorat.mentorships.policies import LONGEST_QUESTION
from mentorat.web.forms import DateField, Form


class QuestionForm(Form):
    question = forms.CharField(
        label="J’ai besoin de savoir…",
        max_length=LONGEST_QUESTION,
        help_text="140 caractères au plus. Seul le lycée lit cette question, et y répond.",
    )


class ReplyForm(Form):
    answer = forms.CharField(
        label="Votre réponse",
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Elle n’est lue que de la personne qui a demandé. Ni nom d’élève, ni numéro.",
    )


class SignForm(Form):
    agrees = forms.BooleanField(label="J’ai lu cet accord et je m’engage à le suivre.")


class PaperForm(Form):
    on = DateField(
        label="Jour de la signature", help_text="Celui que porte la feuille signée par tous."
    )
