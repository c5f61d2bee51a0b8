"""What the year asks of mentors: the rules as a table, and the form that changes one of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.urls import reverse

from mentorat.foundations.school_year import SchoolYear
from mentorat.people.enums import ClearanceKind, Contact, MentorOrigin
from mentorat.people.models import RuleValues
from mentorat.people.policies import HONORABILITY_MONTHS
from mentorat.programmes.models import Campaign
from mentorat.web.forms import Form
from mentorat.web.templatetags.french import measure, several

ORDINARY = tuple(kind for kind in ClearanceKind if kind != ClearanceKind.HONORABILITY)
CONTACTS = (Contact.ANY, Contact.ALONE)
ORIGINS = ("", *MentorOrigin)
NO_RULE = "none"
ASKED = (
    ("yes", "demandée"),
    ("no", "pas demandée"),
    (NO_RULE, "rien de particulier : la règle plus générale vaut"),
)


@dataclass(frozen=True)
class Category:
    """The mentors that a rule is for: by how they meet pupils, and by their situation."""

    contact: str = Contact.ANY
    origin: str = ""

    @property
    def label(self) -> str:
        words = [
            Contact(self.contact).label if self.contact else "",
            MentorOrigin(self.origin).label if self.origin else "",
        ]
        return ", ".join(filter(None, words)) or "tous les mentors"


@dataclass(frozen=True)
class Cell:
    """What is asked of a category about one proof. ``is_own``: by a rule of its own."""

    kind: ClearanceKind
    text: str
    is_own: bool
    url: str


@dataclass(frozen=True)
class Line:
    category: Category
    cells: Sequence[Cell]


def table(campaign: Campaign, rules: Iterable[RuleValues]) -> list[Line]:
    """Return a line by category that may have rules: everyone, and each with something of its own.

    The attestation of the child-protection path has its one line, apart from the others.
    """
    by_key = {(rule.kind, Category(rule.contact, rule.origin)): rule for rule in rules}
    usual = [Category(), Category(Contact.ALONE), *(Category(origin=one) for one in MentorOrigin)]
    precise = {one for _, one in by_key if one.contact == Contact.ALONE and one.origin}
    categories = [*usual, *sorted(precise, key=lambda one: one.label)]
    return [
        Line(one, [_cell(campaign, kind, one, by_key.get((kind, one))) for kind in ORDINARY])
        for one in categories
    ]


def honorability(campaign: Campaign, rules: Iterable[RuleValues]) -> Cell:
    category = Category(Contact.ASE)
    kind = ClearanceKind.HONORABILITY
    found = [rule for rule in rules if rule.kind == kind and not rule.origin]
    return _cell(campaign, kind, category, next(iter(found), None))


def _cell(
    campaign: Campaign, kind: ClearanceKind, category: Category, rule: RuleValues | None
) -> Cell:
    key = {"kind": kind.value, "contact": category.contact, "origin": category.origin}
    url = f"{reverse('campaigns:clearance', args=[campaign.pk])}?{urlencode(key)}"
    if rule is not None:
        return Cell(kind, _said(rule), is_own=True, url=url)
    is_general = category in {Category(), Category(Contact.ASE)}
    return Cell(kind, "pas demandée" if is_general else "règle générale", is_own=False, url=url)


def _said(rule: RuleValues) -> str:
    if not rule.is_needed:
        return "pas demandée"
    parts = [
        f"{rule.least} demandées" if rule.least > 1 else "demandée",
        measure(float(rule.minimum_hours), "h") if rule.minimum_hours else "",
        several(rule.months_valid, "mois,mois") if rule.months_valid else "",
    ]
    return ", ".join(filter(None, parts))


class RuleForm(Form):
    kind = forms.ChoiceField(label="Habilitation", choices=ClearanceKind.choices)
    origin = forms.ChoiceField(
        label="Situation du mentor",
        choices=[("", "toutes"), *MentorOrigin.choices],
        required=False,
    )
    contact = forms.ChoiceField(
        label="Rencontre avec les élèves",
        choices=[("", "toutes"), (Contact.ALONE.value, Contact.ALONE.label)],
        required=False,
        help_text="L’attestation d’honorabilité ne se demande que dans le parcours ASE.",
    )
    asked = forms.ChoiceField(
        label="Ce que dit la règle", choices=ASKED, widget=forms.RadioSelect, initial=NO_RULE
    )
    least = forms.IntegerField(label="Combien", min_value=1, max_value=10, initial=1)
    months_valid = forms.IntegerField(
        label="Valable, en mois",
        min_value=1,
        max_value=120,
        required=False,
        help_text="Vide : sans fin.",
    )
    minimum_hours = forms.DecimalField(
        label="Heures au moins, en tout",
        min_value=Decimal(0),
        max_value=Decimal(100),
        decimal_places=1,
        required=False,
        help_text="Pour une formation. Une matinée et une soirée s’additionnent.",
    )

    def __init__(self, *args: Any, rules: Sequence[RuleValues], key: Any, **kwargs: Any) -> None:
        self.rules = rules
        super().__init__(*args, initial=self._initial(key), **kwargs)

    def _initial(self, key: Any) -> dict[str, Any]:
        """Return the rule that stands for what the address names."""
        named = {name: key.get(name, "") for name in ("kind", "contact", "origin")}
        found = [
            rule
            for rule in self.rules
            if {"kind": rule.kind, "contact": rule.contact, "origin": rule.origin} == named
        ]
        if not found:
            return named
        (rule,) = found
        asked = "yes" if rule.is_needed else "no"
        return {**rule.columns, "asked": asked, "minimum_hours": rule.minimum_hours or None}

    def clean_minimum_hours(self) -> Decimal:
        hours: Decimal | None = self.cleaned_data["minimum_hours"]
        if hours and self.cleaned_data.get("kind") != ClearanceKind.TRAINING:
            raise forms.ValidationError("Seule une formation se compte en heures.")
        return hours or Decimal(0)

    @property
    def rule(self) -> RuleValues:
        values = self.cleaned_data
        kind = ClearanceKind(values["kind"])
        is_honorability = kind is ClearanceKind.HONORABILITY
        rule = RuleValues(
            kind=kind,
            contact=Contact.ASE if is_honorability else Contact(values["contact"]),
            origin=values["origin"],
            is_needed=values["asked"] == "yes",
            least=values["least"],
            months_valid=values["months_valid"],
            minimum_hours=values["minimum_hours"],
        )
        needs_end = is_honorability and rule.months_valid is None
        return replace(rule, months_valid=HONORABILITY_MONTHS) if needs_end else rule

    @property
    def wanted(self) -> list[RuleValues]:
        """Return every rule of the year, with this one in the place of what stood there."""
        key = (self.rule.kind, self.rule.contact, self.rule.origin)
        others = [one for one in self.rules if (one.kind, one.contact, one.origin) != key]
        return others if self.cleaned_data["asked"] == NO_RULE else [*others, self.rule]

    @property
    def summary(self) -> str:
        """Return what is typed, in one line: what was weighed is what is written."""
        return "|".join(f"{name}={self.cleaned_data[name]}" for name in self.fields)


def first_day(campaign: Campaign, *, today: date) -> date:
    """Return the first day on which rules of the year can hold: today, or its first one."""
    return max(today, SchoolYear(campaign.year).first_day)
