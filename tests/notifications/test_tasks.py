from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail

from mentorat.notifications import tasks
from mentorat.notifications.models import Delivery

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def claimed(ago):
    return Delivery.objects.create(
        key="essai", address="a@exemple.fr", subject="Essai", body="Essai", claimed_at=NOW - ago
    )


@pytest.fixture(autouse=True)
def nine_in_the_morning(time_machine):
    time_machine.move_to(NOW, tick=False)


def test_a_message_held_by_another_worker_is_tried_again_and_not_forgotten():
    delivery = claimed(timedelta(seconds=5))

    with pytest.raises(tasks.ClaimedElsewhere):
        tasks.send(delivery_id=delivery.pk)

    assert mail.outbox == []


def test_a_claim_left_by_a_killed_worker_lapses_and_the_message_leaves_once():
    delivery = claimed(timedelta(minutes=2))

    for _ in range(2):
        tasks.send(delivery_id=delivery.pk)

    assert len(mail.outbox) == 1
