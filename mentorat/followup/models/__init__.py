"""What is asked while a relation lives, and when it ends."""

from mentorat.followup.models.alarms import (
    Alarm,
    AlarmQuerySet,
)
from mentorat.followup.models.certificates import (
    Certificate,
    CertificateQuerySet,
)
from mentorat.followup.models.checkins import (
    CheckIn,
    CheckInAnswer,
)
from mentorat.followup.models.closing import (
    Closing,
    ClosingQuerySet,
    ClosingReview,
    ContactAttempt,
)
from mentorat.followup.models.reports import (
    SessionReport,
)
from mentorat.followup.models.talks import (
    ExitTalk,
    ExitTalkQuerySet,
)

__all__ = [
    "Alarm",
    "AlarmQuerySet",
    "Certificate",
    "CertificateQuerySet",
    "CheckIn",
    "CheckInAnswer",
    "Closing",
    "ClosingQuerySet",
    "ClosingReview",
    "ContactAttempt",
    "ExitTalk",
    "ExitTalkQuerySet",
    "SessionReport",
]
