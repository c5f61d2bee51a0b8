"""The form of the rules of matching, the same at each level; what is left empty is said above."""

from typing import Any

from django import forms

from mentorat.matching.actions import RulesSaid
from mentorat.matching.engine import PART_LABELS, Part, Rule, Rules, Weight
from mentorat.matching.models import MatchingRules
from mentorat.matching.queries.rules import LEVELS
from mentorat.web.forms import Form

WEIGHT = "weight_"
WISHES = {Rule.WISH: "Une femme ou un homme", Rule.LANGUAGE: "Une langue partagée"}
ALL = 100
HARD, SOFT = "rule", "preference"
ASKED = {HARD: "une règle : sinon, pas de proposition", SOFT: "une préférence : compte seulement"}
# In the order in which they weigh.
WORDS = tuple(word.value for word in Weight)


class RulesForm(Form):
    least_affinity = forms.TypedChoiceField(
        label="Pour un mentorat de métier, le mentor exerce au moins dans",
        coerce=int,
        empty_value=None,
        required=False,
    )
    longest_wait = forms.IntegerField(
        label="Attente à partir de laquelle elle compte entièrement, en jours",
        min_value=1,
        max_value=365,
        required=False,
    )
    tiers = forms.CharField(
        label="Paliers d’équité entre lycées, en pour cent",
        required=False,
        max_length=60,
        help_text=(
            "Chaque lycée atteint un palier avant qu’un autre le dépasse, par exemple : 20, 40, 60."
            " Écrivez « aucun » pour n’en avoir aucun."
        ),
    )

    def __init__(
        self, *args: Any, own: MatchingRules | None, above: Rules, level: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, initial=_initial(own), **kwargs)
        usual = "règle habituelle" if level == "nation" else "comme au-dessus"
        asked = {}
        for part in Part:
            said = f"{usual} : {above.weights[part]}"
            asked[f"{WEIGHT}{part}"] = forms.ChoiceField(
                label=f"Poids : {PART_LABELS[part]}",
                choices=[("", said), *((word, word) for word in WORDS)],
                required=False,
            )
        for rule, label in WISHES.items():
            kind = SOFT if rule in above.preferences else HARD
            asked[rule.value] = forms.ChoiceField(
                label=f"Souhait de l’élève : {label[0].lower()}{label[1:]}",
                choices=[("", f"{usual} : {ASKED[kind]}"), *ASKED.items()],
                required=False,
            )
        self.fields = {**asked, **self.fields}
        affinity: Any = self.fields["least_affinity"]
        known = LEVELS.get(above.least_affinity, f"{above.least_affinity} sur 100")
        affinity.choices = [("", f"{usual} : {known}"), *LEVELS.items()]
        tiers = ", ".join(map(str, above.tiers)) or "aucun"
        self.fields["longest_wait"].help_text = f"Vide : {usual}, {above.longest_wait} jours."
        self.fields["tiers"].help_text += f" Vide : {usual}, {tiers}."
        for name, value in self.initial.items():
            self.fields[name].initial = value

    def clean_tiers(self) -> list[int] | None:
        typed = self.cleaned_data["tiers"].strip().lower()
        if not typed:
            return None
        if typed in {"aucun", "aucune"}:
            return []
        words = typed.replace(",", " ").replace("%", " ").split()
        if not all(word.isdecimal() and 1 <= int(word) <= ALL for word in words):
            raise forms.ValidationError("Saisissez des pourcentages de 1 à 100, ou « aucun ».")
        return sorted({int(word) for word in words})

    @property
    def said(self) -> RulesSaid:
        values = self.cleaned_data
        weights = {part: values[f"{WEIGHT}{part}"] for part in Part}
        wishes = {rule: values[rule.value] for rule in WISHES}
        return RulesSaid(
            weights={part: Weight(word) for part, word in weights.items() if word},
            preferences={rule: word == SOFT for rule, word in wishes.items() if word},
            least_affinity=values["least_affinity"],
            longest_wait=values["longest_wait"],
            tiers=values["tiers"],
        )


def _initial(own: MatchingRules | None) -> dict[str, Any]:
    """Return what a level says already, by field."""
    if own is None:
        return {}
    tiers = own.tiers
    return {
        **{f"{WEIGHT}{part}": word for part, word in own.weights.items()},
        **{rule: SOFT if is_one else HARD for rule, is_one in own.preferences.items()},
        "least_affinity": own.least_affinity,
        "longest_wait": own.longest_wait,
        "tiers": "" if tiers is None else ", ".join(map(str, tiers)) or "aucun",
    }
