"""Proofs about mentors, recorded. A document is never stored."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db import transaction

from mentorat.foundations.months import months_after
from mentorat.people.enums import ClearanceKind
from mentorat.people.errors import (
    ClearanceEndsTooEarly,
    ClearanceInTheFuture,
    HonorabilityElsewhere,
    HonorabilityTooLong,
    HoursMissing,
    SameEyesTwice,
)
from mentorat.people.models import Clearance, Mentor, User
from mentorat.people.policies import HONORABILITY_MONTHS, check_has_not_left, rule_for


@dataclass(frozen=True)
class Proof:
    """What was verified, and when. ``expires_on``: None lets the rules of the year say until when.

    Hours, topics and mode are those of a training; version and digest those of a charter.
    """

    kind: ClearanceKind
    given_on: date
    expires_on: date | None = None
    hours: Decimal | None = None
    topics: tuple[str, ...] = field(default=())
    mode: str = ""
    version: str = ""
    digest: str = ""


@transaction.atomic
def record_clearance(*, mentor: Mentor, proof: Proof, today: date, by: User | None) -> Clearance:
    """Record that a proof was verified (``by``: nobody, when the site itself did)."""
    check_has_not_left(mentor)
    _check_days(proof, today=today)
    _check_kind(mentor, proof, by=by)
    return Clearance.objects.create(
        mentor=mentor,
        place=mentor.place,
        kind=proof.kind,
        given_on=proof.given_on,
        expires_on=proof.expires_on or _end(mentor, proof),
        hours=proof.hours,
        topics=list(proof.topics),
        mode=proof.mode,
        version=proof.version,
        digest=proof.digest,
        verified_by=by,
    )


@transaction.atomic
def enter_ase_path(*, mentor: Mentor) -> Mentor:
    """Say that a mentor takes part in a child-protection measure: the attestation is then needed.

    It is said of the mentor alone. Nothing is ever kept about a pupil.
    """
    mentor = Mentor.objects.all().locked(mentor)
    mentor.in_ase_path = True
    mentor.save(update_fields=["in_ase_path"])
    return mentor


@transaction.atomic
def leave_ase_path(*, mentor: Mentor) -> Mentor:
    """Take a mentor out of the path, with the attestations: outside it nobody may hold one."""
    mentor = Mentor.objects.all().locked(mentor)
    mentor.in_ase_path = False
    mentor.save(update_fields=["in_ase_path"])
    mentor.clearances.filter(kind=ClearanceKind.HONORABILITY).delete()
    return mentor


def _check_days(proof: Proof, *, today: date) -> None:
    if proof.given_on > today:
        raise ClearanceInTheFuture(on=proof.given_on)
    if proof.expires_on is not None and proof.expires_on < proof.given_on:
        raise ClearanceEndsTooEarly


def _check_kind(mentor: Mentor, proof: Proof, *, by: User | None) -> None:
    if proof.kind == ClearanceKind.TRAINING and not proof.hours:
        raise HoursMissing
    if proof.kind == ClearanceKind.HONORABILITY:
        _check_honorability(mentor, proof)
    if proof.kind == ClearanceKind.SECOND_LOOK:
        interviewed = mentor.clearances.filter(kind=ClearanceKind.INTERVIEW, verified_by=by)
        if interviewed.exists():
            raise SameEyesTwice


def _check_honorability(mentor: Mentor, proof: Proof) -> None:
    if not mentor.in_ase_path:
        raise HonorabilityElsewhere
    last_day = months_after(proof.given_on, HONORABILITY_MONTHS)
    if proof.expires_on is not None and proof.expires_on > last_day:
        raise HonorabilityTooLong(until=last_day)


def _end(mentor: Mentor, proof: Proof) -> date | None:
    """Return until when the rules of the year let a proof of this kind be valid."""
    rule = rule_for(mentor, proof.kind, on=proof.given_on)
    if rule is None or rule.months_valid is None:
        return None
    return months_after(proof.given_on, rule.months_valid)
