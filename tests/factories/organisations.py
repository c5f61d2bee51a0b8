from datetime import date

import factory
from factory.django import DjangoModelFactory

from mentorat.organisations.models import Association, Company, PfmpPeriod, Room, School
from tests.factories.reference import AcademyFactory, DepartmentFactory


class SchoolFactory(DjangoModelFactory):
    class Meta:
        model = School

    uai = factory.Sequence(lambda n: f"{9_300_000 + n:07d}A")
    place = factory.LazyAttributeSequence(lambda o, n: o.academy.span.lo + n + 1)
    name = factory.LazyAttribute(lambda o: f"Lycée professionnel {o.uai}")
    kind = "lp"
    city = "Villeneuve"
    academy = factory.SubFactory(AcademyFactory)
    department = factory.SubFactory(DepartmentFactory, academy=factory.SelfAttribute("..academy"))
    sector = "public"


class RoomFactory(DjangoModelFactory):
    class Meta:
        model = Room

    school = factory.SubFactory(SchoolFactory)
    place = factory.SelfAttribute("school.place")
    name = factory.Sequence(lambda n: f"Salle {n}")
    capacity = 10


class PfmpPeriodFactory(DjangoModelFactory):
    """Four weeks of January and February 2027, in the class of most pupils of tests."""

    class Meta:
        model = PfmpPeriod

    school = factory.SubFactory(SchoolFactory)
    place = factory.SelfAttribute("school.place")
    class_label = "TMELEC1"
    starts_on = date(2027, 1, 18)
    ends_on = date(2027, 2, 12)


class AssociationFactory(DjangoModelFactory):
    class Meta:
        model = Association

    name = factory.Sequence(lambda n: f"Association {n}")


class CompanyFactory(DjangoModelFactory):
    class Meta:
        model = Company

    name = factory.Sequence(lambda n: f"Entreprise {n}")
