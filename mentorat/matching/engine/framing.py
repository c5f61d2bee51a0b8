"""Words of groups: what an offer takes, what is shared, what is fixed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from mentorat.matching.engine.facts import NeedFacts, OfferFacts
from mentorat.matching.engine.outcome import Proposed

ANY_HOUR = ""


class Shared(StrEnum):
    """What the members of a group have in common."""

    CLASS = "class"
    OBJECTIVE = "objective"


@dataclass(frozen=True)
class Frame:
    """A group that an offer may take. ``free``: all the seats of the mentor, with those alone.

    ``is_double``: only beside a second mentor of another origin, who has as many free seats.
    """

    least: int
    most: int
    free: int
    shared: Shared
    is_double: bool = False


@dataclass(frozen=True)
class Group:
    """Needs that go together to one offer, or to two; ``hour`` suits all who said theirs."""

    offers: tuple[int, ...]
    needs: tuple[int, ...]
    shared: Shared
    hour: str
    rent: int
    proposals: tuple[Proposed, ...]


@dataclass(frozen=True)
class Framing:
    """Which offers take a group, and the class of each need."""

    frames: Mapping[int, Frame] = field(default_factory=dict)
    classes: Mapping[int, str] = field(default_factory=dict)

    def key(self, need: NeedFacts, shared: Shared) -> str:
        """Return what the members of a group have in common; nothing for who has none."""
        return self.classes.get(need.id, "") if shared is Shared.CLASS else need.objective


@dataclass(frozen=True)
class Grouped:
    """The groups that are fixed, and what is left for pupils alone."""

    groups: tuple[Group, ...]
    needs: tuple[NeedFacts, ...]
    offers: tuple[OfferFacts, ...]
