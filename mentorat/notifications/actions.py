"""Write a message in the transaction of the act that it tells; a worker sends it after."""

from django.db import transaction

from mentorat.notifications import tasks
from mentorat.notifications.models import Delivery


@transaction.atomic
def write(*, key: str, address: str, subject: str, body: str) -> Delivery:
    """Queue a message once: the same key sends nothing more. Never a pupil's name in it."""
    delivery, created = Delivery.objects.get_or_create(
        key=key, defaults={"address": address, "subject": subject, "body": body}
    )
    if created:
        tasks.send.defer(delivery_id=delivery.pk)
    return delivery
