"""Loading of the nomenclatures: each load may run again, and then changes nothing."""

from mentorat.reference.actions.calendar import load_holidays
from mentorat.reference.actions.territory import load_territory
from mentorat.reference.actions.training import load_training, save_trades, save_training, trade
from mentorat.reference.actions.upserts import Loaded

__all__ = [
    "Loaded",
    "load_holidays",
    "load_territory",
    "load_training",
    "save_trades",
    "save_training",
    "trade",
]
