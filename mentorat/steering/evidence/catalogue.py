"""The benchmarks that the platform proves by itself. Data that a référent can read.

Codes are those of the « Elements of Effective Practice for Mentoring », fourth edition; sentences
are ours. Those that need a document or a visit are not here: no tool proves them.
"""

from dataclasses import dataclass

from mentorat.steering.evidence import proofs
from mentorat.steering.evidence.proofs import Prove


@dataclass(frozen=True)
class Benchmark:
    """A sentence, what is counted for it, and the function that counts."""

    code: str
    text: str
    how: str
    prove: Prove


@dataclass(frozen=True)
class BuiltIn:
    """What the way the site works proves for everyone."""

    code: str
    text: str
    how: str


BENCHMARKS: tuple[Benchmark, ...] = (
    Benchmark(
        "B.2.3",
        "Chaque mentor a eu un entretien avant de rencontrer un élève.",
        "Un entretien daté, au plus tard le jour de la première séance.",
        proofs.interviewed,
    ),
    Benchmark(
        "B.2.5",
        "Deux personnes au moins ont été appelées au sujet de chaque mentor.",
        "Deux références datées par mentor.",
        proofs.references_called,
    ),
    Benchmark(
        "B.2.6 et B.2.7",
        "Chaque mentor s’est engagé par écrit sur la durée et le rythme.",
        "Une charte signée, au plus tard le jour de la première séance.",
        proofs.charter_signed,
    ),
    Benchmark(
        "B.2.10",
        "Un responsable légal a autorisé chaque élève mineur.",
        "Une autorisation donnée et non retirée, ou un élève majeur, à ce jour.",
        proofs.authorised,
    ),
    Benchmark(
        "B.3.1",
        "Chaque mentor a reçu deux heures de formation avant la première rencontre.",
        "Les heures de formation datées d’avant la première séance.",
        proofs.trained,
    ),
    Benchmark(
        "B.3.2",
        "La formation des mentors traite tous les thèmes attendus.",
        "Une formation dont les thèmes notés sont complets.",
        proofs.trained_in_every_topic,
    ),
    Benchmark(
        "B.4.1",
        "Chaque relation est proposée pour des raisons que les deux côtés peuvent lire.",
        "Des raisons écrites sur la relation.",
        proofs.explained,
    ),
    Benchmark(
        "B.4.2",
        "Une première rencontre est organisée et documentée.",
        "Une séance tenue, avec un élève noté présent.",
        proofs.first_meeting_documented,
    ),
    Benchmark(
        "B.4.3",
        "Un adulte de l’équipe est présent à la première rencontre.",
        "Une séance tenue, avec le nom de l’adulte du lycée.",
        proofs.adult_at_first_meeting,
    ),
    Benchmark(
        "Élément 07 (5e édition)",
        "Chaque élève est préparé avant la première rencontre.",
        "Les cinq scènes lues, au plus tard le jour de la première séance.",
        proofs.prepared,
    ),
    Benchmark(
        "B.2.11, B.2.12 et B.4.4",
        "Le mentor, l’élève et sa famille ont signé le même accord.",
        "L’accord en vigueur porte toutes ses signatures.",
        proofs.agreement_signed,
    ),
    Benchmark(
        "B.5.1",
        "Deux contacts au moins pendant le premier mois.",
        "Deux nouvelles du mentor en trente jours : comptes rendus, point d’étape.",
        proofs.heard_in_the_first_month,
    ),
    Benchmark(
        "B.5.2 et B.5.3",
        "Chaque côté est interrogé de la même façon pendant la relation.",
        "Les points d’étape échus ont toutes leurs réponses.",
        proofs.both_sides_checked,
    ),
    Benchmark(
        "B.5.8",
        "Chaque rencontre est documentée : sa date, sa durée, qui est venu.",
        "Aucune séance passée sans présence notée.",
        proofs.each_session_told,
    ),
    Benchmark(
        "B.5.11",
        "Chaque mentor se forme encore pendant la relation.",
        "Une formation, ou un module du site, d’après la première séance : relations qui ont vécu"
        " la durée minimale de l’année.",
        proofs.trained_since_the_start,
    ),
    Benchmark(
        "B.5.12",
        "Les mentors reçoivent régulièrement un retour.",
        "Chaque compte rendu de mentor a reçu une réponse.",
        proofs.reports_thanked,
    ),
    Benchmark(
        "B.6.4",
        "Un entretien de fin a lieu avec le mentor et avec l’élève.",
        "Relations terminées : un bilan recueilli au moins, aucun encore attendu.",
        proofs.each_side_heard,
    ),
    Benchmark(
        "B.6.6",
        "Il est documenté que la procédure de fin a été suivie.",
        "Relations terminées dont la clôture est complète.",
        proofs.closing_complete,
    ),
)

BUILT_IN: tuple[BuiltIn, ...] = (
    BuiltIn(
        "B.6.1 à B.6.3",
        "Une fin prévue, imprévue ou d’un seul côté a sa procédure.",
        "Aucune relation ne se termine sans une clôture de l’une de ces trois sortes.",
    ),
    BuiltIn(
        "B.6.5",
        "Une règle écrite dit quand un élève peut avoir un autre mentor.",
        "La règle est publique, et aucune proposition ne passe outre.",
    ),
    BuiltIn(
        "B.6.7 à B.6.9",
        "Le bilan de fin aborde les mêmes sujets avec chaque côté.",
        "Les questions sont les mêmes pour tous et leur version est gardée.",
    ),
    BuiltIn(
        "B.6.10",
        "Les règles de fin et de contact ensuite sont publiques, messages compris.",
        "Elles sont sur une page ouverte à tous.",
    ),
)
