"""What families say, and what follows at once for the relations of their child.

Sessions stand above relations: ``followup.actions.authorising`` cancels those that are concerned.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from mentorat.access.actions import make_link, revoke_links
from mentorat.access.enums import LinkAct
from mentorat.access.queries import link_address
from mentorat.access.questions import holders
from mentorat.access.roles import Permission
from mentorat.foundations.place import school_span
from mentorat.journal.actions import record
from mentorat.journal.enums import Event
from mentorat.mentorships import policies, tasks
from mentorat.mentorships.actions.life import reconsider, suspend
from mentorat.mentorships.enums import MentorshipState
from mentorat.mentorships.models import Mentorship
from mentorat.mentorships.notices import authorisation_letter, authorisation_lost_letter
from mentorat.notifications.actions import notify, write
from mentorat.notifications.enums import Kind
from mentorat.people import actions as people
from mentorat.people.actions import Reply
from mentorat.people.enums import AuthorisationChannel, AuthorisationScope, AuthorisationState
from mentorat.people.models import Authorisation, Guardian, Mentee, User

EVENTS = {
    AuthorisationState.GIVEN: Event.AUTHORISATION_GIVEN,
    AuthorisationState.REFUSED: Event.AUTHORISATION_REFUSED,
    AuthorisationState.WITHDRAWN: Event.AUTHORISATION_WITHDRAWN,
}
LOST = (AuthorisationState.REFUSED, AuthorisationState.WITHDRAWN)
S = MentorshipState


@dataclass(frozen=True)
class Consequences:
    """What followed from the word of a family.

    ``left``: running groups that go on without the pupil, once ``leave_group`` is called: the seats
    that the pupil takes in sessions are given back before.
    """

    written: Sequence[Authorisation] = ()
    moved: Sequence[Mentorship] = ()
    left: Sequence[Mentorship] = ()

    @property
    def lost(self) -> set[str]:
        """Return the scopes that were refused or withdrawn."""
        return {one.scope for one in self.written if one.state in LOST}


@transaction.atomic
def answer_authorisation(
    *,
    mentee: Mentee,
    guardian: Guardian | None,
    replies: Sequence[Reply],
    channel: AuthorisationChannel,
    answered_on: date,
    now: datetime,
    by: User | None,
) -> Consequences:
    """Write what a family says (``by``: nobody, when it answered by link), and what follows."""
    written = people.reply(
        mentee=mentee,
        guardian=guardian,
        replies=replies,
        channel=channel,
        answered_on=answered_on,
        now=now,
        by=by,
    )
    for one in written:
        record(EVENTS[AuthorisationState(one.state)], on=one, by=by, scope=one.scope)
    found = replace(follow_authorisations(mentee=mentee, now=now, by=by), written=written)
    if found.lost and by is None:
        _tell_school(mentee, written[0], now=now)
    if found.lost and (found.moved or found.left):
        tasks.tell_lost.defer(
            word_id=next(one.pk for one in written if one.state in LOST),
            paused=[one.pk for one in found.moved],
            left=[one.pk for one in found.left],
        )
    return found


@transaction.atomic
def follow_authorisations(*, mentee: Mentee, now: datetime, by: User | None) -> Consequences:
    """Put each relation of a pupil where the authorisations of today let it stand.

    Given: what awaited moves on. Lost: what was about to start awaits again; a running group goes
    on without this pupil, when it can; what else runs is suspended, and resumes when a person says
    so.
    """
    of_pupil = Mentorship.objects.unscoped("of a pupil that one holds").filter(
        mentee_memberships__mentee=mentee, state__in=(*MentorshipState.AGREED, S.ACTIVE)
    )
    today = timezone.localdate(now)
    moved, left = [], []
    for found in of_pupil.order_by("pk"):
        # Two families who say no at once do not both leave the last seat.
        before = Mentorship.objects.all().locked(found)
        if before.state != S.ACTIVE:
            after = reconsider(mentorship=before, now=now, by=by)
        elif policies.state_once_agreed(before, on=today) != S.AWAITING:
            continue
        elif policies.runs_without(before, mentee.pk, on=today):
            left.append(before)
            continue
        else:
            after = suspend(mentorship=before, now=now, by=by)
        if before.state != after.state:
            moved.append(after)
    return Consequences(moved=moved, left=left)


@dataclass(frozen=True)
class Requested:
    """How a request went: guardians written to, pupils who need a sheet of paper, adults."""

    written_to: int = 0
    on_paper: Sequence[Mentee] = ()
    adults: Sequence[Mentee] = ()


@transaction.atomic
def request_authorisations(
    *,
    mentees: Iterable[Mentee],
    scopes: Sequence[AuthorisationScope],
    purpose: str = "",
    now: datetime,
    by: User,
) -> Requested:
    """Ask the families of minors, by mail where there is an address, else on a sheet of paper."""
    mentees, today = list(mentees), timezone.localdate(now)
    minors = minors_among(mentees, on=today)
    of_pupils = Guardian.objects.unscoped("of pupils that one holds").filter(
        mentee__in=[mentee.pk for mentee in minors]
    )
    guardians: dict[int, list[Guardian]] = {}
    for guardian in of_pupils.order_by("rank").exclude(email=""):
        guardians.setdefault(guardian.mentee_id, []).append(guardian)
    on_paper = [mentee for mentee in minors if mentee.pk not in guardians]
    for mentee in minors:
        for one in guardians.get(mentee.pk, [None]):
            people.ask(mentee=mentee, guardian=one, scopes=scopes, purpose=purpose, now=now, by=by)
            if one is not None:
                _write_to(mentee, one, now=now, by=by)
        record(Event.AUTHORISATION_REQUESTED, on=mentee, by=by)
    adults = [mentee for mentee in mentees if mentee not in minors]
    return Requested(sum(map(len, guardians.values())), on_paper, adults)


def minors_among(mentees: Sequence[Mentee], *, on: date) -> list[Mentee]:
    """Return the pupils who are not known to be of age, in one question."""
    adults = set(
        Mentee.objects.unscoped("among pupils that one holds")
        .filter(pk__in=[mentee.pk for mentee in mentees])
        .of_age(on=on)
        .values_list("pk", flat=True)
    )
    return [mentee for mentee in mentees if mentee.pk not in adults]


def _write_to(mentee: Mentee, guardian: Guardian, *, now: datetime, by: User) -> None:
    """Write to a guardian, once a day at most. A page to follow the relation comes with it."""
    links = {
        act: make_link(act=act, guardian=guardian, school=mentee.school, now=now, by=by)
        for act in (LinkAct.AUTHORISE, LinkAct.FAMILY)
    }
    link = links[LinkAct.AUTHORISE]
    today = timezone.localdate(now)
    until = timezone.localdate(link.expires_at)
    write(
        key=f"authorise:{link.pk}:{today.isoformat()}",
        address=guardian.email,
        letter=authorisation_letter(mentee.school.name, link_address(link), until),
    )


@transaction.atomic
def save_guardian(*, mentee: Mentee, by: User, now: datetime, **fields: str | int) -> Guardian:
    """Write a guardian on the file. A new address closes the links sent to the former one."""
    former = mentee.guardians.filter(rank=fields["rank"]).first()
    if former is not None and former.email != str(fields["email"]).strip().lower():
        revoke_links(guardian=former, now=now)
    guardian = people.save_guardian(mentee=mentee, **fields)  # type: ignore[arg-type]  # as named
    record(Event.GUARDIAN_CHANGED, on=mentee, by=by, rank=guardian.rank)
    return guardian


@transaction.atomic
def remove_guardian(*, guardian: Guardian, now: datetime, by: User) -> Consequences:
    """Take a guardian off the file, with the links and with what he or she had given."""
    mentee = guardian.mentee
    rank = guardian.rank
    people.remove_guardian(guardian=guardian)
    record(Event.GUARDIAN_CHANGED, on=mentee, by=by, rank=rank)
    return follow_authorisations(mentee=mentee, now=now, by=by)


def _tell_school(mentee: Mentee, word: Authorisation, *, now: datetime) -> None:
    span = school_span(mentee.place)
    url = f"{settings.SITE_URL}/eleves/{mentee.pk}/"
    for user in holders(Permission.AUTHORISATION_RECORD, over=span, on=timezone.localdate(now)):
        notify(
            key=f"authorisation-lost:{word.pk}:{user.pk}",
            address=user.email,
            kind=Kind.ACT,
            letter=authorisation_lost_letter(url),
        )
