"""Pupils, volunteers, mentorés."""

from collections import defaultdict
from datetime import date

from django.db.models import Count, F, Min, Q

from mentorat.matching.models import Need
from mentorat.mentorships.enums import MentorshipState
from mentorat.mentorships.models import FormerMentee, MenteeMembership
from mentorat.people.enums import Sex
from mentorat.people.models import Mentee
from mentorat.steering.enums import Counted
from mentorat.steering.measures.meetings import meetings, recent_since
from mentorat.steering.measures.perimeter import Counts, Perimeter, in_each_school


def pupils(perimeter: Perimeter) -> Counts:
    known = perimeter.keep(Mentee.objects.all()).present().filter(year=perimeter.campaign.year)
    return in_each_school(known, {Counted.PUPILS: Count("pk")})


def volunteers(perimeter: Perimeter) -> Counts:
    standing = perimeter.keep(Need.objects.all()).standing().filter(campaign=perimeter.campaign)
    return in_each_school(
        standing,
        {
            Counted.VOLUNTEERS: Count("pk"),
            Counted.VOLUNTEER_GIRLS: Count("pk", filter=Q(mentee__identity__sex=Sex.FEMALE)),
            Counted.VOLUNTEERS_OF_KNOWN_SEX: Count(
                "pk", filter=Q(mentee__identity__sex__in=Sex.values)
            ),
        },
    )


def waiting(perimeter: Perimeter) -> Counts:
    unmet = perimeter.keep(Need.objects.all()).unmet().filter(campaign=perimeter.campaign)
    return in_each_school(unmet, {Counted.VOLUNTEERS_WAITING: Count("pk")})


def mentees(perimeter: Perimeter) -> Counts:
    """Count whoever was a member of a relation that began, those who have left a group too."""
    began = {
        "mentorship__state__in": MentorshipState.STARTED,
        "mentorship__project__campaign": perimeter.campaign,
    }
    members = perimeter.keep(MenteeMembership.objects.all()).filter(**began)
    former = perimeter.keep(FormerMentee.objects.all()).filter(**began)
    met = Q(pk__in=members.values("mentee")) | Q(pk__in=former.values("mentee"))
    begun = perimeter.keep(Mentee.objects.all()).filter(met)
    return in_each_school(begun, {Counted.MENTEES: Count("pk")})


def active(perimeter: Perimeter) -> Counts:
    since = recent_since(perimeter.today, "mentee__school__academy__calendar")
    met = perimeter.keep(meetings(F("mentee__school__academy__time_zone"))).filter(
        session__mentorship__project__campaign=perimeter.campaign,
        met_on__gte=since,
        met_on__lte=perimeter.today,
    )
    return in_each_school(met, {Counted.ACTIVE: Count("mentee", distinct=True)})


def first_meetings(perimeter: Perimeter) -> Counts:
    """Count the mentees who had volunteered before they were met, and the days they waited."""
    # Those who left a group were met in it as well; what they are members of today counts first.
    left, stayed = (
        _met_through(f"mentee__{path}__mentorship", perimeter)
        for path in ("former_memberships", "memberships")
    )
    # Ordered: the last registration before the meeting stays.
    waited = {(place, mentee): (met - asked).days for place, mentee, met, asked in [*left, *stayed]}
    found: dict[int, list[int]] = defaultdict(list)
    for (place, _), days in waited.items():
        found[place].append(days)
    for place, all_days in found.items():
        yield {
            "place": place,
            Counted.MENTEES_WHO_VOLUNTEERED.value: len(all_days),
            Counted.DAYS_WAITED.value: sum(all_days),
        }


def _met_through(path: str, perimeter: Perimeter) -> list[tuple[int, int, date, date]]:
    """Return place, pupil, day of the first meeting and day of the request, along a path."""
    begun = Q(
        **{
            f"{path}__state__in": MentorshipState.STARTED,
            f"{path}__project__campaign": perimeter.campaign,
        }
    )
    return list(
        perimeter.keep(Need.objects.all())
        .filter(begun, campaign=perimeter.campaign)
        .annotate(met_on=Min(f"{path}__started_on"))
        .filter(met_on__gte=F("volunteered_on"))
        .order_by("volunteered_on", "pk")
        .values_list("place", "mentee", "met_on", "volunteered_on")
    )
