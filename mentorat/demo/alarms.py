"""The alarms that the night would have raised in the main school, told to nobody."""

from mentorat.demo.layout import MAIN
from mentorat.demo.schools import invented_uai
from mentorat.demo.stage import Stage
from mentorat.followup.models import Alarm
from mentorat.followup.queries.causes import causes
from mentorat.organisations.models import School


def raise_alarms(stage: Stage) -> None:
    """Raise what the rhythm of the relations asks to look at. The rows are written already."""
    school = School.objects.select_related("academy").get(uai=invented_uai(MAIN))
    found = causes(school, now=stage.year.now, today=stage.year.today)
    Alarm.objects.bulk_create(
        Alarm(
            kind=cause.kind,
            place=school.place,
            mentorship_id=cause.mentorship_id,
            mentor_id=cause.mentor_id,
            owner_id=cause.owner_id,
            about_on=cause.about_on,
            raised_on=stage.year.today,
        )
        for cause in found
    )
