"""The volunteers and the mentors of a project by name, for whoever types one."""

from datetime import date

from mentorat.foundations.scope import Scope
from mentorat.matching.models import Need
from mentorat.matching.policies import open_offers
from mentorat.programmes.models import SchoolProject


def needs_named(project: SchoolProject, *, scope: Scope) -> dict[int, str]:
    """Return the volunteers who wait, by number: name and class, in the order of names."""
    needs = (
        Need.objects.within(scope)
        .filter(campaign=project.campaign_id, place=project.place)
        .unmet()
        .select_related("mentee")
        .order_by("mentee__last_name", "mentee__first_name", "pk")
    )
    return {need.pk: _label(need.mentee, need.mentee.class_label) for need in needs}


def offers_named(project: SchoolProject, *, scope: Scope, today: date) -> dict[int, str]:
    """Return the standing offers by number: name and trade of the mentor, in the order of names."""
    offers = (
        open_offers(project, on=today)
        .within(scope)
        .select_related("mentor")
        .order_by("mentor__last_name", "mentor__first_name", "pk")
    )
    return {offer.pk: _label(offer.mentor, offer.mentor.job) for offer in offers}


def _label(person: object, detail: str) -> str:
    return f"{person}, {detail}" if detail else str(person)
