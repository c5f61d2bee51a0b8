"""The mentoring of a school passes to someone else."""

from django.db import transaction

from mentorat.journal.actions import record
from mentorat.journal.enums import Event
from mentorat.mentorships.models import Mentorship
from mentorat.organisations.models import Association
from mentorat.people.actions import change_association
from mentorat.people.models import Mentor, User
from mentorat.programmes.actions.projects import name_team
from mentorat.programmes.models import SchoolProject


@transaction.atomic
def take_over(
    *, mentorship: Mentorship, association: Association | None = None, by: User
) -> Mentorship:
    """Go on without the association that leaves: with another one, else with the school alone."""
    mentorship = Mentorship.objects.all().locked(mentorship)
    mentorship.association = association
    mentorship.save(update_fields=["association"])
    record(Event.ASSOCIATION_EXIT, on=mentorship, by=by)
    return mentorship


@transaction.atomic
def mentors_join(*, mentorship: Mentorship, left_id: int, by: User) -> int:
    """Put on the files of its mentors the association that took a relation over, or none.

    A mentor whom another school passed on already stays where he or she went.
    """
    mentors = Mentor.objects.unscoped("of one relation").filter(
        memberships__mentorship=mentorship, association=left_id
    )
    found = list(mentors.order_by("pk"))
    for mentor in found:
        change_association(mentor=mentor, association=mentorship.association, by=by)
        record(Event.MENTOR_CHANGED, on=mentor, by=by)
    return len(found)


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
