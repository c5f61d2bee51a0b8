"""The bound that prices prove, from every arc, by a code that shares nothing with the solver."""

from mentorat.matching.engine.kernels.compiled import compiled
from mentorat.matching.engine.kernels.simplex import Int64s, Network


@compiled
def bound_of(net: Network, potential: Int64s) -> int:
    """Return the least that any flow can cost, given any potentials (weak duality).

    A flow costs what its arcs cost once reduced, minus what supplies are worth at the potentials;
    an arc whose reduced cost is negative costs at least that times the most it can carry.
    """
    profiles, root = len(net.start) - 1, len(net.above) - 1
    bound = 0
    for node in range(root):
        bound -= (potential[node] - potential[root]) * net.supply[node]
        slope = potential[node] - potential[net.above[node]]
        for step in range(net.ladder[node], net.ladder[node + 1]):
            reduced = net.cost[step] + slope
            if reduced < 0:
                bound += reduced * net.room[step]
    for profile in range(profiles):
        least = 0
        for arc in range(net.start[profile], net.start[profile + 1]):
            seat = profiles + net.offer[arc]
            least = min(least, potential[profile] - potential[seat] - net.value[arc])
        bound += least * net.supply[profile]
    return bound
