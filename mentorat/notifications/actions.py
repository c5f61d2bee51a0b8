"""Write a message in the transaction of the act that it tells; a worker sends it after.

Everything goes by ``notify``, which heeds what a person chose. ``write`` is for what is strictly
necessary: the link that a family or a person needs to sign or to enter, and the answer to what
someone has just asked of the site at his or her own address. Each use of it is a decision, kept in
``tests/house/test_necessary_messages.py``.
"""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import groupby

from django.conf import settings
from django.db import models, transaction
from django.urls import reverse

from mentorat.access.actions import kind_of, make_link
from mentorat.access.enums import LinkAct
from mentorat.access.queries import link_token
from mentorat.notifications import sms, tasks
from mentorat.notifications.enums import Kind, Pace
from mentorat.notifications.models import (
    Delivery,
    DigestLine,
    Preference,
    ReceivedText,
    ShortMessage,
)
from mentorat.notifications.notices import Letter, digest
from mentorat.notifications.queries import pace_of

MONDAY = 0


@transaction.atomic
def write(*, key: str, address: str, letter: Letter) -> Delivery:
    """Queue a message once: the same key sends nothing more. Never a pupil's name in it."""
    delivery, created = Delivery.objects.get_or_create(
        key=key,
        defaults={
            "address": address,
            "subject": letter.subject,
            "body": letter.text,
            "html": letter.html,
            "leave_url": letter.leave_url,
        },
    )
    if created:
        tasks.send.defer(delivery_id=delivery.pk)
    return delivery


@transaction.atomic
def notify(
    *, key: str, address: str, kind: Kind, letter: Letter, due_on: date | None = None
) -> Delivery | DigestLine | None:
    """Tell a person something, at the pace that he or she chose.

    What waits for the person, answers him or her, or touches safety leaves at once. The rest
    becomes a line of the next gathering: the subject of the letter, with its address.
    """
    pace = Pace.AT_ONCE if kind in Kind.AT_ONCE else pace_of(address)
    if pace == Pace.NEVER or not address:
        return None
    if pace == Pace.AT_ONCE:
        return write(key=key, address=address, letter=letter)
    line, _ = DigestLine.objects.get_or_create(
        key=key,
        defaults={
            "address": address.lower(),
            "kind": kind,
            "sentence": letter.subject,
            "url": letter.url,
            "due_on": due_on,
        },
    )
    return line


@transaction.atomic
def gather(*, now: datetime, today: date) -> int:
    """Send each address its lines in one message; nothing to whom nothing waits for."""
    waiting = (
        DigestLine.objects.select_for_update(of=("self",), skip_locked=True)
        .filter(gathered_at=None)
        .order_by("address", "created_at", "pk")
    )
    by_address = groupby(waiting, key=lambda line: line.address)
    return sum(
        _gather_one(address, list(lines), now=now, today=today) for address, lines in by_address
    )


def _gather_one(address: str, lines: Sequence[DigestLine], *, now: datetime, today: date) -> int:
    pace = pace_of(address)
    if pace == Pace.WEEKLY and today.weekday() != MONDAY:
        return 0
    DigestLine.objects.filter(pk__in=[line.pk for line in lines]).update(gathered_at=now)
    if pace == Pace.NEVER:
        return 0
    letter = digest(lines, leave_url=leave_address(address, now=now))
    write(key=f"digest:{today.isoformat()}:{lines[0].pk}", address=address, letter=letter)
    return 1


def leave_address(address: str, *, now: datetime) -> str:
    """Return where the holder of an address chooses how often to hear from us."""
    link = make_link(act=LinkAct.PREFERENCES, email=address, now=now, by=None)
    return settings.SITE_URL + reverse("preferences", args=[link_token(link)])


@transaction.atomic
def prefer(*, address: str, pace: Pace, now: datetime) -> Preference:
    """Keep how often an address wants the messages that nothing waits for."""
    preference = Preference(address=address.lower(), pace=pace, changed_at=now)
    Preference.objects.bulk_create(
        [preference],
        update_conflicts=True,
        unique_fields=["address"],
        update_fields=["pace", "changed_at"],
    )
    return preference


@transaction.atomic
def write_sms(
    *, key: str, number: str, text: str, about: models.Model | None = None
) -> ShortMessage | None:
    """Queue a text message once; nothing for what is no telephone number."""
    known = sms.normalized(number)
    if not known:
        return None
    message, created = ShortMessage.objects.get_or_create(
        key=key,
        defaults={
            "number": known,
            "text": text,
            "about_kind": kind_of(about) if about is not None else "",
            "about_id": about.pk if about is not None else None,
        },
    )
    if created:
        tasks.send_sms.defer(message_id=message.pk)
    return message


def receive_sms(*, number: str, text: str, now: datetime) -> ReceivedText | None:
    """Keep a text message that came in: the job of whoever asked a question reads it."""
    known = sms.normalized(number)
    if not known:
        return None
    return ReceivedText.objects.create(number=known, text=text.strip()[:160], received_at=now)
