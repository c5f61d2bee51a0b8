"""What the engine is told of an académie: its volunteers and its offers, by columns.

The same rules as ``facts``, which tells them of one school as objects; a test holds the two
together.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from mentorat.foundations.place import Span
from mentorat.matching.engine import Rule, Rules
from mentorat.matching.engine.coding import BY_MENTOR, BY_PUPIL, GENDERS, code_of, groups_told
from mentorat.matching.engine.columns import (
    Bools,
    Floats,
    Ints,
    Links,
    Needs,
    Offers,
    Question,
    Schools,
)
from mentorat.matching.engine.scoring import Trades, affinities, fit
from mentorat.matching.queries.facts import trades_of_groups, trades_of_training
from mentorat.matching.queries.grounds import grounds, town_of
from mentorat.matching.queries.quotas import quotas
from mentorat.matching.queries.reading import read_columns, read_rows
from mentorat.matching.queries.sql import NEEDS, NEVER, OFFERS, TRADES, WISHES
from mentorat.mentorships.enums import MentorshipState
from mentorat.mentorships.models import RematchHold
from mentorat.mentorships.policies import held
from mentorat.organisations.models import School
from mentorat.people.enums import HalfDay, Language, MentorOrigin
from mentorat.people.models import Mentee
from mentorat.programmes.enums import Objective
from mentorat.programmes.models import Campaign, SchoolProject
from mentorat.reference.enums import TrainingLevel
from mentorat.reference.models import NsfGroup, Speciality, TradeFamily

NEED_COLUMNS = (
    *("id", "place", "kinds", "objective", "training", "remote", "waiting", "first", "last_year"),
    *("wish", "gender", "languages"),
)
OFFER_COLUMNS = (
    *("id", "mentor", "place", "kinds", "origin", "trade", "remote", "cleared", "alone", "grouped"),
    *("gender", "languages", "slots", "town", "association", "radius"),
)


@dataclass(frozen=True)
class Asked:
    """A question, and what turns its codes back into words: for sentences, not for the engine."""

    question: Question
    projects: dict[int, int]  # by place
    places: Ints  # by position of school
    trainings: Sequence[str]
    training_groups: Sequence[frozenset[str]]  # their domains (NSF)
    days: Ints
    first: Bools  # whoever lost a mentor
    gender: Ints


def question_of_span(
    span: Span, campaign: Campaign, *, rules: Rules, today: date, seed: int
) -> Asked:
    """Return the question of the schools of a territory that have a project. Each offer is for its
    own school.
    """
    known = _trainings()
    values = _values(span, campaign, today=today) | {"trainings": list(known)}
    found = _projects(span, campaign)
    projects = {place: project.pk for place, project in found.items()}
    places = np.array(list(found), np.int64)
    needs = read_columns(NEEDS, NEED_COLUMNS, values)
    offers = read_columns(OFFERS, OFFER_COLUMNS, values)
    never = read_columns(NEVER, ("need", "offer", "code"), values)
    wishes = read_columns(WISHES, ("need", "offer", "code"), values)
    training, names, trainings = _wanted(needs["training"], known)
    trades, towns = _words(values)
    numbers: dict[str, int] = {}
    here = _numbered(_towns(places, span), numbers)
    there = _numbered([town_of(name) for name in towns], numbers)[offers["town"]]
    latitude, longitude, department = _located(list(numbers), span)
    number, size, gender = len(needs["id"]), len(offers["id"]), needs["gender"]
    school = np.searchsorted(places, needs["place"])
    meets = np.array([_bits(project.half_days) for project in found.values()], np.int64)
    association, associations = quotas(offers["association"], places, campaign, span)
    question = Question(
        needs=Needs(
            id=needs["id"],
            school=school,
            kinds=needs["kinds"],
            objective=needs["objective"],
            training=training,
            remote=needs["remote"].astype(np.bool_),
            waiting=np.where(needs["first"] > 0, rules.longest_wait, needs["waiting"]),
            last_year=needs["last_year"].astype(np.bool_),
            wish=needs["wish"],
            languages=needs["languages"],
            slots=meets[school],
            group=groups_told(gender, training, rules),
            form=np.full(number, -1),
        ),
        offers=Offers(
            id=offers["id"],
            mentor=offers["mentor"],
            school=np.searchsorted(places, offers["place"]),
            only_here=np.ones(size, np.bool_),
            kinds=offers["kinds"],
            origin=offers["origin"],
            trade=offers["trade"],
            remote=offers["remote"].astype(np.bool_),
            cleared=offers["cleared"].astype(np.bool_),
            alone=offers["alone"],
            grouped=offers["grouped"],
            gender=offers["gender"],
            languages=offers["languages"],
            slots=offers["slots"],
            town=there,
            department=department[there],
            latitude=latitude[there],
            longitude=longitude[there],
            radius=offers["radius"].astype(np.float64),
            association=association,
        ),
        schools=Schools(
            town=here,
            department=department[here],
            latitude=latitude[here],
            longitude=longitude[here],
        ),
        associations=associations,
        affinity=affinities(trainings, trades),
        fits=np.array(
            [[fit(goal, origin) for origin in MentorOrigin.values] for goal in Objective.values]
        ),
        never=_links(never, needs["id"], offers["id"]),
        wishes=_links(wishes, needs["id"], offers["id"]),
        pins=NO_LINK,
        rules=rules,
        seed=seed,
    )
    return Asked(
        question=question,
        projects=projects,
        places=places,
        trainings=names,
        training_groups=[one.nsf_groups for one in trainings],
        days=needs["waiting"],
        first=needs["first"] > 0,
        gender=gender,
    )


NO_LINK = Links(*(np.empty(0, np.int64) for _ in range(3)))


def _values(span: Span, campaign: Campaign, *, today: date) -> dict[str, Any]:
    return {
        "campaign": campaign.pk,
        "lo": span.lo,
        "hi": span.hi,
        "today": today,
        "live": list(MentorshipState.LIVE),
        "held": _held(span, today=today),
        "objectives": Objective.values,
        "origins": MentorOrigin.values,
        "languages": Language.values,
        "slots": HalfDay.values,
        "last": sorted(TrainingLevel.LAST_OF_CYCLE),
        "woman": GENDERS["f"],
        "man": GENDERS["m"],
        "former": code_of(Rule.FORMER),
        "veto": code_of(Rule.VETO),
        "conflict": code_of(Rule.CONFLICT),
        "by_pupil": BY_PUPIL,
        "by_mentor": BY_MENTOR,
    }


def _held(span: Span, *, today: date) -> list[int]:
    """Return the minors of the territory who are not matched yet: few, hence told one by one."""
    holds = RematchHold.objects.unscoped("the pupils of a territory who wait").undecided()
    if not holds.exists():
        return []
    here = Mentee.objects.unscoped("the pupils of a territory who wait").filter(
        place__range=(span.lo, span.hi), needs__withdrawn_at=None, needs__isnull=False
    )
    return sorted(held(set(here.values_list("pk", flat=True)), on=today))


def _projects(span: Span, campaign: Campaign) -> dict[int, SchoolProject]:
    """Return the projects of a territory, in the order of their places."""
    rows = SchoolProject.objects.unscoped("the projects of a territory").filter(
        campaign=campaign, place__range=(span.lo, span.hi)
    )
    return {project.place: project for project in rows.only("place", "half_days").order_by("place")}


def _bits(half_days: Collection[str]) -> int:
    """Return half-days as the query of the offers does: a bit for each."""
    return sum(1 << number for number, one in enumerate(HalfDay.values) if one in half_days)


def _trainings() -> dict[str, Speciality | TradeFamily]:
    """Return every training, by the key that the query of the needs gives it."""
    specialities = Speciality.objects.select_related("nsf").order_by("pk")
    families = TradeFamily.objects.prefetch_related("specialities__nsf").order_by("pk")
    return {
        **{f"f{one.pk}": one for one in families},
        **{f"s{one.pk}": one for one in specialities},
    }


def _wanted(
    codes: Ints, known: Mapping[str, Speciality | TradeFamily]
) -> tuple[Ints, list[str], list[Trades]]:
    """Return the training of each need among those that are asked for, their names and trades."""
    used, training = np.unique(codes, return_inverse=True)
    each = [None, *known.values()]  # zero: none is told
    found = [each[code] for code in used.tolist()]
    names = [str(one or "") for one in found]
    return training.astype(np.int64), names, [Trades(*trades_of_training(one)) for one in found]


def _words(values: dict[str, Any]) -> tuple[list[Trades], list[str]]:
    """Return the distinct trades and the distinct towns of the offers, as their columns count."""
    groups = NsfGroup.objects.in_bulk()
    trades, towns = [], []
    for kind, word in read_rows(TRADES, values):
        if kind == "town":
            towns.append(word)
            continue
        nsf, _, domains = word.partition("|")
        codes = [groups[code] for code in nsf.split(",") if code in groups]
        own, leads = trades_of_groups(codes)
        trades.append(Trades(own, leads | frozenset(filter(None, domains.split(",")))))
    return trades, towns


def _numbered(names: Sequence[str], seen: dict[str, int]) -> Ints:
    """Return the number of each town, new ones included; minus one for none."""
    return np.array([seen.setdefault(name, len(seen)) if name else -1 for name in names], np.int64)


def _towns(places: Ints, span: Span) -> list[str]:
    """Return the town of each school, in the order of the places."""
    schools = School.objects.filter(place__range=(span.lo, span.hi))
    cities = dict(schools.values_list("place", "city"))
    return [town_of(cities[place]) for place in places.tolist()]


def _located(names: Sequence[str], span: Span) -> tuple[Floats, Floats, Ints]:
    """Return latitude, longitude and département of each town; the last one is for no town."""
    known = grounds(span)
    departments = sorted({ground.department for ground in known.values()} - {""})
    rows = [known.get(name) for name in [*names, ""]]
    return (
        np.array([one.latitude if one else np.nan for one in rows]),
        np.array([one.longitude if one else np.nan for one in rows]),
        np.array(
            [departments.index(one.department) if one and one.department else -1 for one in rows]
        ),
    )


def _links(named: dict[str, Ints], needs: Ints, offers: Ints) -> Links:
    """Return pairs of identifiers as positions; those that take no part are left out."""
    need, offer = np.searchsorted(needs, named["need"]), np.searchsorted(offers, named["offer"])
    if not len(needs) or not len(offers):
        return NO_LINK
    here = (needs[np.minimum(need, len(needs) - 1)] == named["need"]) & (
        offers[np.minimum(offer, len(offers) - 1)] == named["offer"]
    )
    return Links(need=need[here], offer=offer[here], code=named["code"][here])
