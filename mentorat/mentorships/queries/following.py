"""Who follows how many relations, and how many his or her hours allow."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count

from mentorat.foundations.scope import Scope
from mentorat.mentorships.models import Mentorship
from mentorat.mentorships.policies import most_followed
from mentorat.people.models import User
from mentorat.programmes.models import FollowingTime, SchoolProject


@dataclass(frozen=True)
class Following:
    """``most`` is unknown while nobody declared the hours: then nothing is limited."""

    user: User
    live: int
    hours: Decimal | None
    most: int | None

    @property
    def is_full(self) -> bool:
        return self.most is not None and self.live >= self.most


def following(project: SchoolProject, team: Sequence[User], *, scope: Scope) -> list[Following]:
    """Return each person of the team, and whoever else follows a relation, in three queries."""
    counts = dict(
        Mentorship.objects.within(scope)
        .live()
        .filter(project=project, followed_by__isnull=False)
        .order_by()
        .values_list("followed_by")
        .annotate(live=Count("pk"))
    )
    times = FollowingTime.objects.within(scope).filter(project=project)
    hours = dict(times.values_list("user", "hours"))
    others = User.objects.filter(pk__in=set(counts) - {user.pk for user in team})
    rule = project.campaign.relations_per_hour
    return [
        Following(
            user=user,
            live=counts.get(user.pk, 0),
            hours=hours.get(user.pk),
            most=most_followed(hours[user.pk], relations_per_hour=rule)
            if user.pk in hours
            else None,
        )
        for user in (*team, *others.order_by("full_name", "pk"))
    ]
