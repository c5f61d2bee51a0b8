"""The words of the messages about taking part."""

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
