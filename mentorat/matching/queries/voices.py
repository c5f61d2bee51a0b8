"""The reasons of a proposal as each reader hears them: « tu » to the pupil, « vous » to the others.

The engine writes a reason once, about « l’élève » and « le mentor »; it is kept so with the
relation. Here it is turned towards whoever reads it.
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
KNOWN = (("connaît", "connaissez"), ("fait", "faites"), ("a", "avez"))

# What the school says in two words, said to whoever may not know them.
KINDS = (
    ("un mentorat de métier et de parcours", "un mentorat sur le métier et sur la formation"),
    ("un mentorat de métier", "un mentorat sur le métier et l’entreprise"),
    ("un mentorat de parcours", "un mentorat sur la formation et l’orientation"),
)

VOICES = (
    Voice(
        r"Le mentor travaille dans le domaine que prépare l’élève : (.+)\.",
        "Vous travaillez dans le domaine que prépare l’élève : {0}.",
        "Cette personne travaille dans le domaine que tu prépares : {0}.",
        "Cette personne travaille dans le domaine que prépare votre enfant : {0}.",
    ),
    Voice(
        r"Le mentor exerce un métier auquel mène la formation : (.+)\.",
        "Vous exercez un métier auquel mène la formation de l’élève : {0}.",
        "Cette personne exerce un métier auquel mène ta formation : {0}.",
        "Cette personne exerce un métier auquel mène la formation de votre enfant : {0}.",
    ),
    Voice(
        r"Le mentor travaille dans un domaine voisin de la formation : (.+)\.",
        "Vous travaillez dans un domaine voisin de la formation de l’élève : {0}.",
        "Cette personne travaille dans un domaine proche de ta formation : {0}.",
        "Cette personne travaille dans un domaine proche de la formation suivie : {0}.",
    ),
    Voice(
        r"Le mentor travaille dans le même secteur que la formation : (.+)\.",
        "Vous travaillez dans le même secteur que la formation de l’élève : {0}.",
        "Cette personne travaille dans le même secteur que ta formation : {0}.",
        "Cette personne travaille dans le même secteur que la formation suivie : {0}.",
    ),
    *(
        Voice(
            rf"Le mentor propose {kind}, comme demandé\.",
            f"Vous proposez {plain}, et l’élève le demande.",
            f"Cette personne propose {plain}, comme tu l’as demandé.",
            f"Cette personne propose {plain}, comme votre enfant l’a demandé.",
        )
        for kind, plain in KINDS
    ),
    *(
        Voice(
            rf"Le mentor propose {kind}, une partie de ce qui est demandé\.",
            f"Vous proposez {plain} : c’est une partie de ce que l’élève demande.",
            f"Cette personne propose {plain} : c’est une partie de ce que tu demandes.",
            f"Cette personne propose {plain} : c’est une partie de ce que demande votre enfant.",
        )
        for kind, plain in KINDS
    ),
    Voice(
        r"Le mentor est dans la commune du lycée : les rencontres sur place sont faciles\.",
        "Vous êtes dans la commune du lycée : les rencontres sur place sont faciles.",
        "Cette personne est dans la commune de ton lycée : se voir est facile.",
        "Cette personne est dans la commune du lycée : les rencontres sur place sont faciles.",
    ),
    Voice(
        r"Le mentor est à moins de (\d+) kilomètres du lycée\.",
        "Vous êtes à moins de {0} kilomètres du lycée.",
        "Cette personne est à moins de {0} kilomètres de ton lycée.",
        "Cette personne est à moins de {0} kilomètres du lycée.",
    ),
    Voice(
        r"Le mentor accepte les échanges à distance, l’élève aussi\.",
        "Vous acceptez les échanges à distance, l’élève aussi.",
        "Cette personne accepte les échanges à distance, comme toi.",
        "Cette personne accepte les échanges à distance, votre enfant aussi.",
    ),
    Voice(
        r"L’élève a demandé ce mentor\.",
        "L’élève a demandé à vous avoir comme mentor.",
        "Tu as demandé cette personne.",
        "Votre enfant a demandé cette personne.",
    ),
    Voice(
        r"Le mentor a demandé à accompagner cet élève\.",
        "Vous avez demandé à accompagner cet élève.",
        "Cette personne a demandé à t’accompagner.",
        "Cette personne a demandé à accompagner votre enfant.",
    ),
    Voice(
        r"Le mentor parle une langue que l’élève souhaite partager\.",
        "Vous parlez une langue que l’élève souhaite partager.",
        "Cette personne parle une langue que tu souhaites partager.",
        "Cette personne parle une langue que votre enfant souhaite partager.",
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
    Voice(
        r"L’élève et le mentor se sont choisis à (.+)\.",
        "L’élève vous a choisi à {0}, et vous aussi.",
        "Tu as choisi cette personne à {0}, et elle aussi.",
        "Votre enfant et cette personne se sont choisis à {0}.",
    ),
    Voice(
        r"L’élève et le mentor se sont rencontrés à (.+)\.",
        "Vous avez rencontré l’élève à {0}.",
        "Tu as rencontré cette personne à {0}.",
        "Votre enfant et cette personne se sont rencontrés à {0}.",
    ),
    *(
        Voice(
            rf"Le mentor {verb}( .+ : utile pour .+)\.",
            f"Vous {to_mentor}{{0}}.",
            f"Cette personne {verb}{{0}}.",
            f"Cette personne {verb}{{0}}.",
        )
        for verb, to_mentor in KNOWN
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
