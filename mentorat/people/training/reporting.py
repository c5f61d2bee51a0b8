"""Unit 4: what to see, whom to tell. Laws and numbers are named only when they exist."""

from mentorat.people.enums import TrainingTopic as T
from mentorat.people.training.unit import Minutes, Part, Question, Unit

REPORTING = Unit(
    slug="vigilance-et-signalement",
    title="Vigilance et signalement",
    minutes=Minutes(read=3, exercise=12, quiz=5),
    topics=(T.REPORTING, T.HELP, T.ETHICS),
    parts=(
        Part(
            "Ce qui peut alerter",
            (
                (
                    "Un signe seul ne prouve rien. Plusieurs, ou un changement brusque,"
                    " méritent d’en parler."
                ),
            ),
            (
                "Il se replie, s’absente, change d’humeur ou de poids, ne dort plus.",
                "Il porte des traces de coups, il a peur de rentrer chez lui.",
                "Il parle de mort, de se faire du mal, de disparaître.",
                (
                    "Il subit des moqueries ou des menaces répétées, au lycée, en ligne ou"
                    " en entreprise."
                ),
                "Il raconte un geste ou un message sexuel d’un adulte ou d’un autre jeune.",
            ),
        ),
        Part(
            "S’il vous confie quelque chose de grave",
            (),
            (
                "Écoutez calmement. Croyez ce qu’il dit, sans juger, sans mener d’enquête.",
                (
                    "Dites : « Tu as bien fait d’en parler. Je vais chercher de l’aide. »"
                    " Ne promettez pas le secret."
                ),
                "Notez aussitôt ses mots exacts, la date, l’heure. Pas d’interprétation.",
                (
                    "Prévenez le lycée le jour même, de vive voix. Ne contactez ni"
                    " l’auteur supposé ni la famille."
                ),
            ),
        ),
        Part(
            "Qui prévenir",
            (
                (
                    "Danger immédiat : le 17 (police, gendarmerie), le 15 (urgences"
                    " médicales) ou le"
                    " 112. Une personne sourde ou malentendante joint le 114."
                ),
                (
                    "Au lycée : le chef d’établissement, la personne qui suit la relation,"
                    " l’infirmier, l’assistant de service social, le CPE. Le lycée transmet une"
                    " information préoccupante à la CRIP, la cellule de recueil du"
                    " département, ou un"
                    " signalement au procureur de la République quand les faits sont graves."
                ),
                (
                    "Vous pouvez toujours appeler vous-même le 119, « Allô enfance en danger » :"
                    " gratuit, jour et nuit, confidentiel, pour les jeunes comme pour les adultes."
                    " Le 3018 aide en cas de harcèlement ou de violences en ligne. Le 3114 est le"
                    " numéro national de prévention du suicide."
                ),
                (
                    "Si votre association a sa propre procédure, suivez-la aussi : elle ne remplace"
                    " ni le lycée ni ces numéros."
                ),
            ),
        ),
        Part(
            "Ce que dit la loi",
            (
                (
                    "L’article 434-3 du code pénal punit quiconque a connaissance de privations, de"
                    " mauvais traitements ou d’agressions ou atteintes sexuelles infligés"
                    " à un mineur"
                    " et n’en informe pas les autorités judiciaires ou administratives. Cela vaut"
                    " pour vous : se taire n’est pas une prudence."
                ),
                (
                    "Vous n’avez pas à prouver. Vous dites ce que vous avez vu et entendu"
                    " ; d’autres"
                    " dont c’est le métier évaluent."
                ),
            ),
        ),
    ),
    exercise=Part(
        "À vous",
        ("Faites-le maintenant : le jour venu, vous n’aurez pas à chercher.",),
        (
            "Enregistrez le 119 et le numéro du lycée dans votre téléphone.",
            "Notez le nom de la personne du lycée qui suivra votre relation.",
            (
                "Relisez les quatre choses à faire quand un élève se confie, puis"
                " écrivez-les de mémoire."
            ),
        ),
    ),
    questions=(
        Question(
            (
                "Un élève vous dit qu’on le frappe à la maison et vous demande de n’en"
                " parler à personne."
            ),
            (
                "Je garde le secret pour ne pas perdre sa confiance.",
                "Je lui dis que je dois chercher de l’aide, et préviens le lycée le jour même.",
                "J’appelle ses parents pour entendre leur version.",
            ),
            1,
            "Vous prévenez, et ne contactez jamais l’auteur supposé.",
        ),
        Question(
            "Faut-il des preuves avant de prévenir ?",
            (
                "Oui, sinon je risque de me tromper.",
                "Non : je rapporte ce que j’ai vu et entendu, d’autres évaluent.",
                "Oui, au moins un témoin.",
            ),
            1,
            "Vous transmettez des faits et des mots. L’enquête n’est pas votre rôle.",
        ),
        Question(
            "Quel numéro joint « Allô enfance en danger » ?",
            ("Le 119.", "Le 115.", "Le 118."),
            0,
            "Le 119 est gratuit, ouvert jour et nuit.",
        ),
        Question(
            "Il est 22 heures. L’élève vous écrit qu’il veut mourir cette nuit.",
            (
                "J’attends demain pour prévenir le lycée.",
                "J’appelle tout de suite le 15 ou le 112, puis je préviens le lycée.",
                "Je lui réponds de se reposer.",
            ),
            1,
            "Le danger est immédiat : les secours d’abord. Le 3114 peut aussi vous conseiller.",
        ),
        Question(
            "Que dit l’article 434-3 du code pénal ?",
            (
                "Que seuls les fonctionnaires doivent signaler.",
                (
                    "Que quiconque connaît des mauvais traitements infligés à un mineur"
                    " doit en informer les autorités."
                ),
                "Que le mentor est tenu au secret.",
            ),
            1,
            "Il vise « quiconque » : vous aussi.",
        ),
    ),
)
