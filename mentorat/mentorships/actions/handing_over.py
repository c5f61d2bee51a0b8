"""The mentoring of a school passes to someone else."""

from django.db import transaction

from mentorat.journal.actions import record
from mentorat.journal.enums import Event
from mentorat.mentorships.models import Mentorship
from mentorat.people.models import User
from mentorat.programmes.actions.projects import name_team
from mentorat.programmes.models import SchoolProject


@transaction.atomic
def take_over(*, mentorship: Mentorship, by: User) -> Mentorship:
    """Go on without the association that leaves: the mentor stays, the school alone follows."""
    mentorship = Mentorship.objects.all().locked(mentorship)
    mentorship.association = None
    mentorship.save(update_fields=["association"])
    record(Event.ASSOCIATION_EXIT, on=mentorship, by=by)
    return mentorship


@transaction.atomic
def hand_over(
    *, project: SchoolProject, pilot: User, deputy: User | None, by: User
) -> SchoolProject:
    """Name who steers from now on. Relations that the former pilot followed go with the project."""
    former = project.pilot_id
    project = name_team(project=project, pilot=pilot, deputy=deputy)
    passed = 0
    if former is not None and former != pilot.pk:
        followed = Mentorship.objects.unscoped("of one project").live()
        passed = followed.filter(project=project, followed_by=former).update(followed_by=None)
    record(Event.HANDOVER_MADE, on=project, by=by, relations=passed)
    return project
