"""Unit 3: distance, places, money, pictures, screens, secrets."""

from mentorat.people.enums import TrainingTopic as T
from mentorat.people.training.unit import Minutes, Part, Question, Unit

ETHICS = Unit(
    slug="ethique-et-securite",
    title="Éthique et sécurité",
    minutes=Minutes(read=3, exercise=12, quiz=5),
    topics=(T.ETHICS, T.REQUIREMENTS),
    parts=(
        Part(
            "Où et quand se voir",
            ("Ces règles protègent l’élève autant que vous.",),
            (
                "Au lycée, aux heures d’ouverture, dans une salle où l’on peut vous voir.",
                "À distance, par le moyen que le lycée a prévu, à des heures ordinaires.",
                "Jamais à votre domicile, ni au sien, ni dans votre voiture.",
                (
                    "Une visite en entreprise se prépare avec le lycée : autorisation,"
                    " accompagnement, assurance."
                ),
            ),
        ),
        Part(
            "La bonne distance",
            (
                (
                    "Vous êtes un adulte ; l’élève est le plus souvent mineur. Pas de geste ni de"
                    " propos ambigu, pas de confidence sur votre vie intime. Si l’élève s’attache"
                    " trop, ou si vous êtes mal à l’aise, parlez-en au lycée."
                ),
                "Ni alcool, ni tabac, ni vapotage, ni objet dangereux pendant les rencontres.",
            ),
        ),
        Part(
            "Argent, cadeaux, services",
            (
                (
                    "Ne prêtez pas d’argent, n’en recevez pas, ne faites pas de cadeau de"
                    " valeur. Un"
                    " café ou un livre utile, oui, si vous pouvez le dire à tout le monde."
                ),
            ),
        ),
        Part(
            "Écrans et photos",
            (),
            (
                (
                    "Pas d’échange par réseau social ni par messagerie personnelle :"
                    " passez par le lycée."
                ),
                (
                    "Pas de photo ni d’enregistrement de l’élève sans autorisation écrite,"
                    " donnée pour un projet précis."
                ),
                "Ne publiez rien qui permette de le reconnaître.",
            ),
        ),
        Part(
            "Ce que vous gardez pour vous",
            (
                (
                    "Ce que l’élève vous dit reste entre vous, avec une limite que vous"
                    " lui annoncez"
                    " dès le début : s’il est en danger, ou si quelqu’un d’autre l’est, vous en"
                    " parlerez à ceux qui peuvent le protéger."
                ),
                (
                    "Dans vos comptes rendus, écrivez peu : rien sur la santé, la religion, les"
                    " opinions ou la famille. Vous respectez la neutralité du service public :"
                    " ni prosélytisme, ni propagande, ni publicité, ni discrimination."
                ),
            ),
        ),
    ),
    exercise=Part(
        "À vous",
        ("Répondez d’abord seul, puis relisez les règles ci-dessus.",),
        (
            "L’élève vous demande votre numéro de téléphone personnel : que lui dites-vous ?",
            "Il rate son bus, il pleut, vous avez une voiture : que faites-vous ?",
            "Écrivez, avec vos mots, la phrase par laquelle vous annoncerez la limite du secret.",
        ),
    ),
    questions=(
        Question(
            "L’élève rate son bus après la rencontre. Vous êtes en voiture.",
            (
                "Je le ramène, c’est normal.",
                "Je ne le transporte pas ; je préviens le lycée, qui s’en occupe.",
                "Je le ramène s’il est d’accord.",
            ),
            1,
            "On ne transporte pas un élève. Le lycée sait quoi faire.",
        ),
        Question(
            "Il vous invite sur son réseau social.",
            (
                "J’accepte, sans rien publier.",
                "Je décline gentiment et rappelle par où nous échangeons.",
                "J’accepte avec un compte professionnel.",
            ),
            1,
            "Les échanges passent par le moyen prévu par le lycée.",
        ),
        Question(
            "Un élève vous demande de garder un secret absolu.",
            (
                "Je promets.",
                (
                    "Je dis que je garde ce qu’il me confie, sauf si lui ou quelqu’un"
                    " d’autre est en danger."
                ),
                "Je refuse de l’écouter.",
            ),
            1,
            "Annoncez la limite avant la confidence : vous n’aurez pas à trahir une promesse.",
        ),
        Question(
            "Vous voulez publier une photo de votre rencontre.",
            (
                "C’est possible si l’élève est d’accord.",
                "C’est possible si on ne voit pas son nom.",
                "Pas sans autorisation écrite pour ce projet précis : je demande au lycée.",
            ),
            2,
            "L’image d’un élève demande une autorisation pour chaque projet.",
        ),
        Question(
            "Que notez-vous dans un compte rendu ?",
            (
                "Tout ce que l’élève a dit de sa famille et de sa santé.",
                "Ce qui a été fait et la prochaine étape, en peu de mots.",
                "Mon avis sur son caractère.",
            ),
            1,
            "Des faits utiles au suivi, rien d’intime.",
        ),
    ),
)
