"""Projects of schools, and what they aim at."""

from django.db.models import Count, Sum

from mentorat.programmes.models import SchoolProject
from mentorat.steering.enums import Counted
from mentorat.steering.measures.perimeter import Counts, Perimeter, in_each_school


def projects(perimeter: Perimeter) -> Counts:
    opened = perimeter.keep(SchoolProject.objects.all()).filter(campaign=perimeter.campaign)
    return in_each_school(
        opened, {Counted.PROJECTS: Count("pk"), Counted.MENTEES_TARGET: Sum("target_mentees")}
    )
