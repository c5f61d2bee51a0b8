"""When a file may take its next step."""

from collections.abc import Mapping

from mentorat.imports.enums import ImportState
from mentorat.imports.errors import MappingFirst, RunClosed
from mentorat.imports.models import ImportRun

State = ImportState
TRANSITIONS: Mapping[ImportState, frozenset[ImportState]] = {
    State.MAPPING: frozenset({State.PLANNED, State.ABANDONED}),
    # Planned again: the columns are linked otherwise.
    State.PLANNED: frozenset({State.PLANNED, State.APPLIED, State.ABANDONED}),
    State.APPLIED: frozenset(),
    State.ABANDONED: frozenset(),
}


def check_can_become(run: ImportRun, target: ImportState) -> None:
    state = ImportState(run.state)
    if target in TRANSITIONS[state]:
        return
    if state is ImportState.MAPPING:
        raise MappingFirst
    raise RunClosed(state=state.label)


def check_is_open(run: ImportRun) -> None:
    """Refuse to read a file that is no longer kept."""
    if not TRANSITIONS[ImportState(run.state)]:
        raise RunClosed(state=ImportState(run.state).label)
