from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from mentorat.people.enums import ClearanceKind
from mentorat.people.models import (
    Authorisation,
    Clearance,
    Guardian,
    Mentee,
    MenteeIdentity,
    Mentor,
    MentorApplication,
    User,
)
from tests.factories.organisations import SchoolFactory
from tests.factories.reference import SpecialityFactory


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"personne{n}@exemple.fr")
    full_name = factory.Sequence(lambda n: f"Personne {n}")
    password = "!"


class MentorFactory(DjangoModelFactory):
    class Meta:
        model = Mentor

    class Params:
        school = factory.SubFactory(SchoolFactory)

    place = factory.SelfAttribute("school.place")
    first_name = factory.Sequence(lambda n: f"Maud{n}")
    last_name = factory.Sequence(lambda n: f"Mentor{n}")
    email = factory.Sequence(lambda n: f"mentor{n}@exemple.fr")
    origin = "employee"
    job = "électricienne"


class ClearanceFactory(DjangoModelFactory):
    class Meta:
        model = Clearance

    mentor = factory.SubFactory(MentorFactory)
    place = factory.SelfAttribute("mentor.place")
    kind = ClearanceKind.INTERVIEW
    given_on = date(2026, 9, 1)
    expires_on = date(2027, 8, 31)
    hours = factory.LazyAttribute(lambda o: 2 if o.kind == ClearanceKind.TRAINING else None)
    verified_by = factory.SubFactory(UserFactory)


# Two references; never the attestation of the child-protection path.
ORDINARY = (
    ClearanceKind.INTERVIEW,
    ClearanceKind.SECOND_LOOK,
    ClearanceKind.REFERENCE,
    ClearanceKind.REFERENCE,
    ClearanceKind.TRAINING,
    ClearanceKind.CHARTER,
)


def cleared_mentor(**fields: object) -> Mentor:
    """Return a mentor who holds all that is asked of anyone, for the school year 2026-2027."""
    mentor: Mentor = MentorFactory(**fields)
    for kind in ORDINARY:
        ClearanceFactory(mentor=mentor, kind=kind)
    return mentor


class MenteeFactory(DjangoModelFactory):
    class Meta:
        model = Mentee

    school = factory.SubFactory(SchoolFactory)
    place = factory.SelfAttribute("school.place")
    year = 2026
    first_name = factory.Sequence(lambda n: f"Lina{n}")
    last_name = factory.Sequence(lambda n: f"Élève{n}")
    class_label = "TMELEC1"
    level = "terminale"
    speciality = factory.SubFactory(SpecialityFactory)


class MenteeIdentityFactory(DjangoModelFactory):
    class Meta:
        model = MenteeIdentity

    mentee = factory.SubFactory(MenteeFactory)
    place = factory.SelfAttribute("mentee.place")
    birth_date = date(2009, 3, 4)


class GuardianFactory(DjangoModelFactory):
    class Meta:
        model = Guardian

    mentee = factory.SubFactory(MenteeFactory)
    place = factory.SelfAttribute("mentee.place")
    full_name = factory.Sequence(lambda n: f"Responsable {n}")
    email = factory.Sequence(lambda n: f"responsable{n}@exemple.fr")


class AuthorisationFactory(DjangoModelFactory):
    """A paper sheet, received: meetings at school are authorised."""

    class Meta:
        model = Authorisation

    mentee = factory.SubFactory(MenteeFactory)
    place = factory.SelfAttribute("mentee.place")
    scope = "in_person"
    state = "given"
    channel = "paper"
    answered_on = date(2026, 9, 10)
    recorded_by = factory.SubFactory(UserFactory)
    recorded_at = datetime(2026, 9, 10, 8, tzinfo=UTC)


def authorised_mentee(**fields: object) -> Mentee:
    """Return a minor whose guardian authorised meetings at school."""
    mentee: Mentee = MenteeFactory(**fields)
    AuthorisationFactory(mentee=mentee)
    return mentee


def authorise(mentee: Mentee) -> Mentee:
    """Let a pupil be met at school and at a distance, if the family said nothing of either."""
    if not Authorisation.objects.unscoped("a factory").filter(mentee=mentee).exists():
        for scope in ("in_person", "remote"):
            AuthorisationFactory(mentee=mentee, scope=scope)
    return mentee


class MentorApplicationFactory(DjangoModelFactory):
    """Someone who told who he or she is, by a link of an address; no file yet."""

    class Meta:
        model = MentorApplication

    link = factory.Sequence(lambda n: 900_000 + n)
    school = factory.SubFactory(SchoolFactory)
    place = factory.SelfAttribute("school.place")
    email = factory.Sequence(lambda n: f"volontaire{n}@exemple.fr")
    first_name = "Ada"
    last_name = factory.Sequence(lambda n: f"Volontaire{n}")
    job = "électricienne"
    made_at = datetime(2026, 11, 20, 8, tzinfo=UTC)
    told = factory.LazyAttribute(
        lambda o: {
            "first_name": o.first_name,
            "last_name": o.last_name,
            "email": o.email,
            "phone": "",
            "origin": "employee",
            "job": o.job,
            "nsf_codes": [],
            "city": "Villeneuve",
            "accepts_remote": True,
            "rome_domains": ["F16"],
            "radius_km": 20,
            "availability": ["wed_pm"],
            "languages": ["es"],
            "minimum_months": 6,
            "alone_seats": 2,
            "group_seats": 0,
            "takes_class": False,
            "company_name": "",
            "siret": "",
        }
    )
