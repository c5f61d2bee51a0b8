"""What the clock triggers: the lines that wait are gathered each weekday morning."""

from procrastinate.contrib.django import app

from mentorat.foundations import clock
from mentorat.notifications import actions

# In universal time: between half past six and half past seven in Paris, Monday to Friday.
EACH_MORNING = "30 5 * * 1-5"


@app.periodic(cron=EACH_MORNING)
@app.task(queue="mail", queueing_lock="mail:digests")
def gather_digests(timestamp: int) -> int:  # noqa: ARG001 -- procrastinate passes it
    return actions.gather(now=clock.now(), today=clock.today())
