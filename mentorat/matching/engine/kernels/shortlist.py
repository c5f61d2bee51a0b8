"""The edges among which the simplex looks for now: the best few of each profile, at today's prices.

They are copied side by side, so that looking at them is quick; every edge is looked at again each
time that none of them is worth it any more. No edge is ever lost: when a look at all of them finds
none worth taking, that is the proof.
"""

from mentorat.matching.engine.kernels.compiled import compiled, inlined
from mentorat.matching.engine.kernels.simplex import Int64s, Network, Tree, best_of

LEAST = -(1 << 60)
UNWORTHY = -(1 << 15)  # the value of an edge that nobody has listed yet


@inlined
def weakest(worths: Int64s, count: int) -> int:
    """Return the place of the least worth of a full list."""
    place = 0
    for other in range(1, count):
        if worths[other] < worths[place]:
            place = other
    return place


@inlined
def least_listed(brief: Network, prices: Int64s, begin: int, end: int) -> int:
    """Return the least worth on a list, today: as many edges of the row are worth that or more."""
    if begin == end or brief.value[begin] == UNWORTHY:
        return LEAST
    least = -LEAST
    for arc in range(begin, end):
        least = min(least, brief.value[arc] + prices[brief.offer[arc]])
    return least


@compiled
def shorten(net: Network, tree: Tree, brief: Network, worths: Int64s) -> int:
    """Fill again the list of each profile that has an edge worth taking; return how many have.

    Lists have their room from the start: ``brief.start`` says where each begins.
    """
    profiles = len(net.start) - 1
    prices = tree.potential[profiles:]
    late = 0
    for profile in range(profiles):
        row = slice(net.start[profile], net.start[profile + 1])
        offers, values = net.offer[row], net.value[row]
        if best_of(offers, values, prices) <= tree.potential[profile]:
            continue
        late += 1
        begin, end = brief.start[profile], brief.start[profile + 1]
        low, listed, width = least_listed(brief, prices, begin, end) - 1, 0, end - begin
        for place in range(len(offers)):
            worth = values[place] + prices[offers[place]]
            if worth <= low:
                continue
            taken = listed if listed < width else weakest(worths, width)
            listed = min(listed + 1, width)
            worths[taken] = worth
            brief.offer[begin + taken], brief.value[begin + taken] = offers[place], values[place]
            if listed == width:
                low = worths[weakest(worths, width)]
    return late
