"""A run in brief: figures to read at a glance, and what changed since the run before."""

from mentorat.foundations.scope import Scope
from mentorat.matching import queries
from mentorat.web.components import KeyFigure


def summed(summary: queries.RunSummary, scope: Scope) -> dict[str, object]:
    """Return what the summary of a run shows, with names in two queries."""
    difference = summary.difference
    pairs = [*summary.broken]
    if difference:
        pairs += [*difference.gone, *difference.changed, *difference.new]
    names = queries.names_of(pairs, scope=scope)
    return {
        "summary": summary,
        "figures": [
            KeyFigure("élèves avec une proposition", summary.served),
            KeyFigure("sans proposition", summary.left),
            KeyFigure("places libres", summary.seats),
            KeyFigure("score moyen sur 100", summary.mean_score),
            KeyFigure(
                "attente moyenne de ceux qui ont une proposition",
                round(summary.waited_served.mean),
                "jours",
            ),
            KeyFigure("attente moyenne des autres", round(summary.waited_left.mean), "jours"),
        ],
        "broken": [
            queries.Changed(names.need(one.need_id), names.offer(one.offer_id), "", one.why)
            for one in summary.broken
        ],
        "changes": list(queries.changes(difference, names)) if difference else [],
    }
