"""The rules that say which proofs are asked of whom, and what a change of them would do."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import connection, transaction

from mentorat.people.enums import ClearanceKind
from mentorat.people.errors import HonorabilityRuleTooLong
from mentorat.people.models import ClearanceRule, RuleValues
from mentorat.people.policies import DEFAULT_RULES, HONORABILITY_MONTHS


@dataclass(frozen=True)
class Effect:
    """How many mentors would lose a complete file, gain one, and have one in the end."""

    lost: int
    gained: int
    complete: int


@transaction.atomic
def open_rules(*, year: int) -> list[ClearanceRule]:
    """Give a school year its rules: those of the year before, else the usual ones."""
    if ClearanceRule.objects.filter(year=year).exists():
        return list(ClearanceRule.objects.filter(year=year))
    before = ClearanceRule.objects.filter(year__lt=year).order_by("-year").first()
    known = ClearanceRule.objects.filter(year=before.year) if before else ()
    return write_rules(year=year, rules=[rule.values for rule in known] or DEFAULT_RULES)


@transaction.atomic
def write_rules(*, year: int, rules: Iterable[RuleValues]) -> list[ClearanceRule]:
    """Replace the rules of a school year. They hold at once, for every mentor."""
    written = list(rules)
    for rule in written:
        _check_honorability(rule)
    ClearanceRule.objects.filter(year=year).delete()
    return ClearanceRule.objects.bulk_create(
        ClearanceRule(year=year, **rule.columns) for rule in written
    )


def weigh_rules(*, year: int, rules: Iterable[RuleValues], on: date) -> Effect:
    """Tell what rules would change for the mentors of the country, and change nothing.

    They are written, read by the one function that knows, and taken back: no second reading.
    """
    before = _complete(on)
    with transaction.atomic():
        write_rules(year=year, rules=rules)
        after = _complete(on)
        transaction.set_rollback(True)
    return Effect(lost=len(before - after), gained=len(after - before), complete=len(after))


def _check_honorability(rule: RuleValues) -> None:
    is_honorability = rule.kind == ClearanceKind.HONORABILITY
    if is_honorability and (rule.months_valid or HONORABILITY_MONTHS + 1) > HONORABILITY_MONTHS:
        raise HonorabilityRuleTooLong


def _complete(on: date) -> set[int]:
    """Return who lacks nothing: numbers alone, which say nothing of anyone."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT mentorat_complete_files(%s::date)", [on])
        return {pk for (pk,) in cursor.fetchall()}
