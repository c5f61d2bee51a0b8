"""An association leaves: its access ends, then each school decides about its own relations."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from mentorat.access import actions as access
from mentorat.followup import tasks
from mentorat.followup.actions.leaving import seek_another
from mentorat.followup.enums import ExitChoice
from mentorat.followup.errors import (
    ExitElsewhere,
    ExitHasTakenPlace,
    ExitInThePast,
    NoAssociationToTakeOver,
)
from mentorat.followup.queries.exits import (
    exit_figures,
    mentor_ids,
    relations_to_settle,
)
from mentorat.foundations.place import Span
from mentorat.foundations.scope import Scope
from mentorat.journal.actions import record
from mentorat.journal.enums import Event
from mentorat.mentorships import actions as mentorships
from mentorat.mentorships.enums import EndReason
from mentorat.organisations import actions as organisations
from mentorat.organisations.models import Association
from mentorat.people.models import User


@transaction.atomic
def association_exits(
    *, association: Association, span: Span, on: date, today: date, now: datetime, by: User
) -> Association:
    """Freeze the access of an association from a day on. Its relations wait for their schools.

    ``span``: the territory of whoever decides, outside which the association has no relation.
    """
    if on < today:
        raise ExitInThePast
    ended = exit_figures(association, span=span, on=on, now=now)
    if not ended.is_within:
        raise ExitElsewhere
    mentors = mentor_ids(association)
    if association.leaves_on is not None:
        access.thaw_links(mentor_ids=mentors, on=association.leaves_on)
    access.freeze_association(association=association, mentor_ids=mentors, on=on, now=now)
    association = organisations.association_leaves(association=association, on=on)
    record(
        Event.ASSOCIATION_EXIT,
        on=association,
        by=by,
        grants=ended.grants,
        invitations=ended.invitations,
        links=ended.links,
        schools=ended.schools,
    )
    tasks.tell_exit.defer(association_id=association.pk, day=on.isoformat(), stays=False)
    return association


@transaction.atomic
def association_stays(
    *, association: Association, span: Span, today: date, now: datetime, by: User
) -> Association:
    """Take an announced departure back before its day.

    What schools decided meanwhile is theirs and stays; invitations are to be sent again.
    """
    on = association.leaves_on
    if on is None or on <= today:
        raise ExitHasTakenPlace
    if not exit_figures(association, span=span, on=on, now=now).is_within:
        raise ExitElsewhere
    links = access.thaw_links(mentor_ids=mentor_ids(association), on=on)
    association = organisations.association_stays(association=association)
    record(Event.ASSOCIATION_STAYS, on=association, by=by, links=links)
    tasks.tell_exit.defer(association_id=association.pk, day=on.isoformat(), stays=True)
    return association


@transaction.atomic
def settle_exit(
    *,
    association: Association,
    choices: Mapping[int, ExitChoice],
    successor: Association | None,
    scope: Scope,
    today: date,
    now: datetime,
    by: User,
) -> int:
    """Do what a school chose for each relation (by number); return how many are decided.

    ``successor``: the association that takes over those for which the school chose one.
    """
    if ExitChoice.OTHER_ASSOCIATION in choices.values():
        _check_takes_over(successor, association)
    decided = [
        (one, choices[one.pk])
        for one in relations_to_settle(scope, association).select_related("project__campaign")
        if choices.get(one.pk, ExitChoice.LATER) != ExitChoice.LATER
    ]
    for mentorship, choice in decided:
        if choice in ExitChoice.CONTINUES:
            heir = successor if choice == ExitChoice.OTHER_ASSOCIATION else None
            mentorships.take_over(mentorship=mentorship, association=heir, by=by)
            tasks.mentors_follow.defer(
                mentorship_id=mentorship.pk, left_id=association.pk, by_id=by.pk
            )
        else:
            left = EndReason.ASSOCIATION_LEFT
            seek_another(mentorship, reason=left, on=today, now=now, by=by)
    return len(decided)


def _check_takes_over(successor: Association | None, leaving: Association) -> None:
    if successor is None or successor == leaving or successor.leaves_on is not None:
        raise NoAssociationToTakeOver
