"""The reasons of a proposal as each reader hears them: « tu » to the pupil, « vous » to the others.

The engine writes a reason once, about « l’élève » and, without subject, about the mentor; it is
kept so with the relation. Here it is turned towards whoever reads it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from mentorat.foundations.scope import Scope


class Reader(StrEnum):
    MENTOR = "mentor"
    MENTEE = "mentee"
    GUARDIAN = "guardian"


@dataclass(frozen=True)
class Voice:
    """A sentence of the engine, as a pattern, and the same towards each reader."""

    pattern: str
    mentor: str
    mentee: str
    guardian: str

    def said_to(self, reader: Reader, sentence: str) -> str | None:
        found = re.fullmatch(self.pattern, sentence)
        return found and getattr(self, reader).format(*found.groups())


# What begins a sentence on the mentor’s situation, and the same said to the mentor.
KNOWN = (("Connaît", "connaissez"), ("Fait", "faites"), ("A", "avez"))

VOICES = (
    Voice(
        r"Travaille dans le domaine que prépare l’élève : (.+)\.",
        "Vous travaillez dans le domaine que prépare l’élève : {0}.",
        "Travaille dans le domaine que tu prépares : {0}.",
        "Travaille dans le domaine que prépare votre enfant : {0}.",
    ),
    Voice(
        r"Exerce un métier auquel mène la formation de l’élève : (.+)\.",
        "Vous exercez un métier auquel mène la formation de l’élève : {0}.",
        "Exerce un métier auquel mène ta formation : {0}.",
        "Exerce un métier auquel mène la formation de votre enfant : {0}.",
    ),
    Voice(
        r"Travaille dans un domaine voisin de la formation : (.+)\.",
        "Vous travaillez dans un domaine voisin de la formation de l’élève : {0}.",
        "Travaille dans un domaine voisin de ta formation : {0}.",
        "Travaille dans un domaine voisin de la formation suivie : {0}.",
    ),
    Voice(
        r"Travaille dans le même secteur que la formation : (.+)\.",
        "Vous travaillez dans le même secteur que la formation de l’élève : {0}.",
        "Travaille dans le même secteur que ta formation : {0}.",
        "Travaille dans le même secteur que la formation suivie : {0}.",
    ),
    Voice(
        r"Propose (un mentorat .+), comme demandé\.",
        "Vous proposez {0}, et l’élève le demande.",
        "Propose {0}, comme tu l’as demandé.",
        "Propose {0}, comme votre enfant l’a demandé.",
    ),
    Voice(
        r"Propose (un mentorat .+), une partie de ce qui est demandé\.",
        "Vous proposez {0} : c’est une partie de ce que l’élève demande.",
        "Propose {0} : c’est une partie de ce que tu demandes.",
        "Propose {0} : c’est une partie de ce que demande votre enfant.",
    ),
    Voice(
        r"Est dans la commune du lycée : les rencontres sur place sont faciles\.",
        "Vous êtes dans la commune du lycée : les rencontres sur place sont faciles.",
        "Est dans la commune de ton lycée : se voir est facile.",
        "Est dans la commune du lycée : les rencontres sur place sont faciles.",
    ),
    Voice(
        r"Accepte les échanges à distance, l’élève aussi\.",
        "Vous acceptez les échanges à distance, l’élève aussi.",
        "Accepte les échanges à distance, comme toi.",
        "Accepte les échanges à distance, votre enfant aussi.",
    ),
    Voice(
        r"L’élève a demandé ce mentor\.",
        "L’élève a demandé à vous avoir comme mentor.",
        "Tu as demandé cette personne.",
        "Votre enfant a demandé cette personne.",
    ),
    Voice(
        r"Parle une langue que l’élève souhaite partager\.",
        "Vous parlez une langue que l’élève souhaite partager.",
        "Parle une langue que tu souhaites partager.",
        "Parle une langue que votre enfant souhaite partager.",
    ),
    Voice(
        r"L’élève attendait un mentor depuis (\d+) jours\.",
        "L’élève attendait un mentor depuis {0} jours.",
        "Tu attendais un mentor depuis {0} jours.",
        "Votre enfant attendait un mentor depuis {0} jours.",
    ),
    Voice(
        r"L’élève est en dernière année de formation\.",
        "L’élève est en dernière année de formation.",
        "Tu es en dernière année de formation.",
        "Votre enfant est en dernière année de formation.",
    ),
    *(
        Voice(
            rf"{begins}( .+ : utile pour .+)\.",
            f"Vous {to_mentor}{{0}}.",
            f"{begins}{{0}}.",
            f"{begins}{{0}}.",
        )
        for begins, to_mentor in KNOWN
    ),
)


def reasons_for(scope: Scope, reasons: Iterable[str]) -> list[str]:
    """Return the reasons towards whoever reads; what was written by hand stays as it was written,
    and those who coordinate read what the engine wrote.
    """
    reader = _reader(scope)
    return [_said_to(reader, reason) if reader else reason for reason in reasons]


def _reader(scope: Scope) -> Reader | None:
    held = {
        Reader.GUARDIAN: scope.guardian,
        Reader.MENTEE: scope.mentee,
        Reader.MENTOR: scope.mentor,
    }
    return next((reader for reader, person in held.items() if person is not None), None)


def _said_to(reader: Reader, reason: str) -> str:
    said = (voice.said_to(reader, reason) for voice in VOICES)
    return next((sentence for sentence in said if sentence), reason)
