"""An association leaves: its access ends, then each school decides about its own relations."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from mentorat.access import actions as access
from mentorat.followup.actions.closing import open_closing
from mentorat.followup.enums import ClosingKind, ExitChoice
from mentorat.followup.errors import ExitElsewhere, ExitInThePast
from mentorat.followup.queries.exits import (
    exit_figures,
    mentor_ids,
    relations_to_settle,
)
from mentorat.foundations.place import Span
from mentorat.foundations.scope import Scope
from mentorat.journal.actions import record
from mentorat.journal.enums import Event
from mentorat.matching import actions as matching
from mentorat.mentorships import actions as mentorships
from mentorat.mentorships.enums import EndReason, MentorshipState
from mentorat.mentorships.models import Mentorship
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
    return association


@transaction.atomic
def settle_exit(
    *,
    association: Association,
    choices: Mapping[int, ExitChoice],
    scope: Scope,
    today: date,
    now: datetime,
    by: User,
) -> int:
    """Do what a school chose for each relation (by number); return how many are decided."""
    decided = [
        (one, choices[one.pk])
        for one in relations_to_settle(scope, association).select_related("project__campaign")
        if choices.get(one.pk, ExitChoice.LATER) != ExitChoice.LATER
    ]
    for mentorship, choice in decided:
        if choice == ExitChoice.TAKE_OVER:
            mentorships.take_over(mentorship=mentorship, by=by)
        else:
            _seek_another(mentorship, today=today, now=now, by=by)
    return len(decided)


def _seek_another(mentorship: Mentorship, *, today: date, now: datetime, by: User) -> None:
    """Put the pupils first among those who wait, and begin to end the relation."""
    mentees = list(mentorship.mentee_memberships.values_list("mentee_id", flat=True))
    matching.put_first(mentee_ids=mentees, campaign=mentorship.project.campaign, on=today)
    if mentorship.state in MentorshipState.WAITING:
        mentorships.withdraw(mentorship=mentorship, now=now, by=by)
        return
    open_closing(
        mentorship=mentorship,
        kind=ClosingKind.UNANTICIPATED,
        reason=EndReason.ASSOCIATION_LEFT,
        now=now,
        by=by,
    )
