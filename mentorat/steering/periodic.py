"""What the clock triggers: every figure is computed again at night."""

from procrastinate.contrib.django import app

from mentorat.foundations import clock
from mentorat.programmes.errors import NoCampaign
from mentorat.programmes.queries import campaign_on
from mentorat.reference.models import Academy
from mentorat.steering import tasks

# In universal time: the night of all académies but those of the Indian Ocean, before class there.
EVERY_NIGHT = "20 1 * * *"


@app.periodic(cron=EVERY_NIGHT)
@app.task(queue="figures", queueing_lock="figures:night")
def refresh_every_academy(timestamp: int) -> int:  # noqa: ARG001 -- procrastinate passes it
    """Queue one job an académie; those already waiting are left alone."""
    try:
        campaign = campaign_on(clock.today())
    except NoCampaign:
        return 0
    codes = Academy.objects.order_by("code").values_list("code", flat=True)
    return sum(tasks.defer_academy_refresh(code, campaign.pk) for code in codes)
