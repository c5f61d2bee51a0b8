"""A mentor gets ready, by account or by link: training, charter, and the links to both."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from mentorat.access.actions import make_link
from mentorat.access.enums import LinkAct
from mentorat.access.models import SignedLink
from mentorat.access.queries import link_address
from mentorat.journal.actions import record
from mentorat.journal.enums import Event
from mentorat.notifications.actions import notify
from mentorat.notifications.enums import Kind
from mentorat.organisations.models import School
from mentorat.people import actions as people
from mentorat.people.models import Clearance, Mentor, User
from mentorat.people.training import Unit
from mentorat.programmes.notices import PREPARING, preparing_letter


@transaction.atomic
def pass_unit(
    *,
    mentor: Mentor,
    unit: Unit,
    answers: Mapping[int, int],
    on: date,
    by: User | None,
) -> Clearance | None:
    """Keep a unit that is passed; with the last one, the training is recorded by itself."""
    clearance = people.pass_unit(mentor=mentor, unit=unit, answers=answers, on=on)
    if clearance is not None:
        record(Event.TRAINING_RECORDED, on=clearance, by=by)
    return clearance


@transaction.atomic
def sign_charter(*, mentor: Mentor, on: date, by: User | None) -> Clearance:
    clearance = people.sign_charter(mentor=mentor, on=on)
    record(Event.CHARTER_SIGNED, on=clearance, by=by)
    return clearance


@transaction.atomic
def send_link(
    *, mentor: Mentor, act: LinkAct, school: School | None, now: datetime, by: User | None
) -> SignedLink:
    """Send a mentor the link of one act: the training, the charter, or places and pauses."""
    link = make_link(act=act, mentor=mentor, school=school, now=now, by=by)
    letter = preparing_letter(PREPARING[act], url=link_address(link))
    notify(
        key=f"{act}:{link.pk}:{now:%Y%m%d%H%M}",
        address=mentor.email,
        kind=Kind.ACT,
        letter=letter,
    )
    record(Event.LINK_MADE, on=mentor, by=by, act=act)
    return link
