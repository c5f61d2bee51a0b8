"""What a mentor does alone before a first meeting: the training, the charter."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from mentorat.foundations.months import months_after
from mentorat.people import training
from mentorat.people.actions.clearances import Proof, record_clearance
from mentorat.people.charter import CHARTER
from mentorat.people.enums import ClearanceKind, TrainingMode
from mentorat.people.errors import AnswersWrong, CharterSigned
from mentorat.people.models import FRESH_MONTHS, Clearance, Mentor, UnitPassed
from mentorat.people.training import Unit


@transaction.atomic
def pass_unit(
    *, mentor: Mentor, unit: Unit, answers: Mapping[int, int], on: date
) -> Clearance | None:
    """Keep that a unit is passed, every answer being right. The last one gives the clearance."""
    if unit.wrong(answers):
        raise AnswersWrong
    passed = UnitPassed(
        mentor=mentor,
        place=mentor.place,
        unit=unit.slug,
        version=training.VERSION,
        passed_on=on,
    )
    UnitPassed.objects.bulk_create(
        [passed],
        update_conflicts=True,
        unique_fields=["mentor", "unit"],
        update_fields=["version", "passed_on"],
    )
    if fresh_units(mentor, on=on) != set(training.BY_SLUG) or _is_recorded(mentor, on=on):
        return None
    proof = Proof(
        ClearanceKind.TRAINING,
        given_on=on,
        hours=training.HOURS,
        topics=tuple(training.TOPICS),
        mode=TrainingMode.ONLINE,
        version=training.VERSION,
    )
    return record_clearance(mentor=mentor, proof=proof, today=on, by=None)


@transaction.atomic
def sign_charter(*, mentor: Mentor, on: date) -> Clearance:
    """Keep that the mentor signed the charter: its version, and the fingerprint of its text."""
    signed = mentor.clearances.filter(
        kind=ClearanceKind.CHARTER, version=CHARTER.version, given_on=on
    )
    if signed.exists():
        raise CharterSigned
    proof = Proof(
        ClearanceKind.CHARTER, given_on=on, version=CHARTER.version, digest=CHARTER.digest
    )
    return record_clearance(mentor=mentor, proof=proof, today=on, by=None)


def fresh_units(mentor: Mentor, *, on: date) -> set[str]:
    """Return the units that the mentor passed lately enough to count."""
    passed = UnitPassed.objects.unscoped("of one mentor").filter(mentor=mentor)
    return set(passed.fresh(on=on).values_list("unit", flat=True))


def _is_recorded(mentor: Mentor, *, on: date) -> bool:
    recent = months_after(on, -FRESH_MONTHS)
    known = mentor.clearances.filter(kind=ClearanceKind.TRAINING, mode=TrainingMode.ONLINE)
    return known.filter(given_on__gte=recent).exists()
