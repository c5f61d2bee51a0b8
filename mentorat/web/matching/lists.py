"""Proposals of a run, and volunteers: found, filtered, ordered, by pages."""

from django.db.models import Q

from mentorat.foundations.querysets import ScopedQuerySet
from mentorat.matching.enums import ProposalState
from mentorat.matching.models import NeedQuerySet, Proposal
from mentorat.matching.queries import USUAL_ORDER
from mentorat.programmes.enums import MentoringKind, Objective
from mentorat.web.lists import Filter, List, Search, Sort

Rows = ScopedQuerySet[Proposal]
SCORES = (("high", "70 ou plus"), ("middle", "de 50 à 69"), ("low", "moins de 50"))
RANGES = {"high": (70, 101), "middle": (50, 70), "low": (0, 50)}
SETTLED = (("kept", "gardées d’avance"), ("computed", "trouvées par le calcul"))


def _with_words(rows: Rows, words: str) -> Rows:
    """Keep those in which each word begins or is inside a name, the class or the trade."""
    for word in words.split():
        rows = rows.filter(
            Q(need__mentee__last_name__unaccent__icontains=word)
            | Q(need__mentee__first_name__unaccent__icontains=word)
            | Q(need__mentee__class_label__icontains=word)
            | Q(offer__mentor__last_name__unaccent__icontains=word)
            | Q(offer__mentor__first_name__unaccent__icontains=word)
            | Q(offer__mentor__job__unaccent__icontains=word)
        )
    return rows


def _scored(rows: Rows, value: str) -> Rows:
    least, most = RANGES[value]
    return rows.filter(score__gte=least, score__lt=most)


PROPOSALS = List(
    noun="proposition",
    search=Search("Élève, classe, mentor ou métier", _with_words),
    filters=(
        Filter(
            "state",
            "État",
            ProposalState.choices,
            lambda rows, value: rows.filter(state=value),
            all_label="Toutes",
        ),
        Filter("score", "Score", SCORES, _scored),
        Filter(
            "settled",
            "Origine",
            SETTLED,
            lambda rows, value: rows.filter(is_kept=value == "kept"),
            all_label="Toutes",
        ),
    ),
    sorts=(
        Sort("score", "Meilleur score", ("-score",)),
        Sort("pupil", "Élève", ("need__mentee__last_name", "need__mentee__first_name")),
        Sort("class", "Classe", ("need__mentee__class_label", "need__mentee__last_name")),
        Sort("wait", "Attente la plus longue", ("need__volunteered_on",)),
    ),
)


def _named(needs: NeedQuerySet, words: str) -> NeedQuerySet:
    """Keep those in which each word begins or is inside a name, the class or the training."""
    for word in words.split():
        needs = needs.filter(
            Q(mentee__last_name__unaccent__icontains=word)
            | Q(mentee__first_name__unaccent__icontains=word)
            | Q(mentee__class_label__icontains=word)
            | Q(mentee__speciality__label__unaccent__icontains=word)
            | Q(mentee__family__label__unaccent__icontains=word)
        )
    return needs


PUPIL = Search("Élève, classe ou formation", _named)
BY_PUPIL = (
    Sort("pupil", "Élève", ("mentee__last_name", "mentee__first_name")),
    Sort("class", "Classe", ("mentee__class_label", "mentee__last_name")),
)

VOLUNTEERS = List(
    noun="volontaire",
    search=PUPIL,
    filters=(
        Filter(
            "kind",
            "Mentorat",
            MentoringKind.choices,
            lambda needs, value: needs.filter(kind=value),
        ),
        Filter(
            "objective",
            "Objectif",
            Objective.choices,
            lambda needs, value: needs.filter(objective=value),
        ),
    ),
    sorts=(
        Sort("usual", "Qui passe d’abord", USUAL_ORDER),
        Sort("wait", "Attente la plus longue", ("volunteered_on",)),
        *BY_PUPIL,
    ),
)
