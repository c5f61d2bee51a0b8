"""What changed since the run before, with names, for the school’s people."""

from collections.abc import Iterator
from dataclasses import dataclass

from mentorat.foundations.scope import Scope
from mentorat.matching.models import Need, Offer
from mentorat.matching.queries.summaries import Difference, PairShown

GONE = "un élève ou un mentor parti depuis"


@dataclass(frozen=True)
class Changed:
    """A pair that came, went or changed. ``before`` or ``after`` is empty where there is none."""

    pupil: str
    before: str
    after: str
    why: str


@dataclass(frozen=True)
class Names:
    """Names of volunteers and of mentors, by number of the need and of the offer. Two queries."""

    needs: dict[int, str]
    offers: dict[int, str]

    def need(self, number: int) -> str:
        return self.needs.get(number, GONE)

    def offer(self, number: int | None) -> str:
        return self.offers.get(number, GONE) if number else ""


def names_of(pairs: list[PairShown], *, scope: Scope) -> Names:
    needs = Need.objects.within(scope).select_related("mentee")
    offers = Offer.objects.within(scope).select_related("mentor")
    wanted = {number for pair in pairs for number in (pair.offer_id, pair.new_offer_id) if number}
    return Names(
        {need.pk: str(need.mentee) for need in needs.filter(pk__in={p.need_id for p in pairs})},
        {offer.pk: str(offer.mentor) for offer in offers.filter(pk__in=wanted)},
    )


def changes(difference: Difference, names: Names) -> Iterator[Changed]:
    """Return each pair that is not the same, those that went first."""
    for pair in difference.gone:
        yield Changed(names.need(pair.need_id), names.offer(pair.offer_id), "", pair.why)
    for pair in difference.changed:
        before, after = names.offer(pair.offer_id), names.offer(pair.new_offer_id)
        yield Changed(names.need(pair.need_id), before, after, pair.why)
    for pair in difference.new:
        yield Changed(names.need(pair.need_id), "", names.offer(pair.offer_id), pair.why)
