"""What the clock triggers: choices that nobody settled are forgotten."""

from datetime import timedelta

from django.db import transaction
from procrastinate.contrib.django import app

from mentorat.foundations import clock
from mentorat.foundations.database.entering import entered
from mentorat.foundations.scope import system
from mentorat.speedmeetings import actions
from mentorat.speedmeetings.policies import PATIENCE

# In universal time.
EVERY_NIGHT = "30 0 * * *"


@app.periodic(cron=EVERY_NIGHT)
@app.task(queue="mail", queueing_lock="speedmeetings:forget")
def forget_marks(timestamp: int) -> int:  # noqa: ARG001 -- procrastinate passes it
    with entered(system("choices that nobody settled")), transaction.atomic():
        return actions.forget_marks(before=clock.today() - timedelta(days=PATIENCE))
