"""Send what was written. A message is claimed first: two workers never send it twice."""

from datetime import timedelta

from django.core.mail import send_mail
from django.db.models import Q
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from mentorat.foundations import clock
from mentorat.notifications.models import Delivery

# A worker killed between claim and sending leaves a claim, which lapses.
CLAIM = timedelta(minutes=1)


class ClaimedElsewhere(RuntimeError):
    """The message is not sent and another worker holds it: the job is tried again."""


@app.task(queue="mail", retry=RetryStrategy(max_attempts=5, exponential_wait=4))
def send(*, delivery_id: int) -> None:
    now = clock.now()
    unclaimed = Q(claimed_at=None) | Q(claimed_at__lt=now - CLAIM)
    mine = Delivery.objects.filter(unclaimed, pk=delivery_id, sent_at=None)
    if not mine.update(claimed_at=now):
        if Delivery.objects.filter(pk=delivery_id, sent_at=None).exists():
            raise ClaimedElsewhere  # by a worker that may have been killed: look again later
        return
    delivery = Delivery.objects.get(pk=delivery_id)
    try:
        send_mail(
            delivery.subject,
            delivery.body,
            None,
            [delivery.address],
            html_message=delivery.html or None,
        )
    except OSError:
        Delivery.objects.filter(pk=delivery_id).update(claimed_at=None)
        raise
    Delivery.objects.filter(pk=delivery_id).update(sent_at=clock.now())
