"""What a journey over a whole year needs: a clock that jumps, the jobs of each day, the letters.

Everything happens on pages, in a browser without JavaScript; time is frozen and moved by hand.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from django.core import mail
from playwright.sync_api import Page
from procrastinate.contrib.django import app as jobs

from mentorat.access import actions as access
from mentorat.access.roles import Role
from mentorat.people.models import User

LINK = re.compile(r"https?://\S+?(/l/[^/\s]+/)")


@dataclass
class Year:
    """A year that is lived: the browser, the clock, and the worker that does what waits."""

    page: Page
    site: str
    clock: Any
    work: Callable[[], None]
    enter: Callable[[str], Page]

    def move_to(self, day: str, hour: int = 9) -> None:
        """Jump to a day, and let everything happen that the clock triggers on that day."""
        moment = datetime.fromisoformat(day).replace(hour=hour, tzinfo=UTC)
        self.clock.move_to(moment, tick=True)
        jobs.perform_import_paths()
        for periodic in list(jobs.periodic_registry.periodic_tasks.values()):
            if periodic.task.name.startswith("mentorat."):
                periodic.task.func(timestamp=int(moment.timestamp()))
        self.work()

    def sign_in(self, name: str) -> None:
        self.enter(f"an.{name}")

    def go(self, path: str) -> None:
        self.page.goto(f"{self.site}{path}")

    def click(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).first.click()

    def follow(self, name: str) -> None:
        self.page.get_by_role("link", name=name).first.click()

    def check(self, label: str, *, within: str = "") -> None:
        scope = self.page.get_by_role("group", name=within) if within else self.page
        scope.get_by_label(label, exact=True).first.check(force=True)

    def fill(self, label: str, value: str) -> None:
        self.page.get_by_label(_beginning(label)).first.fill(value)

    def choose(self, label: str, choice: str) -> None:
        self.page.get_by_label(_beginning(label)).first.select_option(label=choice)

    def reads(self, text: str) -> None:
        """Expect a text on the page, whatever its spaces."""
        pattern = re.compile(re.escape(text).replace(r"\ ", r"\s+"))
        main = self.page.locator("main")
        assert main.get_by_text(pattern).count(), f"« {text} » is not in:\n{main.inner_text()}"

    def open_letter(self, to: str, subject: str = "") -> None:
        """Open the link of the latest message to an address, as a guest."""
        self.work()
        letters = [one for one in mail.outbox if one.to == [to] and subject in one.subject]
        assert letters, f"no letter to {to}: {[(one.to, one.subject) for one in mail.outbox]}"
        found = LINK.search(str(letters[-1].body))
        assert found, letters[-1].body
        self.as_guest(found[1])

    def open_card(self, staff: str, act: str) -> None:
        """Open the link of an act that the school prints for whoever has no address."""
        self.work()
        self.sign_in(staff)
        self.go("/equipe/liens/cartes/")
        card = self.page.locator(".cards__card", has_text=act)
        self.as_guest(card.locator(".cards__address").last.inner_text())

    def as_guest(self, address: str) -> None:
        self.page.context.clear_cookies()
        self.go(urlsplit(address).path)


def _beginning(label: str) -> re.Pattern[str]:
    """Return what finds a field whose label has a hint behind it, and no other."""
    return re.compile(rf"^\s*{re.escape(label)}")


def appoint(name: str, post: access.Post) -> User:
    """Give someone a role and an account that the sign-in page of the demonstration opens."""
    user, _ = User.objects.get_or_create(
        email=f"an.{name}@demo.mentorat.example",
        defaults={"full_name": name.capitalize(), "password": "!"},
    )
    access.give(user=user, post=post, valid_from=datetime(2026, 9, 1, tzinfo=UTC).date(), by=None)
    return user


STAFF = {"bde": Role.BUREAU_DES_ENTREPRISES, "proviseur": Role.PROVISEUR}
