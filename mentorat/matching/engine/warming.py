"""Compile the kernels before anybody waits for them.

They are kept on disk, by machine and by version: after that, a process only reads them. To be run
alone, too: ``python -m mentorat.matching.engine.warming``.
"""

from mentorat.matching.engine.coding import question_of
from mentorat.matching.engine.explaining import Explainer
from mentorat.matching.engine.facts import METIER, NeedFacts, OfferFacts, Rules
from mentorat.matching.engine.funnel import funnel
from mentorat.matching.engine.solving import solve


def warm() -> None:
    """Ask all that can be asked, of one pupil and one mentor."""
    kinds, trade = frozenset({METIER}), frozenset({"255"})
    need = NeedFacts(
        id=1,
        kinds=kinds,
        objective="pfmp",
        accepts_remote=True,
        days_waiting=0,
        is_last_year=False,
        training="",
        nsf_groups=trade,
        rome_domains=frozenset(),
    )
    offer = OfferFacts(
        id=1,
        mentor=1,
        kinds=kinds,
        origin="employee",
        accepts_remote=True,
        is_local=True,
        is_cleared=True,
        seats=1,
        nsf_groups=trade,
        rome_domains=frozenset(),
    )
    answer = solve(question_of([need], [offer], Rules(), 1))
    Explainer(answer).why_not(0, 0)
    funnel(answer.question, answer.need)


if __name__ == "__main__":
    warm()
