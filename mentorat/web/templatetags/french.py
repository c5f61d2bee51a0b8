"""Numbers, shares, days and ages as French readers write them."""

from datetime import date, datetime, time

from django.template import Library
from django.utils import timezone
from django.utils.dates import MONTHS, WEEKDAYS

from mentorat.foundations import clock

register = Library()

NOTHING = "–"
NARROW, MINUS = "\u202f", "\u2212"
DAYS_OF_A_MONTH, DAYS_OF_A_YEAR = 30, 365


@register.filter
def number(value: float | str | None) -> str:
    """Return 1 234 or 12,5; a text as it is; a dash for nothing."""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, str):
        return value
    shown = f"{value:,.1f}".removesuffix(".0")
    return shown.replace(",", NARROW).replace(".", ",").replace("-", MINUS)


@register.filter
def percent(part: float | None, whole: float | None) -> str:
    """Return the share of a whole as 12,5 %; a dash when there is no whole to share."""
    if part is None or not whole:
        return NOTHING
    return f"{number(100 * part / whole)}{NARROW}%"


@register.filter
def measure(value: float | str | None, unit: str) -> str:
    """Return a number with its unit; a dash alone for nothing."""
    shown = number(value)
    return shown if shown == NOTHING or not unit else f"{shown}{NARROW}{unit}"


@register.filter
def day(value: date | datetime) -> str:
    """Return « lundi 23 novembre »."""
    local = _local(value)
    first = "1er" if local.day == 1 else str(local.day)
    return f"{WEEKDAYS[local.weekday()]} {first} {MONTHS[local.month]}"


@register.filter
def full_day(value: date | datetime) -> str:
    """Return « 23 novembre 2026 »."""
    _, _, name = day(value).partition(" ")
    return f"{name} {_local(value).year}"


@register.filter
def moment(value: date | datetime) -> str:
    """Return « lundi 23 novembre, 14 h 30 », or the day alone when there is no hour."""
    if not isinstance(value, datetime):
        return day(value)
    return f"{day(value)}, {hour(value)}"


@register.filter
def hour(value: datetime | time) -> str:
    """Return « 14 h 30 »."""
    local = value if isinstance(value, time) else _local(value)
    return local.strftime("%-H\u00a0h\u00a0%M").removesuffix("\u00a000")


@register.filter
def ago(value: date | datetime) -> str:
    """Return « il y a 3 jours », « hier », « dans 2 mois », counted in days of the calendar."""
    local = _local(value)
    days = (clock.today() - date(local.year, local.month, local.day)).days
    near = {0: "aujourd’hui", 1: "hier", -1: "demain"}
    if days in near:
        return near[days]
    return f"il y a {span(days)}" if days > 0 else f"dans {span(-days)}"


@register.filter
def span(days: int) -> str:
    """Return a number of days as « 12 jours », « 3 mois » or « 2 ans »."""
    if days <= DAYS_OF_A_MONTH:
        return several(days, "jour")
    if days < DAYS_OF_A_YEAR:
        return f"{days // DAYS_OF_A_MONTH} mois"
    return several(days // DAYS_OF_A_YEAR, "an")


@register.filter
def several(count: int, words: str) -> str:
    """Return the count with its noun: ``several(2, "jour")``, ``several(2, "choix,choix")``."""
    one, _, many = words.partition(",")
    return f"{number(count)} {one if abs(count) <= 1 else many or f'{one}s'}"


def _local(value: date | datetime) -> date | datetime:
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value
