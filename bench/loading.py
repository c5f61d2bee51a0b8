"""A nation of invented pupils and mentors, put in the database by COPY: rows as the site's own.

Columns that nobody gives take the default of the model, so that a column more changes nothing here.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import numpy as np
from django.contrib.postgres.fields import ArrayField
from django.db import connection, models

from bench.worlds import SEED, sizes_of_academies
from mentorat.matching.models import Need, Offer
from mentorat.organisations.models import School
from mentorat.people.enums import ClearanceKind, HalfDay, Language, MentorOrigin
from mentorat.people.models import Clearance, Mentee, Mentor, User
from mentorat.programmes.enums import Objective
from mentorat.programmes.models import Campaign, SchoolProject
from mentorat.reference.models import NsfGroup, Speciality

DAY = date(2026, 10, 12)
NOW = datetime(2026, 10, 12, 8, tzinfo=UTC)
A_CLASS = 20
ASKED = (ClearanceKind.INTERVIEW, ClearanceKind.TRAINING, ClearanceKind.CHARTER)


def load(model: type[models.Model], **given: Sequence[Any]) -> None:
    """Insert rows, a sequence a column; foreign keys are not looked at again."""
    table, defaults = model._meta.db_table, _defaults(model, set(given))  # noqa: SLF001 -- Django's way
    named = ", ".join(given)
    holes = ", ".join(["%s"] * len(defaults))
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(
            f"CREATE TEMPORARY TABLE loading AS SELECT {named} FROM {table} LIMIT 0"  # noqa: S608 -- our own words
        )
        with cursor.copy("COPY loading FROM STDIN") as copy:
            for row in zip(*given.values(), strict=True):
                copy.write_row(row)
        cursor.execute(
            f"INSERT INTO {table} ({named}, {', '.join(defaults)})"  # noqa: S608 -- our own words
            f" SELECT {named}, {holes} FROM loading",
            list(defaults.values()),
        )
        cursor.execute("DROP TABLE loading")
        cursor.execute("SET session_replication_role = DEFAULT")


def _defaults(model: type[models.Model], given: set[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for field in model._meta.concrete_fields:  # noqa: SLF001 -- Django's way
        if field.column in given or field.primary_key or field.generated:
            continue
        value: Any = NOW if getattr(field, "auto_now_add", False) else field.get_default()
        is_plain = isinstance(field, ArrayField)
        found[str(field.column)] = value if is_plain else field.get_db_prep_save(value, connection)
    return found


def load_nation(pupils: int, by: User) -> Campaign:
    """Fill every school of the directory: so many pupils, and mentors in proportion."""
    campaign = Campaign.objects.create(
        year=2026, opens_on=date(2026, 9, 1), closes_on=date(2027, 7, 3)
    )
    sizes = sizes_of_academies()
    share = pupils / sum(number for number, _ in sizes)
    by_academy: dict[str, list[School]] = {}
    for school in School.objects.order_by("pk"):
        by_academy.setdefault(str(school.academy_id), []).append(school)
    largest = sorted(by_academy.values(), key=lambda schools: -len(schools))
    for number, (schools, (volunteers, mentors)) in enumerate(zip(largest, sizes, strict=False)):
        _load_academy(
            np.random.default_rng((SEED, number)),
            schools,
            campaign,
            by,
            (round(volunteers * share), round(mentors * share)),
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return campaign


def _load_academy(
    chance: np.random.Generator,
    schools: list[School],
    campaign: Campaign,
    by: User,
    size: tuple[int, int],
) -> None:
    weight = chance.lognormal(0.0, 0.6, len(schools))
    lure = weight * chance.lognormal(0.0, 0.25, len(schools))
    of_pupil = np.sort(chance.choice(len(schools), size[0], p=weight / weight.sum()))
    of_mentor = np.sort(chance.choice(len(schools), size[1], p=lure / lure.sum()))
    counts = np.bincount(of_pupil, minlength=len(schools))
    SchoolProject.objects.bulk_create(
        SchoolProject(
            campaign=campaign,
            school=school,
            place=school.place,
            kinds=["metier", "parcours"],
            forms=["individual"],
            target_mentees=count,
            opened_at=NOW,
            opened_by=by,
        )
        for school, count in zip(schools, counts.tolist(), strict=True)
    )
    _load_pupils(chance, [schools[one] for one in of_pupil.tolist()], campaign)
    _load_mentors(chance, [schools[one] for one in of_mentor.tolist()], campaign)


def _load_pupils(chance: np.random.Generator, schools: list[School], campaign: Campaign) -> None:
    count, first = len(schools), _next(Mentee)
    ids = list(range(first, first + count))
    classes = np.arange(count) // A_CLASS
    trainings = list(Speciality.objects.order_by("pk").values_list("pk", flat=True))
    popular = 1.0 / np.arange(1, len(trainings) + 1)
    training = chance.choice(len(trainings), classes.max() + 1, p=popular / popular.sum())[classes]
    level = np.array(["seconde", "premiere", "terminale"])[classes % 3].tolist()
    places = [school.place for school in schools]
    load(
        Mentee,
        id=ids,
        school_id=[school.pk for school in schools],
        place=places,
        year=[campaign.year] * count,
        first_name=["Lina"] * count,
        last_name=[f"Élève{one}" for one in ids],
        class_label=[f"C{one}" for one in classes.tolist()],
        level=level,
        speciality_id=[trainings[one] for one in training.tolist()],
    )
    waited = chance.integers(0, 4, count) * 30
    load(
        Need,
        id=ids,
        mentee_id=ids,
        campaign_id=[campaign.pk] * count,
        place=places,
        kind=chance.choice(("metier", "parcours", "both"), count, p=(0.35, 0.40, 0.25)).tolist(),
        objective=np.array(Objective.values)[classes * 7 % len(Objective.values)].tolist(),
        accepts_remote=(chance.random(classes.max() + 1) < 0.5)[classes].tolist(),
        mentor_wish=_some(chance, ("f", "m"), 0.03, count),
        languages=_sets(chance, Language.values, 0.04, count),
        volunteered_on=[DAY - timedelta(days=int(days)) for days in waited],
    )


def _load_mentors(chance: np.random.Generator, schools: list[School], campaign: Campaign) -> None:
    count, first = len(schools), _next(Mentor)
    ids = list(range(first, first + count))
    places = [school.place for school in schools]
    groups = list(NsfGroup.objects.order_by("pk").values_list("pk", flat=True))
    skew = 1.0 / (1 + np.roll(np.arange(len(groups)), 5))
    trade = chance.choice(len(groups), count, p=skew / skew.sum())
    load(
        Mentor,
        id=ids,
        place=places,
        first_name=["Maud"] * count,
        last_name=[f"Mentor{one}" for one in ids],
        email=[f"mentor{one}@exemple.fr" for one in ids],
        gender=chance.choice(("f", "m"), count).tolist(),
        origin=chance.choice(MentorOrigin.values, count).tolist(),
        job=["métier"] * count,
        city=[school.city for school in schools],
        radius_km=np.minimum(chance.lognormal(2.77, 0.6, count), 200).astype(int).tolist(),
        accepts_remote=(chance.random(count) < 0.55).tolist(),
        availability=_sets(chance, HalfDay.values, 0.8, count),
        languages=_sets(chance, Language.values, 0.3, count),
    )
    with (
        connection.cursor() as cursor,
        cursor.copy("COPY people_mentor_nsf_groups (mentor_id, nsfgroup_id) FROM STDIN") as copy,
    ):
        for one, group in zip(ids, trade.tolist(), strict=True):
            copy.write_row((one, groups[group]))
    cleared = [one for one, is_in in zip(ids, chance.random(count) < 0.97, strict=True) if is_in]
    for kind in ASKED:
        load(
            Clearance,
            id=list(range(_next(Clearance), _next(Clearance) + len(cleared))),
            mentor_id=cleared,
            place=[places[one - first] for one in cleared],
            kind=[kind] * len(cleared),
            given_on=[date(2026, 9, 1)] * len(cleared),
            hours=[2 if kind == ClearanceKind.TRAINING else None] * len(cleared),
        )
    load(
        Offer,
        id=ids,
        mentor_id=ids,
        campaign_id=[campaign.pk] * count,
        school_id=[school.pk for school in schools],
        place=places,
        kind=chance.choice(("metier", "parcours", "both"), count, p=(0.3, 0.3, 0.4)).tolist(),
        capacity=(chance.choice(5, count, p=(0.5, 0.25, 0.15, 0.06, 0.04)) + 1).tolist(),
    )


def _next(model: type[models.Model]) -> int:
    last = model._base_manager.aggregate(last=models.Max("pk"))["last"]  # noqa: SLF001 -- every row
    return int(last or 0) + 1


def _some(chance: np.random.Generator, words: Sequence[str], share: float, count: int) -> list[str]:
    chosen, picked = (chance.random(count) < share).tolist(), chance.choice(words, count).tolist()
    return [word if is_in else "" for word, is_in in zip(picked, chosen, strict=True)]


def _sets(
    chance: np.random.Generator, words: Iterable[str], share: float, count: int
) -> list[list[str]]:
    """Return a few words for a share of the rows, none for the others."""
    known = list(words)
    picked = chance.integers(0, len(known), (count, 2)).tolist()
    chosen = (chance.random(count) < share).tolist()
    return [
        sorted({known[one] for one in pair}) if is_in else []
        for pair, is_in in zip(picked, chosen, strict=True)
    ]
