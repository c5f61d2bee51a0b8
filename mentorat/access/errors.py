"""Refusals about who may.

AccessRefusal
├── NotAllowed
├── OutsideScope
├── CannotInvite
├── InvitationUnusable
└── LinkUnusable
"""

from mentorat.foundations.errors import Refusal


class AccessRefusal(Refusal):
    message = "Vous n’avez pas accès à cette page."


class NotAllowed(AccessRefusal):
    message = "Le rôle « {role} » ne permet pas cette action."


class OutsideScope(AccessRefusal):
    message = "Cette action sort de votre périmètre : {where}."


class CannotInvite(AccessRefusal):
    message = "Le rôle « {role} » ne peut pas inviter « {invited} » ici."


class InvitationUnusable(AccessRefusal):
    message = "Cette invitation n’est plus valable : demandez-en une nouvelle à {by}."


class LinkUnusable(AccessRefusal):
    message = "Ce lien ne sert plus : il a déjà été utilisé, ou son délai est passé."
