"""Forms around a relation: propose it, ask, answer, sign, revise, follow."""

from collections.abc import Sequence
from typing import Any

from django import forms

from mentorat.matching.models import Offer
from mentorat.matching.queries import Choice
from mentorat.mentorships.enums import ConflictKind
from mentorat.mentorships.policies import LONGEST_QUESTION
from mentorat.mentorships.queries import Following
from mentorat.people.models import Mentee, User
from mentorat.programmes.enums import MentoringForm, Objective
from mentorat.web.forms import DateField, Form

# The same ties as the school tells them, said by the mentor.
TIES = (
    (ConflictKind.FAMILY, "de sa famille, ou un proche"),
    (ConflictKind.TEACHER, "enseignant dans sa classe"),
    (ConflictKind.TUTOR, "son tuteur de stage (PFMP) cette année"),
    (ConflictKind.ASSESSOR, "son évaluateur, ou membre de son jury"),
)


class QuestionForm(Form):
    question = forms.CharField(
        label="J’ai besoin de savoir…",
        max_length=LONGEST_QUESTION,
        help_text="140 caractères au plus. Seul le lycée lit cette question, et y répond.",
    )


class PlacesForm(Form):
    """How many pupils a mentor takes here, asked again with each answer."""

    capacity = forms.IntegerField(
        label="Élèves que vous pouvez accompagner en tout, cette année, dans ce lycée",
        min_value=0,
        max_value=40,
        required=False,
        help_text="Corrigez ce nombre s’il a changé ; 0 : plus aucun nouvel élève.",
    )

    def __init__(self, *args: Any, offer: Offer, **kwargs: Any) -> None:
        super().__init__(*args, initial={"capacity": offer.capacity}, **kwargs)
        self.offer = offer


class TieForm(Form):
    """What a mentor already is for a pupil; which one, when several are proposed."""

    mentee = forms.ChoiceField(label="Pour quel élève", widget=forms.RadioSelect)
    kind = forms.ChoiceField(
        label="Pour cet élève, vous êtes aussi",
        choices=TIES,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, mentees: Sequence[Mentee], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.mentees = {str(one.pk): one for one in mentees}
        _choices(self, "mentee", [(pk, one.short_name) for pk, one in self.mentees.items()])
        if len(self.mentees) == 1:
            del self.fields["mentee"]

    @property
    def whom(self) -> Mentee:
        (first, *_) = self.mentees
        return self.mentees[self.cleaned_data.get("mentee", first)]


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


class ProposeForm(Form):
    offer = forms.ChoiceField(label="Mentor")
    second = forms.ChoiceField(label="Second mentor", required=False)
    form = forms.ChoiceField(label="Forme", choices=MentoringForm.choices)
    needs = forms.MultipleChoiceField(
        label="Élèves volontaires",
        widget=forms.CheckboxSelectMultiple,
        help_text="Un seul pour une relation individuelle. Ceux qui attendent depuis longtemps"
        " d’abord.",
    )
    objective = forms.ChoiceField(label="Objectif", choices=Objective.choices)
    why = forms.CharField(
        label="Pourquoi eux",
        max_length=140,
        required=False,
        help_text="Une phrase que les deux côtés lisent. Rien sur la santé ni la famille.",
    )
    followed_by = forms.ChoiceField(label="Qui suit cette relation", required=False)
    derogation = forms.CharField(
        label="Raison d’une dérogation",
        max_length=140,
        required=False,
        help_text="Seulement si cette personne suit déjà autant de relations que ses heures le"
        " permettent. La raison est gardée et montrée.",
    )

    def __init__(self, *args: Any, choice: Choice, team: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.team = {str(user.pk): user for user in team}
        offers = choice.offer_choices
        _choices(self, "offer", [("", "À choisir"), *offers])
        _choices(self, "second", [("", "Aucun"), *offers])
        _choices(self, "needs", choice.need_choices)
        people = [(pk, str(user)) for pk, user in self.team.items()]
        _choices(self, "followed_by", [("", "Le pilote du projet"), *people])


class ObjectiveForm(Form):
    objective = forms.ChoiceField(
        label="Nouvel objectif",
        choices=Objective.choices,
        help_text="L’accord change : chacun le signe de nouveau. L’ancien objectif est gardé.",
    )


class FollowerForm(Form):
    follower = forms.ChoiceField(label="Qui suit")
    derogation = forms.CharField(
        label="Raison d’une dérogation",
        max_length=140,
        required=False,
        help_text="Seulement si cette personne suit déjà autant de relations que ses heures le"
        " permettent.",
    )

    def __init__(self, *args: Any, team: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.team = {str(user.pk): user for user in team}
        _choices(self, "follower", [(pk, str(user)) for pk, user in self.team.items()])


class HoursForm(Form):
    """The hours a week of each person of the team; empty: nobody said."""

    def __init__(self, *args: Any, lines: Sequence[Following], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {f"hours_{line.user.pk}": line.user for line in lines}
        for line in lines:
            self.fields[f"hours_{line.user.pk}"] = forms.DecimalField(
                label=f"{line.user} : heures par semaine",
                min_value=0,
                max_value=40,
                decimal_places=1,
                required=False,
                initial=line.hours,
            )


def _choices(form: Form, name: str, choices: list[tuple[str, str]]) -> None:
    form.fields[name].choices = choices  # type: ignore[attr-defined]  # a choice field
