import factory
from factory.django import DjangoModelFactory

from mentorat.reference.models import (
    AcademicRegion,
    Academy,
    Department,
    Mef,
    NsfGroup,
    Speciality,
    TradeFamily,
)


class AcademicRegionFactory(DjangoModelFactory):
    class Meta:
        model = AcademicRegion
        django_get_or_create = ("number",)

    number = 12
    name = factory.LazyAttribute(lambda o: f"Région {o.number}")


class AcademyFactory(DjangoModelFactory):
    class Meta:
        model = Academy
        django_get_or_create = ("code",)

    code = "24"
    name = factory.LazyAttribute(lambda o: f"Académie {o.code}")
    region = factory.SubFactory(AcademicRegionFactory)
    mail_domain = factory.LazyAttribute(lambda o: f"ac-{o.code}.example")
    calendar = "C"
    tile_row = factory.LazyAttribute(lambda o: int(o.code))
    tile_column = 1


class DepartmentFactory(DjangoModelFactory):
    class Meta:
        model = Department
        django_get_or_create = ("code",)

    code = factory.LazyAttribute(lambda o: f"9{o.academy.code}"[:3])
    name = factory.LazyAttribute(lambda o: f"Département {o.code}")
    academy = factory.SubFactory(AcademyFactory)


class NsfGroupFactory(DjangoModelFactory):
    class Meta:
        model = NsfGroup
        django_get_or_create = ("code",)

    code = "255"
    label = factory.LazyAttribute(lambda o: f"Groupe {o.code}")
    rome_domains = ["F16", "H26"]


class TradeFamilyFactory(DjangoModelFactory):
    class Meta:
        model = TradeFamily
        django_get_or_create = ("code",)

    code = "008"
    label = factory.LazyAttribute(lambda o: f"Famille {o.code}")


class SpecialityFactory(DjangoModelFactory):
    class Meta:
        model = Speciality
        django_get_or_create = ("cfd",)

    cfd = "40025518"
    diploma = "bac_pro"
    label = factory.LazyAttribute(lambda o: f"Spécialité {o.cfd}")
    nsf = factory.SubFactory(NsfGroupFactory)


class MefFactory(DjangoModelFactory):
    class Meta:
        model = Mef
        django_get_or_create = ("code",)

    code = "2472551833"
    label = factory.LazyAttribute(lambda o: f"MEF {o.code}")
    level = "terminale"
    diploma = "bac_pro"
    speciality = factory.SubFactory(SpecialityFactory)
