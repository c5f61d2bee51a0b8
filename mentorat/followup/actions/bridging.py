"""A relation that went on in AvenirPro+ comes to its end: its closing opens by itself."""

from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.urls import reverse

from mentorat.access.questions import holders
from mentorat.access.roles import Permission
from mentorat.followup import notices
from mentorat.followup.actions.closing import ask_talks, open_closing
from mentorat.followup.enums import ClosingKind
from mentorat.followup.models import Closing
from mentorat.mentorships.enums import EndReason
from mentorat.mentorships.models import Mentorship
from mentorat.notifications.actions import notify
from mentorat.notifications.enums import Kind


def end_bridges(*, today: date, now: datetime) -> int:
    """Open the closing of what is past its day, and ask each side for its talk. Twice: once."""
    closing = Closing.objects.unscoped("inside a condition").standing()
    over = (
        Mentorship.objects.unscoped("relations past the end of AvenirPro+")
        .running()
        .filter(~Exists(closing.filter(mentorship=OuterRef("pk"))), avenir_pro_until__lt=today)
        .select_related("school", "followed_by", "project__pilot")
    )
    found = list(over.order_by("pk"))
    for mentorship in found:
        _end(mentorship, today=today, now=now)
    return len(found)


@transaction.atomic
def _end(mentorship: Mentorship, *, today: date, now: datetime) -> None:
    closing = open_closing(
        mentorship=mentorship,
        kind=ClosingKind.ANTICIPATED,
        reason=EndReason.AVENIR_PRO_OVER,
        now=now,
        by=None,
    )
    ask_talks(closing=closing, now=now, by=None)
    follower = mentorship.followed_by or mentorship.project.pilot
    shared = holders(Permission.MENTORSHIP_MANAGE, over=mentorship.school.span, on=today)
    url = settings.SITE_URL + reverse("closing:detail", args=[closing.pk])
    for one in [follower] if follower is not None else shared:
        notify(
            key=f"bridge:{closing.pk}:{one.pk}",
            address=one.email,
            kind=Kind.ACT,
            letter=notices.bridge_is_over(school=mentorship.school.name, url=url),
        )
