"""Refusals about relations.

MentorshipRefusal
├── WrongState
├── AlreadyAnswered
├── MenteeAlreadyInMentorship
├── MembersMissing
├── WrongMembers
├── StartsBeforeItWasProposed
└── EndsBeforeItStarted
"""

from mentorat.foundations.errors import Refusal


class MentorshipRefusal(Refusal):
    message = "Cette relation ne peut pas changer ainsi."


class WrongState(MentorshipRefusal):
    message = "Une relation « {state} » ne peut pas devenir « {target} »."


class AlreadyAnswered(MentorshipRefusal):
    message = "Une réponse a déjà été donnée à cette proposition."


class MenteeAlreadyInMentorship(MentorshipRefusal):
    message = "Un des élèves a déjà une proposition ou une relation en cours : terminez-la d’abord."


class MembersMissing(MentorshipRefusal):
    message = "Une relation réunit au moins un mentor et un élève."


class WrongMembers(MentorshipRefusal):
    message = "Une relation individuelle réunit un seul élève et un ou deux mentors."


class StartsBeforeItWasProposed(MentorshipRefusal):
    message = "La première séance ne peut pas précéder la proposition, faite le {proposed}."


class EndsBeforeItStarted(MentorshipRefusal):
    message = "La fin ne peut pas précéder la première séance, tenue le {started}."
