"""A relation is proposed to its members."""

from collections.abc import Sequence
from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from mentorat.journal.actions import record
from mentorat.journal.enums import Event
from mentorat.mentorships import policies, tasks
from mentorat.mentorships.enums import MentorFunction
from mentorat.mentorships.models import MenteeMembership, MentorMembership, Mentorship
from mentorat.people.models import Mentee, Mentor, User
from mentorat.people.policies import check_cleared
from mentorat.programmes.enums import MentoringForm, MentoringKind, Objective, Programme
from mentorat.programmes.models import SchoolProject

# The first key of our advisory locks on pupils who are being matched.
MATCHED_MENTEE = 11


@transaction.atomic
def propose(
    *,
    project: SchoolProject,
    mentors: Sequence[Mentor],
    mentees: Sequence[Mentee],
    kind: MentoringKind,
    form: MentoringForm,
    objective: Objective,
    programme: Programme,
    reasons: Sequence[str],
    followed_by: User | None = None,
    derogation: str = "",
    continues: Mentorship | None = None,
    now: datetime,
    by: User,
) -> Mentorship:
    """Ask each side whether it wants this relation. The mentors hold valid clearances today.

    The pilot of the project follows it unless someone else is named. ``derogation``: why this
    person follows one more than the rule of the year allows. ``continues``: the relation of the
    year before, between the same people.
    """
    policies.check_members(form, mentors, mentees)
    policies.check_available(form, mentors, on=timezone.localdate(now))
    policies.check_roles(mentors, mentees)
    check_cleared(mentors, on=timezone.localdate(now))
    _lock_mentees(mentees)
    policies.check_free(mentees)
    if continues is None:
        policies.check_rematch([mentee.pk for mentee in mentees], on=timezone.localdate(now))
    follower = followed_by or project.pilot or by
    if not derogation:
        policies.check_caseload(project, follower)
    mentorship = Mentorship.objects.create(
        project=project,
        school_id=project.school_id,
        place=project.place,
        association_id=mentors[0].association_id,
        kind=kind,
        form=form,
        programme=programme,
        objective=objective,
        state_at=now,
        proposed_at=now,
        proposed_by=by,
        followed_by=follower,
        derogation=derogation,
        reasons=list(reasons),
        continues=continues,
    )
    _write_members(mentorship, mentors, mentees)
    record(Event.MENTORSHIP_PROPOSED, on=mentorship, by=by)
    if derogation:
        record(Event.DEROGATION_GIVEN, on=mentorship, by=by)
    tasks.prepare.defer(mentorship_id=mentorship.pk)
    return mentorship


def _write_members(
    mentorship: Mentorship, mentors: Sequence[Mentor], mentees: Sequence[Mentee]
) -> None:
    functions = (MentorFunction.MAIN, MentorFunction.SECOND)
    MentorMembership.objects.bulk_create(
        MentorMembership(
            mentorship=mentorship, mentor=mentor, function=function, place=mentorship.place
        )
        for mentor, function in zip(mentors, functions, strict=False)
    )
    MenteeMembership.objects.bulk_create(
        MenteeMembership(mentorship=mentorship, mentee=mentee, place=mentorship.place)
        for mentee in mentees
    )


def _lock_mentees(mentees: Sequence[Mentee]) -> None:
    """Let one proposal at a time be made for a pupil; sorted, so that two never wait in a ring."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(%s, id) FROM unnest(%s::int[]) AS id",
            [MATCHED_MENTEE, sorted(mentee.pk for mentee in mentees)],
        )
