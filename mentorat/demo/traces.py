"""Lines of the journal, as the acts of the platform would have written them."""

from dataclasses import dataclass
from datetime import datetime

from mentorat.demo.stage import PlayedSchool, Scene
from mentorat.journal.enums import Event
from mentorat.journal.models import Entry

ABOUT = {
    "project": "schoolproject",
    "need": "need",
    "mentorship": "mentorship",
    "session": "mentoringsession",
    "attendance": "mentoringsession",
    "import": "importrun",
    "matching": "matchingrun",
}


@dataclass(frozen=True)
class Act:
    """When something was done, by whom, in which school."""

    at: datetime
    by: int
    school: PlayedSchool


def note(scene: Scene, event: Event, about: int, act: Act, **detail: str) -> None:
    scene.ledger.add(
        Entry,
        at=act.at,
        event=event,
        by_id=act.by,
        place=act.school.place,
        about_kind=ABOUT[event.value.split("_")[0]],
        about_id=about,
        detail=detail,
    )
