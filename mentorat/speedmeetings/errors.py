"""Refusals about « rencontres éclair ».

SpeedMeetingRefusal
├── NobodyToMeet
├── NotWaiting
├── NotOffering
├── DayIsOver
├── RoundsOutOfRange
├── TooEarly
├── NotMet
├── WasAbsent
├── WrongMeetingState
└── NobodyChose
"""

from mentorat.foundations.errors import Refusal


class SpeedMeetingRefusal(Refusal):
    message = "Cette rencontre éclair n’est pas possible."


class NobodyToMeet(SpeedMeetingRefusal):
    message = "Choisissez au moins un élève et un mentor qui peuvent se rencontrer."


class NotWaiting(SpeedMeetingRefusal):
    message = "Un des élèves choisis n’attend plus de mentor : revoyez la liste."


class NotOffering(SpeedMeetingRefusal):
    message = (
        "Un des mentors choisis n’a plus de place, ou ses habilitations ne sont plus valables le"
        " jour de la rencontre : revoyez la liste."
    )


class DayIsOver(SpeedMeetingRefusal):
    message = "Cette date est passée : choisissez un jour à venir."


class RoundsOutOfRange(SpeedMeetingRefusal):
    message = "Une rencontre éclair compte de {least} à {most} tours."


class TooEarly(SpeedMeetingRefusal):
    message = "La rencontre n’a pas encore eu lieu : les choix se font à partir du {day}."


class NotMet(SpeedMeetingRefusal):
    message = "On ne peut choisir que des personnes rencontrées, et chacune une seule fois."


class WasAbsent(SpeedMeetingRefusal):
    message = "Cette personne est notée absente : notez d’abord qu’elle est venue."


class WrongMeetingState(SpeedMeetingRefusal):
    message = "Cette rencontre éclair est {state} : elle ne change plus."


class NobodyChose(SpeedMeetingRefusal):
    message = (
        "Personne n’a encore donné ses choix des deux côtés : saisissez ceux qui sont sur papier,"
        " ou attendez les réponses."
    )
