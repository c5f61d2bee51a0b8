"""Write a message in the transaction of the act that it tells; a worker sends it after."""

from django.db import transaction

from mentorat.notifications import tasks
from mentorat.notifications.models import Delivery
from mentorat.notifications.notices import Letter


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
        },
    )
    if created:
        tasks.send.defer(delivery_id=delivery.pk)
    return delivery
