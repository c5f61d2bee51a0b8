"""How many relations one person may follow."""

from decimal import Decimal

from mentorat.mentorships.errors import CaseloadFull
from mentorat.mentorships.models import Mentorship
from mentorat.people.models import User
from mentorat.programmes.models import FollowingTime, SchoolProject


def most_followed(hours: Decimal, *, relations_per_hour: int) -> int:
    """Return how many relations the hours of a week allow, by the rule of the year."""
    return int(hours * relations_per_hour)


def check_caseload(project: SchoolProject, follower: User, *, added: int = 1) -> None:
    """Refuse more relations than the declared hours allow. Hours nobody declared limit nothing."""
    time = FollowingTime.objects.unscoped("a rule about one project").filter(
        project=project, user=follower
    )
    declared = time.first()
    if declared is None:
        return
    live = (
        Mentorship.objects.unscoped("a rule about one project")
        .live()
        .filter(project=project, followed_by=follower)
        .count()
    )
    most = most_followed(declared.hours, relations_per_hour=project.campaign.relations_per_hour)
    if live + added > most:
        hours = f"{declared.hours.normalize():f}".replace(".", ",")
        raise CaseloadFull(follower=follower, live=live, hours=hours, most=most)
