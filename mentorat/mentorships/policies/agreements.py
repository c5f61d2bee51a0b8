"""Who has to sign the agreement of a relation, and when it is signed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from mentorat.mentorships.enums import MentorshipState, Party
from mentorat.mentorships.errors import AgreementNotOpen, AlreadySigned, SignedOutOfTime
from mentorat.mentorships.models import Agreement, Mentorship, Signature
from mentorat.people.policies import is_adult


@dataclass(frozen=True)
class Signer:
    party: Party
    mentor_id: int | None = None
    mentee_id: int | None = None


def signers(mentorship: Mentorship, *, on: date) -> Iterator[Signer]:
    """Return every side that signs: mentors, pupils, a guardian of each minor, the school."""
    for mentor in mentorship.mentor_memberships.order_by("pk").values_list("mentor_id", flat=True):
        yield Signer(Party.MENTOR, mentor_id=mentor)
    for mentee in mentorship.mentee_memberships.order_by("pk").values_list("mentee_id", flat=True):
        yield Signer(Party.MENTEE, mentee_id=mentee)
        if not is_adult(mentee, on=on):
            yield Signer(Party.GUARDIAN, mentee_id=mentee)
    yield Signer(Party.SCHOOL)


def agreement_of(mentorship: Mentorship) -> Agreement | None:
    """Return the agreement in force: the latest text."""
    return mentorship.agreements.filter(replaced_at=None).first()


def is_signed(mentorship: Mentorship) -> bool:
    """Say whether the text in force bears every signature that it needs."""
    agreement = agreement_of(mentorship)
    return agreement is not None and not missing(agreement.signatures.order_by("pk"))


def missing(signatures: Iterable[Signature]) -> list[Signature]:
    return [one for one in signatures if one.signed_on is None]


def check_can_sign(signature: Signature, *, on: date, today: date) -> None:
    """Only the text in force of a relation that lives is signed, between its day and today."""
    agreement = signature.agreement
    if agreement.replaced_at or agreement.mentorship.state not in MentorshipState.LIVE:
        raise AgreementNotOpen
    if signature.signed_on is not None:
        raise AlreadySigned
    made = timezone.localdate(agreement.made_at)
    if not made <= on <= today:
        raise SignedOutOfTime(made=f"{made:%d/%m/%Y}")
