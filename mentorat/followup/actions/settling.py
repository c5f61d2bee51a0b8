"""Where a closing stands, once what it waits for has changed."""

from datetime import datetime

from mentorat.followup import policies
from mentorat.followup.enums import ClosingState
from mentorat.followup.models import Closing


def become(closing: Closing, target: ClosingState, *, now: datetime) -> None:
    policies.check_can_become(closing, target)
    closing.state, closing.state_at = target, now
    closing.save(update_fields=["state", "state_at"])


def settle(closing: Closing, *, now: datetime) -> Closing:
    """Put a closing where its talks and its relation say that it stands."""
    closing = Closing.objects.all().locked(closing)
    target = policies.state_of_talks(closing, closing.mentorship)
    if closing.state in ClosingState.STANDING and closing.state != target:
        become(closing, target, now=now)
    return closing
