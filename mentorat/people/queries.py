"""What is known of the persons of a place, shaped for whoever compares it with something else."""

from base64 import b64encode
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Case, CharField, Exists, OuterRef, Value, When

from mentorat.foundations.ages import born_by
from mentorat.foundations.digests import keyed_digest
from mentorat.foundations.identifiers import normal
from mentorat.foundations.place import school_span
from mentorat.foundations.scope import Family, Scope
from mentorat.organisations.models import School
from mentorat.people.enums import (
    AuthorisationChannel,
    AuthorisationScope,
    AuthorisationState,
    AuthorisationStatus,
)
from mentorat.people.models import (
    Authorisation,
    Guardian,
    Mentee,
    MenteeQuerySet,
    Mentor,
    MentorPhoto,
)
from mentorat.people.policies import is_adult


@dataclass(frozen=True)
class GuardianRecord:
    """A responsable légal as a list names him or her: what an authorisation needs, no more."""

    rank: int
    full_name: str
    email: str = ""
    phone: str = ""


@dataclass(frozen=True)
class KnownGuardian:
    """``is_listed``: a list wrote it and nobody changed it. ``has_answered``: authorisations."""

    record: GuardianRecord
    is_listed: bool
    has_answered: bool


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
    is_apprentice: bool | None = None  # nothing: the sender does not say
    # Those to write: of a pupil who is known, only what a list changes.
    guardians: tuple[GuardianRecord, ...] = ()


@dataclass(frozen=True)
class KnownMentee:
    pk: int
    record: MenteeRecord
    left_on: date | None
    guardians: tuple[KnownGuardian, ...] = ()


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
    gender: str = ""

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
    """Return the pupils of a school and year, those who left included. Three questions."""
    mentees = (
        Mentee.objects.within(_of_school(school.place))
        .filter(school=school, year=year)
        .select_related("identity")
        .order_by("pk")
    )
    guardians: dict[int, list[KnownGuardian]] = defaultdict(list)
    of_list = Guardian.objects.within(_of_school(school.place)).filter(
        mentee__school=school, mentee__year=year
    )
    answered = set(of_list.exclude(authorisations=None).values_list("pk", flat=True))
    for one in of_list.order_by("mentee", "rank"):
        record = GuardianRecord(one.rank, one.full_name, one.email, one.phone)
        known = KnownGuardian(record, one.is_listed, one.pk in answered)
        guardians[one.mentee_id].append(known)
    return [
        KnownMentee(one.pk, _mentee_record(one), one.left_on, tuple(guardians[one.pk]))
        for one in mentees
    ]


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
        class_label=mentee.class_label,
        level=mentee.level,
        mef_id=mentee.mef_id,
        speciality_id=mentee.speciality_id,
        family_id=mentee.family_id,
        birth_date=identity.birth_date if identity else None,
        ine_digest=identity.ine_digest if identity else "",
        sex=identity.sex if identity else "",
        is_apprentice=mentee.is_apprentice,
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


def photos_of(mentors: Collection[int], *, scope: Scope) -> dict[int, str]:
    """Return the photos that the scope may see, by mentor, as a page holds them."""
    photos = MentorPhoto.objects.within(scope).filter(mentor__in=mentors)
    return {photo.mentor_id: photo_source(bytes(photo.image)) for photo in photos}


def photo_of(mentor: Mentor, *, scope: Scope) -> str:
    return photos_of([mentor.pk], scope=scope).get(mentor.pk, "")


def photo_source(jpeg: bytes) -> str:
    """Return a picture as the source of an image: it has no address of its own."""
    return f"data:image/jpeg;base64,{b64encode(jpeg).decode()}"


@dataclass(frozen=True)
class ScopeStanding:
    """What holds for one pupil and one scope, and the word that makes it so."""

    scope: AuthorisationScope
    purpose: str
    status: AuthorisationStatus
    since: date | None = None
    channel: str = ""
    expires_on: date | None = None


def with_authorisation(
    mentees: MenteeQuerySet, *, to: AuthorisationScope, on: date
) -> MenteeQuerySet:
    """Say of each pupil, as ``authorisation``, where he or she stands for a scope on the day."""
    said = Authorisation.objects.unscoped("inside a condition").filter(
        mentee=OuterRef("pk"), scope=to, is_latest=True
    )
    S, T = AuthorisationState, AuthorisationStatus  # noqa: N806 -- the two enumerations
    return mentees.annotate(
        authorisation=Case(
            When(identity__birth_date__lte=born_by(on), then=Value(T.ADULT)),
            When(Exists(said.filter(state=S.WITHDRAWN)), then=Value(T.WITHDRAWN)),
            When(Exists(said.filter(state=S.REFUSED)), then=Value(T.REFUSED)),
            When(Exists(said.standing(on=on)), then=Value(T.GIVEN)),
            When(Exists(said.filter(state=S.REQUESTED)), then=Value(T.REQUESTED)),
            default=Value(T.MISSING),
            output_field=CharField(),
        )
    )


# What outweighs what, between two guardians or a guardian and a sheet of paper.
WEIGHT = (
    AuthorisationState.WITHDRAWN,
    AuthorisationState.REFUSED,
    AuthorisationState.GIVEN,
    AuthorisationState.REQUESTED,
)


def authorisations_of(mentee: Mentee, *, scope: Scope, on: date) -> list[ScopeStanding]:
    """Return where a pupil stands, scope by scope, and image by image."""
    if is_adult(mentee.pk, on=on):
        return [ScopeStanding(one, "", AuthorisationStatus.ADULT) for one in AuthorisationScope]
    said = Authorisation.objects.within(scope).filter(mentee=mentee, is_latest=True)
    by_scope: dict[tuple[str, str], list[Authorisation]] = {
        (one, ""): [] for one in AuthorisationScope if one != AuthorisationScope.IMAGE
    }
    for one in said.order_by("scope", "purpose", "pk"):
        by_scope.setdefault((one.scope, one.purpose), []).append(one)
    return [_scope_standing(key, words, on=on) for key, words in by_scope.items()]


def _scope_standing(key: tuple[str, str], words: list[Authorisation], *, on: date) -> ScopeStanding:
    scope, purpose = AuthorisationScope(key[0]), key[1]
    counted = [word for word in words if not (word.expires_on and word.expires_on < on)]
    if not counted:
        return ScopeStanding(scope, purpose, AuthorisationStatus.MISSING)
    word = min(counted, key=lambda one: WEIGHT.index(AuthorisationState(one.state)))
    channel = AuthorisationChannel(word.channel).label if word.channel else ""
    status = AuthorisationStatus(word.state)
    return ScopeStanding(scope, purpose, status, word.answered_on, channel, word.expires_on)
