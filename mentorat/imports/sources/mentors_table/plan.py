"""Lines against the mentors that the school already has: who is new, who changes. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from mentorat.foundations.words import folded
from mentorat.imports.errors import BadCell, CompanyWithoutName, KnownElsewhere, MentorGone
from mentorat.imports.plan import Change, ImportPlan, Item, Refused
from mentorat.imports.sources.mentors_table.columns import MentorField
from mentorat.imports.sources.mentors_table.rows import (
    CompanyName,
    GivenClearance,
    MentorRow,
    MentorRows,
)
from mentorat.imports.tables.cells import refusal
from mentorat.imports.tables.texts import yes_or_no
from mentorat.people.enums import ClearanceKind, Gender, MentorOrigin
from mentorat.people.queries import KnownMentor, MentorFile

# What a mentor is taken to offer who says nothing.
DEFAULT_CAPACITY = 1


@dataclass(frozen=True)
class Companies:
    """Firms already known, by SIRET and by folded name."""

    by_siret: Mapping[str, int] = field(default_factory=dict)
    by_name: Mapping[str, int] = field(default_factory=dict)
    names: Mapping[int, str] = field(default_factory=dict)

    def find(self, company: CompanyName) -> int | None:
        if company.siret:
            return self.by_siret.get(company.siret)
        return self.by_name.get(folded(company.name))


@dataclass(frozen=True)
class Known:
    """What the lines are compared with: mentors, firms, and how many pupils each takes here."""

    mentors: Sequence[KnownMentor]
    companies: Companies
    capacities: Mapping[int, int]
    associations: Mapping[int, str]
    place: int


@dataclass(frozen=True)
class PlannedMentor:
    """A mentor as he or she will be. ``company`` is a firm to create, or None."""

    line: int
    pk: int | None
    record: MentorFile
    company: CompanyName | None
    clearances: tuple[GivenClearance, ...]
    capacity: int | None
    changes: tuple[Change, ...] = ()


@dataclass
class MentorPlan:
    created: list[PlannedMentor] = field(default_factory=list)
    changed: list[PlannedMentor] = field(default_factory=list)
    unchanged: list[PlannedMentor] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)

    def shown(self) -> ImportPlan:
        return ImportPlan(
            created=tuple(map(_item, self.created)),
            changed=tuple(map(_item, self.changed)),
            unchanged=tuple(map(_item, self.unchanged)),
            refused=tuple(sorted(self.refused, key=lambda one: one.line)),
        )


def make(read: MentorRows, known: Known, mapping: Mapping[str, str]) -> MentorPlan:
    """Compare the lines with the mentors known, by address."""
    plan = MentorPlan(refused=list(read.refused))
    here = {one.record.email: one for one in known.mentors if one.place == known.place}
    elsewhere = {one.record.email for one in known.mentors} - here.keys()
    for row in read.rows:
        mentor = here.get(row.email)
        problem = _problem(row, mentor, elsewhere)
        if problem is not None:
            column = mapping[MentorField.EMAIL]
            plan.refused.append(refusal(row.line, column, row.email, problem))
        elif row.company is not None and _lacks_name(row.company, known.companies):
            column = mapping[MentorField.SIRET]
            plan.refused.append(refusal(row.line, column, row.company.siret, CompanyWithoutName()))
        elif mentor is None:
            plan.created.append(_new(row, known))
        else:
            _compare(plan, row, mentor, known)
    return plan


def _problem(row: MentorRow, mentor: KnownMentor | None, elsewhere: set[str]) -> BadCell | None:
    if mentor is None:
        return KnownElsewhere() if row.email in elsewhere else None
    return MentorGone(on=_french(mentor.left_on)) if mentor.left_on else None


def _lacks_name(company: CompanyName, companies: Companies) -> bool:
    return not company.name and companies.find(company) is None


def _new(row: MentorRow, known: Known) -> PlannedMentor:
    company = known.companies.find(row.company) if row.company else None
    record = MentorFile(
        first_name=row.first_name,
        last_name=row.last_name,
        email=row.email,
        phone=row.phone,
        gender=row.gender,
        origin=row.origin or (MentorOrigin.EMPLOYEE if row.company else MentorOrigin.OTHER),
        job=row.job,
        nsf_codes=row.nsf_codes,
        city=row.city,
        accepts_remote=bool(row.accepts_remote),
        association_id=row.association_id,
        company_id=company,
    )
    return PlannedMentor(
        line=row.line,
        pk=None,
        record=record,
        company=row.company if company is None else None,
        clearances=row.clearances,
        capacity=row.capacity or DEFAULT_CAPACITY,
    )


def _compare(plan: MentorPlan, row: MentorRow, mentor: KnownMentor, known: Known) -> None:
    before = mentor.record
    company = known.companies.find(row.company) if row.company else before.company_id
    remote = before.accepts_remote if row.accepts_remote is None else row.accepts_remote
    record = replace(
        before,
        first_name=row.first_name,
        last_name=row.last_name,
        phone=row.phone or before.phone,
        gender=row.gender or before.gender,
        origin=row.origin or before.origin,
        job=row.job,
        nsf_codes=row.nsf_codes or before.nsf_codes,
        city=row.city or before.city,
        accepts_remote=remote,
        association_id=row.association_id or before.association_id,
        company_id=company,
    )
    clearances = tuple(one for one in row.clearances if _is_new(one, mentor))
    offered = known.capacities.get(mentor.pk)
    capacity = row.capacity or offered or DEFAULT_CAPACITY
    planned = PlannedMentor(
        line=row.line,
        pk=mentor.pk,
        record=record,
        company=row.company if company is None else None,
        clearances=clearances,
        capacity=capacity if capacity != offered else None,
    )
    changes = (
        *_changes_of_file(before, planned, known),
        *_changes_of_clearances(clearances, mentor),
        *_changes_of_offer(offered, planned.capacity),
    )
    if changes:
        plan.changed.append(replace(planned, changes=changes))
    else:
        plan.unchanged.append(planned)


def _is_new(one: GivenClearance, mentor: KnownMentor) -> bool:
    """Say whether a proof is new, or known with another end than the one that the file gives."""
    if (one.kind, one.given_on) not in mentor.clearances:
        return True
    return one.expires_on not in {None, mentor.clearances[one.kind, one.given_on]}


def _changes_of_file(before: MentorFile, planned: PlannedMentor, known: Known) -> Iterator[Change]:
    after = planned.record
    company = planned.company.name if planned.company else _name(after.company_id, known)
    associations = known.associations
    for what, old, new in (
        ("prénom", before.first_name, after.first_name),
        ("nom", before.last_name, after.last_name),
        ("téléphone", before.phone, after.phone),
        ("se présente comme", _gender(before), _gender(after)),
        ("situation", _origin(before), _origin(after)),
        ("métier", before.job, after.job),
        ("groupes de spécialités", ", ".join(before.nsf_codes), ", ".join(after.nsf_codes)),
        ("commune", before.city, after.city),
        ("à distance", _remote(before), _remote(after)),
        (
            "association",
            associations.get(before.association_id or 0, ""),
            associations.get(after.association_id or 0, ""),
        ),
        ("entreprise", _name(before.company_id, known), company),
    ):
        if old != new:
            yield Change(what, old, new)


def _changes_of_clearances(
    clearances: Iterable[GivenClearance], mentor: KnownMentor
) -> Iterator[Change]:
    for one in clearances:
        was_known = (one.kind, one.given_on) in mentor.clearances
        before = _validity(one.given_on, mentor.clearances.get((one.kind, one.given_on)))
        after = _validity(one.given_on, one.expires_on)
        yield Change(ClearanceKind(one.kind).label, before if was_known else "", after)


def _changes_of_offer(before: int | None, after: int | None) -> Iterator[Change]:
    if after is not None:
        yield Change("nombre d’élèves", str(before or ""), str(after))


def _validity(given_on: date, expires_on: date | None) -> str:
    until = f", jusqu’au {_french(expires_on)}" if expires_on else ""
    return f"{_french(given_on)}{until}"


def _name(company: int | None, known: Known) -> str:
    return known.companies.names.get(company or 0, "")


def _origin(record: MentorFile) -> str:
    return str(MentorOrigin(record.origin).label)


def _gender(record: MentorFile) -> str:
    return str(Gender(record.gender).label) if record.gender else ""


def _remote(record: MentorFile) -> str:
    return yes_or_no(truth=record.accepts_remote)


def _french(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def _item(one: PlannedMentor) -> Item:
    name = f"{one.record.first_name} {one.record.last_name}"
    return Item(name, one.record.job, one.line, one.changes)
