"""The journal: what was done, by whom, where. Never a name of a pupil."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from django.apps import apps
from django.http import HttpResponse
from django.shortcuts import render

from mentorat.access.roles import Permission
from mentorat.journal.enums import Event
from mentorat.journal.models import Entry, EntryQuerySet
from mentorat.organisations.models import School
from mentorat.reference.models import Academy
from mentorat.web.lists import Filter, List, Sort, template_of
from mentorat.web.pages import PageRequest, page

ENTRIES: List[EntryQuerySet] = List(
    noun="acte",
    filters=(Filter("event", "Acte", Event.choices, lambda rows, v: rows.filter(event=v)),),
    sorts=(Sort("recent", "Date", ("-at",)), Sort("place", "Lieu", ("place", "-at"))),
    page_size=50,
)


@dataclass(frozen=True)
class Line:
    """An entry, with what it is about and where in words."""

    entry: Entry
    about: str
    where: str


@page(permission=Permission.JOURNAL_VIEW)
def index(request: PageRequest) -> HttpResponse:
    entries = Entry.objects.within(request.scope).select_related("by")
    listing = ENTRIES.read(request, entries)
    context = {"listing": listing, "lines": _lines(listing.rows)}
    return render(request, template_of(request, "journal/index.html"), context)


def _lines(entries: Sequence[Entry]) -> list[Line]:
    schools = School.objects.filter(place__in={entry.place for entry in entries})
    where = {academy.span.lo: f"académie {academy}" for academy in Academy.objects.all()}
    where |= {school.place: str(school) for school in schools} | {0: "France entière"}
    return [Line(entry, _about(entry), where.get(entry.place, "")) for entry in entries]


def _about(entry: Entry) -> str:
    kind = _kinds().get(entry.about_kind, entry.about_kind)
    return f"{kind} n° {entry.about_id}" if entry.about_id else kind


@cache
def _kinds() -> dict[str, str]:
    """Return what each kind of object is called, by the name that the journal keeps."""
    return {
        model.__name__.lower(): str(model._meta.verbose_name)  # noqa: SLF001 -- Django's API
        for model in apps.get_models()
    }
