"""What agreements with associations leave in a territory: targets, less whom they accompany."""

from typing import Any

import numpy as np

from mentorat.foundations.place import Span
from mentorat.matching.engine.columns import Associations, Ints
from mentorat.matching.queries.reading import read_rows
from mentorat.mentorships.enums import MentorshipState
from mentorat.programmes.models import AssociationTarget, Campaign


def quotas(codes: Ints, places: Ints, campaign: Campaign, span: Span) -> tuple[Ints, Associations]:
    """Return the association of each offer, and what is left of its target in the territory."""
    used = np.unique(codes[codes > 0])
    targets = AssociationTarget.objects.filter(
        campaign=campaign, association__in=used.tolist(), academy__isnull=False
    ).select_related("academy__region")
    left = {
        target.association_id: target.mentees
        for target in targets
        if target.academy is not None and target.academy.span == span
    }
    for association, pupils in read_rows(ACCOMPANIED, _accompanied(left, campaign, span)):
        left[association] = max(left[association] - pupils, 0)
    position = np.where(codes > 0, np.searchsorted(used, codes), -1)
    return position, Associations(
        cap=np.array([left.get(one, -1) for one in used.tolist()], np.int64),
        floor=np.zeros(len(used), np.int64),
        barred=np.zeros((len(used), len(places)), np.int8),
    )


ACCOMPANIED = """
SELECT r.association_id, count(DISTINCT e.mentee_id)
FROM mentorships_mentorship r JOIN mentorships_menteemembership e ON e.mentorship_id = r.id
JOIN programmes_schoolproject p ON p.id = r.project_id
WHERE r.state = ANY(%(live)s) AND r.place BETWEEN %(lo)s AND %(hi)s
AND p.campaign_id = %(campaign)s AND r.association_id = ANY(%(associations)s)
GROUP BY 1
"""


def _accompanied(left: dict[int, int], campaign: Campaign, span: Span) -> dict[str, Any]:
    return {
        "associations": list(left),
        "live": list(MentorshipState.LIVE),
        "campaign": campaign.pk,
        "lo": span.lo,
        "hi": span.hi,
    }
