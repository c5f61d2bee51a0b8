"""What is known of the persons of a place, shaped for whoever compares it with something else."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.conf import settings

from mentorat.foundations.digests import keyed_digest
from mentorat.foundations.identifiers import normal
from mentorat.foundations.place import school_span
from mentorat.foundations.scope import Family, Scope
from mentorat.organisations.models import School
from mentorat.people.models import Mentee, Mentor


@dataclass(frozen=True)
class MenteeRecord:
    """What is kept about a pupil, the identity apart included."""

    first_name: str
    last_name: str
    sex: str
    class_label: str
    level: str
    mef_id: str | None
    speciality_id: str | None
    family_id: str | None
    birth_date: date | None
    ine_digest: str


@dataclass(frozen=True)
class KnownMentee:
    pk: int
    record: MenteeRecord
    left_on: date | None


@dataclass(frozen=True)
class MentorFile:
    """All that a mentor says of himself or herself: one list of fields for every door."""

    first_name: str
    last_name: str
    email: str
    phone: str
    origin: str
    job: str
    nsf_codes: tuple[str, ...]
    city: str
    accepts_remote: bool
    association_id: int | None
    company_id: int | None
    rome_domains: tuple[str, ...] = ()
    radius_km: int | None = None
    availability: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    minimum_months: int | None = None
    alone_seats: int = 1
    group_seats: int = 0
    takes_class: bool = False

    @property
    def columns(self) -> dict[str, Any]:
        """Return the columns of the mentor; the groups of specialities are rows of their own."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        del values["nsf_codes"]
        lists = {name: list(values[name]) for name in LISTS}
        return {**values, **lists, "email": self.email.strip().lower()}


LISTS = ("rome_domains", "availability", "languages")


@dataclass(frozen=True)
class KnownMentor:
    """A mentor with, by (kind, day), until when each clearance is valid."""

    pk: int
    place: int
    record: MentorFile
    left_on: date | None
    clearances: Mapping[tuple[str, date], date | None]


def ine_digest(ine: str) -> str:
    """Return what is kept of an INE: enough to recognise it, nothing that gives it back."""
    return keyed_digest(normal(ine), key=settings.SECRET_KEY, purpose="ine")


def known_mentees(*, school: School, year: int) -> list[KnownMentee]:
    """Return the pupils of a school in a school year, those who left included. One question."""
    mentees = (
        Mentee.objects.within(_of_school(school.place))
        .filter(school=school, year=year)
        .select_related("identity")
        .order_by("pk")
    )
    return [KnownMentee(mentee.pk, _mentee_record(mentee), mentee.left_on) for mentee in mentees]


def known_mentors(*, place: int, emails: Collection[str]) -> list[KnownMentor]:
    """Return the mentors of a school, or who offer there, with these addresses."""
    mentors = (
        Mentor.objects.within(_of_school(place))
        .filter(email__in=emails)
        .prefetch_related("nsf_groups", "clearances")
        .order_by("pk")
    )
    return [
        KnownMentor(
            mentor.pk,
            mentor.place,
            mentor_file(mentor),
            mentor.left_on,
            {(one.kind, one.given_on): one.expires_on for one in mentor.clearances.all()},
        )
        for mentor in mentors
    ]


def _of_school(place: int) -> Scope:
    return Scope(Family.SCHOOL, school_span(place))


def _mentee_record(mentee: Mentee) -> MenteeRecord:
    identity = getattr(mentee, "identity", None)
    return MenteeRecord(
        first_name=mentee.first_name,
        last_name=mentee.last_name,
        sex=mentee.sex,
        class_label=mentee.class_label,
        level=mentee.level,
        mef_id=mentee.mef_id,
        speciality_id=mentee.speciality_id,
        family_id=mentee.family_id,
        birth_date=identity.birth_date if identity else None,
        ine_digest=identity.ine_digest if identity else "",
    )


def mentor_file(mentor: Mentor) -> MentorFile:
    """Return the file of a mentor as it stands."""
    groups = tuple(sorted(group.code for group in mentor.nsf_groups.all()))
    own = {
        field.name: getattr(mentor, field.name)
        for field in fields(MentorFile)
        if field.name != "nsf_codes"
    }
    lists = {name: tuple(own[name]) for name in LISTS}
    return MentorFile(**{**own, **lists, "nsf_codes": groups})
