"""Where mentors are lacking in a school, what one more would change, and where to look for one."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from mentorat.foundations.scope import Scope
from mentorat.matching.engine import NeedFacts, OfferFacts, Rules, match
from mentorat.matching.engine.facts import METIER, PARCOURS
from mentorat.matching.queries.facts import engine_facts
from mentorat.matching.queries.rules import rules_of
from mentorat.people.enums import MentorOrigin
from mentorat.people.models import Mentor
from mentorat.programmes.models import SchoolProject
from mentorat.reference.models import NsfGroup

MOST_FIRMS = 3
NOBODY = -1


@dataclass(frozen=True)
class Known:
    """Mentors of a domain that the school knows already. ``tutors`` are among the ``silent``."""

    uncleared: int = 0
    silent: int = 0
    tutors: int = 0
    firms: tuple[str, ...] = ()


@dataclass(frozen=True)
class Scarcity:
    """A domain of training. ``lacking``: volunteers whom the best answer leaves without mentor;
    ``served_by_one_more``: how many of all of them a mentor of this domain would serve.
    """

    code: str
    label: str
    trainings: tuple[tuple[str, int], ...]
    waiting: int
    lacking: int
    served_by_one_more: int
    known: Known

    @property
    def served(self) -> int:
        return self.waiting - self.lacking


def scarcities(project: SchoolProject, *, scope: Scope, today: date) -> list[Scarcity]:
    """Return the domains of those who wait, the one where most are left without mentor first."""
    needs, offers = engine_facts(project, scope=scope, today=today)
    seed, rules = project.campaign.year, rules_of(project)
    outcome = match(needs, offers, rules, seed)
    left = {one.need for one in outcome.unserved}
    groups = NsfGroup.objects.in_bulk({code for need in needs for code in need.nsf_groups})
    known = _known(groups, offers, scope=scope)
    found = []
    for code, group in groups.items():
        here = [need for need in needs if code in need.nsf_groups]
        lacking = sum(need.id in left for need in here)
        more = (
            _served_by_one_more(needs, offers, group, rules, seed)
            if lacking
            else outcome.totals.served
        )
        found.append(
            Scarcity(
                code=code,
                label=group.label,
                trainings=tuple(Counter(need.training for need in here).most_common()),
                waiting=len(here),
                lacking=lacking,
                served_by_one_more=more - outcome.totals.served,
                known=known.get(code, Known()),
            )
        )
    return sorted(found, key=lambda one: (-one.lacking, -one.waiting, one.label))


def _served_by_one_more(
    needs: list[NeedFacts], offers: list[OfferFacts], group: NsfGroup, rules: Rules, seed: int
) -> int:
    """Return how many pupils of all would be served with one more mentor for a domain: near,
    cleared, open to everything, with room for whoever prepares it.
    """
    number = 1 + max((offer.id for offer in offers), default=0)
    more = OfferFacts(
        id=number,
        mentor=NOBODY,
        kinds=frozenset({METIER, PARCOURS}),
        origin=MentorOrigin.EMPLOYEE,
        accepts_remote=True,
        is_local=True,
        is_cleared=True,
        seats=len(needs),
        nsf_groups=frozenset({group.code}),
        rome_domains=frozenset(group.rome_domains),
    )
    apart = [
        need
        if group.code in need.nsf_groups
        else replace(need, former_mentors=need.former_mentors | {NOBODY})
        for need in needs
    ]
    return match(apart, [*offers, more], rules, seed).totals.served


def _known(
    groups: Mapping[str, NsfGroup], offers: Collection[OfferFacts], *, scope: Scope
) -> dict[str, Known]:
    uncleared = {offer.mentor for offer in offers if not offer.is_cleared}
    offering = {offer.mentor for offer in offers}
    mentors = (
        Mentor.objects.within(scope)
        .filter(left_on=None, nsf_groups__in=list(groups))
        .select_related("company")
        .prefetch_related("nsf_groups")
        .order_by("pk")
        .distinct()
    )
    by_code: dict[str, list[Mentor]] = {}
    for mentor in mentors:
        for group in mentor.nsf_groups.all():
            by_code.setdefault(group.code, []).append(mentor)
    return {
        code: Known(
            uncleared=sum(one.pk in uncleared for one in here),
            silent=sum(one.pk not in offering for one in here),
            tutors=sum(
                one.pk not in offering and one.origin == MentorOrigin.PFMP_TUTOR for one in here
            ),
            firms=_firms(here),
        )
        for code, here in by_code.items()
    }


def _firms(mentors: Iterable[Mentor]) -> tuple[str, ...]:
    """Return the firms that have brought most mentors of a domain."""
    counted = Counter(str(one.company) for one in mentors if one.company)
    return tuple(name for name, _ in counted.most_common(MOST_FIRMS))
