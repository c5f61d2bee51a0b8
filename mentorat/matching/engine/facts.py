"""What the engine is told: volunteers, offers, rules. Plain values, none that names a person.

Kinds are sets of ``METIER`` and ``PARCOURS``; trades are codes of NSF groups (``255``) and of ROME
domains (``F16``). A pupil of 2de brings those of every speciality of the family.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

METIER, PARCOURS = "metier", "parcours"


class Rule(StrEnum):
    """What a proposal never breaks, in the order in which mentors are set aside.

    The kernels know a rule by its position, from 1.
    """

    CLEARANCE = "clearance"
    SEATS = "seats"
    AUTHORISATION = "authorisation"
    AGREEMENT = "agreement"
    TERRITORY = "territory"
    FORMER = "former"
    VETO = "veto"
    CONFLICT = "conflict"
    KIND = "kind_apart"
    TRADE = "trade"
    WISH = "wish"
    LANGUAGE = "language"


class Part(StrEnum):
    """What a score is made of: six parts of the two together, then two of the volunteer alone."""

    AFFINITY = "affinity"
    KIND = "kind"
    OBJECTIVE = "objective"
    NEARNESS = "nearness"
    AVAILABILITY = "availability"
    WISHES = "wishes"
    WAITING = "waiting"
    LAST_YEAR = "last_year"


class Weight(StrEnum):
    """How much a part counts. Indispensable: without it, no proposal."""

    INDISPENSABLE = "indispensable"
    STRONG = "fort"
    MEDIUM = "moyen"
    LIGHT = "faible"


POINTS: Mapping[Weight, int] = {
    Weight.INDISPENSABLE: 8,
    Weight.STRONG: 4,
    Weight.MEDIUM: 2,
    Weight.LIGHT: 1,
}

WEIGHTS: Mapping[Part, Weight] = {
    Part.AFFINITY: Weight.STRONG,
    Part.KIND: Weight.MEDIUM,
    Part.OBJECTIVE: Weight.MEDIUM,
    Part.NEARNESS: Weight.LIGHT,
    Part.AVAILABILITY: Weight.LIGHT,
    Part.WISHES: Weight.MEDIUM,
    Part.WAITING: Weight.MEDIUM,
    Part.LAST_YEAR: Weight.MEDIUM,
}

PART_LABELS: Mapping[Part, str] = {
    Part.AFFINITY: "métier et formation",
    Part.KIND: "type de mentorat",
    Part.OBJECTIVE: "objectif",
    Part.NEARNESS: "proximité",
    Part.AVAILABILITY: "disponibilités communes",
    Part.WISHES: "souhaits",
    Part.WAITING: "temps d’attente",
    Part.LAST_YEAR: "dernière année",
}

# Causes that are no rule: every seat went to another volunteer; no mentor offers anything.
TAKEN, NO_OFFER = "taken", "no_offer"

CAUSE_LABELS: Mapping[str, str] = {
    Rule.CLEARANCE: "habilitations du mentor incomplètes ou expirées",
    Rule.SEATS: "mentor déjà complet",
    Rule.AUTHORISATION: "association sans autorisation du chef d’établissement",
    Rule.AGREEMENT: "accord de l’association : territoire ou nombre d’élèves",
    Rule.TERRITORY: "mentor trop loin, et pas d’échanges à distance des deux côtés",
    Rule.FORMER: "déjà proposé ensemble, ou ancienne relation",
    Rule.VETO: "l’un des deux ne souhaite pas être avec l’autre",
    Rule.CONFLICT: "cumul de rôles : famille, professeur, tuteur ou évaluateur",
    Rule.KIND: "type de mentorat différent",
    Rule.TRADE: "métier trop éloigné de la formation, ou non renseigné",
    Rule.WISH: "préférence entre une femme et un homme",
    Rule.LANGUAGE: "aucune des langues souhaitées",
    **{part: f"critère indispensable : {label}" for part, label in PART_LABELS.items()},
    TAKEN: "places prises par d’autres volontaires",
    NO_OFFER: "aucune offre de mentor",
}


@dataclass(frozen=True)
class NeedFacts:
    """A volunteer who waits."""

    id: int
    kinds: frozenset[str]
    objective: str
    accepts_remote: bool
    days_waiting: int
    is_last_year: bool
    training: str
    nsf_groups: frozenset[str]
    rome_domains: frozenset[str]
    # Whoever lost a mentor comes first, as the longest wait does.
    comes_first: bool = False
    # « f » or « m », when the pupil would rather speak with a woman or a man.
    mentor_wish: str = ""
    # « f » or « m » where the school's list says it. No score reads it: floors alone do (fairness
    # between girls and boys of a training), and unknown is neutral.
    gender: str = ""
    languages: frozenset[str] = frozenset()
    slots: frozenset[str] = frozenset()
    # Mentors who were already with this pupil, or were declined: never proposed again.
    former_mentors: frozenset[int] = frozenset()
    vetoed_mentors: frozenset[int] = frozenset()
    conflicting_mentors: frozenset[int] = frozenset()
    # Whom the pupil named, and who named the pupil.
    wished_mentors: frozenset[int] = frozenset()
    wishing_mentors: frozenset[int] = frozenset()


@dataclass(frozen=True)
class OfferFacts:
    """What a mentor offers the school, and the seats that are left."""

    id: int
    mentor: int
    kinds: frozenset[str]
    origin: str
    accepts_remote: bool
    is_local: bool
    is_cleared: bool
    seats: int
    nsf_groups: frozenset[str]
    rome_domains: frozenset[str]
    group_seats: int = 0
    gender: str = ""
    languages: frozenset[str] = frozenset()
    slots: frozenset[str] = frozenset()
    # From the mentor's town to the school's, and how far the mentor travels; nothing: unknown.
    distance_km: float | None = None
    radius_km: float | None = None
    # Zero: none. What its target leaves, the same on each of its offers; minus one: no limit.
    association: int = 0
    association_left: int = -1
    is_authorised: bool = True


@dataclass(frozen=True)
class Rules:
    """What a school may set. ``least_affinity``: under it, no « mentorat de métier ».

    ``preferences``: rules of wishes (``WISH``, ``LANGUAGE``) that only count in the score.
    """

    weights: Mapping[Part, Weight] = field(default_factory=lambda: WEIGHTS)
    least_affinity: int = 60
    longest_wait: int = 90
    preferences: frozenset[Rule] = frozenset({Rule.WISH, Rule.LANGUAGE})
    # Shares of volunteers, in percent, that each school, and in it the girls and the boys of each
    # training, should reach before any other has more. They never cost a pupil.
    tiers: tuple[int, ...] = ()

    @property
    def points(self) -> list[int]:
        """Return the points of each part, in the order of ``Part``."""
        return [POINTS[self.weights[part]] for part in Part]
