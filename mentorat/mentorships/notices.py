"""The words of the messages about a relation. Never the name of a pupil."""

from datetime import date

from mentorat.notifications.notices import Letter

MENTOR = "Vous recevez ce message parce que vous êtes mentor, ou vous êtes proposé pour l’être."
MENTEE = "Tu reçois ce message parce que tu as demandé un mentor dans ton lycée."
FAMILY = "Vous recevez ce message parce que votre enfant a demandé un mentor au lycée."
TEAM = "Vous recevez ce message parce que vous suivez cette relation pour le lycée."


def proposal_to_mentor(school: str, url: str, sentence: str, *, is_reminder: bool) -> Letter:
    return Letter(
        subject=_reminder("Un élève vous est proposé", is_reminder),
        paragraphs=(
            (
                f"{school} vous propose d’accompagner un élève. La page dit pourquoi vous, et"
                " quel est son objectif. Vous répondez oui, non (sans raison), ou ce que vous"
                " avez besoin de savoir avant."
            ),
            sentence,
        ),
        button="Voir et répondre",
        url=url,
        why=MENTOR,
    )


def proposal_to_mentee(url: str, sentence: str, *, is_reminder: bool) -> Letter:
    return Letter(
        subject=_reminder("Un mentor t’est proposé", is_reminder),
        paragraphs=(
            (
                "Regarde qui c’est et pourquoi. Tu dis oui, non (tu n’as pas à dire pourquoi),"
                " ou ce que tu as besoin de savoir avant."
            ),
            sentence,
        ),
        button="Voir et répondre",
        url=url,
        why=MENTEE,
    )


def authorisation_to_guardian(school: str, url: str, sentence: str, *, is_reminder: bool) -> Letter:
    return Letter(
        subject=_reminder("Mentorat : votre autorisation est attendue", is_reminder),
        paragraphs=(
            (
                f"Un mentor est d’accord pour accompagner votre enfant, à {school}. Il manque votre"
                " autorisation : vous l’accordez ou la refusez, en deux minutes."
            ),
            sentence,
        ),
        button="Lire et répondre",
        url=url,
        why=FAMILY,
    )


def agreement_to_adult(url: str, sentence: str, *, of_family: bool, is_reminder: bool) -> Letter:
    return Letter(
        subject=_reminder("L’accord de mentorat est à signer", is_reminder),
        paragraphs=(
            (
                "Tout le monde a dit oui. L’accord dit la durée, le rythme, les règles de"
                " contact et que faire quand quelque chose ne va pas. Vous le lisez, puis le"
                " signez."
            ),
            sentence,
        ),
        button="Lire et signer",
        url=url,
        why=FAMILY if of_family else MENTOR,
    )


def agreement_to_mentee(url: str, sentence: str, *, is_reminder: bool) -> Letter:
    return Letter(
        subject=_reminder("Ton accord de mentorat est à signer", is_reminder),
        paragraphs=(
            (
                "Tout le monde a dit oui. L’accord dit combien de temps ça dure et les règles."
                " Tu le lis, puis tu le signes."
            ),
            sentence,
        ),
        button="Lire et signer",
        url=url,
        why=MENTEE,
    )


def agreement_to_school(url: str, sentence: str, *, is_reminder: bool) -> Letter:
    return Letter(
        subject=_reminder("Un accord de mentorat attend la signature du lycée", is_reminder),
        paragraphs=(
            "Mentor et élève ont accepté. Chacun a reçu son lien ; le lycée signe aussi.",
            sentence,
        ),
        button="Voir l’accord",
        url=url,
        why=TEAM,
    )


def first_meeting_to_school(url: str, sentence: str) -> Letter:
    return Letter(
        subject="Une relation est prête et n’a pas encore sa première rencontre",
        paragraphs=(
            (
                "Mentor et élève attendent que le lycée fixe un jour. Un adulte de l’équipe y est"
                " présent."
            ),
            sentence,
        ),
        button="Fixer la première rencontre",
        url=url,
        why=TEAM,
    )


def question_to_school(url: str, days: int) -> Letter:
    return Letter(
        subject="Une question est posée avant de répondre à une proposition",
        paragraphs=(
            (
                "Un mentor ou un élève a besoin de savoir quelque chose avant de dire oui ou"
                f" non. L’attente est suspendue, {days} jours au plus. Votre réponse n’est lue"
                " que de lui."
            ),
        ),
        button="Lire et répondre",
        url=url,
        why=TEAM,
    )


def conflict_to_school(url: str, kind: str) -> Letter:
    return Letter(
        subject="Un mentor connaît autrement l’élève qui lui est proposé",
        paragraphs=(
            (
                f"Il le dit lui-même, et c’est bien ainsi : {kind}. La proposition s’est arrêtée ;"
                " l’élève attend de nouveau, à la date de sa demande."
            ),
            (
                "Vous proposez quelqu’un d’autre. Ou vous acceptez ce lien sur la fiche du mentor,"
                " en disant pourquoi, et vous le proposez de nouveau."
            ),
        ),
        button="Voir la fiche du mentor",
        url=url,
        why=TEAM,
    )


def answer_to_mentor(url: str) -> Letter:
    return Letter(
        subject="Le lycée a répondu à votre question",
        paragraphs=(
            "La réponse est sur la page de la proposition. Vous pouvez maintenant décider.",
        ),
        button="Lire et décider",
        url=url,
        why=MENTOR,
    )


def answer_to_mentee(url: str) -> Letter:
    return Letter(
        subject="Ton lycée a répondu à ta question",
        paragraphs=("La réponse est avec la proposition. Tu peux maintenant décider.",),
        button="Lire et décider",
        url=url,
        why=MENTEE,
    )


def _reminder(subject: str, is_reminder: bool) -> str:  # noqa: FBT001 -- of the letters above
    return f"Rappel : {subject[0].lower()}{subject[1:]}" if is_reminder else subject


FAMILY_WHY = (
    "Vous recevez ce message parce que le lycée a cette adresse pour un responsable légal. Une"
    " erreur ? Dites-le au lycée."
)
SCHOOL_WHY = "Vous recevez ce message parce que vous suivez le mentorat de votre lycée."


def authorisation_letter(school: str, link: str, until: date) -> Letter:
    """Ask a guardian. The pupil is not named: the page behind the link says of whom it speaks."""
    return Letter(
        subject="Une autorisation vous est demandée par le lycée",
        paragraphs=(
            (
                f"{school} propose du mentorat : un adulte, salarié ou bénévole, prend du temps"
                " pour parler métier, stage ou études avec un élève. Les mentors sont vérifiés"
                " et formés."
            ),
            (
                "Votre enfant est mineur : rien ne commence sans votre accord. Vous dites oui ou"
                " non, point par point, et vous pouvez changer d’avis à tout moment."
            ),
            f"Ce lien est personnel. Il s’ouvre sans compte, jusqu’au {until:%d/%m/%Y}.",
        ),
        button="Lire et répondre",
        url=link,
        why=FAMILY_WHY,
    )


def of_age_letter(url: str) -> Letter:
    """Tell the school that a pupil is of age."""
    return Letter(
        subject="Un élève est majeur : sa famille n’a plus à autoriser",
        paragraphs=(
            (
                "Un élève a dix-huit ans. Aucune autorisation parentale n’est plus nécessaire, et"
                " les liens de ses responsables légaux sont fermés. Ce qui attendait une"
                " autorisation a repris."
            ),
        ),
        button="Voir la fiche",
        url=url,
        why=SCHOOL_WHY,
    )


def own_majority_letter(url: str) -> Letter:
    """Tell a pupil who has an account."""
    return Letter(
        subject="Tu as dix-huit ans : c’est toi qui décides",
        paragraphs=(
            (
                "Bon anniversaire. Pour ton mentorat, l’accord de tes parents n’est plus"
                " demandé, et ils ne voient plus ta page."
            ),
            "Tu peux continuer, changer d’objectif ou arrêter, quand tu veux.",
        ),
        button="Voir ma page",
        url=url,
        why="Tu reçois ce message parce que tu as un compte sur Mentorat LP.",
    )


def authorisation_lost_letter(url: str) -> Letter:
    """Tell the school that a family said no, or no longer."""
    return Letter(
        subject="Une famille a refusé ou retiré une autorisation",
        paragraphs=(
            (
                "Ce qui dépendait de cette autorisation est déjà arrêté : la relation attend, ou"
                " elle est suspendue, et les séances concernées sont annulées."
            ),
            "Prévenez le mentor et l’élève, et parlez avec la famille si elle le souhaite.",
        ),
        button="Voir la fiche",
        url=url,
        why=SCHOOL_WHY,
    )


def paused_to_mentor() -> Letter:
    """Tell a mentor that a relation stops for a while: neither who said what, nor why."""
    return Letter(
        subject="Votre mentorat est en pause",
        paragraphs=(
            "Une autorisation manque : la relation est en pause, les séances prévues s’annulent.",
            "Vous n’y êtes pour rien, et personne d’autre non plus : une famille décide librement.",
            "Le lycée vous appelle pour la suite. Si l’autorisation revient, vous reprenez.",
        ),
        why=MENTOR,
    )


def group_goes_on_to_mentor() -> Letter:
    return Letter(
        subject="Votre groupe continue avec un élève de moins",
        paragraphs=(
            "Une autorisation manque : un élève quitte le groupe. Les séances ont lieu sans lui.",
            "Vous n’y êtes pour rien. Le lycée répond à vos questions.",
        ),
        why=MENTOR,
    )


def paused_to_guardian(url: str) -> Letter:
    """Tell the other guardian; the letter does not say who refused."""
    return Letter(
        subject="Le mentorat de votre enfant est en pause",
        paragraphs=(
            "Une autorisation manque : les rencontres concernées n’auront pas lieu.",
            "Chaque responsable peut changer d’avis. Le lycée peut vous en parler ensemble.",
        ),
        button="Voir où en est le mentorat",
        url=url,
        why=FAMILY_WHY,
    )
