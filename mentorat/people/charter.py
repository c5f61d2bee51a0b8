"""The charter that a mentor signs: the text, its version and its fingerprint."""

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True)
class Charter:
    """A text never changes under its version: a new one has a new version."""

    version: str
    promises: tuple[tuple[str, str], ...]

    @property
    def digest(self) -> str:
        text = "\n".join(f"{title}\n{promise}" for title, promise in self.promises)
        return hashlib.sha256(text.encode()).hexdigest()


CHARTER = Charter(
    version="2026-1",
    promises=(
        (
            "Durée et régularité",
            (
                "Je m’engage pour la durée convenue au départ, avec des rencontres régulières. Si"
                " je suis empêché, je préviens le lycée à l’avance. Si je dois arrêter, je"
                " l’annonce, et je prends le temps de dire au revoir."
            ),
        ),
        (
            "Respect",
            (
                "Je respecte l’élève, ses choix et son rythme. Il est volontaire et peut arrêter"
                " sans se justifier. Je ne fais ni prosélytisme, ni propagande, ni publicité, ni"
                " discrimination."
            ),
        ),
        (
            "Lieux",
            (
                "Je rencontre l’élève au lycée, dans une salle visible, ou à distance par le moyen"
                " que le lycée a prévu. Jamais à domicile. Je ne le transporte pas. Une visite en"
                " entreprise se prépare avec le lycée."
            ),
        ),
        (
            "Distance",
            (
                "Je garde la distance d’un adulte. Aucun geste ni propos ambigu. Ni argent prêté ou"
                " reçu, ni cadeau de valeur, ni alcool, ni tabac."
            ),
        ),
        (
            "Écrans et images",
            (
                "Je n’échange pas avec l’élève par réseau social ni messagerie personnelle. Je ne"
                " le photographie pas et ne publie rien sur lui sans autorisation écrite pour un"
                " projet précis."
            ),
        ),
        (
            "Confidentialité",
            (
                "Je garde pour moi ce que l’élève me confie, sauf s’il est en danger ou si"
                " quelqu’un d’autre l’est. J’écris peu, et rien d’intime. Je ne garde rien après la"
                " fin de la relation."
            ),
        ),
        (
            "Vigilance",
            (
                "Si j’apprends ou soupçonne qu’un élève est en danger, je préviens le lycée le jour"
                " même. En cas de danger immédiat, j’appelle le 17, le 15 ou le 112. Je peux"
                " toujours appeler le 119."
            ),
        ),
        (
            "Conflits de rôle",
            (
                "Je dis au lycée si je suis de la famille de l’élève, son professeur, son tuteur de"
                " PFMP ou l’un de ses évaluateurs."
            ),
        ),
        (
            "Suivi",
            (
                "Je raconte mes rencontres en quelques mots, je réponds aux points d’étape et au"
                " bilan de fin, et je parle au lycée de ce qui m’inquiète."
            ),
        ),
    ),
)
