"""The agreement of a relation is made, or made again when its text has changed.

Under the scope of the school or of a worker: every side is written at once.
"""

import hashlib
from datetime import datetime

from django.utils import timezone

from mentorat.access.actions import revoke_links
from mentorat.journal.actions import record
from mentorat.journal.enums import Event
from mentorat.mentorships import policies
from mentorat.mentorships.models import Agreement, Mentorship, Signature
from mentorat.mentorships.wording import Terms, agreement_text
from mentorat.people.models import Mentor

WEEKS_A_MONTH = 52 / 12


def agreed_text(mentorship: Mentorship) -> str:
    """Return the text that the relation would have signed now."""
    campaign = mentorship.project.campaign
    weeks = campaign.minimum_weeks.get(mentorship.objective)
    mentors = Mentor.objects.unscoped("the mentors of this relation").filter(
        memberships__mentorship=mentorship
    )
    terms = Terms(
        mentors=[str(mentor) for mentor in mentors.order_by("memberships__pk")],
        school=str(mentorship.school),
        form=mentorship.get_form_display(),
        kind=mentorship.get_kind_display(),
        objective=mentorship.get_objective_display(),
        minimum_weeks=weeks or round(campaign.minimum_months * WEEKS_A_MONTH),
        ends_on=campaign.closes_on,
        silence_days=campaign.silence_days,
        check_in_days=campaign.check_in_days,
    )
    return agreement_text(terms)


def digest_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def make_agreement(mentorship: Mentorship, *, now: datetime) -> Agreement:
    """Return the agreement in force; the first time, make it.

    The rules of the year may change meanwhile: what people were given to sign does not.
    """
    return policies.agreement_of(mentorship) or _write(mentorship, 1, now=now)


def renew_agreement(mentorship: Mentorship, *, now: datetime) -> Agreement:
    """Make another version after a change of mentor or objective, for everyone to sign again.

    What was signed before no longer counts, and is kept with the text that it signed.
    """
    former = policies.agreement_of(mentorship)
    if former is None:
        return _write(mentorship, 1, now=now)
    former.replaced_at = now
    former.save(update_fields=["replaced_at"])
    revoke_links(about=former, now=now)
    record(Event.AGREEMENT_REPLACED, on=mentorship, by=None, version=former.version)
    return _write(mentorship, former.version + 1, now=now)


def draw_up(mentorship: Mentorship, version: int, *, now: datetime) -> Agreement:
    """Write a version of the text, with every side that signs it."""
    text = agreed_text(mentorship)
    agreement = Agreement.objects.create(
        mentorship=mentorship,
        place=mentorship.place,
        version=version,
        text=text,
        digest=digest_of(text),
        made_at=now,
    )
    Signature.objects.bulk_create(
        Signature(
            agreement=agreement,
            place=mentorship.place,
            party=signer.party,
            mentor_id=signer.mentor_id,
            mentee_id=signer.mentee_id,
        )
        for signer in policies.signers(mentorship, on=timezone.localdate(now))
    )
    return agreement


def _write(mentorship: Mentorship, version: int, *, now: datetime) -> Agreement:
    agreement = draw_up(mentorship, version, now=now)
    record(Event.AGREEMENT_MADE, on=mentorship, by=None, version=version)
    return agreement
