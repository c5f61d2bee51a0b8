"""When a mentor may meet pupils: what the rules of the year ask, against what was verified.

The rule itself is one function of the database, ``mentorat_lacking``: lists, checks and row
security all ask it.
"""

from collections.abc import Collection, Iterable
from datetime import date
from decimal import Decimal

from django.db import connection

from mentorat.foundations.school_year import SchoolYear
from mentorat.people.enums import ClearanceKind, Contact, MentorOrigin
from mentorat.people.errors import MentorHasLeft, NotCleared
from mentorat.people.models import ClearanceRule, Mentor, RuleValues

K = ClearanceKind

# By law: the attestation of the child-protection path lasts so long.
HONORABILITY_MONTHS = 6

# What a first campaign starts from; the Dgesco changes it.
DEFAULT_RULES = (
    RuleValues(K.INTERVIEW, months_valid=24),
    RuleValues(K.SECOND_LOOK, contact=Contact.ALONE, months_valid=24),
    # Asked of those for whom no firm and no school answers.
    RuleValues(K.REFERENCE, is_needed=False, least=2),
    RuleValues(K.REFERENCE, origin=MentorOrigin.RETIRED, least=2),
    RuleValues(K.REFERENCE, origin=MentorOrigin.OTHER, least=2),
    RuleValues(K.TRAINING, months_valid=36, minimum_hours=Decimal(2)),
    RuleValues(K.CHARTER, months_valid=24),
    RuleValues(K.HONORABILITY, contact=Contact.ASE, months_valid=HONORABILITY_MONTHS),
)

# What is asked where no rule was ever written, as the function of the database says.
FLOOR = tuple(RuleValues(kind) for kind in (K.INTERVIEW, K.TRAINING, K.CHARTER))


def missing_clearances(mentor: Mentor, *, on: date) -> list[ClearanceKind]:
    """Return the kinds that the rules ask of the mentor, and of which too little is valid."""
    return _missing([mentor.pk], on=on).get(mentor.pk, [])


def missing_by_mentor(mentors: Collection[Mentor], *, on: date) -> dict[int, list[ClearanceKind]]:
    """Return what each lacks, in one question; those who lack nothing are absent."""
    return _missing([mentor.pk for mentor in mentors], on=on)


def check_cleared(mentors: Iterable[Mentor], *, on: date) -> None:
    """Refuse mentors who lack a valid clearance on the day. Nothing goes around this check."""
    asked = list(mentors)
    missing = missing_by_mentor(asked, on=on)
    for mentor in asked:
        if mentor.pk in missing:
            words = ", ".join(kind.label for kind in missing[mentor.pk])
            raise NotCleared(mentor=mentor, missing=words)


def check_has_not_left(mentor: Mentor) -> None:
    if mentor.left_on is not None:
        raise MentorHasLeft(mentor=mentor, on=mentor.left_on)


def rules_in_force(*, on: date) -> list[ClearanceRule]:
    """Return the rules of the school year of a day; a year without any keeps those before it."""
    return _rules_of(SchoolYear.of(on).start)


def standing_rules(year: int) -> list[RuleValues]:
    """Return what a school year asks: its rules, or those it keeps, else the floor."""
    return [rule.values for rule in _rules_of(year)] or list(FLOOR)


def rule_for(mentor: Mentor, kind: ClearanceKind, *, on: date) -> ClearanceRule | None:
    """Return the rule about a kind of proof for this mentor: the most precise one."""
    concerned = [
        rule for rule in rules_in_force(on=on) if rule.kind == kind and concerns(rule, mentor)
    ]
    return max(concerned, key=lambda rule: (bool(rule.contact), bool(rule.origin)), default=None)


def concerns(rule: ClearanceRule, mentor: Mentor) -> bool:
    contacts = {
        Contact.ANY: True,
        Contact.ALONE: mentor.meets_alone,
        Contact.ASE: mentor.in_ase_path,
    }
    return contacts[Contact(rule.contact)] and rule.origin in {"", mentor.origin}


def _rules_of(year: int) -> list[ClearanceRule]:
    years = ClearanceRule.objects.order_by("year").values_list("year", flat=True)
    known = list(dict.fromkeys(years))
    standing = [one for one in known if one <= year] or known[:1]
    return list(ClearanceRule.objects.filter(year=standing[-1])) if standing else []


def _missing(ids: Collection[int], *, on: date) -> dict[int, list[ClearanceKind]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT mentor_id, kind FROM mentorat_missing_clearances(%s::bigint[], %s::date)",
            [list(ids), on],
        )
        found: dict[int, set[str]] = {}
        for mentor_id, kind in cursor.fetchall():
            found.setdefault(mentor_id, set()).add(kind)
    return {pk: [kind for kind in K if kind in kinds] for pk, kinds in found.items()}
