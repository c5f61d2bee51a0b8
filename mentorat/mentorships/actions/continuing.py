"""A relation goes on: into the next school year, or into AvenirPro+ after the diploma."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from mentorat.journal.actions import record
from mentorat.journal.enums import Event
from mentorat.mentorships import policies
from mentorat.mentorships.actions.proposing import propose
from mentorat.mentorships.enums import MemberState
from mentorat.mentorships.models import MentorMembership, Mentorship
from mentorat.people.models import Mentee, User
from mentorat.programmes.enums import MentoringForm, MentoringKind, Objective, Programme
from mentorat.programmes.models import SchoolProject

SAME_PEOPLE = "Suite de la relation de l’année précédente, avec les mêmes personnes."


@transaction.atomic
def continue_next_year(
    *,
    mentorship: Mentorship,
    project: SchoolProject,
    mentees: Sequence[Mentee],
    objective: Objective,
    now: datetime,
    by: User,
) -> Mentorship:
    """Ask the same people for another year: each says yes or no again, then signs again.

    ``mentees``: the same pupils, in the lists of the new year. A pupil and mentor who go on do not
    wait for a delay: theirs is not another relation.
    """
    mentorship = Mentorship.objects.all().locked(mentorship)
    policies.check_continues(mentorship, project)
    kept = (
        MentorMembership.objects.unscoped("the mentors of this relation")
        .filter(mentorship=mentorship, state=MemberState.ACCEPTED)
        .select_related("mentor")
        .order_by("pk")
    )
    following = propose(
        project=project,
        mentors=[one.mentor for one in kept],
        mentees=mentees,
        kind=MentoringKind(mentorship.kind),
        form=MentoringForm(mentorship.form),
        objective=objective,
        programme=Programme(mentorship.programme),
        reasons=[SAME_PEOPLE],
        continues=mentorship,
        now=now,
        by=by,
    )
    record(Event.MENTORSHIP_CONTINUED, on=mentorship, by=by, into=following.pk)
    return following


@transaction.atomic
def continue_in_avenir_pro(*, mentorship: Mentorship, on: date, by: User) -> Mentorship:
    """Let a relation live on after the diploma, as long as the campaign says: it meets and is
    followed as before, then ``followup.actions.end_bridges`` opens its closing.
    """
    mentorship = Mentorship.objects.all().locked(mentorship)
    policies.check_avenir_pro(mentorship)
    mentorship.avenir_pro_until = policies.end_of_bridge(mentorship.project.campaign)
    mentorship.avenir_pro_on = on
    mentorship.save(update_fields=["avenir_pro_on", "avenir_pro_until"])
    until = mentorship.avenir_pro_until.isoformat()
    record(Event.MENTORSHIP_CONTINUED, on=mentorship, by=by, avenir_pro_until=until)
    return mentorship
