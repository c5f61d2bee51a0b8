"""The rules of a year, as the Dgesco sets them: every one of them is data of the campaign."""

from typing import Any

from django import forms

from mentorat.programmes.enums import GroupShares, Objective
from mentorat.programmes.models import Campaign
from mentorat.web.forms import DateField, Form

WEEKS = "weeks_"
A_YEAR = 365


def days(
    label: str, help_text: str = "", *, least: int = 1, most: int = A_YEAR
) -> forms.IntegerField:
    return forms.IntegerField(
        label=f"{label}, en jours", min_value=least, max_value=most, help_text=help_text
    )


class RulesForm(Form):
    opens_on = DateField(label="Ouverture")
    closes_on = DateField(label="Clôture")
    target_mentees = forms.IntegerField(
        label="Objectif national, en élèves mentorés", min_value=0, max_value=1_000_000
    )
    minimum_months = forms.IntegerField(
        label="Durée minimale d’une relation, en mois", min_value=1, max_value=12
    )
    answer_days = days(
        "Délai pour répondre à une proposition",
        "Rappel à la moitié ; sans réponse ensuite, l’élève est libéré.",
    )
    question_days = days(
        "Pause pendant une question",
        "L’attente est suspendue jusqu’à la réponse du lycée, au plus si longtemps.",
        least=0,
        most=60,
    )
    authorisation_days = days(
        "Délai pour une autorisation parentale",
        "Rappel à la moitié ; le lycée décide à la fin du délai ; libérée au double.",
    )
    agreement_days = days(
        "Délai pour signer l’accord", "Rappel à la moitié ; sans signatures ensuite, libérée."
    )
    first_meeting_days = days(
        "Délai jusqu’à la première rencontre",
        "Rappel au lycée à la moitié, alarme à la fin du délai ; libérée au double.",
    )
    requires_agreement = forms.BooleanField(
        label="Un accord est signé par tous avant la première rencontre", required=False
    )
    relations_per_hour = forms.IntegerField(
        label="Relations suivies par heure de la semaine",
        min_value=1,
        max_value=40,
        help_text="Ce qu’une personne du lycée suit bien avec une heure par semaine.",
    )
    group_least = forms.IntegerField(
        label="Élèves d’un groupe, au moins", min_value=2, max_value=12
    )
    group_most = forms.IntegerField(label="Élèves d’un groupe, au plus", min_value=2, max_value=20)
    class_least = forms.IntegerField(
        label="Volontaires d’une classe accompagnée entière, au moins",
        min_value=3,
        max_value=40,
        help_text="Moins nombreux, ils forment un groupe.",
    )
    group_shares = forms.ChoiceField(label="Un groupe réunit", choices=GroupShares.choices)
    group_is_double = forms.BooleanField(
        label="Deux mentors d’origine différente pour chaque groupe", required=False
    )
    check_in_days = forms.CharField(
        label="Points d’étape, en jours après la première rencontre",
        help_text="Des nombres séparés par des virgules, par exemple : 14, 60, 150.",
    )
    check_in_reminder_days = days("Rappel d’un point d’étape sans réponse", most=60)
    check_in_answer_days = days(
        "Délai pour répondre à un point d’étape", "En retard ensuite : une alarme le dit.", most=90
    )
    report_asked_days = days(
        "Compte rendu demandé au plus tard après la séance",
        "Au-delà, le lycée note lui-même la présence.",
        most=60,
    )
    report_days = days(
        "Séance sans nouvelles après la demande",
        "Elle compte alors comme inconnue, ni tenue ni annulée.",
        most=60,
    )
    silence_days = days("Alarme de silence", "Sans rencontre, vacances et PFMP non comptées.")
    no_life_days = days(
        "Clôture accompagnée après un silence",
        "Compté depuis l’alarme de silence, si rien n’est venu.",
    )
    late_start_notice_days = days(
        "Alarme de départ tardif avant le dernier jour utile", least=0, most=90
    )
    clearance_notice_days = days("Alarme d’habilitation avant sa fin", least=0, most=180)
    snooze_days = days("Une alarme se met en attente au plus", most=180)
    end_of_year_weeks = forms.IntegerField(
        label="Fin d’année sans séance pour les dernières années, en semaines",
        min_value=0,
        max_value=20,
        help_text="Entre dans le dernier jour utile de chaque lycée.",
    )
    rematch_days = days("Délai avant une nouvelle relation", least=0)
    bridge_months = forms.IntegerField(
        label="Suite après le diplôme, en mois", min_value=0, max_value=24
    )
    last_year_first = forms.BooleanField(
        label="Les élèves de dernière année de cycle d’abord", required=False
    )

    def __init__(self, *args: Any, campaign: Campaign, **kwargs: Any) -> None:
        initial = {name: getattr(campaign, name) for name in self.base_fields}
        initial["check_in_days"] = ", ".join(map(str, campaign.check_in_days))
        super().__init__(*args, initial=initial, **kwargs)
        self.campaign = campaign
        for objective in Objective:
            self.fields[f"{WEEKS}{objective}"] = forms.IntegerField(
                label=f"Durée minimale, en semaines, pour : {objective.label}",
                min_value=1,
                max_value=52,
                required=False,
                initial=campaign.minimum_weeks.get(objective),
            )

    def clean_check_in_days(self) -> list[int]:
        words = self.cleaned_data["check_in_days"].replace(",", " ").split()
        if not all(word.isdecimal() and 0 < int(word) <= A_YEAR for word in words):
            raise forms.ValidationError("Saisissez des nombres de jours, de 1 à 365.")
        return sorted({int(word) for word in words})

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        opens_on, closes_on = values.get("opens_on"), values.get("closes_on")
        if opens_on and opens_on not in self.campaign.school_year:
            self.add_error("opens_on", "L’ouverture doit tomber dans l’année scolaire.")
        if opens_on and closes_on and closes_on <= opens_on:
            self.add_error("closes_on", "La clôture doit suivre l’ouverture.")
        reminder, answer = values.get("check_in_reminder_days"), values.get("check_in_answer_days")
        if reminder and answer and reminder >= answer:
            self.add_error("check_in_reminder_days", "Le rappel précède la fin du délai.")
        least, most = values.get("group_least"), values.get("group_most")
        if least and most and most < least:
            self.add_error("group_most", "Le plus grand nombre suit le plus petit.")
        whole = values.get("class_least")
        if most and whole and whole <= most:
            self.add_error("class_least", "Une classe compte plus d’élèves qu’un groupe.")
        return values

    @property
    def rules(self) -> dict[str, Any]:
        """Return the values by column of the campaign."""
        weeks = {
            name.removeprefix(WEEKS): value
            for name, value in self.cleaned_data.items()
            if name.startswith(WEEKS) and value is not None
        }
        single = {
            name: value for name, value in self.cleaned_data.items() if not name.startswith(WEEKS)
        }
        return {**single, "minimum_weeks": weeks}
