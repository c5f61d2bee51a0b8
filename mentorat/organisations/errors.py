"""Refusals about schools and their rooms.

SchoolRefusal
├── AcademyFull
├── DayAlreadyClosed
└── RoomRefusal
    ├── RoomNameTaken
    └── ClosesBeforeItOpens
"""

from mentorat.foundations.errors import Refusal


class SchoolRefusal(Refusal):
    message = "Cette action n’est pas possible pour cet établissement."


class AcademyFull(SchoolRefusal):
    message = "L’académie {academy} n’a plus de numéro pour un nouvel établissement."


class DayAlreadyClosed(SchoolRefusal):
    message = "Le {day} est déjà un jour de fermeture."


class RoomRefusal(SchoolRefusal):
    message = "Cette salle ne peut pas être enregistrée."


class RoomNameTaken(RoomRefusal):
    message = "Une salle « {name} » existe déjà ici, en service ou retirée : changez le nom."


class ClosesBeforeItOpens(RoomRefusal):
    message = "L’heure de fermeture doit suivre l’heure d’ouverture."
