"""Unit 5: the first meeting."""

from mentorat.people.enums import TrainingTopic as T
from mentorat.people.training.unit import Minutes, Part, Question, Unit

FIRST_MEETING = Unit(
    slug="premiere-rencontre",
    title="La première rencontre",
    minutes=Minutes(read=3, exercise=12, quiz=5),
    topics=(T.FIRST_MEETING, T.FAMILY, T.RELATIONSHIP),
    parts=(
        Part(
            "Avant",
            (),
            (
                "Lisez la proposition : la formation de l’élève, son objectif, pourquoi vous deux.",
                (
                    "Confirmez la date au lycée. Demandez où vous présenter : l’accueil"
                    " attend votre nom."
                ),
                "Prévoyez d’arriver dix minutes en avance.",
                "Renseignez-vous sur le diplôme préparé : vous poserez de meilleures questions.",
            ),
        ),
        Part(
            "Pendant",
            (
                (
                    "Une personne du lycée est là pour vous présenter l’un à l’autre. Un"
                    " responsable"
                    " légal peut venir. Comptez trois quarts d’heure."
                ),
            ),
            (
                "Présentez-vous simplement. Dites pourquoi vous êtes là.",
                "Laissez l’élève se présenter comme il le souhaite. Demandez comment l’appeler.",
                "Parlez de l’objectif : que veut-il, à quoi verra-t-il que c’est atteint ?",
                "Annoncez la limite du secret. Rappelez qu’il peut arrêter quand il veut.",
                "Fixez ensemble la date suivante avant de vous quitter.",
            ),
        ),
        Part(
            "Après",
            (
                (
                    "Racontez la rencontre en deux minutes, par le lien que vous recevez :"
                    " qui était"
                    " là, ce que vous avez fait, la suite. Si quelque chose vous a gêné,"
                    " dites-le au"
                    " lycée le jour même."
                ),
                (
                    "Si l’élève n’est pas venu, ne le prenez pas pour vous. Prévenez le lycée et"
                    " proposez une nouvelle date."
                ),
            ),
        ),
    ),
    exercise=Part(
        "À vous, sur une feuille",
        ("Préparez votre première rencontre comme un rendez-vous qui compte.",),
        (
            (
                "Écrivez votre présentation en six phrases. Lisez-la à voix haute : moins"
                " d’une minute ?"
            ),
            "Choisissez une photo, un objet ou un outil de votre métier à montrer.",
            "Préparez trois questions sur l’objectif de l’élève.",
            "Écrivez ce que vous ferez si la conversation s’arrête.",
        ),
    ),
    questions=(
        Question(
            "L’élève n’est pas venu à la première rencontre.",
            (
                "J’abandonne : il n’est pas motivé.",
                "Je préviens le lycée et propose une autre date.",
                "Je lui écris mon mécontentement.",
            ),
            1,
            "Une absence a souvent une raison simple. On recommence.",
        ),
        Question(
            "Que faut-il avoir fixé avant de se quitter ?",
            ("La date suivante.", "Son orientation.", "Une adresse personnelle où s’écrire."),
            0,
            "La régularité commence par une date.",
        ),
        Question(
            "Un parent assiste à la rencontre et répond à la place de l’élève.",
            (
                "Je lui demande de sortir.",
                "Je m’adresse à l’élève, avec égards pour le parent, et lui laisse le temps.",
                "Je parle surtout au parent.",
            ),
            1,
            "La relation est celle de l’élève ; la famille y a sa place.",
        ),
        Question(
            "Quand annoncez-vous la limite du secret ?",
            (
                "Quand l’élève se confie.",
                "Dès la première rencontre.",
                "Jamais : cela l’inquiéterait.",
            ),
            1,
            "Dite avant, elle ne trahit personne.",
        ),
    ),
)
