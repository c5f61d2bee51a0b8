"""The file of a mentor as a form: the same fields for the school, the association and oneself."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

from django import forms
from stdnum.fr import siret as siret_rules

from mentorat.organisations.actions import found_or_made_company
from mentorat.organisations.models import Association, Company
from mentorat.people.enums import Gender, HalfDay, Language, MentorOrigin
from mentorat.people.models import Mentor
from mentorat.people.queries import MentorFile, mentor_file
from mentorat.reference.models import NsfGroup, Trade
from mentorat.reference.queries import groups_of_domains, trades_like
from mentorat.web.forms import Form

MOST_SEATS, FARTHEST, LONGEST = 40, 300, 24
# What the form holds under the same name as the file.
SAME = (
    *("first_name", "last_name", "email", "phone", "origin", "job", "city", "accepts_remote"),
    *("gender", "radius_km", "minimum_months", "alone_seats", "group_seats", "takes_class"),
)
LISTS = ("availability", "languages")
NONE_OF_THEM = "0"
GENDER_LABEL = "Se présente comme"
GENDERS = [("", "préfère ne pas dire"), *Gender.choices]
GENDER_HELP = (
    "Certains élèves préfèrent parler avec une femme, ou avec un homme. Ne pas répondre n’écarte"
    " jamais un mentor."
)


class DomainsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # not at run time
    """Groups of specialities by name: their codes say nothing to those who fill this in."""

    def label_from_instance(self, obj: NsfGroup) -> str:
        return obj.label


class FileForm(Form):
    """What a mentor says of himself or herself. ``values`` gives the file back."""

    first_name = forms.CharField(label="Prénom", max_length=60)
    last_name = forms.CharField(label="Nom", max_length=60)
    email = forms.EmailField(label="Adresse électronique")
    phone = forms.CharField(label="Téléphone", max_length=20, required=False)
    gender = forms.ChoiceField(
        label=GENDER_LABEL, choices=GENDERS, required=False, help_text=GENDER_HELP
    )
    origin = forms.ChoiceField(label="Situation", choices=MentorOrigin.choices)
    job = forms.CharField(label="Métier", max_length=120)
    nsf_groups = DomainsField(
        label="Domaines professionnels",
        queryset=NsfGroup.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Ceux des formations que ce métier éclaire : l’appariement s’en sert.",
    )
    company_name = forms.CharField(label="Entreprise", max_length=160, required=False)
    siret = forms.CharField(
        label="SIRET de l’entreprise",
        max_length=18,
        required=False,
        help_text="Quatorze chiffres. Une entreprise déjà connue est retrouvée.",
    )
    city = forms.CharField(
        label="Commune",
        max_length=80,
        required=False,
        help_text="Pour compter les kilomètres jusqu’au lycée. L’élève ne la lit pas.",
    )
    radius_km = forms.IntegerField(
        label="Se déplace jusqu’à (km)", min_value=0, max_value=FARTHEST, required=False
    )
    accepts_remote = forms.BooleanField(label="Accepte les séances à distance", required=False)
    availability = forms.MultipleChoiceField(
        label="Disponibilités de la semaine",
        choices=HalfDay.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    alone_seats = forms.IntegerField(
        label="Élèves accompagnés un par un, en même temps",
        min_value=0,
        max_value=MOST_SEATS,
        initial=1,
        required=False,
    )
    group_seats = forms.IntegerField(
        label="Élèves accompagnés en groupe",
        min_value=0,
        max_value=MOST_SEATS,
        initial=0,
        required=False,
    )
    takes_class = forms.BooleanField(label="Intervient devant une classe", required=False)
    languages = forms.MultipleChoiceField(
        label="Langues parlées, en plus du français",
        choices=Language.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    minimum_months = forms.IntegerField(
        label="Durée minimale de l’engagement, en mois",
        min_value=1,
        max_value=LONGEST,
        required=False,
    )

    def __init__(self, *args: Any, mentor: Mentor | None = None, **kwargs: Any) -> None:
        self.mentor = mentor
        if mentor is not None:
            kwargs["initial"] = {**initial_of(mentor), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)

    def clean_siret(self) -> str:
        text: str = self.cleaned_data["siret"]
        if text and not siret_rules.is_valid(text):
            raise forms.ValidationError("Ce n’est pas un SIRET : vérifiez les quatorze chiffres.")
        return str(siret_rules.compact(text)) if text else ""

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        siret = values.get("siret")
        is_new = siret and not Company.objects.filter(siret=siret).exists()
        if is_new and not values.get("company_name"):
            self.add_error(
                "company_name", "Cette entreprise n’est pas encore connue : donnez son nom."
            )
        return values

    def file(self, *, association: Association | None) -> MentorFile:
        """Return the file as it was filled in. What the form does not ask stays as it was."""
        data = self.cleaned_data
        company = found_or_made_company(
            name=data["company_name"], siret=data["siret"], city=data["city"]
        )
        told = self.told | {
            "company_id": company.pk if company else None,
            "association_id": association.pk if association else None,
        }
        return replace(mentor_file(self.mentor), **told) if self.mentor else MentorFile(**told)

    @property
    def groups(self) -> Sequence[NsfGroup]:
        return list(self.cleaned_data["nsf_groups"])

    @property
    def told(self) -> dict[str, Any]:
        """Return what the form says of the file, but the bodies that it names."""
        data, groups = self.cleaned_data, self.groups
        told = {name: data[name] for name in SAME} | {name: tuple(data[name]) for name in LISTS}
        told |= {
            "alone_seats": 1 if data["alone_seats"] is None else data["alone_seats"],
            "group_seats": data["group_seats"] or 0,
            "nsf_codes": tuple(group.code for group in groups),
            "rome_domains": tuple(sorted({code for one in groups for code in one.rome_domains})),
        }
        return told


class TradeForm(FileForm):
    """A file whose trade is looked up among those known, accents and slips aside.

    When several look like it, the form asks which; unless the trade is the one already there, or
    domains were ticked by hand.
    """

    trade_label = "Ce métier ressemble-t-il à l’un de ceux-ci ?"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        job = self.data.get("job", "") if self.is_bound else ""
        is_known = self.mentor is not None and self.mentor.job == job.strip()
        is_asked = job and not is_known and self._ticked == self._known
        self.trades: list[Trade] = trades_like(job) if is_asked else []
        if self.trades:
            self._ask_which_trade()

    @property
    def _ticked(self) -> set[str]:
        if "nsf_groups" not in self.fields:
            return set()
        widget = self.fields["nsf_groups"].widget
        return set(widget.value_from_datadict(self.data, self.files, "nsf_groups") or ())

    @property
    def _known(self) -> set[str]:
        return set(mentor_file(self.mentor).nsf_codes) if self.mentor else set()

    def _ask_which_trade(self) -> None:
        choices = [(str(trade.pk), trade.label) for trade in self.trades]
        asked = forms.ChoiceField(
            label=self.trade_label,
            choices=[*choices, (NONE_OF_THEM, "à aucun de ceux-là")],
            widget=forms.RadioSelect,
            error_messages={"required": "Choisissez le plus proche, ou « à aucun de ceux-là »."},
        )
        before = list(self.fields.items())
        at = [name for name, _ in before].index("job") + 1
        self.fields = dict([*before[:at], ("trade", asked), *before[at:]])

    @cached_property
    def domains(self) -> list[str]:
        chosen = self.cleaned_data.get("trade", NONE_OF_THEM)
        return [trade.domain for trade in self.trades if str(trade.pk) == chosen]

    @property
    def groups(self) -> Sequence[NsfGroup]:
        if self.domains:
            return groups_of_domains(self.domains)
        return list(self.cleaned_data.get("nsf_groups") or ())

    @property
    def told(self) -> dict[str, Any]:
        told = super().told
        if self.domains:
            return told | {"rome_domains": tuple(self.domains)}
        if self.mentor and self._ticked == self._known and self.mentor.rome_domains:
            # What a chosen trade said more precisely stays.
            return told | {"rome_domains": tuple(self.mentor.rome_domains)}
        return told


def initial_of(mentor: Mentor) -> dict[str, Any]:
    own = {name: getattr(mentor, name) for name in (*SAME, *LISTS)}
    company = mentor.company
    return {
        **own,
        "nsf_groups": [group.pk for group in mentor.nsf_groups.all()],
        "company_name": company.name if company else "",
        "siret": company.siret if company else "",
        "association": mentor.association_id,
    }
