"""A territory’s run that is done, with the figures of its schools and of its domains."""

from django.utils import timezone

from mentorat.foundations.scope import system
from mentorat.matching.models import AcademyRun, DomainFigures, SchoolFigures
from tests.factories.organisations import SchoolFactory
from tests.factories.reference import NsfGroupFactory

ALL = system("the test looks at everything")


def finished(run, *, schools=1, domains=1, **figures):
    """Finish the parts of a run; each with so many schools and domains."""
    parts = AcademyRun.objects.within(ALL).filter(territory_run=run)
    parts.update(state="done", finished_at=timezone.now(), **figures)
    for part in parts:
        for number in range(schools):
            school_line(part, volunteers=10 + number, served=5)
        for number in range(domains):
            nsf = NsfGroupFactory(code=f"9{number}0")
            domain_line(part, volunteers=20 + number, left=10, nsf=nsf)
    return parts


def school_line(part, *, volunteers, served, beyond=0, lenders=(), **school):
    school = SchoolFactory(academy=part.academy, **school)
    return SchoolFigures.objects.create(
        part=part,
        school=school,
        place=school.place,
        last_place=school.place,
        volunteers=volunteers,
        served=served,
        seats=3,
        beyond=beyond,
        lenders=list(lenders),
        mean_score=60,
    )


def domain_line(part, *, volunteers, left, department=None, **told):
    department = department or part.academy.departments.first()
    lines = [
        DomainFigures(
            part=part,
            department=where,
            place=part.place,
            last_place=part.last_place,
            volunteers=volunteers,
            left=left,
            **{"silent": 6, "tutors": 2, "firms": ["Ateliers Réunis"], **told},
        )
        for where in (department, None)
    ]
    return DomainFigures.objects.bulk_create(lines)
