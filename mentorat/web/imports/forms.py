"""Forms of an import: the file, and which column holds what."""

from typing import Any

from django import forms

from mentorat.imports.queries import MappingChoice
from mentorat.imports.sources.mentors_table.columns import REQUIRED, MentorField
from mentorat.web.forms import Form


class MenteesForm(Form):
    file = forms.FileField(
        label="Fichier",
        help_text=(
            "Le CSV des 15 colonnes (ine, prénom, nom…, et le statut) ou l’export SIECLE"
            " « ElevesSansAdresses » (XML ou ZIP). 5 Mo au plus. Pour les responsables légaux :"
            " les colonnes « Responsable 1 : nom », « : courriel », « : téléphone » (et 2), ou"
            " l’export « ResponsablesAvecAdresses » dans la même archive ZIP."
        ),
    )


class MentorsForm(Form):
    file = forms.FileField(
        label="Fichier",
        help_text="CSV, XLSX ou ODS ; les colonnes se relient à l’étape suivante. 5 Mo au plus.",
    )


class ApplyForm(Form):
    is_complete = forms.BooleanField(
        label="Ce fichier contient tous les élèves du lycée",
        required=False,
        help_text="Coché : les élèves absents du fichier sont notés comme partis.",
    )


class MappingForm(Form):
    """One choice of column for each field that a mentor's file may hold."""

    def __init__(self, *args: Any, choice: MappingChoice, **kwargs: Any) -> None:
        super().__init__(*args, initial=choice.suggested, **kwargs)
        columns = [("", "– aucune colonne –")]
        for name, samples in choice.columns:
            seen = ", ".join(sample for sample in samples if sample)[:60]
            columns.append((name, f"{name} ({seen})" if seen else name))
        for field in MentorField:
            self.fields[field.value] = forms.ChoiceField(
                label=field.label[0].upper() + field.label[1:],
                choices=columns,
                required=field in REQUIRED,
            )
