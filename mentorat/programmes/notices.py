"""The words of the messages about taking part."""

from django.template.loader import render_to_string

from mentorat.access.models import Invitation


def invitation_subject(invitation: Invitation) -> str:
    return f"Invitation à rejoindre Mentorat LP : {invitation.get_role_display()}"


def invitation_body(invitation: Invitation, link: str) -> str:
    return render_to_string("programmes/invitation.txt", {"invitation": invitation, "link": link})
