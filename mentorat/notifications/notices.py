"""A message, said once: its text and its HTML are drawn from the same sentences."""

from dataclasses import dataclass

from django.template.loader import render_to_string


@dataclass(frozen=True)
class Letter:
    """What a person receives. Plain French; never the name of a pupil.

    ``why`` says why the person receives it; ``button`` and ``url`` are its one act.
    """

    subject: str
    paragraphs: tuple[str, ...]
    button: str = ""
    url: str = ""
    why: str = ""

    @property
    def text(self) -> str:
        return render_to_string("notifications/letter.txt", {"letter": self})

    @property
    def html(self) -> str:
        return render_to_string("notifications/letter.html", {"letter": self})
