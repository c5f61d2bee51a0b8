"""The edges among which the simplex looks for now: the best few of each profile, at today's prices.

They are copied side by side, so that looking at them is quick; every edge is looked at again each
time that none of them is worth it any more. No edge is ever lost: when a look at all of them finds
none worth taking, that is the proof.
"""

from mentorat.matching.engine.kernels.compiled import compiled, inlined
from mentorat.matching.engine.kernels.simplex import Int64s, Network, Tree

LEAST = -(1 << 60)


@inlined
def weakest(worths: Int64s, count: int) -> int:
    """Return the place of the least worth of a full list."""
    place = 0
    for other in range(1, count):
        if worths[other] < worths[place]:
            place = other
    return place


@compiled
def shorten(net: Network, tree: Tree, brief: Network, worths: Int64s) -> int:
    """Fill again the list of each profile that has an edge worth taking; return how many have.

    Lists have their room from the start: ``brief.start`` says where each begins.
    """
    profiles = len(net.start) - 1
    prices = tree.potential[profiles:]
    late = 0
    for profile in range(profiles):
        first, last = net.start[profile], net.start[profile + 1]
        most = LEAST
        for arc in range(first, last):
            most = max(most, net.value[arc] + prices[net.offer[arc]])
        if most <= tree.potential[profile]:
            continue
        late += 1
        begin = brief.start[profile]
        width = brief.start[profile + 1] - begin
        low = LEAST
        for arc in range(first, last):
            place = arc - first
            worth = net.value[arc] + prices[net.offer[arc]]
            if place >= width:
                if worth <= low:
                    continue
                place = weakest(worths, width)
            worths[place] = worth
            brief.offer[begin + place] = net.offer[arc]
            brief.value[begin + place] = net.value[arc]
            if arc - first >= width - 1:
                low = worths[weakest(worths, width)]
    return late
