"""The journal: what was done, by whom, where. Never a name of a pupil."""

from django.http import HttpResponse
from django.shortcuts import render

from mentorat.access.roles import Permission
from mentorat.journal.enums import Event
from mentorat.journal.models import Entry, EntryQuerySet
from mentorat.web.lists import Filter, List, Sort, template_of
from mentorat.web.pages import PageRequest, page

ENTRIES: List[EntryQuerySet] = List(
    noun="acte",
    filters=(Filter("event", "Acte", Event.choices, lambda rows, v: rows.filter(event=v)),),
    sorts=(Sort("recent", "Date", ("-at",)), Sort("place", "Lieu", ("place", "-at"))),
    page_size=50,
)


@page(permission=Permission.JOURNAL_VIEW)
def index(request: PageRequest) -> HttpResponse:
    entries = Entry.objects.within(request.scope).select_related("by")
    listing = ENTRIES.read(request, entries)
    return render(request, template_of(request, "journal/index.html"), {"listing": listing})
