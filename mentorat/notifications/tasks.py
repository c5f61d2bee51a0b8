"""Send what was written. A message is claimed first: two workers never send it twice."""

from datetime import timedelta
from typing import TypeVar

from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import Q
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from mentorat.foundations import clock
from mentorat.foundations.database.entering import entered
from mentorat.foundations.scope import system
from mentorat.notifications import sms
from mentorat.notifications.models import Delivery, Leaving, ShortMessage
from mentorat.notifications.queries import has_left

# A worker killed between claim and sending leaves a claim, which lapses.
CLAIM = timedelta(minutes=1)
AGAIN = RetryStrategy(max_attempts=5, exponential_wait=4)

L = TypeVar("L", bound=Leaving)


class ClaimedElsewhere(RuntimeError):
    """The message is not sent and another worker holds it: the job is tried again."""


@app.task(queue="mail", retry=AGAIN)
def send(*, delivery_id: int) -> None:
    delivery = _claimed(Delivery, delivery_id)
    if delivery is None:
        return
    with entered(system("whether the person of a message is still here")), transaction.atomic():
        is_gone = has_left(delivery.address, now=clock.now(), today=clock.today())
    if is_gone:
        Delivery.objects.filter(pk=delivery_id).update(dropped_at=clock.now())
        return
    try:
        _mail(delivery).send()
    except OSError:
        Delivery.objects.filter(pk=delivery_id).update(claimed_at=None)
        raise
    Delivery.objects.filter(pk=delivery_id).update(sent_at=clock.now())


@app.task(queue="mail", retry=AGAIN)
def send_sms(*, message_id: int) -> None:
    message = _claimed(ShortMessage, message_id)
    if message is None:
        return
    try:
        sms.backend().send(message.number, message.text)
    except OSError:
        ShortMessage.objects.filter(pk=message_id).update(claimed_at=None)
        raise
    ShortMessage.objects.filter(pk=message_id).update(sent_at=clock.now())


def _claimed(model: type[L], pk: int) -> L | None:
    """Claim what is to be sent; nothing when it left already, or was dropped."""
    now = clock.now()
    waiting = model._default_manager.filter(pk=pk, sent_at=None, dropped_at=None)  # noqa: SLF001 -- Django's API
    unclaimed = Q(claimed_at=None) | Q(claimed_at__lt=now - CLAIM)
    if not waiting.filter(unclaimed).update(claimed_at=now):
        if waiting.exists():
            raise ClaimedElsewhere  # by a worker that may have been killed: look again later
        return None
    return waiting.get()


def _mail(delivery: Delivery) -> EmailMultiAlternatives:
    leave = delivery.leave_url
    headers = {
        "List-Unsubscribe": f"<{leave}>",
        # One click in the mail program, without opening the page (RFC 8058).
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    message = EmailMultiAlternatives(
        delivery.subject,
        delivery.body,
        None,
        [delivery.address],
        headers=headers if leave else None,
    )
    if delivery.html:
        message.attach_alternative(delivery.html, "text/html")
    return message
