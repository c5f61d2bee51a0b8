"""Unit 2: how trust is built."""

from mentorat.people.enums import TrainingTopic as T
from mentorat.people.training.unit import Minutes, Part, Question, Unit

RELATIONSHIP = Unit(
    slug="relation",
    title="Construire la relation",
    minutes=Minutes(read=3, exercise=12, quiz=5),
    topics=(T.RELATIONSHIP, T.GOALS, T.FAMILY),
    parts=(
        Part(
            "La régularité avant tout",
            (
                (
                    "Ce qui compte le plus est simple : venir quand on a dit qu’on viendrait. Une"
                    " rencontre annulée sans prévenir se remarque davantage que dix bons conseils."
                    " Prévenez le lycée dès que vous savez que vous ne pourrez pas venir."
                ),
                (
                    "Une relation qui s’arrête trop tôt peut laisser l’élève moins confiant"
                    " qu’avant. Engagez-vous sur un rythme que vous tiendrez."
                ),
            ),
        ),
        Part(
            "Écouter",
            ("Les premières fois, l’élève parle peu. C’est normal.",),
            (
                (
                    "Posez des questions ouvertes : « Qu’est-ce qui t’a plu ? » plutôt que"
                    " « Ça t’a plu ? »."
                ),
                "Laissez des silences. Reformulez avant de conseiller.",
                "Parlez aussi de vos erreurs : elles rassurent.",
                "Félicitez un effort précis, pas une qualité en général.",
            ),
        ),
        Part(
            "Un objectif, de petits pas",
            (
                (
                    "L’objectif appartient à l’élève : trouver une PFMP, préparer un entretien,"
                    " choisir une poursuite d’études, prendre confiance. À chaque rencontre,"
                    " convenez d’une chose à faire d’ici la suivante. Notez-la dans le"
                    " compte rendu."
                ),
                "S’il change d’avis, l’objectif se revoit avec le lycée. Ce n’est pas un échec.",
            ),
        ),
        Part(
            "La famille et l’équipe du lycée",
            (
                (
                    "Les responsables légaux d’un élève mineur ont autorisé le mentorat."
                    " Ils peuvent"
                    " assister à la première rencontre et suivre la relation. Vous ne les contactez"
                    " pas directement : passez par le lycée."
                ),
                (
                    "Un doute, une question, un malaise : parlez-en à la personne qui suit la"
                    " relation. Vous n’êtes jamais seul."
                ),
            ),
        ),
    ),
    exercise=Part(
        "À vous, sur une feuille",
        ("Pensez à un adulte qui a compté pour vous quand vous étiez jeune.",),
        (
            "Qu’a-t-il fait, concrètement, qui vous a aidé ? Notez trois gestes.",
            "Préparez cinq questions ouvertes pour une première rencontre.",
            "Regardez votre agenda : quelles demi-journées pouvez-vous tenir jusqu’en juin ?",
        ),
    ),
    questions=(
        Question(
            "L’élève répond par oui ou par non. Que faites-vous ?",
            (
                "Je remplis le silence en racontant ma carrière.",
                "Je pose des questions ouvertes et lui laisse le temps.",
                "Je conclus qu’il n’est pas intéressé.",
            ),
            1,
            "La confiance vient avec le temps. Questions ouvertes, silences, régularité.",
        ),
        Question(
            "Un empêchement : vous ne viendrez pas demain. Que faites-vous ?",
            (
                "J’expliquerai la prochaine fois.",
                "Je préviens le lycée dès maintenant et propose une autre date.",
                "J’écris à l’élève sur son compte de réseau social.",
            ),
            1,
            "Prévenir tôt, et par le lycée : l’élève n’attend pas pour rien.",
        ),
        Question(
            "Vous voudriez parler à sa mère de ses absences. Que faites-vous ?",
            (
                "Je l’appelle.",
                "J’en parle à la personne du lycée qui suit la relation.",
                "Je demande son numéro à l’élève.",
            ),
            1,
            "Le lien avec la famille est celui du lycée.",
        ),
        Question(
            "Au bout de deux mois, l’élève veut changer d’objectif.",
            (
                "C’est possible : nous en parlons et le lycée en garde la trace.",
                "C’est trop tard.",
                "Il faut arrêter la relation.",
            ),
            0,
            "L’objectif est le sien. Il se revoit en chemin.",
        ),
    ),
)
