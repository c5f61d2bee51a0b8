"""What the platform holds of one person, for that person."""

from mentorat.exports.own_data.collecting import Table, collected
from mentorat.exports.own_data.people import Concerned, Kind, of_account, of_link
from mentorat.exports.own_data.registry import EXCLUDED, paths_of

__all__ = [
    "EXCLUDED",
    "Concerned",
    "Kind",
    "Table",
    "collected",
    "of_account",
    "of_link",
    "paths_of",
]
