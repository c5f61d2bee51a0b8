"""Which mentors take a group or a class, and of which class each volunteer is."""

from collections.abc import Sequence

from mentorat.foundations.scope import Scope
from mentorat.matching import policies
from mentorat.matching.engine import NeedFacts, OfferFacts
from mentorat.matching.engine.framing import Frame, Framing, Shared
from mentorat.matching.models import Need, Offer
from mentorat.programmes.enums import MentoringForm
from mentorat.programmes.models import SchoolProject


def framing_of(
    project: SchoolProject,
    needs: Sequence[NeedFacts],
    offers: Sequence[OfferFacts],
    *,
    scope: Scope,
) -> Framing:
    """Return the groups that may be formed: in the forms of the project, by the rule of the year.

    Whoever takes a class and a group takes the class, if enough of one have volunteered.
    """
    forms = {MentoringForm.GROUP, MentoringForm.CLASS} & set(project.forms)
    cleared = [one.id for one in offers if one.is_cleared]
    if not forms or not cleared or not needs:
        return Framing()
    standing = Offer.objects.within(scope).filter(pk__in=cleared)
    free = policies.free_seats(standing)
    frames = {}
    for offer in standing.select_related("mentor"):
        frame = _frame(project, offer, free[offer.pk])
        if frame is not None:
            frames[offer.pk] = frame
    rows = Need.objects.within(scope).filter(pk__in=[one.id for one in needs])
    return Framing(frames, dict(rows.values_list("pk", "mentee__class_label")))


def _frame(project: SchoolProject, offer: Offer, free: int) -> Frame | None:
    campaign, mentor = project.campaign, offer.mentor
    whole = campaign.class_least
    if mentor.takes_class and MentoringForm.CLASS in project.forms and free >= whole:
        return Frame(whole, free, free, Shared.CLASS)
    most = min(mentor.group_seats, campaign.group_most, free)
    if MentoringForm.GROUP not in project.forms or most < campaign.group_least:
        return None
    return Frame(
        least=campaign.group_least,
        most=most,
        free=free,
        shared=Shared(campaign.group_shares),
        is_double=campaign.group_is_double,
    )
