"""The agreement is signed, by each side or on paper; the objective that it names is revised."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from mentorat.access.actions import revoke_links
from mentorat.journal.actions import record
from mentorat.journal.enums import Event
from mentorat.mentorships import agreeing, policies, tasks
from mentorat.mentorships.actions.becoming import settle
from mentorat.mentorships.enums import MentorshipState, Party, SignatureChannel
from mentorat.mentorships.errors import AlreadySigned
from mentorat.mentorships.models import Agreement, Mentorship, ObjectiveRevision, Signature
from mentorat.people.models import Guardian, User
from mentorat.programmes.enums import Objective


@transaction.atomic
def sign(
    *,
    signature: Signature,
    channel: SignatureChannel,
    on: date,
    guardian: Guardian | None = None,
    now: datetime,
    by: User | None,
) -> Signature:
    """Sign for one side. ``by``: nobody by a link; whoever typed it in, on paper.

    ``guardian``: which of the two signs for a minor. With the last signature that was missing, the
    relation is ready to start.
    """
    mentorship = Mentorship.objects.all().locked(signature.agreement.mentorship)
    signature = Signature.objects.all().locked(signature)
    signature.agreement.mentorship = mentorship
    _sign(signature, channel, on=on, guardian=guardian, now=now, by=by)
    _ready_if_signed(mentorship, now=now, by=by)
    return signature


@transaction.atomic
def sign_on_paper(*, agreement: Agreement, on: date, now: datetime, by: User) -> Agreement:
    """Record that everyone signed the printed sheet, on the day that it bears."""
    mentorship = Mentorship.objects.all().locked(agreement.mentorship)
    missing = policies.missing(agreement.signatures.order_by("pk"))
    for signature in missing:
        signature.agreement.mentorship = mentorship
        _sign(signature, SignatureChannel.PAPER, on=on, guardian=None, now=now, by=by)
    if not missing:
        raise AlreadySigned
    _ready_if_signed(mentorship, now=now, by=by)
    return agreement


@transaction.atomic
def revise_objective(
    *, mentorship: Mentorship, objective: Objective, now: datetime, by: User
) -> Mentorship:
    """Change what the relation is for, and keep what it was. Everyone signs the new text."""
    mentorship = Mentorship.objects.all().locked(mentorship)
    policies.check_can_revise(mentorship, objective)
    former = mentorship.objective
    ObjectiveRevision.objects.create(
        mentorship=mentorship,
        place=mentorship.place,
        former=former,
        objective=objective,
        revised_at=now,
        revised_by=by,
    )
    mentorship.objective = objective
    mentorship.save(update_fields=["objective"])
    record(Event.OBJECTIVE_REVISED, on=mentorship, by=by, former=former, objective=objective)
    if policies.agreement_of(mentorship) is not None:
        agreeing.renew_agreement(mentorship, now=now)
        tasks.prepare.defer(mentorship_id=mentorship.pk)
        if mentorship.state in MentorshipState.AGREED:
            settle(mentorship, now=now, by=by)
    return mentorship


def _sign(
    signature: Signature,
    channel: SignatureChannel,
    *,
    on: date,
    guardian: Guardian | None,
    now: datetime,
    by: User | None,
) -> None:
    policies.check_can_sign(signature, on=on, today=timezone.localdate(now))
    signature.channel, signature.signed_on, signature.guardian = channel, on, guardian
    signature.recorded_at, signature.recorded_by = now, by
    told = ["channel", "signed_on", "guardian", "recorded_at", "recorded_by"]
    signature.save(update_fields=told)
    agreement = signature.agreement
    record(
        Event.AGREEMENT_SIGNED,
        on=agreement.mentorship,
        by=by,
        party=signature.party,
        channel=channel,
        version=agreement.version,
    )
    _close_links(signature, now=now)


def _close_links(signature: Signature, *, now: datetime) -> None:
    """Close the links of a side that has signed. A guardian does not see the other's: that one
    still opens, and says that it is signed.
    """
    if signature.party == Party.MENTOR:
        revoke_links(about=signature.agreement, mentor=signature.mentor_id, now=now)
    elif signature.party == Party.MENTEE:
        revoke_links(about=signature.agreement, mentee=signature.mentee_id, now=now)
    elif signature.party == Party.GUARDIAN:
        revoke_links(about=signature.agreement, guardian__mentee=signature.mentee_id, now=now)


def _ready_if_signed(mentorship: Mentorship, *, now: datetime, by: User | None) -> None:
    if mentorship.state == MentorshipState.ACCEPTED:
        settle(mentorship, now=now, by=by)
