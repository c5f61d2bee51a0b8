"""Holidays that no package knows: Corsica and overseas, where the rector sets the dates.

A period is provisional until the académie has published it: the dates are then those of the year
before, moved with Easter and Mardi gras. First and last day without class are both included.
"""

from datetime import date
from typing import NamedTuple

from mentorat.reference.enums import SchoolCalendar


class HolidayRow(NamedTuple):
    calendar: SchoolCalendar
    label: str
    first_day: date
    last_day: date
    is_provisional: bool


# The first school year for which periods are kept, in every calendar.
FIRST_DAY = date(2024, 8, 1)

AUTUMN, CHRISTMAS = "Vacances de la Toussaint", "Vacances de Noël"
WINTER, SPRING, SUMMER = "Vacances d’hiver", "Vacances de printemps", "Vacances d’été"
CARNIVAL, EASTER, MAY = "Vacances de carnaval", "Vacances de Pâques", "Semaine de mai"
BRIDGE = "Pont de l’Ascension"
NATION, NATIVITY = "Festa di a Nazione", "Fête de la Nativité"
FIRST, THIRD, FOURTH = (
    "Vacances après la 1re période",
    "Vacances après la 3e période",
    "Vacances après la 4e période",
)
SOUTH_SUMMER, SOUTH_WINTER = "Vacances d’été austral", "Vacances d’hiver austral"

# Calendar → (label, first day, last day), then whether the académie has published them.
PUBLISHED = {
    SchoolCalendar.CORSE: (
        (SUMMER, "2025-07-05", "2025-09-01"),
        (NATIVITY, "2025-09-08", "2025-09-08"),
        (AUTUMN, "2025-10-18", "2025-11-02"),
        (NATION, "2025-12-08", "2025-12-08"),
        (CHRISTMAS, "2025-12-20", "2026-01-04"),
        (WINTER, "2026-02-14", "2026-03-01"),
        (SPRING, "2026-04-11", "2026-04-26"),
        (BRIDGE, "2026-05-15", "2026-05-16"),
    ),
    SchoolCalendar.REUNION: (
        (SOUTH_WINTER, "2025-07-05", "2025-08-18"),
        (FIRST, "2025-10-11", "2025-10-26"),
        (SOUTH_SUMMER, "2025-12-20", "2026-01-20"),
        (THIRD, "2026-02-28", "2026-03-15"),
        (FOURTH, "2026-05-02", "2026-05-17"),
    ),
}
PROVISIONAL = {
    SchoolCalendar.CORSE: (
        (SUMMER, "2026-07-04", "2026-08-31"),
        (NATIVITY, "2026-09-08", "2026-09-08"),
        (AUTUMN, "2026-10-17", "2026-11-01"),
        (NATION, "2026-12-08", "2026-12-08"),
        (CHRISTMAS, "2026-12-19", "2027-01-03"),
        (WINTER, "2027-02-20", "2027-03-07"),
        (SPRING, "2027-04-17", "2027-05-02"),
        (BRIDGE, "2027-05-07", "2027-05-08"),
        (SUMMER, "2027-07-03", "2027-08-31"),
        (NATIVITY, "2027-09-08", "2027-09-08"),
        (AUTUMN, "2027-10-23", "2027-11-07"),
        (NATION, "2027-12-08", "2027-12-08"),
        (CHRISTMAS, "2027-12-18", "2028-01-02"),
        (WINTER, "2028-02-05", "2028-02-20"),
        (SPRING, "2028-04-08", "2028-04-23"),
        (BRIDGE, "2028-05-26", "2028-05-27"),
        (SUMMER, "2028-07-04", "2028-08-31"),
    ),
    SchoolCalendar.GUADELOUPE: (
        (SUMMER, "2025-07-05", "2025-08-31"),
        (AUTUMN, "2025-10-18", "2025-11-02"),
        (CHRISTMAS, "2025-12-20", "2026-01-04"),
        (CARNIVAL, "2026-02-07", "2026-02-22"),
        (EASTER, "2026-04-03", "2026-04-19"),
        (MAY, "2026-05-23", "2026-05-31"),
        (SUMMER, "2026-07-04", "2026-08-31"),
        (AUTUMN, "2026-10-17", "2026-11-01"),
        (CHRISTMAS, "2026-12-19", "2027-01-03"),
        (CARNIVAL, "2027-01-30", "2027-02-14"),
        (EASTER, "2027-03-26", "2027-04-11"),
        (MAY, "2027-05-22", "2027-05-30"),
        (SUMMER, "2027-07-03", "2027-08-31"),
        (AUTUMN, "2027-10-23", "2027-11-07"),
        (CHRISTMAS, "2027-12-18", "2028-01-02"),
        (CARNIVAL, "2028-02-19", "2028-03-05"),
        (EASTER, "2028-04-14", "2028-04-30"),
        (MAY, "2028-05-20", "2028-05-28"),
        (SUMMER, "2028-07-04", "2028-08-31"),
    ),
    SchoolCalendar.GUYANE: (
        (SUMMER, "2025-07-05", "2025-08-31"),
        (AUTUMN, "2025-10-18", "2025-11-02"),
        (CHRISTMAS, "2025-12-20", "2026-01-04"),
        (CARNIVAL, "2026-02-07", "2026-02-22"),
        (EASTER, "2026-03-28", "2026-04-12"),
        (SUMMER, "2026-07-04", "2026-08-31"),
        (AUTUMN, "2026-10-17", "2026-11-01"),
        (CHRISTMAS, "2026-12-19", "2027-01-03"),
        (CARNIVAL, "2027-02-06", "2027-02-21"),
        (EASTER, "2027-03-20", "2027-04-04"),
        (SUMMER, "2027-07-03", "2027-08-31"),
        (AUTUMN, "2027-10-23", "2027-11-07"),
        (CHRISTMAS, "2027-12-18", "2028-01-02"),
        (CARNIVAL, "2028-02-26", "2028-03-12"),
        (EASTER, "2028-04-08", "2028-04-23"),
        (SUMMER, "2028-07-04", "2028-08-31"),
    ),
    SchoolCalendar.MARTINIQUE: (
        (SUMMER, "2025-07-05", "2025-08-31"),
        (AUTUMN, "2025-10-18", "2025-11-02"),
        (CHRISTMAS, "2025-12-20", "2026-01-04"),
        (CARNIVAL, "2026-02-07", "2026-02-22"),
        (EASTER, "2026-03-28", "2026-04-12"),
        (BRIDGE, "2026-05-14", "2026-05-17"),
        (SUMMER, "2026-07-04", "2026-08-31"),
        (AUTUMN, "2026-10-17", "2026-11-01"),
        (CHRISTMAS, "2026-12-19", "2027-01-03"),
        (CARNIVAL, "2027-02-06", "2027-02-21"),
        (EASTER, "2027-03-20", "2027-04-04"),
        (BRIDGE, "2027-05-06", "2027-05-09"),
        (SUMMER, "2027-07-03", "2027-08-31"),
        (AUTUMN, "2027-10-23", "2027-11-07"),
        (CHRISTMAS, "2027-12-18", "2028-01-02"),
        (CARNIVAL, "2028-02-26", "2028-03-12"),
        (EASTER, "2028-04-08", "2028-04-23"),
        (BRIDGE, "2028-05-25", "2028-05-28"),
        (SUMMER, "2028-07-04", "2028-08-31"),
    ),
    SchoolCalendar.MAYOTTE: (
        (SOUTH_WINTER, "2025-07-05", "2025-08-24"),
        (FIRST, "2025-10-11", "2025-10-26"),
        (SOUTH_SUMMER, "2025-12-13", "2026-01-11"),
        (THIRD, "2026-02-28", "2026-03-15"),
        (FOURTH, "2026-05-02", "2026-05-17"),
        (SOUTH_WINTER, "2026-07-04", "2026-08-23"),
        (FIRST, "2026-10-10", "2026-10-25"),
        (SOUTH_SUMMER, "2026-12-12", "2027-01-10"),
        (THIRD, "2027-02-27", "2027-03-14"),
        (FOURTH, "2027-05-01", "2027-05-16"),
        (SOUTH_WINTER, "2027-07-03", "2027-08-22"),
        (FIRST, "2027-10-09", "2027-10-24"),
        (SOUTH_SUMMER, "2027-12-11", "2028-01-09"),
        (THIRD, "2028-02-26", "2028-03-12"),
        (FOURTH, "2028-04-29", "2028-05-14"),
        (SOUTH_WINTER, "2028-07-01", "2028-08-20"),
    ),
    SchoolCalendar.REUNION: (
        (SOUTH_WINTER, "2026-07-04", "2026-08-17"),
        (FIRST, "2026-10-10", "2026-10-25"),
        (SOUTH_SUMMER, "2026-12-19", "2027-01-31"),
        (THIRD, "2027-03-17", "2027-03-29"),
        (FOURTH, "2027-05-06", "2027-05-18"),
        (SOUTH_WINTER, "2027-07-03", "2027-08-16"),
        (FIRST, "2027-10-09", "2027-10-24"),
        (SOUTH_SUMMER, "2027-12-18", "2028-01-31"),
        (THIRD, "2028-03-11", "2028-03-26"),
        (FOURTH, "2028-05-06", "2028-05-21"),
        (SOUTH_WINTER, "2028-07-08", "2028-08-15"),
    ),
}

OWN_HOLIDAYS = tuple(
    HolidayRow(
        calendar,
        label,
        date.fromisoformat(first_day),
        date.fromisoformat(last_day),
        table is PROVISIONAL,
    )
    for table in (PUBLISHED, PROVISIONAL)
    for calendar, periods in table.items()
    for label, first_day, last_day in periods
)
