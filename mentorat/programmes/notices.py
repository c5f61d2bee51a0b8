"""The words of the messages about taking part."""

from collections.abc import Mapping
from dataclasses import dataclass

from mentorat.access.enums import LinkAct
from mentorat.access.models import Invitation
from mentorat.notifications.notices import Letter


def invitation_letter(invitation: Invitation, link: str) -> Letter:
    ends_on = f"{invitation.expires_at:%d/%m/%Y}"
    return Letter(
        subject=f"Invitation à rejoindre Mentorat LP : {invitation.get_role_display()}",
        paragraphs=(
            f"{invitation.invited_by} vous invite à rejoindre la plateforme du mentorat en lycée.",
            f"Rôle : {invitation.get_role_display()}\nPérimètre : {invitation.where_label}",
            f"Ce lien est personnel. Il sert une seule fois et s’éteint le {ends_on}.",
        ),
        button="Ouvrir l’invitation",
        url=link,
        why="Si vous n’attendiez pas ce message, ne faites rien : rien ne sera créé.",
    )


@dataclass(frozen=True)
class Preparing:
    """What a mentor is asked before a first meeting, or while he or she accompanies pupils."""

    subject: str
    paragraphs: tuple[str, ...]
    button: str


PREPARING: Mapping[LinkAct, Preparing] = {
    LinkAct.TRAIN: Preparing(
        "La formation des mentors : six modules, deux heures",
        (
            (
                "Avant de rencontrer un élève, suivez la formation en ligne : six modules courts, à"
                " votre rythme, depuis un téléphone ou un ordinateur."
            ),
            (
                "Chaque module se termine par quelques questions. Vous pouvez recommencer autant de"
                " fois que vous voulez, et vous arrêter entre deux modules."
            ),
        ),
        "Ouvrir la formation",
    ),
    LinkAct.CHARTER: Preparing(
        "La charte du mentor : à lire et à signer",
        (
            (
                "Avant de rencontrer un élève, lisez la charte du mentor et signez-la en ligne."
                " Cela prend cinq minutes."
            ),
        ),
        "Lire et signer la charte",
    ),
    LinkAct.OFFER: Preparing(
        "Vos places de mentor : combien, quand, une pause ?",
        (
            (
                "Dites combien d’élèves vous pouvez accompagner en ce moment, ou mettez-vous en"
                " pause. Vous pouvez changer d’avis à tout moment avec le même lien."
            ),
        ),
        "Dire mes places",
    ),
}


def preparing_letter(asked: Preparing, url: str) -> Letter:
    return Letter(
        subject=asked.subject,
        paragraphs=(*asked.paragraphs, "Ce lien est personnel : ne le transmettez pas."),
        button=asked.button,
        url=url,
        why="Vous recevez ce message parce que vous êtes mentor, ou avez proposé de l’être.",
    )
