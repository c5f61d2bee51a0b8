"""Firms that a table names: found again by SIRET, else by name, else made."""

from collections.abc import Iterable

from django.db.models.functions import Lower

from mentorat.foundations.words import folded
from mentorat.imports.sources.mentors_table.plan import Companies
from mentorat.imports.sources.mentors_table.rows import CompanyName
from mentorat.imports.sources.mentors_table.values import by_folded_name
from mentorat.organisations.models import Company


def known_companies(named: Iterable[CompanyName], numbers: Iterable[int]) -> Companies:
    """Return the firms that a file names, and those of these numbers. One question."""
    names = list(named)
    lower = Company.objects.annotate(lower=Lower("name"))
    found = list(
        (
            lower.filter(siret__in={one.siret for one in names} - {""})
            | lower.filter(lower__in={one.name.lower() for one in names})
            | lower.filter(pk__in=set(numbers))
        ).order_by("pk")
    )
    return Companies(
        by_siret={one.siret: one.pk for one in found if one.siret},
        by_name=by_folded_name((one.pk, one.name) for one in found),
        names={one.pk: one.name for one in found},
    )


def made(named: Iterable[CompanyName]) -> Companies:
    """Create the firms that are new, each once, and return them with their numbers.

    Another school may have created one meanwhile: its SIRET is unique, and that one is taken.
    """
    new: dict[str, CompanyName] = {}
    for one in named:
        new.setdefault(one.siret or folded(one.name), one)
    Company.objects.bulk_create(
        [Company(name=one.name, siret=one.siret) for one in new.values()], ignore_conflicts=True
    )
    return known_companies(new.values(), ())
