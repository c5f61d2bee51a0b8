"""Forms about a pupil: volunteering, said by the pupil or typed from his or her signed slip."""

from datetime import date
from typing import Any

from django import forms

from mentorat.matching.actions import Wishes
from mentorat.matching.models import Need
from mentorat.mentorships.enums import PairWishKind, WishSide
from mentorat.people.enums import Gender, Language
from mentorat.people.models import Mentor, MentorQuerySet
from mentorat.programmes.enums import MentoringKind, Objective
from mentorat.web.forms import DateField, Form

LONGEST = 140
FAMILIES = ("Mieux me connaître", "Mes émotions", "Avec les autres")
PLANS = [
    objective
    for objective in Objective
    if not any(objective in family for family in Objective.COMPETENCES)
]
OBJECTIVES = [
    ("Métier, stage, études", [(one.value, one.label) for one in PLANS]),
    *(
        (title, [(value, Objective(value).label) for value in family])
        for title, family in zip(FAMILIES, Objective.COMPETENCES, strict=True)
    ),
]
NO_SECRETS = f"{LONGEST} signes au plus. Rien sur la santé ni sur la famille."


class VolunteerForm(Form):
    """What a pupil says when asking for a mentor."""

    objective = forms.ChoiceField(label="Objectif", choices=OBJECTIVES, widget=forms.RadioSelect)
    words = forms.CharField(
        label="L’objectif dans ses mots",
        max_length=LONGEST,
        required=False,
        help_text=NO_SECRETS,
    )
    kind = forms.ChoiceField(
        label="Type de mentorat", choices=MentoringKind.choices, initial=MentoringKind.BOTH
    )
    accepts_remote = forms.BooleanField(
        label="Des séances à distance sont possibles", required=False, initial=True
    )
    mentor_wish = forms.ChoiceField(
        label="Préfère parler avec",
        choices=[("", "une femme ou un homme"), *Gender.choices],
        required=False,
        help_text="Un mentor qui ne dit pas s’il est une femme ou un homme n’est pas écarté.",
    )
    languages = forms.MultipleChoiceField(
        label="Langues à partager avec le mentor, en plus du français",
        choices=Language.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    hopes_for = forms.CharField(
        label="Aimerait être avec",
        max_length=LONGEST,
        required=False,
        help_text="Une personne déjà connue : tuteur de PFMP, ancien mentor. " + NO_SECRETS,
    )
    avoids = forms.CharField(
        label="Ne veut pas être avec",
        max_length=LONGEST,
        required=False,
        help_text="Lu par les seules personnes du lycée qui cherchent un mentor. " + NO_SECRETS,
    )

    @property
    def said(self) -> dict[str, Any]:
        """Return what the actions on a need take."""
        given = self.cleaned_data
        return {
            "objective": Objective(given["objective"]),
            "words": given["words"],
            "wishes": Wishes(
                kind=MentoringKind(given["kind"]),
                accepts_remote=given["accepts_remote"],
                mentor_wish=given["mentor_wish"],
                languages=given["languages"],
                hopes_for=given["hopes_for"],
                avoids=given["avoids"],
            ),
        }


class OwnVolunteerForm(VolunteerForm):
    """The same, in words for the pupil who fills it in alone, or changes what was asked for."""

    KINDS = (
        (MentoringKind.METIER, "d’un métier, de l’entreprise"),
        (MentoringKind.PARCOURS, "d’études, d’orientation"),
        (MentoringKind.BOTH, "des deux"),
    )
    LABELS = (
        ("objective", "Ce que tu veux faire avec ton mentor"),
        ("words", "Ton objectif, dans tes mots"),
        ("kind", "Tu veux surtout parler"),
        ("accepts_remote", "Je veux bien aussi des séances à distance"),
        ("mentor_wish", "Tu préfères parler avec"),
        ("languages", "Une langue que tu veux partager avec ton mentor, en plus du français"),
        ("hopes_for", "Avec qui tu aimerais être"),
        ("avoids", "Avec qui tu ne veux pas être"),
    )

    def __init__(self, *args: Any, need: Need | None = None, **kwargs: Any) -> None:
        if need is not None:
            kwargs["initial"] = {name: getattr(need, name) for name, _ in self.LABELS}
        super().__init__(*args, **kwargs)
        for name, label in self.LABELS:
            self.fields[name].label = label
        self.fields["objective"].error_messages["required"] = "Choisis une réponse."
        self.fields["kind"].choices = self.KINDS  # type: ignore[attr-defined]  # a choice field
        self.fields[
            "words"
        ].help_text = f"{LONGEST} signes au plus. N’écris rien sur ta santé ni sur ta famille."
        self.fields["hopes_for"].help_text = (
            "Une personne que tu connais déjà : ton tuteur de stage, ton mentor d’avant. Ton lycée"
            " verra si c’est possible. N’écris rien sur ta santé ni sur ta famille."
        )
        self.fields["avoids"].help_text = (
            "Une personne, une entreprise… Seules les personnes du lycée qui cherchent ton mentor"
            " le lisent. N’écris rien sur ta santé ni sur ta famille."
        )


class SlipForm(VolunteerForm):
    """The same, typed by an adult of the school from the slip that the pupil wrote and signed."""

    on = DateField(label="Date du mot signé par l’élève")
    has_slip = forms.BooleanField(
        label="J’ai ce mot : l’élève l’a écrit et signé de sa main",
        help_text="Un adulte peut proposer ; seul l’élève se porte volontaire. Gardez le mot.",
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"on": today}, **kwargs)
        self.today = today

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on > self.today:
            raise forms.ValidationError("Cette date est dans le futur.")
        return on


class MentorField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not at run time
    def label_from_instance(self, obj: Mentor) -> str:
        return f"{obj.last_name} {obj.first_name}, {obj.job}"


class PairWishForm(Form):
    """What one side says of the other. The reason is nobody's business."""

    mentor = MentorField(label="Mentor", queryset=Mentor.objects.none(), empty_label="choisir")
    side = forms.ChoiceField(label="Qui le dit", choices=WishSide.choices, widget=forms.RadioSelect)
    kind = forms.ChoiceField(
        label="Ce qui est dit de l’autre", choices=PairWishKind.choices, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, mentors: MentorQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mentor"].queryset = mentors  # type: ignore[attr-defined]  # a choice field


class ClassForm(Form):
    """Which class a sheet, a request or a lesson is for."""

    class_label = forms.ChoiceField(label="Classe")

    def __init__(self, *args: Any, classes: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "Choisissez une classe"), *((label, label) for label in classes)]
        self.fields["class_label"].choices = choices  # type: ignore[attr-defined]  # a choice field
