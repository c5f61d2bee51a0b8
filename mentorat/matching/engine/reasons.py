"""Why this mentor: short French sentences that a parent can read, without any name."""

import re
from collections.abc import Mapping

from mentorat.matching.engine import scoring
from mentorat.matching.engine.facts import METIER, PARCOURS, NeedFacts, OfferFacts, Part

AFFINITIES: Mapping[int, str] = {
    scoring.SAME_GROUP: "Le mentor travaille dans le domaine que prépare l’élève : {training}.",
    scoring.SAME_DOMAIN: "Le mentor exerce un métier auquel mène la formation : {training}.",
    scoring.SAME_FIELD: "Le mentor travaille dans un domaine voisin de la formation : {training}.",
    scoring.SAME_SECTOR: "Le mentor travaille dans le même secteur que la formation : {training}.",
}

KINDS: Mapping[frozenset[str], str] = {
    frozenset({METIER}): "un mentorat de métier",
    frozenset({PARCOURS}): "un mentorat de parcours",
    frozenset({METIER, PARCOURS}): "un mentorat de métier et de parcours",
}

KNOWS: Mapping[str, str] = {
    "employee": "Le mentor connaît l’entreprise de l’intérieur",
    "pfmp_tutor": "Le mentor a déjà accueilli des élèves en stage",
    "alumnus": "Le mentor a suivi la voie professionnelle",
    "student": "Le mentor fait des études après le lycée",
    "retired": "Le mentor a une longue expérience du travail",
}

GOALS: Mapping[str, str] = {
    "pfmp": "trouver ou réussir un stage (PFMP)",
    "insertion": "préparer l’entrée dans l’emploi",
    "apprenticeship": "passer en apprentissage",
    "further_study": "poursuivre des études",
    "confidence": "prendre confiance",
    "trade_discovery": "découvrir un métier",
    "self_awareness": "mieux se connaître",
    "self_control": "se concentrer et tenir ses buts",
    "decision": "prendre des décisions",
    "emotions": "comprendre ses émotions",
    "emotion_control": "garder son calme",
    "stress": "gérer son stress",
    "communication": "mieux communiquer",
    "relations": "créer de bons liens avec les autres",
    "conflicts": "résoudre des difficultés avec les autres",
}

# What the nomenclature adds to the name of a training that another has replaced.
REPLACED = re.compile(r" \(avant \d{4}\)$")

GOOD_FIT = 80
LONG_WAIT = 30
ROUND_KM = (10, 20, 30)


def reasons_of(need: NeedFacts, offer: OfferFacts, values: Mapping[Part, int]) -> tuple[str, ...]:
    """Return the sentences that hold for this proposal, the weightiest first. Never none."""
    sentences = (
        AFFINITIES.get(values[Part.AFFINITY], "").format(training=REPLACED.sub("", need.training)),
        _kind(need, offer),
        _objective(need, offer, values[Part.OBJECTIVE]),
        _nearness(need, offer),
        _wishes(need, offer),
        _wait(need),
        "L’élève est en dernière année de formation." if need.is_last_year else "",
    )
    return tuple(sentence for sentence in sentences if sentence)


def _kind(need: NeedFacts, offer: OfferFacts) -> str:
    common = need.kinds & offer.kinds
    asked = "comme demandé" if common == need.kinds else "une partie de ce qui est demandé"
    return f"Le mentor propose {KINDS[common]}, {asked}."


def _objective(need: NeedFacts, offer: OfferFacts, value: int) -> str:
    knows, goal = KNOWS.get(offer.origin), GOALS.get(need.objective)
    if value < GOOD_FIT or knows is None or goal is None:
        return ""
    return f"{knows} : utile pour {goal}."


def _nearness(need: NeedFacts, offer: OfferFacts) -> str:
    if offer.is_local:
        return "Le mentor est dans la commune du lycée : les rencontres sur place sont faciles."
    if within := within_km(offer.distance_km):
        return f"Le mentor est à moins de {within} kilomètres du lycée."
    both = need.accepts_remote and offer.accepts_remote
    return "Le mentor accepte les échanges à distance, l’élève aussi." if both else ""


def within_km(distance: float | None) -> int:
    """Return the round distance that holds; zero for one that is far or unknown."""
    return next((one for one in ROUND_KM if distance is not None and distance <= one), 0)


def _wishes(need: NeedFacts, offer: OfferFacts) -> str:
    if offer.mentor in need.wished_mentors:
        return "L’élève a demandé ce mentor."
    if offer.mentor in need.wishing_mentors:
        return "Le mentor a demandé à accompagner cet élève."
    shared = need.languages & offer.languages
    return "Le mentor parle une langue que l’élève souhaite partager." if shared else ""


def _wait(need: NeedFacts) -> str:
    if need.days_waiting < LONG_WAIT:
        return ""
    return f"L’élève attendait un mentor depuis {need.days_waiting} jours."
