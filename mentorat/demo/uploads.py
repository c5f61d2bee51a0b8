"""Files that the schools would have imported: their runs, already applied and emptied."""

from datetime import timedelta

from django.apps import apps

from mentorat.demo.stage import PlayedSchool, Scene
from mentorat.demo.traces import Act, note
from mentorat.journal.enums import Event

FILES = (("mentees_siecle", "ElevesSansAdresses.xml"), ("mentees_csv", "eleves.csv"))
MENTORS_FILE = ("mentors_table", "mentors.ods")


def tell_imports(scene: Scene, school: PlayedSchool) -> None:
    if school.project is None or not (school.plan.is_main or scene.rng.random() < 0.25):
        return
    _tell(scene, school, scene.rng.choice(FILES), len(school.pupils), days=0)
    if school.plan.is_main or scene.rng.random() < 0.5:
        _tell(scene, school, MENTORS_FILE, len(school.offers), days=2)


def _tell(
    scene: Scene, school: PlayedSchool, file: tuple[str, str], created: int, *, days: int
) -> None:
    # Imports stand on our own layer: their table is reached by its name.
    model = apps.get_model("imports", "ImportRun")
    year = scene.year
    day = max(school.opened_on, min(school.opened_on + timedelta(days=days), year.yesterday))
    at = min(year.now, scene.calendar.at(day, 8, scene.rng))
    source, name = file
    refused = scene.rng.choice((0, 0, 0, 1, 2))
    numbers = {"created": created, "changed": 0, "unchanged": 0, "ended": 0, "refused": refused}
    run = scene.ledger.add(
        model,
        school_id=school.number,
        place=school.place,
        source=source,
        state="applied",
        file_name=name,
        summary=numbers,
        uploaded_by_id=school.pilot,
        uploaded_at=at,
        applied_at=at,
    )
    note(scene, Event.IMPORT_APPLIED, run, Act(at, school.pilot, school))
