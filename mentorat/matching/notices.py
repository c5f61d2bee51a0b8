"""The words of the messages to those who offer to be mentors."""

from mentorat.notifications.notices import Letter
from mentorat.organisations.models import Association, School
from mentorat.people.enums import DeclineReason

ASKED = "Vous recevez ce message parce que vous avez proposé d’être mentor."


def apply_letter(school: School, association: Association | None, url: str) -> Letter:
    through = f" avec l’association {association}" if association else ""
    return Letter(
        subject="Devenir mentor : votre lien",
        paragraphs=(
            f"Vous souhaitez accompagner des élèves du lycée {school}{through}. Merci !",
            (
                "Ce lien ouvre le formulaire : quelques minutes, depuis un téléphone. Il est"
                " personnel et s’éteint dans quatorze jours."
            ),
        ),
        button="Remplir ma candidature",
        url=url,
        why="Si vous n’avez rien demandé, ne faites rien : rien ne sera enregistré.",
    )


def accepted_letter(school: School, association: Association | None) -> Letter:
    return Letter(
        subject="Votre candidature de mentor est retenue",
        paragraphs=(
            (
                f"Merci de votre proposition : {association or school} vous invite parmi ses"
                " mentors."
            ),
            (
                "Deux messages suivent : l’un ouvre la formation en ligne, l’autre la"
                " charte à signer."
                " On vous proposera aussi un entretien. Vous rencontrerez un élève ensuite."
            ),
        ),
        why=ASKED,
    )


REASONS = {
    DeclineReason.NO_NEED: "En ce moment, aucun élève n’attend un mentor de votre métier.",
    DeclineReason.TOO_FAR: "Le lycée est loin de chez vous : des rencontres régulières seraient"
    " difficiles à tenir.",
    DeclineReason.ENOUGH: "Le lycée a trouvé assez de mentors pour cette année.",
    DeclineReason.OTHER_WAY: "Une autre façon d’aider vous conviendrait sans doute mieux : parler"
    " de votre métier devant une classe, accueillir un élève en stage.",
    DeclineReason.UNSUITABLE: "Les règles du programme ne permettent pas de donner suite.",
}


def declined_letter(
    school: School, association: Association | None, reason: DeclineReason
) -> Letter:
    return Letter(
        subject="Votre proposition d’être mentor",
        paragraphs=(
            (
                f"Merci d’avoir pensé aux élèves. {association or school} ne donne pas suite"
                " pour le moment."
            ),
            REASONS[reason],
            (
                "Ce que vous aviez écrit dans le formulaire est effacé. Vous pourrez proposer votre"
                " aide à nouveau, ici ou ailleurs."
            ),
        ),
        why=ASKED,
    )
