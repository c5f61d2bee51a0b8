"""What tests of pages play with: people who act on a page, and what is left in the database.

Each folder of tests takes the fixtures that it needs from here, in its ``conftest.py``.
"""

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

import pytest
import time_machine
from django.apps import apps
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mentorat.access import actions as access
from mentorat.access.models import Grant
from mentorat.access.roles import Role
from mentorat.organisations.models import School
from tests import cast
from tests.factories.people import UserFactory
from tests.web.conftest import Page

MONDAY = datetime(2026, 11, 23, 10, tzinfo=UTC)
TODAY = MONDAY.date()
# What a browser says when it asks for the part of a list that changes.
SWAP = {"HX-Request": "true"}
# What people and machines write in the address of a list.
NONSENSE = (
    "page=1000000",
    "page=-1",
    "page=deux",
    "sort=;DROP TABLE people_mentee",
    "sort=-",
    "state=nowhere&kind=nowhere&level=x&mentoring=x&clearance=x&event=x&academy=x&project=x",
    "inconnu=1",
)
# Searches that may find nothing, and break nothing.
SEARCHES = ("q=%00", "q=%25_'\"\\", f"q={'x' * 5_000}", "q=%20%20", "q=é")

FOUND = 302

Data = Mapping[str, Any]


@pytest.fixture
def monday(time_machine):
    """Stop the clock on Monday 23 November 2026, at eleven in Paris."""
    time_machine.move_to(MONDAY, tick=False)


@pytest.fixture(scope="module")
def troupe(django_db_setup, django_db_blocker):  # noqa: ARG001 -- the first makes the database
    """Put the cast on stage once for the tests of a file. What each of them writes is undone."""
    with django_db_blocker.unblock(), time_machine.travel(MONDAY, tick=False), transaction.atomic():
        yield cast.assemble()
        transaction.set_rollback(True)


@pytest.fixture
def people(monday, db, troupe):  # noqa: ARG001 -- the clock is stopped first, and undone writes
    """Return the cast, on that Monday: objects that a test may change."""
    return copy.deepcopy(troupe)


@dataclass(frozen=True)
class Answer:
    """What a browser meets at the end: the page, where it stands, what it says was done."""

    status: int
    address: str
    page: Page

    @property
    def said(self) -> list[str]:
        """Return the messages of the page: what was done, or why it was not."""
        return self.page.all("main .fr-alert--sm")

    @property
    def complaints(self) -> list[str]:
        """Return the list of errors of the form."""
        return self.page.all(".error-lines li")

    def error(self, name: str) -> str:
        """Return the error that a screen reader says with the field."""
        (first, *_) = self.page.soup.select(f"main [name={name}]")
        holder = first if first.has_attr("aria-describedby") else first.find_parent("fieldset")
        assert holder is not None
        assert f"id_{name}_error" in holder["aria-describedby"].split()
        (text,) = self.page.all(f"#id_{name}_error")
        return text

    def kept(self, data: Data) -> dict[str, Any]:
        """Return what the form holds for each of the names, in the shape of what was posted."""
        found = {name: list(self._values(name)) for name in data}
        return {
            name: values if isinstance(data[name], list) else next(iter(values), None)
            for name, values in found.items()
        }

    def _values(self, name: str) -> Iterator[str]:
        for field in self.page.soup.select(f"main [name={name}]"):
            if field.name == "select":
                yield from (str(one["value"]) for one in field.select("option[selected]"))
            elif field.get("type") not in {"checkbox", "radio"} or field.has_attr("checked"):
                yield str(field.get("value", "on" if field.has_attr("checked") else ""))


def staff(school: School, role: Role = Role.BUREAU_DES_ENTREPRISES, **user: str) -> Grant:
    """Return the grant of someone who works in a school."""
    post = access.school_post(role, school)
    return access.give(user=UserFactory(**user), post=post, valid_from=cast.SINCE, by=None)


def sign_in(grant: Grant) -> Client:
    """Return a browser of its own for the holder of a grant, who wears it."""
    client = Client()
    client.force_login(grant.user)
    session = client.session
    session["grant"] = grant.pk
    session.save()
    return client


def get(grant: Grant, name: str, /, *args: object, query: str = "", **headers: str) -> Answer:
    address = reverse(name, args=args) + (f"?{query}" if query else "")
    return _answer(sign_in(grant).get(address, headers=headers, follow=True))


def post(grant: Grant, name: str, /, *args: object, **data: Any) -> Answer:
    """Post a form and follow where it leads."""
    return _answer(sign_in(grant).post(reverse(name, args=args), data, follow=True))


def _answer(response: Any) -> Answer:
    led = response.redirect_chain and response.redirect_chain[-1][0]
    return Answer(response.status_code, led or response.request["PATH_INFO"], Page(response))


def walk(grant: Grant) -> dict[str, Answer]:
    """Return every page that links lead to from the home page, by address without its query."""
    browser, found, ahead = sign_in(grant), {}, ["/"]
    while ahead:
        address = ahead.pop()
        path = urlsplit(address).path
        if path in found:
            continue
        found[path] = _answer(browser.get(address, follow=True))
        ahead += [
            link
            for link in found[path].page.values("a[href]", "href")
            if link.startswith("/") and not link.startswith("/static/")
            if not link.endswith(".pdf")
        ]
    return found


def everything() -> dict[str, str]:
    """Return a digest of every table of ours: where nothing was written, it stays equal.

    The moment of the last sign-in is left out: tests sign in.
    """
    tables = [
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if model.__module__.startswith("mentorat.")
    ]
    row = "(to_jsonb(one) - 'last_login')::text"
    digests = (
        f"SELECT '{table}', md5(string_agg({row}, '' ORDER BY {row})) FROM {table} one"
        for table in tables
    )
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(digests))
        return dict(cursor.fetchall())


def who_acts(people: cast.Cast, name: str, /, *args: object, **data: Any) -> dict[int, set[str]]:
    """Return who posts a form with which status; each attempt is undone before the next.

    Someone to whom it is refused (403) or hidden (404) changes nothing.
    """
    browsers = {person: sign_in(grant) for person, grant in people.grants.items()}
    found: dict[int, set[str]] = {}
    before = everything()
    for person, browser in browsers.items():
        with transaction.atomic():
            response = browser.post(reverse(name, args=args), data)
            if response.status_code != FOUND:
                assert everything() == before
            transaction.set_rollback(True)
        found.setdefault(response.status_code, set()).add(person)
    return found


def queries(grant: Grant, name: str, /, *args: object, query: str = "") -> int:
    """Return how many questions a page asks the database."""
    client = sign_in(grant)
    with CaptureQueriesContext(connection) as asked:
        response = client.get(reverse(name, args=args) + f"?{query}")
    assert response.status_code == 200
    return len(asked)


def swapped(grant: Grant, name: str, query: str) -> tuple[str, str]:
    """Return the results of a list, as a swap brings them and as they stand in the whole page."""
    swap, whole = get(grant, name, query=query, **SWAP), get(grant, name, query=query)
    assert swap.page.soup.select("form[role=search], h1") == []
    announced = swap.page.soup.select_one("[hx-swap-oob=innerHTML]").extract()
    assert announced.get_text().split() == whole.page.soup.find(id="list-count").get_text().split()
    return _squeezed(swap.page), _squeezed(whole.page)


def _squeezed(page: Page) -> str:
    for token in page.soup.select("[name=csrfmiddlewaretoken]"):
        token.decompose()  # another one at each answer
    return " ".join(str(page.soup.find(id="results")).split())


def rows(answer: Answer) -> list[str]:
    """Return the names of the rows of a list."""
    return answer.page.all("#results tbody th")
