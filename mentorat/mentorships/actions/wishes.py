"""What one side says of the other, noted and taken back."""

from datetime import datetime

from django.db import transaction

from mentorat.journal.actions import record
from mentorat.journal.enums import Event
from mentorat.mentorships.enums import PairWishKind, WishSide
from mentorat.mentorships.models import PairWish
from mentorat.people.models import Mentee, Mentor, User


@transaction.atomic
def note_pair_wish(
    *,
    mentor: Mentor,
    mentee: Mentee,
    kind: PairWishKind,
    side: WishSide,
    now: datetime,
    by: User,
) -> PairWish:
    """Note that a side wishes for the other, or never: what it says last replaces what it said."""
    said = {"kind": kind, "noted_at": now, "noted_by": by}
    wish, is_new = PairWish.objects.unscoped("one a pair and side").get_or_create(
        mentor=mentor, mentee=mentee, side=side, defaults={"place": mentee.place, **said}
    )
    if not is_new:
        wish.kind, wish.noted_at, wish.noted_by = kind, now, by
        wish.save(update_fields=list(said))
    record(Event.PAIR_WISH_NOTED, on=wish, by=by)
    return wish


@transaction.atomic
def take_back_pair_wish(*, wish: PairWish, by: User) -> None:
    """Forget what a side said: the journal alone says that something was taken back."""
    record(Event.PAIR_WISH_TAKEN_BACK, on=wish, by=by)
    wish.delete()
