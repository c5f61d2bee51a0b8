"""The figures of an académie that a territory reads: by school, and by domain of training."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from django.db.models import Count, Q

from mentorat.matching.engine.columns import Ints
from mentorat.matching.models import AcademyRun, DomainFigures, Offer, SchoolFigures
from mentorat.matching.queries.columns import Asked
from mentorat.organisations.models import School
from mentorat.people.enums import MentorOrigin
from mentorat.people.models import Mentor

# A département and a domain; none of the first is the whole académie.
Where = tuple[str | None, str | None]
# The place of a pupil left, and that of the mentor of another school who could be theirs.
Loan = tuple[int, int]
MOST_FIRMS = MOST_LENDERS = 3


@dataclass
class Known:
    """Mentors of a domain, known in a département, who offer nothing; and firms of the domain."""

    silent: int = 0
    tutors: int = 0
    firms: Counter[str] = field(default_factory=Counter)


def write_figures(
    part: AcademyRun,
    asked: Asked,
    unserved: Ints,
    beyond: Collection[Loan],
    summaries: Mapping[int, Mapping[str, Any]],
) -> None:
    """Keep what the run says of each school, and of each domain where somebody waits."""
    lenders: dict[int, Counter[int]] = defaultdict(Counter)
    for here, there in beyond:
        lenders[here][there] += 1
    named = School.objects.filter(place__in={*summaries, *(there for _, there in beyond)})
    schools = {one.place: one for one in named.order_by("place")}
    SchoolFigures.objects.bulk_create(
        SchoolFigures(
            part=part,
            school_id=schools[place].pk,
            place=place,
            last_place=place,
            beyond=lenders[place].total(),
            lenders=[str(schools[there]) for there, _ in lenders[place].most_common(MOST_LENDERS)],
            **{name: told[name] for name in ("volunteers", "served", "seats", "mean_score")},
        )
        for place, told in summaries.items()
    )
    departments = {place: school.department_id for place, school in schools.items()}
    everybody = np.arange(len(asked.question.needs))
    waiting = _by_domain(asked, everybody, departments)
    left = _by_domain(asked, unserved, departments)
    known = _known(part)
    DomainFigures.objects.bulk_create(
        DomainFigures(
            part=part,
            department_id=department,
            nsf_id=nsf,
            place=part.place,
            last_place=part.last_place,
            volunteers=number,
            left=left[department, nsf],
            silent=known[department, nsf].silent,
            tutors=known[department, nsf].tutors,
            firms=[name for name, _ in known[department, nsf].firms.most_common(MOST_FIRMS)],
        )
        for (department, nsf), number in waiting.items()
    )


def _by_domain(asked: Asked, rows: Any, departments: Mapping[int, str]) -> Counter[Where]:
    """Count these volunteers by domain: in each département, and in all."""
    needs, size = asked.question.needs, max(len(asked.trainings), 1)
    codes, numbers = np.unique(needs.school[rows] * size + needs.training[rows], return_counts=True)
    counted: Counter[Where] = Counter()
    for code, number in zip(codes.tolist(), numbers.tolist(), strict=True):
        school, training = divmod(code, size)
        department = departments[int(asked.places[school])]
        for nsf in asked.training_groups[training] or {None}:
            counted[department, nsf] += number
            counted[None, nsf] += number
    return counted


def _known(part: AcademyRun) -> dict[Where, Known]:
    here = (part.place, part.last_place)
    departments = dict(School.objects.filter(place__range=here).values_list("place", "department"))
    offering = Offer.objects.unscoped("the offers of an académie").filter(
        place__range=here, campaign=part.territory_run.campaign_id, closed_on=None
    )
    mentors = (
        Mentor.objects.unscoped("the mentors of an académie, counted")
        .filter(place__range=here, left_on=None, leaves_on=None, nsf_groups__isnull=False)
        .order_by()
        .values_list("place", "nsf_groups", "company__name")
        .annotate(
            all=Count("pk"),
            silent=Count("pk", filter=~Q(pk__in=offering.values("mentor"))),
            tutors=Count(
                "pk",
                filter=Q(origin=MentorOrigin.PFMP_TUTOR) & ~Q(pk__in=offering.values("mentor")),
            ),
        )
    )
    found: dict[Where, Known] = defaultdict(Known)
    for place, nsf, firm, number, silent, tutors in mentors:
        for department in {departments.get(place), None}:
            one = found[department, nsf]
            one.silent += silent
            one.tutors += tutors
            one.firms.update({firm: number} if firm else {})
    return found
