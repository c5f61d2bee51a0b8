"""A message, said once: its text and its HTML are drawn from the same sentences."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.template.loader import render_to_string

from mentorat.notifications.enums import Kind
from mentorat.notifications.models import DigestLine


@dataclass(frozen=True)
class Item:
    """A sentence of a digest, with its address and the day before which it is done."""

    sentence: str
    url: str = ""
    due_on: date | None = None


@dataclass(frozen=True)
class Section:
    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Letter:
    """What a person receives. Plain French; never the name of a pupil.

    ``why`` says why the person receives it; ``button`` and ``url`` are its one act. ``leave_url``
    is where one click stops such messages.
    """

    subject: str
    paragraphs: tuple[str, ...]
    button: str = ""
    url: str = ""
    why: str = ""
    sections: tuple[Section, ...] = ()
    leave_url: str = ""

    @property
    def text(self) -> str:
        return render_to_string("notifications/letter.txt", {"letter": self})

    @property
    def html(self) -> str:
        return render_to_string("notifications/letter.html", {"letter": self})


def digest(lines: Sequence[DigestLine], *, leave_url: str) -> Letter:
    """Return the one message of an address: what waits, by kind, what is due first on top."""
    order = list(Kind)
    ranked = sorted(lines, key=lambda one: (order.index(Kind(one.kind)), one.due_on or date.max))
    sections = tuple(
        Section(Kind(kind).label, tuple(Item(one.sentence, one.url, one.due_on) for one in of_kind))
        for kind, of_kind in groupby(ranked, key=lambda one: one.kind)
    )
    count = len(lines)
    return Letter(
        subject="Mentorat : une nouvelle pour vous"
        if count == 1
        else f"Mentorat : {count} nouvelles pour vous",
        paragraphs=("Voici ce qui s’est passé depuis le dernier message.",),
        sections=sections,
        why="Vous recevez ce récapitulatif parce que vous prenez part au mentorat en lycée.",
        leave_url=leave_url,
    )
