"""Projects, opened by schools."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from mentorat.journal.actions import record
from mentorat.journal.enums import Event
from mentorat.organisations.models import Association, School
from mentorat.people.enums import HalfDay
from mentorat.people.models import User
from mentorat.programmes.enums import MentoringForm, MentoringKind
from mentorat.programmes.errors import ProjectExists, SameTeamMember
from mentorat.programmes.models import Campaign, SchoolProject


@transaction.atomic
def open_project(
    *,
    school: School,
    campaign: Campaign,
    kinds: Sequence[MentoringKind],
    forms: Sequence[MentoringForm],
    publics: str,
    target_mentees: int,
    half_days: Sequence[HalfDay] = (),
    associations: Sequence[Association] = (),
    pilot: User | None,
    deputy: User | None,
    now: datetime,
    by: User,
) -> SchoolProject:
    """Open the mentoring project of a school for a campaign; one a year."""
    _check_team(pilot, deputy)
    known = SchoolProject.objects.unscoped("one project a school").filter(
        school=school, campaign=campaign
    )
    if known.exists():
        raise ProjectExists(year=campaign)
    project = SchoolProject.objects.create(
        school=school,
        campaign=campaign,
        place=school.place,
        kinds=list(kinds),
        forms=list(forms),
        publics=publics,
        target_mentees=target_mentees,
        half_days=list(half_days),
        pilot=pilot,
        deputy=deputy,
        opened_at=now,
        opened_by=by,
    )
    project.associations.set(associations)
    record(Event.PROJECT_OPENED, on=project, by=by)
    return project


@transaction.atomic
def change_project(
    *,
    project: SchoolProject,
    kinds: Sequence[MentoringKind],
    forms: Sequence[MentoringForm],
    publics: str,
    target_mentees: int,
    half_days: Sequence[HalfDay] = (),
    associations: Sequence[Association] = (),
    pilot: User | None,
    deputy: User | None,
    by: User,
) -> SchoolProject:
    _check_team(pilot, deputy)
    project = SchoolProject.objects.all().locked(project)
    project.kinds, project.forms = list(kinds), list(forms)
    project.publics, project.target_mentees = publics, target_mentees
    project.half_days, project.pilot, project.deputy = list(half_days), pilot, deputy
    project.save(
        update_fields=[
            *("kinds", "forms", "publics", "target_mentees", "half_days", "pilot", "deputy")
        ]
    )
    project.associations.set(associations)
    record(Event.PROJECT_CHANGED, on=project, by=by)
    return project


@transaction.atomic
def name_team(*, project: SchoolProject, pilot: User, deputy: User | None) -> SchoolProject:
    """Write who steers a project, for an act that has its own line in the journal."""
    _check_team(pilot, deputy)
    project = SchoolProject.objects.all().locked(project)
    project.pilot, project.deputy = pilot, deputy
    project.save(update_fields=["pilot", "deputy"])
    return project


def _check_team(pilot: User | None, deputy: User | None) -> None:
    if pilot is not None and pilot == deputy:
        raise SameTeamMember
