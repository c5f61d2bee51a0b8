"""One way for every list: search, filters, order and pages, read from the address.

    SCHOOLS = List(
        noun="établissement",
        search=Search("Nom, commune ou UAI", lambda schools, words: schools.matching(words)),
        filters=(Filter("kind", "Type", SchoolKind.choices, of_kind),),
        sorts=(Sort("name", "Nom", ("name", "city")), Sort("city", "Commune", ("city", "name"))),
    )

    @page(permission=Permission.DIRECTORY_VIEW)
    def index(request: PageRequest) -> HttpResponse:
        listing = SCHOOLS.read(request, School.objects.within(request.scope))
        return render(request, template_of(request, "directory/index.html"), {"listing": listing})

The page holds ``{% filter_bar listing=listing %}``, then, in the partial « results »,
``{% results listing=listing nothing="…" %}<table …>{% endresults %}``. What makes no
sense in an address is passed over. Two queries: the count, and one page of rows. Rows that are
computed stand in ``lines.Lines`` instead of a queryset.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

Q = TypeVar("Q", bound=QuerySet[Any])
Narrow = Callable[[Q, str], Q]

PAGE_SIZE, LONGEST_SEARCH = 25, 100
SEARCH, SORT, PAGE = "q", "sort", "page"


@dataclass(frozen=True)
class Search(Generic[Q]):
    label: str
    narrow: Narrow[Q]


@dataclass(frozen=True)
class Filter(Generic[Q]):
    """``name`` stands in the address; ``choices`` are the only values that are read."""

    name: str
    label: str
    choices: Sequence[tuple[str, str]]
    narrow: Narrow[Q]
    all_label: str = "Tous"


@dataclass(frozen=True)
class Sort:
    """An order that one may ask for, as ``order_by`` takes it. The first is the usual one."""

    name: str
    label: str
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True)
class Field:
    name: str
    label: str
    options: Sequence[Option]


@dataclass(frozen=True)
class SortLink:
    """``order`` is a value of ``aria-sort``, or empty for a column that is not in force."""

    name: str
    label: str
    url: str
    order: str


@dataclass(frozen=True)
class PageLink:
    number: int
    url: str
    is_current: bool = False
    is_gap: bool = False


@dataclass(frozen=True)
class ActiveFilter:
    """What narrows the list; ``url`` is the list without it."""

    label: str
    url: str


@dataclass(frozen=True)
class Listing:
    """What a page shows of a list. ``query`` is that of the whole result, without its page."""

    path: str
    query: str
    noun: str
    search_label: str
    words: str
    fields: Sequence[Field]
    sorts: Mapping[str, SortLink]
    active: Sequence[ActiveFilter]
    total: int
    rows: Sequence[Any]
    pages: Sequence[PageLink]
    previous_url: str
    next_url: str
    is_swap: bool
    kept: Mapping[str, str] = field(default_factory=dict)
    """What the page itself asks for, beside the list."""


@dataclass(frozen=True)
class List(Generic[Q]):
    """``noun`` counts the rows: « établissement », or « jeu,jeux » when its plural is its own."""

    noun: str
    sorts: tuple[Sort, ...]
    search: Search[Q] | None = None
    filters: tuple[Filter[Q], ...] = ()
    page_size: int = PAGE_SIZE
    # Names that the page reads by itself: they stay in every address of the list.
    keeps: tuple[str, ...] = ()

    def read(self, request: HttpRequest, rows: Q) -> Listing:
        """Narrow and order the rows as the address asks, and fetch one page of them."""
        address = _Address(request.path, self._asked(request))
        for narrow, value in self._narrowings(address.values):
            rows = narrow(rows, value)
        paginator: Paginator[Any] = Paginator(self._ordered(rows, address), self.page_size)
        page = paginator.get_page(request.GET.get(PAGE))
        return Listing(
            path=address.path,
            query=address.query(),
            noun=self.noun,
            search_label=self.search.label if self.search else "",
            words=address.values.get(SEARCH, ""),
            fields=list(self._fields(address)),
            sorts={sort.name: self._sort_link(sort, address) for sort in self.sorts},
            active=list(self._active(address)),
            total=paginator.count,
            rows=list(page.object_list),
            pages=list(_pages(page, address)),
            previous_url=address.page(page.number - 1) if page.has_previous() else "",
            next_url=address.page(page.number + 1) if page.has_next() else "",
            is_swap=is_swap(request),
            kept={name: address.values[name] for name in self.keeps if name in address.values},
        )

    def _asked(self, request: HttpRequest) -> dict[str, str]:
        """Return what the address asks for and the list knows, and nothing else."""
        found = {}
        words = request.GET.get(SEARCH, "").replace("\0", " ").strip()[:LONGEST_SEARCH]
        if self.search and words:
            found[SEARCH] = words
        for declared in self.filters:
            value = request.GET.get(declared.name, "")
            if any(value == choice for choice, _ in declared.choices):
                found[declared.name] = value
        for name in self.keeps:
            if name in request.GET:
                found[name] = request.GET[name][:LONGEST_SEARCH]
        order = request.GET.get(SORT, "")
        usual = self.sorts[0].name
        if order != usual and order.removeprefix("-") in {sort.name for sort in self.sorts}:
            found[SORT] = order
        return found

    def _narrowings(self, asked: Mapping[str, str]) -> Iterator[tuple[Narrow[Q], str]]:
        if self.search and SEARCH in asked:
            yield self.search.narrow, asked[SEARCH]
        for declared in self.filters:
            if declared.name in asked:
                yield declared.narrow, asked[declared.name]

    def _ordered(self, rows: Q, address: "_Address") -> Q:
        sort = next(sort for sort in self.sorts if sort.name == address.sort(self.sorts[0]))
        fields = [_reversed(field) for field in sort.fields] if address.is_reversed else sort.fields
        return rows.order_by(*fields, "pk")

    def _fields(self, address: "_Address") -> Iterator[Field]:
        for declared in self.filters:
            chosen = address.values.get(declared.name, "")
            choices = [("", declared.all_label), *declared.choices]
            options = [Option(value, label, value == chosen) for value, label in choices]
            yield Field(declared.name, declared.label, options)
        if len(self.sorts) > 1:
            yield Field(SORT, "Trier par", list(self._orders(address)))

    def _orders(self, address: "_Address") -> Iterator[Option]:
        chosen = address.values.get(SORT, self.sorts[0].name)
        for sort in self.sorts:
            yield Option(sort.name, sort.label, sort.name == chosen)
            backwards = f"-{sort.name}"
            yield Option(backwards, f"{sort.label}, ordre inverse", backwards == chosen)

    def _sort_link(self, sort: Sort, address: "_Address") -> SortLink:
        in_force = address.sort(self.sorts[0]) == sort.name
        is_descending = address.is_reversed != sort.fields[0].startswith("-")
        order = ("descending" if is_descending else "ascending") if in_force else ""
        wanted = f"-{sort.name}" if in_force and not address.is_reversed else sort.name
        return SortLink(sort.name, sort.label, address.including(SORT, wanted), order)

    def _active(self, address: "_Address") -> Iterator[ActiveFilter]:
        if SEARCH in address.values:
            yield ActiveFilter(f"« {address.values[SEARCH]} »", address.without(SEARCH))
        for declared in self.filters:
            if declared.name in address.values:
                label = dict(declared.choices)[address.values[declared.name]]
                yield ActiveFilter(f"{declared.label} : {label}", address.without(declared.name))


def template_of(request: HttpRequest, page: str) -> str:
    """Return the template to answer with: the page, or its partial « results » for a swap."""
    return f"{page}#results" if is_swap(request) else page


def is_swap(request: HttpRequest) -> bool:
    """Say whether the browser asks for a fragment. Going back in history asks for the page."""
    htmx: HtmxDetails = request.htmx  # type: ignore[attr-defined]  # set by its middleware
    return bool(htmx) and not htmx.history_restore_request


@dataclass(frozen=True)
class _Address:
    path: str
    values: Mapping[str, str]

    @property
    def is_reversed(self) -> bool:
        return self.values.get(SORT, "").startswith("-")

    def sort(self, usual: Sort) -> str:
        return self.values.get(SORT, usual.name).removeprefix("-")

    def query(self, **changes: str) -> str:
        return urlencode({**self.values, **changes})

    def including(self, name: str, value: str) -> str:
        return f"{self.path}?{self.query(**{name: value})}"

    def without(self, name: str) -> str:
        kept = urlencode({key: value for key, value in self.values.items() if key != name})
        return f"{self.path}?{kept}" if kept else self.path

    def page(self, number: int) -> str:
        return self.including(PAGE, str(number))


def _pages(page: Page[Any], address: _Address) -> Iterator[PageLink]:
    if not page.has_other_pages():
        return
    for number in page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1):
        if isinstance(number, int):
            yield PageLink(number, address.page(number), is_current=number == page.number)
        else:
            yield PageLink(0, "", is_gap=True)


def _reversed(field: str) -> str:
    return field.removeprefix("-") if field.startswith("-") else f"-{field}"
