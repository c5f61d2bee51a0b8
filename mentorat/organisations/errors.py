"""Refusals about schools and their rooms.

SchoolRefusal
├── AcademyFull
├── DayAlreadyClosed
├── PfmpRefusal
│   ├── PfmpOverlaps
│   └── PfmpEndsBeforeItStarts
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


class PfmpRefusal(SchoolRefusal):
    message = "Cette PFMP ne peut pas être enregistrée."


class PfmpOverlaps(PfmpRefusal):
    message = (
        "{class_label} a déjà une PFMP à ces dates : changez les dates de l’une ou de l’autre."
    )


class PfmpEndsBeforeItStarts(PfmpRefusal):
    message = "Le dernier jour de la PFMP ne peut pas précéder le premier."


class RoomRefusal(SchoolRefusal):
    message = "Cette salle ne peut pas être enregistrée."


class RoomNameTaken(RoomRefusal):
    message = "Une salle « {name} » existe déjà ici, en service ou retirée : changez le nom."


class ClosesBeforeItOpens(RoomRefusal):
    message = "L’heure de fermeture doit suivre l’heure d’ouverture."
