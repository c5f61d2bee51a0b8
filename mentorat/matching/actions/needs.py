"""« Je suis volontaire », otherwise, and no longer. Only the pupil says it; adults propose."""

from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction

from mentorat.access.actions import make_links, revoke_links
from mentorat.access.enums import LinkAct
from mentorat.access.models import SignedLink
from mentorat.journal.actions import record
from mentorat.journal.enums import Event
from mentorat.matching import policies
from mentorat.matching.enums import NeedChannel
from mentorat.matching.errors import AlreadyVolunteer
from mentorat.matching.models import Need
from mentorat.organisations.models import School
from mentorat.people.models import Mentee, User
from mentorat.programmes.enums import MentoringKind, Objective
from mentorat.programmes.models import Campaign


@dataclass(frozen=True)
class Wishes:
    """What a pupil would rather have. ``hopes_for`` and ``avoids`` are read by those who match, and
    nobody else.
    """

    kind: MentoringKind = MentoringKind.BOTH
    accepts_remote: bool = True
    mentor_wish: str = ""
    languages: Collection[str] = ()
    hopes_for: str = ""
    avoids: str = ""

    def columns(self) -> dict[str, object]:
        return {**asdict(self), "languages": list(self.languages)}


@transaction.atomic
def volunteer(
    *,
    mentee: Mentee,
    campaign: Campaign,
    objective: Objective,
    wishes: Wishes,
    words: str = "",
    channel: NeedChannel,
    on: date,
    by: User | None,
) -> Need:
    """Record that a pupil wants a mentor (``by``: nobody, when the pupil said so by link).

    On a signed slip, ``on`` is its date. One standing need a pupil and campaign.
    """
    policies.check_can_volunteer(mentee)
    need, created = Need.objects.unscoped("one standing need a pupil").get_or_create(
        mentee=mentee,
        campaign=campaign,
        withdrawn_at=None,
        defaults={
            "place": mentee.place,
            "objective": objective,
            "words": words,
            "channel": channel,
            "volunteered_on": on,
            "recorded_by": by,
            **wishes.columns(),
        },
    )
    if not created:
        raise AlreadyVolunteer
    record(Event.NEED_RECORDED, on=need, by=by, channel=channel)
    return need


@transaction.atomic
def change_need(
    *, need: Need, objective: Objective, wishes: Wishes, words: str, on: date, by: User | None
) -> Need:
    """Change what a volunteer asks for. A former objective is kept, with its last day."""
    need = Need.objects.all().locked(need)
    policies.check_stands(need)
    if (need.objective, need.words) != (objective, words):
        former = {"objective": need.objective, "words": need.words, "until": on.isoformat()}
        need.former_objectives = [*need.former_objectives, former]
    need.objective, need.words = objective, words
    for name, value in wishes.columns().items():
        setattr(need, name, value)
    kept = ("objective", "words", "former_objectives", *wishes.columns())
    need.save(update_fields=kept)
    record(Event.NEED_CHANGED, on=need, by=by)
    return need


@transaction.atomic
def withdraw(*, need: Need, now: datetime, by: User | None) -> Need:
    """Take a pupil off the waiting list. Whoever is in a relation ends that relation instead."""
    need = Need.objects.all().locked(need)
    policies.check_can_withdraw(need)
    need.withdrawn_at = now
    need.save(update_fields=["withdrawn_at"])
    record(Event.NEED_WITHDRAWN, on=need, by=by)
    return need


@transaction.atomic
def propose_to(*, mentee: Mentee, now: datetime, by: User) -> SignedLink:
    """Propose to a pupil to volunteer: a personal link to hand out. It makes no volunteer."""
    policies.check_can_volunteer(mentee)
    (link,) = make_links(act=LinkAct.VOLUNTEER, mentees=[mentee], now=now, by=by)
    record(Event.NEED_PROPOSED, on=mentee, by=by)
    return link


@transaction.atomic
def hand_out(
    *, school: School, mentees: Iterable[Mentee], now: datetime, by: User
) -> list[SignedLink]:
    """Make the personal links of a class, for a sheet that is handed out to everyone."""
    links = make_links(act=LinkAct.VOLUNTEER, mentees=list(mentees), now=now, by=by)
    record(Event.LINK_MADE, on=school, by=by, act=LinkAct.VOLUNTEER, number=len(links))
    return links


@transaction.atomic
def take_link_back(*, mentee: Mentee, now: datetime, by: User) -> int:
    """Close the personal link of a pupil: the card is lost, or in other hands."""
    revoked = revoke_links(act=LinkAct.VOLUNTEER, mentee=mentee, now=now)
    record(Event.LINK_REVOKED, on=mentee, by=by, number=revoked)
    return revoked


@transaction.atomic
def put_first(*, mentee_ids: Collection[int], campaign: Campaign, on: date) -> int:
    """Give pupils whose mentor leaves the first places of the waiting list; return how many.

    The need that led to the relation still stands: it waits again once the relation has ended.
    """
    needs = Need.objects.unscoped("of pupils whose mentor leaves").filter(
        mentee_id__in=mentee_ids, campaign=campaign, withdrawn_at=None, priority_since=None
    )
    return needs.update(priority_since=on)
