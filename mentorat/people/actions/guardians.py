"""Those who answer for a pupil, and what they say. The journal is for whoever calls."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from mentorat.people.enums import AuthorisationChannel, AuthorisationScope, AuthorisationState
from mentorat.people.errors import AnswerInTheFuture, GuardianSaidNo, NoReply
from mentorat.people.models import Authorisation, Guardian, Mentee, User

S = AuthorisationState


@dataclass(frozen=True)
class Reply:
    """Yes or no to one scope; an image is for one project, named by its purpose."""

    scope: AuthorisationScope
    is_yes: bool
    purpose: str = ""


@transaction.atomic
def save_guardian(*, mentee: Mentee, rank: int, full_name: str, email: str, phone: str) -> Guardian:
    """Write the first or the second guardian of a pupil."""
    known = mentee.guardians.filter(rank=rank).first()
    guardian = known or Guardian(mentee=mentee, rank=rank, place=mentee.place)
    guardian.full_name, guardian.email, guardian.phone = full_name, email.strip().lower(), phone
    guardian.is_listed = False
    guardian.save()
    return guardian


@transaction.atomic
def remove_guardian(*, guardian: Guardian) -> None:
    """Take a guardian off the file: what he or she gave counts no more. A « no » stays."""
    said = Authorisation.objects.unscoped("of a guardian that one holds").filter(
        guardian=guardian, is_latest=True
    )
    if said.filter(state__in=(S.REFUSED, S.WITHDRAWN)).exists():
        raise GuardianSaidNo
    said.update(is_latest=False)
    Guardian.objects.unscoped("one that is held").filter(pk=guardian.pk).delete()


@transaction.atomic
def reply(
    *,
    mentee: Mentee,
    guardian: Guardian | None,
    replies: Sequence[Reply],
    channel: AuthorisationChannel,
    answered_on: date,
    now: datetime,
    by: User | None,
) -> list[Authorisation]:
    """Write what a guardian says (``guardian``: nobody in particular, on a sheet of paper).

    A « no » after a « yes » takes it back. What is said again as it stands is not written twice.
    """
    if not replies:
        raise NoReply
    if answered_on > timezone.localdate(now):
        raise AnswerInTheFuture
    former = _latest(mentee, guardian)
    written = []
    for one in replies:
        before = former.get((one.scope, one.purpose))
        state = _state(one, before)
        if before is not None and before.state == state:
            continue
        written.append(
            _write(
                before,
                mentee=mentee,
                guardian=guardian,
                scope=one.scope,
                purpose=one.purpose,
                state=state,
                channel=channel,
                answered_on=answered_on,
                recorded_by=by,
                recorded_at=now,
            )
        )
    return written


@transaction.atomic
def ask(
    *,
    mentee: Mentee,
    guardian: Guardian | None,
    scopes: Sequence[AuthorisationScope],
    purpose: str,
    now: datetime,
    by: User,
) -> list[Authorisation]:
    """Write that a guardian is asked; what he or she already answered is not asked again."""
    former = _latest(mentee, guardian)
    wanted = [(scope, purpose if scope == AuthorisationScope.IMAGE else "") for scope in scopes]
    return [
        _write(
            None,
            mentee=mentee,
            guardian=guardian,
            scope=scope,
            purpose=about,
            state=S.REQUESTED,
            recorded_by=by,
            recorded_at=now,
        )
        for scope, about in wanted
        if (scope, about) not in former
    ]


def _latest(mentee: Mentee, guardian: Guardian | None) -> dict[tuple[str, str], Authorisation]:
    said = Authorisation.objects.unscoped("of a pupil that one holds").filter(
        mentee=mentee, guardian=guardian, is_latest=True
    )
    return {(one.scope, one.purpose): one for one in said.order_by("pk")}


def _state(one: Reply, before: Authorisation | None) -> AuthorisationState:
    if one.is_yes:
        return S.GIVEN
    had_given = before is not None and before.state in {S.GIVEN, S.WITHDRAWN}
    return S.WITHDRAWN if had_given else S.REFUSED


def _write(before: Authorisation | None, *, mentee: Mentee, **columns: object) -> Authorisation:
    if before is not None:
        before.is_latest = False
        before.save(update_fields=["is_latest"])
    return Authorisation.objects.create(mentee=mentee, place=mentee.place, **columns)
