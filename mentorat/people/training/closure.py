"""Unit 6: how a relation ends well."""

from mentorat.people.enums import TrainingTopic as T
from mentorat.people.training.unit import Minutes, Part, Question, Unit

CLOSURE = Unit(
    slug="cloture",
    title="Bien terminer",
    minutes=Minutes(read=3, exercise=12, quiz=5),
    topics=(T.CLOSURE, T.HELP),
    parts=(
        Part(
            "Toute relation a une fin",
            (
                (
                    "La fin se prépare dès le début : l’élève sait combien de temps cela dure. Une"
                    " fin annoncée, parlée, laisse une bonne trace ; une disparition abîme la"
                    " confiance, parfois pour longtemps."
                ),
            ),
        ),
        Part(
            "Quand la fin est prévue",
            (),
            (
                "Annoncez-la trois rencontres avant.",
                "Relisez l’objectif : ce qui est atteint, ce qui reste.",
                "Dites à l’élève ce que vous avez vu de ses progrès, avec des exemples.",
                "Parlez de la suite : qui peut l’aider, où chercher.",
                "Répondez au bilan : votre avis, et le sien, servent aux suivants.",
            ),
        ),
        Part(
            "Quand elle ne l’est pas",
            (
                (
                    "Déménagement, maladie, surcharge, désaccord : cela arrive. Prévenez le lycée"
                    " dès que possible. Vous pouvez faire une pause, avec une date de retour, ou"
                    " partir, avec un préavis. Le lycée cherche aussitôt un autre mentor,"
                    " et l’élève"
                    " passe en premier."
                ),
                (
                    "Si c’est l’élève qui arrête, ne demandez pas de justification. Une dernière"
                    " rencontre, ou un mot transmis par le lycée, suffit pour bien se quitter."
                ),
            ),
        ),
        Part(
            "Et après",
            (
                (
                    "Après la fin, vous ne voyez plus le nom de l’élève sur le site, et vous ne"
                    " gardez ni ses coordonnées ni vos notes sur lui. Si l’un de vous"
                    " souhaite rester"
                    " en contact, cela se décide avec le lycée et, pour un mineur, avec ses"
                    " responsables légaux."
                ),
            ),
        ),
    ),
    exercise=Part(
        "À vous, sur une feuille",
        ("Pensez à une fin réussie : un emploi quitté, un apprenti parti, un projet achevé.",),
        (
            "Qu’est-ce qui l’a rendue réussie ?",
            "Écrivez trois phrases que vous aimeriez dire à l’élève le dernier jour.",
            "Notez dans votre agenda la date à laquelle vous commencerez à parler de la fin.",
        ),
    ),
    questions=(
        Question(
            "Vous changez de travail et n’aurez plus le temps dans un mois.",
            (
                "J’espace les rencontres sans rien dire.",
                "Je préviens le lycée maintenant, avec une date, et prépare la fin avec l’élève.",
                "J’arrête de répondre.",
            ),
            1,
            "Un préavis permet au lycée de trouver un autre mentor sans attendre.",
        ),
        Question(
            "L’élève veut arrêter.",
            (
                "Je lui demande de se justifier.",
                "J’accepte, je remercie, et propose de bien se quitter.",
                "J’insiste jusqu’à la fin de l’année.",
            ),
            1,
            "Il est volontaire : il arrête quand il veut.",
        ),
        Question(
            "Quand commencer à parler de la fin ?",
            ("Le dernier jour.", "Dès le début, puis quelques rencontres avant.", "Après la fin."),
            1,
            "Une fin annoncée n’est pas un abandon.",
        ),
        Question(
            "Après la fin, que faites-vous de vos notes sur l’élève ?",
            ("Je les garde, au cas où.", "Je les détruis.", "Je les publie sans son nom."),
            1,
            "Rien de personnel ne se garde après la relation.",
        ),
    ),
)
