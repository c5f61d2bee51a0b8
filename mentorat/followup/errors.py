"""Refusals about what follows a relation.

FollowupRefusal
├── WrongReportState
├── NothingToldOfTheSession
├── SomeoneCame
└── NotOneOfTheSession
"""

from mentorat.foundations.errors import Refusal


class FollowupRefusal(Refusal):
    message = "Le suivi de cette relation ne le permet pas."


class WrongReportState(FollowupRefusal):
    message = "Un compte rendu « {state} » ne peut pas devenir « {target} »."


class NothingToldOfTheSession(FollowupRefusal):
    message = "Dites comment la séance s’est passée et de quoi vous avez parlé."


class SomeoneCame(FollowupRefusal):
    message = "Un élève est noté présent : la séance a donc eu lieu."


class NotOneOfTheSession(FollowupRefusal):
    message = "Cette séance n’est pas l’une des vôtres."
