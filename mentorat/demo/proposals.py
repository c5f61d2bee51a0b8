"""Proposals that wait for a decision in the main school: those of the engine itself."""

from mentorat.demo.layout import MAIN
from mentorat.demo.schools import invented_uai
from mentorat.demo.stage import Stage
from mentorat.journal.enums import Event
from mentorat.journal.models import Entry
from mentorat.matching.actions import compute
from mentorat.matching.models import MatchingRun
from mentorat.programmes.models import SchoolProject


def propose(stage: Stage) -> MatchingRun:
    """Run the matching of the main school, as its pilot would. The rows are written already."""
    year = stage.year
    project = SchoolProject.objects.unscoped("demonstration").get(school__uai=invented_uai(MAIN))
    run = MatchingRun.objects.create(
        project=project,
        place=project.place,
        asked_by_id=stage.personas["bde"],
        asked_at=year.now,
        seed=year.start,
        engine="",
    )
    Entry.objects.create(
        at=year.now,
        event=Event.MATCHING_RUN,
        by_id=stage.personas["bde"],
        place=project.place,
        about_kind="matchingrun",
        about_id=run.pk,
    )
    return compute(run=run, today=year.today, now=year.now)
