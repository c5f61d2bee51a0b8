"""The steps of a closing, as its page draws them."""

from mentorat.followup.enums import ClosingState
from mentorat.followup.models import Closing
from mentorat.web.components import Step


def steps_of(closing: Closing, *, is_ended: bool) -> list[Step]:
    """Return opened, asked, heard, ended: each done, current or still to do."""
    asked = closing.state not in {ClosingState.OPENED, ClosingState.DROPPED}
    heard = closing.state in {ClosingState.SETTLED, ClosingState.COMPLETE}
    left = f"{closing.talks_left} à recueillir" if closing.talks_left else ""
    done = (True, asked, heard, is_ended)
    words = (
        ("Clôture ouverte", ""),
        ("Bilans demandés", ""),
        ("Bilans recueillis", left if asked else ""),
        ("Relation terminée", ""),
    )
    first_left = done.index(False) if False in done else len(done)
    return [
        Step(
            label,
            "done" if is_done else "current" if number == first_left else "todo",
            detail=detail,
        )
        for number, ((label, detail), is_done) in enumerate(zip(words, done, strict=True))
    ]
