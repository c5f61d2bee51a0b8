"""What a file would change here and now: read again from its content each time it is asked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from mentorat.foundations.place import school_span
from mentorat.foundations.scope import Family, Scope
from mentorat.foundations.words import folded
from mentorat.imports import policies
from mentorat.imports.enums import ImportSource, ImportState
from mentorat.imports.errors import MappingFirst, OtherSchool, OtherYear
from mentorat.imports.models import ImportRun
from mentorat.imports.plan import ImportPlan
from mentorat.imports.sources.mentees_csv import columns as csv_columns
from mentorat.imports.sources.mentees_csv import plan as mentees
from mentorat.imports.sources.mentees_csv import rows as mentee_rows
from mentorat.imports.sources.mentees_csv.columns import Column, Record
from mentorat.imports.sources.mentees_csv.plan import MenteePlan
from mentorat.imports.sources.mentees_siecle import columns as siecle_columns
from mentorat.imports.sources.mentees_siecle import rows as siecle
from mentorat.imports.sources.mentors_table import plan as mentors
from mentorat.imports.sources.mentors_table import rows as mentor_rows
from mentorat.imports.sources.mentors_table.columns import checked_mapping, suggest_mapping
from mentorat.imports.sources.mentors_table.companies import known_companies
from mentorat.imports.sources.mentors_table.plan import MentorPlan
from mentorat.imports.sources.mentors_table.values import by_folded_name
from mentorat.imports.tables import Table, read_table
from mentorat.imports.tables.reading import check_size
from mentorat.matching.models import Offer
from mentorat.organisations.models import Association, School
from mentorat.people.queries import ine_digest, known_mentees, known_mentors
from mentorat.programmes.models import Campaign
from mentorat.reference.models import NsfGroup
from mentorat.reference.queries import mef_code, trainings_of

SHOWN_LINES = 3


@dataclass(frozen=True)
class MappingChoice:
    """The columns of a file with a few of their values, and what each field would be linked to."""

    columns: tuple[tuple[str, tuple[str, ...]], ...]
    suggested: dict[str, str]


def plan_of(
    run: ImportRun, *, campaign: Campaign, is_complete: bool = False, today: date
) -> ImportPlan:
    """Say what applying the run would do. Refuses a file that is not of this school or year."""
    return source_plan(run, campaign=campaign, is_complete=is_complete, today=today).shown()


def source_plan(
    run: ImportRun, *, campaign: Campaign, is_complete: bool, today: date
) -> MenteePlan | MentorPlan:
    policies.check_is_open(run)
    if run.state == ImportState.MAPPING:
        raise MappingFirst
    content = content_of(run)
    match ImportSource(run.source):
        case ImportSource.MENTEES_CSV:
            records = list(csv_columns.records(read_table(content)))
            titles = csv_columns.TITLES
        case ImportSource.MENTEES_SIECLE:
            records = siecle_records(content, run.school, campaign)
            titles = siecle_columns.SHOWN
        case ImportSource.MENTORS_TABLE:
            return _mentor_plan(read_table(content), run, campaign, today)
    facts = _mentee_facts(records, campaign, titles)
    return mentees.make(
        mentee_rows.read(records, facts),
        known_mentees(school=run.school, year=campaign.year),
        today=today,
        is_complete=is_complete,
        labels={one.mef_id: one.label for one in facts.trainings.values()},
    )


def mapping_choice(run: ImportRun) -> MappingChoice:
    """Return what a person needs to link the columns of a table of mentors."""
    policies.check_is_open(run)
    table = read_table(content_of(run))
    samples = [
        tuple(line.cells[at] for line in table.lines[:SHOWN_LINES])
        for at in range(len(table.header))
    ]
    return MappingChoice(
        columns=tuple(zip(table.header, samples, strict=True)),
        suggested=run.mapping or suggest_mapping(table.header),
    )


def mentee_source(content: bytes) -> ImportSource:
    """Say which list of pupils a file is, by its content: an export of SIECLE, or a table."""
    check_size(content)
    is_export = siecle.looks_like(content)
    return ImportSource.MENTEES_SIECLE if is_export else ImportSource.MENTEES_CSV


def content_of(run: ImportRun) -> bytes:
    return bytes(run.content or b"")


def siecle_records(content: bytes, school: School, campaign: Campaign | None) -> list[Record]:
    """Read an export of SIECLE, and refuse that of another school or, when one is named, year."""
    found = siecle.read(content)
    if found.uai != school.uai:
        raise OtherSchool(found=found.uai or "inconnu", expected=school.uai)
    if campaign is not None and found.year != str(campaign.year):
        raise OtherYear(found=found.year or "inconnue", expected=campaign.school_year)
    return found.records


def _mentee_facts(
    records: Iterable[Record], campaign: Campaign, titles: Mapping[str, str]
) -> mentee_rows.Facts:
    codes = {record.texts.get(Column.MEF, "") for record in records}
    trainings = {
        code: mentee_rows.Training(
            mef_id=mef.code,
            label=mef.label,
            level=mef.level,
            speciality_id=mef.speciality_id,
            family_id=mef.family_id,
        )
        for code, mef in trainings_of(codes).items()
        if len(code) - len(mef_code(code)) in {0, 1}
    }
    return mentee_rows.Facts(trainings, campaign.school_year, ine_digest, titles)


def _mentor_plan(table: Table, run: ImportRun, campaign: Campaign, today: date) -> MentorPlan:
    mapping = checked_mapping(run.mapping, table.header)
    associations = dict(Association.objects.order_by("pk").values_list("pk", "name"))
    groups = NsfGroup.objects.values_list("code", "label")
    facts = mentor_rows.Facts(
        associations=by_folded_name(associations.items()),
        groups={code: folded(label) for code, label in groups},
        today=today,
    )
    read = mentor_rows.read(table, mapping, facts)
    known = known_mentors(place=run.place, emails=[row.email for row in read.rows])
    companies = known_companies(
        [row.company for row in read.rows if row.company is not None],
        [one.record.company_id for one in known if one.record.company_id is not None],
    )
    offers = Offer.objects.within(Scope(Family.SCHOOL, school_span(run.place))).filter(
        school_id=run.school_id, campaign=campaign
    )
    compared = mentors.Known(
        mentors=known,
        companies=companies,
        capacities=dict(offers.values_list("mentor_id", "capacity")),
        associations=associations,
        place=run.place,
    )
    return mentors.make(read, compared, mapping)
