"""The training before a first meeting: six units, to read and to answer. Data, in French.

``VERSION`` changes with what is taught. The hours are those that the units say they take.
"""

from decimal import Decimal

from mentorat.people.enums import TrainingTopic
from mentorat.people.training.closure import CLOSURE
from mentorat.people.training.ethics import ETHICS
from mentorat.people.training.first_meeting import FIRST_MEETING
from mentorat.people.training.relationship import RELATIONSHIP
from mentorat.people.training.reporting import REPORTING
from mentorat.people.training.role import ROLE
from mentorat.people.training.unit import Unit

VERSION = "2026-1"
UNITS: tuple[Unit, ...] = (ROLE, RELATIONSHIP, ETHICS, REPORTING, FIRST_MEETING, CLOSURE)
BY_SLUG = {unit.slug: unit for unit in UNITS}

MINUTES = sum(unit.minutes.total for unit in UNITS)
HOURS = Decimal(MINUTES // 30) / 2
TOPICS = tuple(topic for topic in TrainingTopic if any(topic in unit.topics for unit in UNITS))

__all__ = ["BY_SLUG", "HOURS", "MINUTES", "TOPICS", "UNITS", "VERSION", "Unit"]
