"""Unit 1: what a mentor is, and is not."""

from mentorat.people.enums import TrainingTopic as T
from mentorat.people.training.unit import Minutes, Part, Question, Unit

ROLE = Unit(
    slug="role",
    title="Votre rôle de mentor",
    minutes=Minutes(read=3, exercise=12, quiz=5),
    topics=(T.REQUIREMENTS, T.GOALS, T.ROLE, T.YOUTH),
    parts=(
        Part(
            "Ce que vous apportez",
            (
                (
                    "Un mentor partage avec un lycéen son expérience, sa connaissance des codes de"
                    " l’entreprise et son réseau. Vous avez exercé un métier ; l’élève l’apprend,"
                    " l’envisage ou hésite encore. C’est cette différence qui est utile."
                ),
                (
                    "Le mentorat de métier tourne autour d’une profession : ce qu’on y"
                    " fait, comment"
                    " on y entre, comment on y progresse. Le mentorat de parcours aide un jeune à"
                    " trouver sa voie, à prendre confiance, à préparer la suite de ses études."
                ),
            ),
        ),
        Part(
            "Ce que vous n’êtes pas",
            ("Savoir où s’arrête le rôle protège l’élève, et vous protège.",),
            (
                (
                    "Pas un professeur : vous ne faites pas cours, vous ne notez pas, vous"
                    " n’évaluez pas."
                ),
                (
                    "Pas un parent, ni un éducateur, ni un soignant : vous écoutez, puis"
                    " vous orientez."
                ),
                "Pas un recruteur : vous ne promettez ni stage ni emploi.",
                (
                    "Pas un tuteur de PFMP en même temps pour le même élève : les deux"
                    " rôles se gênent."
                ),
            ),
        ),
        Part(
            "À qui vous parlez",
            (
                (
                    "Un lycéen professionnel a le plus souvent entre quinze et dix-huit"
                    " ans. Il passe"
                    " plusieurs semaines par an en entreprise. Certains ont choisi leur formation,"
                    " d’autres non. Ne supposez ni ses difficultés, ni sa famille, ni ses projets :"
                    " demandez, et laissez-lui le temps de répondre."
                ),
                (
                    "L’élève est volontaire. Il peut arrêter quand il veut, sans raison."
                    " Vous aussi,"
                    " en prévenant le lycée."
                ),
            ),
        ),
        Part(
            "Les règles du programme",
            (),
            (
                "Une relation a un objectif, choisi au départ et revu en chemin.",
                "Elle dure plusieurs mois, avec des rencontres régulières : mieux vaut peu et sûr.",
                (
                    "Les rencontres ont lieu au lycée, dans une salle visible, ou à"
                    " distance par le moyen prévu."
                ),
                (
                    "Le lycée suit la relation. Il vous demandera des nouvelles :"
                    " répondez-lui, même d’un mot."
                ),
            ),
        ),
    ),
    exercise=Part(
        "À vous, sur une feuille",
        ("Gardez cette feuille : elle vous servira à la première rencontre.",),
        (
            "Racontez en cinq lignes votre propre chemin, détours compris.",
            "Notez trois choses que vous auriez aimé savoir à seize ans sur votre métier.",
            "Écrivez ce que vous attendez de ce mentorat, puis ce que l’élève peut en attendre.",
        ),
    ),
    questions=(
        Question(
            "Un élève vous demande de l’aider à faire un devoir noté. Que faites-vous ?",
            (
                "Je le fais avec lui : c’est pour cela que je suis là.",
                (
                    "Je l’aide à comprendre le lien avec le métier, et le renvoie à son"
                    " professeur pour le devoir."
                ),
                "Je refuse d’en parler.",
            ),
            1,
            "Vous éclairez le métier ; l’enseignement reste celui des professeurs.",
        ),
        Question(
            "Qui décide qu’un élève participe au mentorat ?",
            ("Son professeur principal.", "L’élève, qui est volontaire.", "Le mentor."),
            1,
            "L’élève se porte volontaire. Les adultes proposent, ils ne décident pas à sa place.",
        ),
        Question(
            "Vous êtes le tuteur de PFMP de l’élève qu’on vous propose. Que dites-vous ?",
            (
                "Rien : je le connais déjà, c’est plus simple.",
                "Je le signale au lycée avant de répondre.",
                "J’accepte, et je ne l’évaluerai pas.",
            ),
            1,
            "Un tuteur évalue. Le lycée doit le savoir et décider, avant toute réponse.",
        ),
        Question(
            "L’élève espère une place dans votre entreprise. Que répondez-vous ?",
            (
                "Je promets d’en parler au patron.",
                "Je dis que je ne peux rien promettre, et l’aide à préparer sa recherche.",
                "Je change de sujet.",
            ),
            1,
            "Ne promettez rien qui ne dépend pas de vous. Préparer une recherche, oui.",
        ),
    ),
)
