"""What tests of pages share: people who are signed in, and pages that one can read."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client

from mentorat.access.actions import Post, give
from mentorat.access.models import Grant
from mentorat.people.models import User
from tests.factories.people import UserFactory

LONG_AGO = date(2020, 9, 1)


class Page:
    """A page as a person reads it. ``text`` has ordinary spaces, whatever the typography."""

    def __init__(self, response: Any) -> None:
        self.status = response.status_code
        self.soup = BeautifulSoup(response.text, "html.parser")

    @property
    def text(self) -> str:
        words = self.soup.get_text(" ").replace("\u202f", " ").split()
        return " ".join(words)

    @property
    def title(self) -> str:
        assert self.soup.title is not None
        return self.soup.title.get_text()

    @property
    def heading(self) -> str:
        assert self.soup.h1 is not None
        return " ".join(self.soup.h1.get_text().split())

    @property
    def flaws(self) -> list[str]:
        """Return what no page of ours may have: inline code, a control without name, no heading."""
        soup = self.soup
        inline = [*soup.select("script:not([src]), style, [style]")]
        handlers = [
            tag for tag in soup.find_all(True) if any(a.startswith("on") for a in tag.attrs)
        ]
        mute = [tag for tag in soup.select("a, button, summary") if not name_of(tag)]
        fields = soup.select("input:not([type=hidden]), select, textarea")
        labelled = {label.get("for") for label in soup.select("label")}
        bare = [tag for tag in fields if tag.get("id") not in labelled]
        found = [str(tag) for tag in (*inline, *handlers, *mute, *bare)]
        headings = len(soup.select("h1"))
        return found if headings == 1 else [*found, f"{headings} h1"]

    def all(self, selector: str) -> list[str]:
        """Return the text of each element that the selector finds."""
        return [" ".join(found.get_text(" ").split()) for found in self.soup.select(selector)]

    def values(self, selector: str, attribute: str) -> list[str]:
        return [str(found[attribute]) for found in self.soup.select(selector)]


def name_of(tag: Tag) -> str:
    return tag.get_text().strip() or str(tag.get("aria-label", ""))


@pytest.fixture
def read() -> Callable[[Any], Page]:
    return Page


@pytest.fixture
def grant() -> Callable[..., Grant]:
    """Give a post to a person, since long ago: ``grant(post)``, ``grant(post, to=user)``."""

    def given(post: Post, to: User | None = None) -> Grant:
        return give(user=to or UserFactory(), post=post, valid_from=LONG_AGO, by=None)

    return given


@pytest.fixture
def signed_in(client: Client) -> Callable[[Grant], Client]:
    """Return a browser of the holder of a grant, who wears it."""

    def browser(worn: Grant) -> Client:
        client.force_login(worn.user)
        session = client.session
        session["grant"] = worn.pk
        session.save()
        return client

    return browser
