"""A file on its way in: received, linked, applied or abandoned."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import PurePosixPath

from django.db import connection, transaction
from django.utils.timezone import localdate

from mentorat.imports import policies
from mentorat.imports.enums import ImportSource, ImportState
from mentorat.imports.models import ImportRun
from mentorat.imports.queries import content_of, siecle_records, source_plan
from mentorat.imports.sources.mentees_csv import apply as mentees
from mentorat.imports.sources.mentees_csv.columns import records
from mentorat.imports.sources.mentees_csv.plan import MenteePlan
from mentorat.imports.sources.mentors_table import apply as mentors
from mentorat.imports.sources.mentors_table.columns import checked_mapping
from mentorat.imports.tables import read_table
from mentorat.imports.tables.texts import cleaned
from mentorat.journal.actions import record
from mentorat.journal.enums import Event
from mentorat.organisations.models import School
from mentorat.people.models import User
from mentorat.programmes.models import Campaign

FILE_NAME = 120
# The first key of our advisory locks on schools whose lists are being written.
IMPORTING_SCHOOL = 13


@transaction.atomic
def receive(
    *,
    school: School,
    source: ImportSource,
    file_name: str,
    content: bytes,
    now: datetime,
    by: User,
) -> ImportRun:
    """Keep a file until it is applied or abandoned. One that cannot be read is not kept."""
    state = ImportState.PLANNED
    if source is ImportSource.MENTEES_SIECLE:
        siecle_records(content, school, None)
    elif source is ImportSource.MENTEES_CSV:
        list(records(read_table(content)))
    else:
        read_table(content)
        state = ImportState.MAPPING
    return ImportRun.objects.create(
        school=school,
        place=school.place,
        source=source,
        state=state,
        file_name=_bare(file_name),
        content=content,
        uploaded_by=by,
        uploaded_at=now,
    )


@transaction.atomic
def set_mapping(
    *,
    run: ImportRun,
    mapping: Mapping[str, str],
    by: User,  # noqa: ARG001 -- the journal has its line when the run is applied
) -> ImportRun:
    """Link the fields of a table of mentors to its columns. It may be done again."""
    run = ImportRun.objects.all().locked(run)
    policies.check_can_become(run, ImportState.PLANNED)
    run.mapping = checked_mapping(mapping, read_table(content_of(run)).header)
    run.state = ImportState.PLANNED
    run.save(update_fields=["mapping", "state"])
    return run


@transaction.atomic
def apply_run(
    *, run: ImportRun, campaign: Campaign, is_complete: bool, now: datetime, by: User
) -> ImportRun:
    """Do what the plan says, all or nothing, and forget the file: only numbers stay."""
    run = ImportRun.objects.all().locked(run)
    policies.check_can_become(run, ImportState.APPLIED)
    _wait_turn(run.place)
    plan = source_plan(run, campaign=campaign, is_complete=is_complete, today=localdate(now))
    if isinstance(plan, MenteePlan):
        mentees.apply(plan, school=run.school, year=campaign.year, now=now, by=by)
    else:
        mentors.apply(plan, school=run.school, campaign=campaign, by=by)
    run.summary = plan.shown().numbers
    run.applied_at = now
    _forget(run, ImportState.APPLIED)
    record(Event.IMPORT_APPLIED, on=run, by=by, source=run.source, **run.summary)
    return run


@transaction.atomic
def abandon(
    *,
    run: ImportRun,
    by: User,  # noqa: ARG001 -- nothing was changed: the journal has no line for it
) -> ImportRun:
    """Forget the file without applying it."""
    run = ImportRun.objects.all().locked(run)
    policies.check_can_become(run, ImportState.ABANDONED)
    _forget(run, ImportState.ABANDONED)
    return run


def _forget(run: ImportRun, state: ImportState) -> None:
    run.state, run.content = state, None
    run.save(update_fields=["state", "content", "summary", "applied_at"])


def _wait_turn(place: int) -> None:
    """Let one list of a school be written at a time: two would create the same person."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [IMPORTING_SCHOOL, place])


def _bare(file_name: str) -> str:
    """Return the name without its path, cut from its beginning when it is too long."""
    name = cleaned(PurePosixPath(file_name.replace("\\", "/")).name).lstrip(". ")
    return name[-FILE_NAME:] or "sans nom"
